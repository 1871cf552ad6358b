"""Links family: what ties the row's parties to others, and how unusual that is among the user's own rows."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from riskscan.features.base import Array, FeatureFamily, Prepared
from riskscan.features.columns import Frame, numbers
from riskscan.features.saying import Said, ShownRow
from riskscan.history.links.frozen import CONTACT_DAYS, LEG_DAYS, LINK_FEATURES, PLACE_DAYS, SPLIT_DAYS

__all__ = ["LINKS_PREFIX", "LinksFeatures"]

_Facts = dict[str, object]

LINKS_PREFIX = "links_"
"""Prefix of the columns that a row's ties are joined under."""

_STRIKING = 1.0  # one row in twenty
_LEAST_NAMES = 3  # a household has two more
_SIDES = {"to": "consignee", "from": "consignor"}


class LinksFeatures(FeatureFamily):
    """Columns of `riskscan.history.links.FrozenLinks.as_of` as they were joined to the rows; they learn nothing."""

    family: ClassVar[str] = "links"
    learns: ClassVar[bool] = False
    asks_links: ClassVar[bool] = True
    names: ClassVar[tuple[str, ...]] = tuple(LINKS_PREFIX + name for name in LINK_FEATURES)

    def _prepare(self, X: Frame) -> Prepared:
        return Prepared({name: numbers(X, name) for name in self.names}, len(X))

    def _describe(self, prepared: Prepared) -> dict[str, Array]:
        return {name: prepared.columns[name] for name in self.names}

    def say(self, row: ShownRow) -> Said:
        """Yield the ties of the row that are unusual, with their numbers; known violators first, then the rarest."""
        near = _number(row, "near_violators")
        if near >= 1:
            yield "LINKS_VIOLATOR", {"names": f"{near:.0f}"}
        for _, code, facts in sorted([*self._names(row), *self._goods(row)], key=lambda one: -one[0]):
            yield code, facts

    def _names(self, row: ShownRow) -> Iterator[tuple[float, str, _Facts]]:
        for side, party in _SIDES.items():
            rare, names = _number(row, f"{side}_names_rare"), _number(row, f"{side}_names")
            if rare >= _STRIKING and names >= _LEAST_NAMES:
                yield rare, "LINKS_ADDRESS", {
                    "party": party, "names": f"{names:.0f}", "days": PLACE_DAYS, "rows": _one_in(rare),
                }  # fmt: skip
        rare, names = _number(row, "contact_names_rare"), _number(row, "contact_names")
        if rare >= _STRIKING and names >= 1:
            yield rare, "LINKS_CONTACT", {"names": f"{names:.0f}", "days": CONTACT_DAYS, "rows": _one_in(rare)}

    def _goods(self, row: ShownRow) -> Iterator[tuple[float, str, _Facts]]:
        rare, legs = _number(row, "leg_rare"), _number(row, "legs")
        if rare >= _STRIKING and legs >= 1:
            mass = f"{_mass(row):,.3f}".rstrip("0").rstrip(".")
            yield rare, "LINKS_LEG", {
                "consignments": f"{legs:.0f}", "mass": f"{mass} kg", "days": LEG_DAYS,
                "country": row.way[0],
            }  # fmt: skip
        rare, parts = _number(row, "splits_rare"), _number(row, "splits") + 1
        if rare >= _STRIKING and parts > 2:
            yield rare, "LINKS_SPLIT", {"consignments": f"{parts:.0f}", "days": SPLIT_DAYS, "rows": _one_in(rare)}


def _one_in(rare: float) -> str:
    """Return in how many rows there is one as rare."""
    return f"{2 * 10**rare:,.0f}"


def _number(row: ShownRow, name: str) -> float:
    return float(np.nan_to_num(row.cells.get(LINKS_PREFIX + name, 0.0)))


def _mass(row: ShownRow) -> float:
    gross = float(pd.to_numeric(row.cell("gross_mass_kg") or "nan", errors="coerce"))
    return gross if np.isfinite(gross) else float(pd.to_numeric(row.cell("net_mass_kg") or "nan", errors="coerce"))
