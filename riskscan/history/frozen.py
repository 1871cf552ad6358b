"""Trader history frozen into sorted arrays: what was known of the traders of a row when it was lodged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.events import NO_DAY, Events
from riskscan.history.ledger import FrozenLedger
from riskscan.history.parties import combine_keys

__all__ = ["EVERYBODY", "HISTORY_COLUMNS", "KINDS", "MEETINGS", "WINDOW_DAYS", "FrozenHistory", "keys_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KINDS = ("consignor", "consignee", "address", "return_address", "pair")
"""Kinds of keys that have a history."""

WINDOW_DAYS = 30
"""Days of the long window."""

EVERYBODY = 1
"""Key of the ledger of all labels."""

MEETINGS = {
    "consignor_{}consignees": ("consignor_consignee", True, "consignor"),
    "consignee_{}consignors": ("consignor_consignee", False, "consignee"),
    "address_{}consignors": ("address_consignor", True, "address"),
    "return_address_{}consignors": ("return_address_consignor", True, "return_address"),
    "return_address_{}consignees": ("return_address_consignee", True, "return_address"),
}
"""How many a key met: the links that say it, whether the key stands left in them, and the key's name."""

_SHORT_WINDOW_DAYS = 7
_PRIOR_WEIGHT = 10.0

_PER_KIND = (
    "rows_before", "rows_30d", "days_since_first_seen", "days_since_last_seen", "first_seen", "labeled_before",
    "violations_before", "violation_rate",
)  # fmt: skip
HISTORY_COLUMNS: tuple[str, ...] = (
    *(f"{kind}_{name}" for kind in KINDS for name in _PER_KIND),
    "consignor_consignees_before",
    "consignor_new_consignees_30d",
    "consignee_consignors_before",
    "consignee_new_consignors_30d",
    "address_consignors_before",
    "address_new_consignors_30d",
    "return_address_consignors_before",
    "return_address_new_consignors_30d",
    "return_address_consignees_before",
    "return_address_new_consignees_30d",
    "address_rows_7d",
    "return_address_rows_7d",
    "address_small_parcels_7d",
    "return_address_small_parcels_7d",
    "address_small_parcels_30d",
    "return_address_small_parcels_30d",
    "consignee_small_parcels_30d",
    "consignor_permit_share",
    "consignor_chapter_rows_before",
)
"""Columns of `FrozenHistory.as_of`."""


@dataclass(frozen=True, slots=True)
class FrozenHistory:
    """A history that is asked and no longer grows; picklable.

    Attributes
    ----------
    rows, labels : mapping of str to FrozenLedger
        As in `riskscan.history.aggregates.TraderHistory`.
    met : mapping of str to FrozenLedger
        Other parties first met, by key and day, for each of `MEETINGS`.
    """

    rows: Mapping[str, FrozenLedger]
    labels: Mapping[str, FrozenLedger]
    met: Mapping[str, FrozenLedger]

    def as_of(self, events: Events, index: pd.Index | None = None) -> pd.DataFrame:
        """Return what was known when each row was lodged.

        Only rows of earlier days count, and only labels known before the day.

        Parameters
        ----------
        events : Events of n_rows
            Facts of the rows.
        index : Index, optional
            Of the result; rows are numbered from 0 where left out.

        Returns
        -------
        DataFrame of shape (n_rows, n_columns)
            `HISTORY_COLUMNS`, float; null where the party or the date is null, or the thing undefined.
        """
        day, keys = events.day, keys_of(events)
        prior = self._prior_rate(day)
        columns: dict[str, Floats] = {}
        for kind in KINDS:
            columns |= self._of_kind(kind, keys[kind], day, prior)
        for name, (_, _, kind) in MEETINGS.items():
            seen = self.met[name].look_back(keys[kind])
            before = seen.before(day).counts[:, 0]
            columns[name.format("") + "_before"] = _or_null(before, keys[kind])
            recent = before - seen.before(day - WINDOW_DAYS).counts[:, 0]
            columns[name.format("new_") + "_30d"] = _or_null(recent, keys[kind])
        chapter = keys["consignor_chapter"]
        known = self.rows["consignor_chapter"].look_back(chapter).before(day)
        columns["consignor_chapter_rows_before"] = _or_null(known.counts[:, 0], chapter)
        undated = day == NO_DAY
        for values in columns.values():
            values[undated] = np.nan
        return pd.DataFrame({name: columns[name] for name in HISTORY_COLUMNS}, index=index)

    def _of_kind(self, kind: str, key: Ints, day: Ints, prior: Floats) -> dict[str, Floats]:
        seen = self.rows[kind].look_back(key)
        before = seen.before(day)
        rows, small, permitted = (_or_null(counts, key) for counts in before.counts.T)
        month = seen.before(day - WINDOW_DAYS).counts
        known = self.labels[kind].look_back(key).before(day).counts
        labeled, violations = _or_null(known[:, 0], key), _or_null(known[:, 1], key)
        values = (
            rows,
            rows - month[:, 0],
            day - before.first_day,
            day - before.last_day,
            np.where(np.isnan(rows), np.nan, rows == 0),
            labeled,
            violations,
            (violations + _PRIOR_WEIGHT * prior) / (labeled + _PRIOR_WEIGHT),
        )
        columns = {f"{kind}_{name}": value for name, value in zip(_PER_KIND, values, strict=True)}
        if kind in ("address", "return_address", "consignee"):
            columns[f"{kind}_small_parcels_30d"] = small - month[:, 1]
        if kind in ("address", "return_address"):
            week = seen.before(day - _SHORT_WINDOW_DAYS).counts
            columns |= {f"{kind}_rows_7d": rows - week[:, 0], f"{kind}_small_parcels_7d": small - week[:, 1]}
        if kind == "consignor":
            share = np.full(len(key), np.nan)
            columns["consignor_permit_share"] = np.divide(permitted, rows, out=share, where=rows > 0)
        return columns

    def _prior_rate(self, day: Ints) -> Floats:
        """Return the share of violations among all labels known before each day, NaN where there are none."""
        everybody = np.full(len(day), EVERYBODY, dtype=np.int64)
        known = self.labels["everybody"].look_back(everybody).before(day).counts.astype(np.float64)
        empty = np.full(len(day), np.nan)
        return np.asarray(np.divide(known[:, 1], known[:, 0], out=empty, where=known[:, 0] > 0))


def keys_of(events: Events) -> dict[str, Ints]:
    """Return the keys of each row by kind."""
    return {
        "consignor": events.consignor,
        "consignee": events.consignee,
        "address": events.address,
        "return_address": events.return_address,
        "pair": events.pair,
        "consignor_chapter": combine_keys(events.consignor, events.chapter),
    }


def _or_null(counts: Ints, key: Ints) -> Floats:
    return np.where(key == 0, np.nan, counts.astype(np.float64))
