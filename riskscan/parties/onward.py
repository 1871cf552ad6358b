"""Goods of a party that went on from a hub under another description, and goods that went in parts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.events import NO_DAY
from riskscan.history.links.frozen import LEG_DAYS, SPLIT_DAYS
from riskscan.history.links.rows import LinkRows
from riskscan.history.parties import key_of, normalize_party

__all__ = ["Leg", "Split", "find_legs", "find_splits", "rows_of"]

Mask = NDArray[np.bool_]

_MOST = 20


@dataclass(frozen=True, slots=True)
class Leg:
    """Two consignments of one mass, of which the second starts where the first ended, later and as other goods.

    Attributes
    ----------
    mass_kg : float
        Of both.
    country : str
        Where the first ended and the second starts.
    came_on, left_on : str
        Days, ISO.
    came_as, left_as : str
        Goods texts.
    came_to, left_from : str
        Who received the first, who sent the second.
    alike : int
        Other rows of this mass: the fewer, the less it is chance.
    """

    mass_kg: float
    country: str
    came_on: str
    left_on: str
    came_as: str
    left_as: str
    came_to: str
    left_from: str
    alike: int


@dataclass(frozen=True, slots=True)
class Split:
    """The same goods from one party to another in several consignments within a few days."""

    consignor: str
    consignee: str
    goods: str
    consignments: int
    mass_kg: float
    since: str
    until: str


def rows_of(keys: LinkRows, name: str) -> Mask:
    """Say of every row whether a party stands in it."""
    plain = normalize_party(name)
    wanted = key_of(plain) if plain else 0
    return np.asarray((keys.consignor == wanted) | (keys.consignee == wanted))


def find_legs(rows: pd.DataFrame, keys: LinkRows, own: Mask) -> Iterator[Leg]:
    """Yield pairs of consignments of which one is the party's, those of the rarest masses first.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_columns)
        Canonical rows.
    keys : LinkRows
        Their keys.
    own : ndarray of bool, shape (n_rows,)
        Rows of the party.
    """
    abroad = (keys.start != keys.end) & (keys.start != 0) & (keys.end != 0) & (keys.mass != 0) & (keys.day != NO_DAY)
    found: dict[tuple[int, int], int] = {}
    for place in np.flatnonzero(own & abroad).tolist():
        alike = abroad & (keys.mass == keys.mass[place]) & (keys.goods != keys.goods[place])
        later = keys.day - keys.day[place]
        goes_on = alike & (keys.start == keys.end[place]) & (later >= 0) & (later < LEG_DAYS)
        came = alike & (keys.end == keys.start[place]) & (later <= 0) & (later > -LEG_DAYS)
        n_alike = int(np.count_nonzero(keys.mass == keys.mass[place])) - 2
        found |= {(place, other): n_alike for other in np.flatnonzero(goes_on).tolist()}
        found |= {(other, place): n_alike for other in np.flatnonzero(came).tolist()}
    for first, second in sorted(found, key=lambda pair: (found[pair], pair))[:_MOST]:
        yield Leg(
            mass_kg=float(keys.mass[first]) / 1_000, country=_cell(rows, "destination_country", first),
            came_on=_day(rows, first), left_on=_day(rows, second), came_as=_goods(rows, first),
            left_as=_goods(rows, second), came_to=_cell(rows, "consignee_name", first),
            left_from=_cell(rows, "consignor_name", second), alike=found[first, second],
        )  # fmt: skip


def find_splits(rows: pd.DataFrame, keys: LinkRows, own: Mask) -> Iterator[Split]:
    """Yield goods of the party that went to one receiver in several consignments within a few days, most parts first.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_columns)
        Canonical rows.
    keys : LinkRows
        Their keys.
    own : ndarray of bool, shape (n_rows,)
        Rows of the party.
    """
    places = np.flatnonzero(own & (keys.day != NO_DAY) & (keys.consignor != 0) & (keys.consignee != 0))
    order = places[np.lexsort((keys.day[places], keys.goods[places], keys.consignee[places], keys.consignor[places]))]
    same = np.zeros(len(order), dtype=bool)
    for name in ("consignor", "consignee", "goods"):
        values = getattr(keys, name)[order]
        same[1:] = (values[1:] == values[:-1]) & (same[1:] | (name == "consignor"))
    same[1:] &= np.diff(keys.day[order]) < SPLIT_DAYS
    groups = np.split(order, np.flatnonzero(~same)[1:]) if len(order) else []
    found = [(len(np.unique(keys.consignment[group])), group) for group in groups]
    for size, group in sorted(found, key=lambda one: (-one[0], one[1].tolist()))[:_MOST]:
        if size > 1:
            first, last = int(group[0]), int(group[-1])
            yield Split(
                _cell(rows, "consignor_name", first), _cell(rows, "consignee_name", first), _goods(rows, first), size,
                float(keys.mass[group].sum()) / 1_000, _day(rows, first), _day(rows, last),
            )  # fmt: skip


def _cell(rows: pd.DataFrame, column: str, place: int) -> str:
    if column not in rows:
        return ""
    return str(next(iter(rows[column].iloc[[place]].dropna()), ""))


def _goods(rows: pd.DataFrame, place: int) -> str:
    return _cell(rows, "goods_description", place) or _cell(rows, "chemical_name", place)


def _day(rows: pd.DataFrame, place: int) -> str:
    return str(rows["lodged_on"].iloc[[place]].to_numpy(dtype="datetime64[D]")[0])
