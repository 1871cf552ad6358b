"""Relative family: how far out a row lies among the user's own rows, and nothing of any other rows."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from riskscan.features.amounts import amount
from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, numbers
from riskscan.features.comparing import RELATIVE_COLUMNS, RELATIVE_PREFIX
from riskscan.features.references import RATIOS
from riskscan.features.saying import Said, ShownRow

__all__ = ["RelativeFeatures"]

_Facts = dict[str, object]
_UNITS = {"net_mass": "{} kg", "value_per_kg": "{} USD/kg", "mass_per_package": "{} kg a package"}
_STRIKING = 1.0
_MISFIT = 0.5


class RelativeFeatures(FeatureFamily):
    """Columns of `riskscan.features.comparing.compare_rows` as they were joined to the rows; they learn nothing."""

    family: ClassVar[str] = "relative"
    learns: ClassVar[bool] = False
    asks_references: ClassVar[bool] = True
    names: ClassVar[tuple[str, ...]] = tuple(RELATIVE_PREFIX + name for name in RELATIVE_COLUMNS)

    def _prepare(self, X: Frame) -> Prepared:
        return Prepared({name: numbers(X, name) for name in self.names}, len(X))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        return {name: prepared.columns[name] for name in self.names}

    def say(self, row: ShownRow) -> Said:
        """Yield what is odd of the row among the user's own rows, with their number; the oddest first."""
        found = [*self._quantities(row), *self._habits(row)]
        for _, code, facts in sorted(found, key=lambda one: -one[0]):
            yield code, facts

    def _quantities(self, row: ShownRow) -> Iterator[tuple[float, str, _Facts]]:
        code = row.cell("hs_code").replace(".", "")
        for ratio in RATIOS:
            oddity = max(_number(row.features, f"{ratio}_line_{side}") for side in ("high", "low"))
            low, high, rows, digits = (
                _number(row.cells, f"{ratio}_line_{fact}") for fact in ("from", "to", "rows", "digits")
            )
            value = _quantity(row, ratio)
            # Of all goods together a distribution says nothing that an officer could check.
            if oddity < _STRIKING or not digits or not np.isfinite(value) or low <= value <= high:
                continue
            line = f"HS {code[: int(digits)]}"
            yield oddity, "RELATIVE_QUANTITY", {
                "value": _UNITS[ratio].format(amount(value)), "rows": f"{rows:,.0f}", "line": line,
                "low": amount(low), "high": amount(high),
            }  # fmt: skip

    def _habits(self, row: ShownRow) -> Iterator[tuple[float, str, _Facts]]:
        cells, values = row.cells, row.features
        chapter = row.cell("hs_code").replace(".", "")[:2]
        fits_other = _number(values, "chapter_word_gap")
        if fits_other > _MISFIT and _number(values, "chapter_word_fit") < 0:
            rows = 10.0 ** _number(values, "word_log_rows") - 1.0
            yield fits_other / 2, "RELATIVE_CHAPTER", {"goods": row.goods, "rows": f"{rows:,.0f}", "declared": chapter}
        start, end = row.way
        for feature, kind, code in (
            ("chapter_new_to_consignor", "consignor", "RELATIVE_CONSIGNOR"),
            ("route_rare_for_chapter", "route", "RELATIVE_ROUTE"),
            ("round_package", "package", "RELATIVE_PACKAGE"),
        ):
            oddity = _number(values, feature)
            if oddity >= _STRIKING and chapter:
                facts: _Facts = {
                    "rows": f"{_number(cells, f'{kind}_others'):,.0f}",
                    "same": f"{_number(cells, f'{kind}_same'):,.0f}", "chapter": chapter,
                }  # fmt: skip
                more: dict[str, _Facts] = {
                    "route": {"route": f"{start} to {end}"},
                    "package": {"value": f"{amount(_quantity(row, 'mass_per_package'))} kg"},
                }
                yield oddity, code, facts | more.get(kind, {})
        receivers, senders = (10.0 ** _number(values, f"address_{who}") for who in ("receivers", "senders"))
        if receivers >= 3:  # a household has two names
            yield float(np.log10(receivers) * 2), "RELATIVE_ADDRESS", {
                "receivers": f"{receivers:.0f}", "senders": f"{senders:.0f}",
            }  # fmt: skip


def _number(values: Mapping[str, Any], name: str) -> float:
    value = float(values.get(RELATIVE_PREFIX + name, 0.0))
    return value if math.isfinite(value) else float(np.nan_to_num(value))


def _quantity(row: ShownRow, ratio: str) -> float:
    """Return a quantity of the row, NaN where a part is missing."""

    def cell(column: str) -> float:
        value = row.cells.get(column)
        if isinstance(value, float):
            return value
        return float(pd.to_numeric(row.cell(column) or "nan", errors="coerce"))

    mass = cell("net_mass_kg") if np.isfinite(cell("net_mass_kg")) else cell("gross_mass_kg")
    if ratio == "net_mass":
        return mass
    if ratio == "value_per_kg":
        return cell("customs_value_usd") / mass if mass > 0 else float("nan")
    packages = cell("package_count")
    return mass / packages if packages > 0 else float("nan")
