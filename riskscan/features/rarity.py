"""Rarity family: how seldom goods of such words have such a price, such packages, so many of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from riskscan.features.amounts import amount
from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, Rows, coded_goods, numbers
from riskscan.features.quantity import quantity_ratios
from riskscan.features.saying import Said, ShownRow
from riskscan.features.word_spreads import WordSpreads
from riskscan.features.words import word_matrix

__all__ = ["RarityFeatures"]

_WORD_BITS = 16
_BOUNDS = {"value_per_kg": (-3.0, 6.0), "mass_per_package": (-4.0, 5.0), "packages": (0.0, 6.0)}
_TOLD = ("surprise", "gain")
_UNITS = {"value_per_kg": "{} USD/kg", "mass_per_package": "{} kg a package", "packages": "{} packages"}
_STRIKING = 1.5
"""Nats by which a value is less likely with its words than anywhere, from which it is worth a sentence."""


class RarityFeatures(FeatureFamily):
    """How unlikely value per kilogram, mass and number of packages are given the words; labels teach nothing here."""

    family: ClassVar[str] = "rarity"
    learned: ClassVar[tuple[type, ...]] = (WordSpreads,)
    names: ClassVar[tuple[str, ...]] = tuple(f"{name}_{told}" for name in _BOUNDS for told in _TOLD)

    def _prepare(self, X: Frame) -> Prepared:
        packages = numbers(X, "package_count")
        columns: dict[str, Any] = {
            **quantity_ratios(X),
            "packages": np.log10(np.where(packages > 0, packages, np.nan)),
            "words": word_matrix(coded_goods(X), _WORD_BITS, pairs=True),
        }
        return Prepared(columns, len(X))

    def _learn(self, prepared: Prepared, y: Array, weights: Array) -> None:
        columns = prepared.columns
        self.spreads_ = {
            name: WordSpreads(*bounds).fit(columns["words"], columns[name]) for name, bounds in _BOUNDS.items()
        }

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        columns = prepared.columns
        return {
            f"{name}_{told}": values
            for name, spreads in self.spreads_.items()
            for told, values in spreads.describe(columns["words"], columns[name]).items()
        }

    def facts(self, rows: Rows) -> Mapping[str, Any]:
        """Return the quantities of rows, and between which bounds half of those of such words lie."""
        columns = self._prepare(rows).columns
        found: dict[str, Array] = {}
        for name, spreads in self.spreads_.items():
            low, high = spreads.middle_half(columns["words"])
            found |= {name: columns[name], f"{name}_low": low, f"{name}_high": high}
        return found

    def say(self, row: ShownRow) -> Said:
        """Yield the quantities that are rare for the words of the row, the rarest first."""
        gains = {name: float(np.nan_to_num(row.feature(f"{name}_gain"))) for name in _BOUNDS}
        for name in sorted(gains, key=lambda one: -gains[one]):
            value, low, high = (float(row.facts[name + end]) for end in ("", "_low", "_high"))
            if gains[name] < _STRIKING or not np.isfinite(low) or low <= value <= high:
                continue
            yield "RARITY_QUANTITY", {
                "value": _UNITS[name].format(amount(10.0**value)), "goods": row.goods,
                "low": amount(10.0**low), "high": amount(10.0**high), "rows": f"{self.spreads_[name].rows_:,}",
            }  # fmt: skip
