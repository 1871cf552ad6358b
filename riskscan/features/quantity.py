"""Quantity family: mass, value and packages against what is usual for the HS line and for the goods text."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from riskscan.features.amounts import amount
from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, Rows, coded_hs, first_of, numbers
from riskscan.features.saying import Said, ShownRow
from riskscan.features.statistics import RobustLines
from riskscan.features.words import Words, goods_words

__all__ = ["RATIOS", "QuantityFeatures", "quantity_ratios"]

RATIOS = ("net_mass", "value_per_kg", "mass_per_package", "value_per_package")
_EXPECTED = ("value_per_kg", "mass_per_package", "net_mass")
_LEAST_FOR_TEXT = 200
_UNITS = {
    "net_mass": "{} kg",
    "value_per_kg": "{} USD/kg",
    "mass_per_package": "{} kg a package",
    "value_per_package": "{} USD a package",
}
_STRIKING = 2.0


def quantity_ratios(X: Frame) -> dict[str, Array]:
    """Return log10 of net mass (kg), value per kg (USD/kg), mass per package (kg), value per package (USD).

    Gross mass stands in where net mass is missing. NaN where a part is missing or not positive.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"net_mass_kg": [10.0], "customs_value_usd": [1000.0]})
    >>> float(quantity_ratios(rows)["value_per_kg"][0])
    2.0
    """
    mass = _log10(first_of(numbers(X, "net_mass_kg"), numbers(X, "gross_mass_kg")))
    value = _log10(numbers(X, "customs_value_usd"))
    packages = _log10(numbers(X, "package_count"))
    return {
        "net_mass": mass,
        "value_per_kg": value - mass,
        "mass_per_package": mass - packages,
        "value_per_package": value - packages,
    }


def _log10(values: Array) -> Array:
    return np.log10(np.where(values > 0, values, np.nan))


class TextExpectation:
    """Expected log quantity from the words of the goods text, by ridge regression on hashed words."""

    def fit(self, words: Words, values: Array) -> "TextExpectation":
        """Learn from the rows that have a value; too few rows leave it without a model."""
        known = ~np.isnan(values)
        self.center_ = float("nan")
        self.rows_ = int(known.sum())
        if known.sum() >= _LEAST_FOR_TEXT:
            from sklearn.linear_model import Ridge

            center = float(np.median(values[known]))
            # Clipping keeps a few absurd cells from bending the line.
            target = np.clip(values[known] - center, -4, 4)
            # Rows of one text pull as their mean does with their number: each distinct text stands once.
            texts, places, n_rows = np.unique(words.codes[known], return_inverse=True, return_counts=True)
            matrix = words.matrix[texts]
            mean = (np.bincount(places, weights=target) / n_rows).astype(matrix.dtype)
            model = Ridge(alpha=10.0, solver="sparse_cg", tol=1e-3, fit_intercept=False)
            model.fit(matrix, mean, sample_weight=n_rows.astype(np.float64))
            residual = target - model.predict(matrix)[places]
            self.coefficients_ = model.coef_.astype(np.float32)
            self.spread_ = max(float(np.median(np.abs(residual)) * 1.4826), 0.1)
            self.center_ = center
        return self

    def expected(self, words: Words) -> Array:
        """Return the expected value; NaN without model or words."""
        if np.isnan(self.center_):
            return np.full(len(words), np.nan)
        return np.where(words.sizes > 0, self.center_ + words.dot(self.coefficients_), np.nan)

    def z_scores(self, words: Words, values: Array) -> Array:
        """Return (value - expected) / spread."""
        spread = 1.0 if np.isnan(self.center_) else self.spread_
        return (values - self.expected(words)) / spread


class QuantityFeatures(FeatureFamily):
    """Mass, value, packages: as they are, against the HS line's distribution, against what the text lets expect."""

    family: ClassVar[str] = "quantity"
    learned: ClassVar[tuple[type, ...]] = (RobustLines, TextExpectation)
    names: ClassVar[tuple[str, ...]] = (
        "log_net_mass", "log_customs_value", "log_package_count", "log_value_per_kg", "log_mass_per_package",
        "tare_share", "mass_is_round",
        *(f"{name}_line_z" for name in RATIOS), *(f"{name}_text_z" for name in _EXPECTED),
        "quantity_line_distance",
    )  # fmt: skip

    def _prepare(self, X: Frame) -> Prepared:
        net, gross = numbers(X, "net_mass_kg"), numbers(X, "gross_mass_kg")
        columns: dict[str, Any] = {
            **quantity_ratios(X),
            "hs4": coded_hs(X, 4),
            "value": _log10(numbers(X, "customs_value_usd")),
            "packages": _log10(numbers(X, "package_count")),
            "tare": np.where(gross > 0, np.clip((gross - net) / np.where(gross > 0, gross, 1.0), -1, 1), np.nan),
            "round": np.where(np.isnan(net), np.nan, (net > 0) & (np.mod(net, 5.0) == 0)),
            "words": goods_words(X),
        }
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.lines_ = {name: RobustLines().fit(columns["hs4"], columns[name]) for name in RATIOS}
        self.expectations_ = {name: TextExpectation().fit(columns["words"], columns[name]) for name in _EXPECTED}

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        z_scores = {name: self.lines_[name].z_scores(columns["hs4"], columns[name]) for name in RATIOS}
        squares = np.stack([np.clip(z_scores[name], -8, 8) ** 2 for name in RATIOS])
        known = ~np.isnan(squares)
        distance = np.where(
            known.any(axis=0), np.sqrt(np.nansum(squares, axis=0) / np.maximum(known.sum(axis=0), 1)), np.nan
        )
        return {
            "log_net_mass": columns["net_mass"],
            "log_customs_value": columns["value"],
            "log_package_count": columns["packages"],
            "log_value_per_kg": columns["value_per_kg"],
            "log_mass_per_package": columns["mass_per_package"],
            "tare_share": columns["tare"],
            "mass_is_round": columns["round"],
            **{f"{name}_line_z": z_scores[name] for name in RATIOS},
            **{
                f"{name}_text_z": self.expectations_[name].z_scores(columns["words"], columns[name])
                for name in _EXPECTED
            },
            "quantity_line_distance": distance,
        }

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the quantities of rows, what their words let expect, and the line of their HS code."""
        words, hs4 = goods_words(rows), coded_hs(rows, 4)
        return {
            **quantity_ratios(rows),
            **{f"{name}_expected": self.expectations_[name].expected(words) for name in _EXPECTED},
            **{f"{name}_line": self.lines_[name].line_of(hs4) for name in RATIOS},
        }

    def say(self, row: ShownRow) -> Said:
        """Yield the quantity that lies furthest from what the text lets expect, and from that of its HS line."""
        line_z = {name: abs(np.nan_to_num(row.feature(f"{name}_line_z"))) for name in RATIOS}
        text_z = {name: abs(np.nan_to_num(row.feature(f"{name}_text_z"))) for name in _EXPECTED}
        by_line, by_text = max(RATIOS, key=lambda name: line_z[name]), max(_EXPECTED, key=lambda name: text_z[name])
        if text_z[by_text] > line_z[by_line] and text_z[by_text] >= _STRIKING:
            yield "QUANTITY_TEXT", {
                "value": _written(row, by_text), "expected": _written(row, by_text, "_expected"),
                "rows": f"{self.expectations_[by_text].rows_:,}",
            }  # fmt: skip
        if line_z[by_line] >= _STRIKING:
            yield from self._outside(row, by_line)

    def _outside(self, row: ShownRow, ratio: str) -> Said:
        """Say that a value lies outside the middle half of its line's training rows; of one inside, nothing."""
        lines, place = self.lines_[ratio], int(row.facts[f"{ratio}_line"])
        low, _, high = lines.quartiles_[place]
        if low <= row.facts[ratio] <= high:
            return
        name = str(lines.lines_[place])
        yield "QUANTITY_LINE", {
            "value": _written(row, ratio), "line": f"HS {name}" if name != "*" else "all goods",
            "rows": f"{lines.rows_[place]:,}", "low": amount(10.0**low), "high": amount(10.0**high),
        }  # fmt: skip


def _written(row: ShownRow, ratio: str, which: str = "") -> str:
    return _UNITS[ratio].format(amount(10.0 ** float(row.facts[ratio + which])))
