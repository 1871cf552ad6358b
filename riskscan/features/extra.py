"""Extra family: the user's own numeric and categorical columns."""

import re
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, coded_texts, hash_keys, numbers
from riskscan.features.saying import RAISED, Said, ShownRow, shortened
from riskscan.features.statistics import CategoryCodes, KeyedRates

__all__ = ["ExtraFeatures", "count_commas", "read_numbers"]

_SPACES = re.compile(r"[\s\u00a0'%]")
_DECIMAL = re.compile(r"-?\d+,\d{1,2}")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+")
_WHOLE = re.compile(r"^(-?\d+)\.0$")


class ExtraFeatures(FeatureFamily):
    """A user's columns: numbers as they are; categories as codes, learned rates and row counts.

    A category with many values gets codes for its frequent ones only; rates and counts carry the rest.

    Parameters
    ----------
    numeric, categorical_columns : tuple of str
        Names of the user's columns. A column that is missing when scoring reads as all null.
    """

    family: ClassVar[str] = "extra"
    learned: ClassVar[tuple[type, ...]] = (CategoryCodes, KeyedRates)

    def __init__(self, numeric: tuple[str, ...] = (), categorical_columns: tuple[str, ...] = ()) -> None:
        self.numeric = numeric
        self.categorical_columns = categorical_columns

    def _prepare(self, X: Frame) -> Prepared:
        columns: dict[str, Any] = {f"number:{name}": _numeric(X, name) for name in self.numeric}
        for name in self.categorical_columns:
            columns[f"text:{name}"] = coded_texts(X, name).map(_whole)
            columns[f"key:{name}"] = hash_keys(columns[f"text:{name}"])
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.codes_ = {
            name: CategoryCodes(limit=30, least=50).fit(columns[f"text:{name}"]) for name in self.categorical_columns
        }
        self.rates_ = {
            name: KeyedRates(strength=15.0).fit(columns[f"key:{name}"], y, weights) for name in self.categorical_columns
        }

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        described = {f"extra_{name}": columns[f"number:{name}"] for name in self.numeric}
        for name in self.categorical_columns:
            described[f"extra_{name}"] = self.codes_[name].codes(columns[f"text:{name}"])
            described[f"extra_{name}_log_lift"] = self.rates_[name].log_lift(columns[f"key:{name}"])
            described[f"extra_{name}_log_rows"] = self.rates_[name].log_rows(columns[f"key:{name}"])
        return described

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return one feature a number, three a category."""
        names = [f"extra_{name}" for name in self.numeric]
        for name in self.categorical_columns:
            names += [f"extra_{name}", f"extra_{name}_log_lift", f"extra_{name}_log_rows"]
        return np.array(names, dtype=object)

    def categories(self) -> frozenset[str]:
        """Return the code features."""
        return frozenset(f"extra_{name}" for name in self.categorical_columns)

    def say(self, row: ShownRow) -> Said:
        """Yield the value of a category that had most times the usual share of violations."""
        names = self.categorical_columns
        lifts = {name: np.nan_to_num(row.feature(f"extra_{name}_log_lift")) for name in names}
        best = max(lifts, key=lambda name: lifts[name], default="")
        if best and lifts[best] > np.log(RAISED):
            yield "EXTRA_RATE", {
                "column": best, "value": shortened(row.cell(best)), "lift": f"{np.exp(lifts[best]):.1f}",
                "rows": row.count(f"extra_{best}_log_rows"),
            }  # fmt: skip


def _numeric(X: Frame, name: str) -> Array:
    if name not in X.columns:
        return np.full(len(X), np.nan)
    values = X[name]
    if pd.api.types.is_datetime64_any_dtype(values):
        stamps = pd.Series(values).to_numpy(dtype="datetime64[s]")
        return np.where(np.isnat(stamps), np.nan, stamps.astype(np.float64) / 86400)
    if pd.api.types.is_numeric_dtype(values):
        return numbers(X, name)
    return read_numbers(X, name, has_decimal_comma=count_commas(X, name) > 0)


def count_commas(X: Frame, name: str) -> int:
    """Return how many more cells of a user's column have a decimal comma than commas between thousands.

    1,234 is a thousand in one file and one point two in another: the reading that fits more cells of all holds.
    """
    cells = coded_texts(X, name).map(_bare)
    decimal = cells.numbers(lambda text: _DECIMAL.fullmatch(text) is not None)
    return int(decimal.sum() - cells.numbers(lambda text: _GROUPED.fullmatch(text) is not None).sum())


def read_numbers(X: Frame, name: str, *, has_decimal_comma: bool) -> Array:
    """Return the numbers of a user's column of text, NaN for null and for what is none."""
    cells = coded_texts(X, name).map(_bare).map(lambda text: text.replace(",", "." if has_decimal_comma else ""))
    values = pd.to_numeric(pd.Series(cells.values, dtype=object), errors="coerce").to_numpy(np.float64, na_value=np.nan)
    return np.asarray(values[cells.codes])


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _whole(text: str) -> str:
    # A code column read as floats because a cell is empty must equal the same column read as text.
    return _WHOLE.sub(r"\1", text)
