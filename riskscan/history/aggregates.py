"""What was known of consignors, consignees, addresses and pairs when a row was lodged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import ModelError
from riskscan.history.events import NO_DAY, UNKNOWN_LABEL, Events, days_of, events_of
from riskscan.history.ledger import Ledger, Links
from riskscan.history.parties import combine_keys

__all__ = ["HISTORY_COLUMNS", "TraderHistory"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_FORMAT = 3
_KINDS = ("consignor", "consignee", "address", "return_address", "pair")
_LEDGERS = (*_KINDS, "consignor_chapter")
_LINKS = {
    "consignor_consignee": ("consignor", "consignee"),
    "address_consignor": ("address", "consignor"),
    "return_address_consignor": ("return_address", "consignor"),
    "return_address_consignee": ("return_address", "consignee"),
}
_ROW_COUNTS = ("rows", "small", "permitted")
_WINDOW_DAYS = 30
_SHORT_WINDOW_DAYS = 7
_EVERYBODY = 1  # key of the ledger of all labels
_PRIOR_WEIGHT = 10.0

_PER_KIND = (
    "rows_before", "rows_30d", "days_since_first_seen", "days_since_last_seen", "first_seen", "labeled_before",
    "violations_before", "violation_rate",
)  # fmt: skip
HISTORY_COLUMNS: tuple[str, ...] = (
    *(f"{kind}_{name}" for kind in _KINDS for name in _PER_KIND),
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
"""Columns of `TraderHistory.as_of`."""


@dataclass(frozen=True, slots=True)
class TraderHistory:
    """Counts of rows and labels by trader, address and pair, by day.

    It keeps 64-bit keys of normalised names and addresses, no names. Two histories add up (`merge`); what a row may use
    is cut off at its own day (`as_of`).

    Attributes
    ----------
    rows : dict of str to Ledger
        Rows, small parcels and rows with a permit by day lodged, for each kind of key.
    labels : dict of str to Ledger
        Labelled rows and violations by the day the label became known; ``everybody`` holds the totals.
    links : dict of str to Links
        First days on which two keys met: ``consignor_consignee``, ``address_consignor``, ``return_address_consignor``
        and ``return_address_consignee``.

    Examples
    --------
    >>> import pandas as pd
    >>> earlier = pd.DataFrame({"lodged_on": pd.to_datetime(["2026-01-05", "2026-01-06"]),
    ...                         "consignor_name": ["Golden Bay Trading Co., Ltd.", "GOLDEN BAY TRADING"]})
    >>> row = pd.DataFrame({"lodged_on": pd.to_datetime(["2026-01-06"]), "consignor_name": ["Golden Bay Trading"]})
    >>> known = TraderHistory.from_rows(earlier).as_of(row, within=False)
    >>> float(known.loc[0, "consignor_rows_before"])
    1.0
    """

    rows: dict[str, Ledger]
    labels: dict[str, Ledger]
    links: dict[str, Links]

    @classmethod
    def empty(cls) -> "TraderHistory":
        """Return a history that knows nothing."""
        return cls.from_rows(pd.DataFrame(index=range(0)))

    @classmethod
    def from_rows(
        cls,
        frame: pd.DataFrame,
        labels: pd.Series | Floats | None = None,
        *,
        label_delay_days: int = 0,
    ) -> "TraderHistory":
        """Count canonical rows; rows without a date are left out.

        Parameters
        ----------
        frame : DataFrame of shape (n_rows, ...)
            Canonical rows; missing columns count as null.
        labels : Series or ndarray of shape (n_rows,), optional
            1 violation, 0 in order, NaN not known (not inspected); taken by position.
        label_delay_days : int, default 0
            Days from lodging until a label is known.
        """
        return cls.from_events(events_of(frame, labels, label_delay_days=label_delay_days))

    @classmethod
    def from_chunks(cls, frames: Iterable[pd.DataFrame]) -> "TraderHistory":
        """Count the rows of every chunk of a manifest: the first pass of a run that scores in chunks."""
        return cls.empty().merge(*(cls.from_rows(frame) for frame in frames))

    @classmethod
    def from_events(cls, events: Events) -> "TraderHistory":
        """Count the facts of rows."""
        dated = events.take(events.day != NO_DAY)
        counts = np.stack([np.ones_like(dated.day), dated.small, dated.permitted], axis=1)
        labeled = dated.take(dated.label != UNKNOWN_LABEL)
        label_counts = np.stack([np.ones_like(labeled.label), labeled.label], axis=1)
        keys, label_keys = _keys(dated), _keys(labeled)
        label_keys = {kind: label_keys[kind] for kind in _KINDS}
        label_keys["everybody"] = np.full(len(labeled.day), _EVERYBODY, dtype=np.int64)
        return cls(
            rows={kind: Ledger.from_events(key, dated.day, counts) for kind, key in keys.items()},
            labels={kind: Ledger.from_events(key, labeled.known_day, label_counts) for kind, key in label_keys.items()},
            links={
                name: Links.from_events(getattr(dated, left), getattr(dated, right), dated.day)
                for name, (left, right) in _LINKS.items()
            },
        )

    def merge(self, *others: "TraderHistory") -> "TraderHistory":
        """Return the sum of all; a row in two of them counts twice."""
        return TraderHistory(
            rows={kind: ledger.merge(*(other.rows[kind] for other in others)) for kind, ledger in self.rows.items()},
            labels={
                kind: ledger.merge(*(other.labels[kind] for other in others)) for kind, ledger in self.labels.items()
            },
            links={name: links.merge(*(other.links[name] for other in others)) for name, links in self.links.items()},
        )

    def as_of(self, frame: pd.DataFrame, *, within: bool = True) -> pd.DataFrame:
        """Return what was known when each row was lodged.

        Only rows of earlier days count, and only labels known before the day; rows of one day do not see each other.
        So the result depends neither on row order nor on what comes later.

        Parameters
        ----------
        frame : DataFrame of shape (n_rows, ...)
            Canonical rows.
        within : bool, default True
            Count the earlier rows of `frame` itself too. Leave it out where this history holds them already, as in
            training (``TraderHistory.from_rows(frame, labels).as_of(frame, within=False)``) or after a first pass over
            all chunks.

        Returns
        -------
        DataFrame of shape (n_rows, n_columns)
            `HISTORY_COLUMNS`, float; null where the party or the date is null, or the thing undefined (days since a
            first day that never was; a rate where no label at all is known). Index of `frame`.
        """
        events = events_of(frame)
        history = self.merge(TraderHistory.from_events(events)) if within else self
        columns = history._look_back(events)
        columns[events.day == NO_DAY] = np.nan
        return columns.set_index(frame.index)[list(HISTORY_COLUMNS)]

    def condense(self, cutoff: str | pd.Timestamp) -> "TraderHistory":
        """Return a smaller history whose answers for rows lodged on the cutoff or later are the same.

        Parameters
        ----------
        cutoff : str or Timestamp
            The earliest day that will be asked about, e.g. the day after the last training row.
        """
        day = int(days_of(pd.Series([pd.Timestamp(cutoff)]))[0])
        return TraderHistory(
            rows={kind: ledger.condense(day - _WINDOW_DAYS) for kind, ledger in self.rows.items()},
            labels={kind: ledger.condense(day) for kind, ledger in self.labels.items()},
            links=self.links,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the history as nested dicts of strings and numpy arrays."""
        links = {
            name: self.links[name].to_dict(self.rows[left].keys, self.rows[right].keys)
            for name, (left, right) in _LINKS.items()
        }
        return {
            "format": np.array([_FORMAT]),
            "rows": {kind: ledger.to_dict() for kind, ledger in self.rows.items()},
            "labels": {kind: ledger.to_dict() for kind, ledger in self.labels.items()},
            "links": links,
        }

    @classmethod
    def from_dict(cls, parts: Mapping[str, Any]) -> "TraderHistory":
        """Return the history that `to_dict` wrote.

        Raises
        ------
        ModelError
            Where the format is another one.
        """
        if "format" not in parts or int(parts["format"][0]) != _FORMAT:
            raise ModelError("The trader history has another format; train the model again with this version.")
        rows = {kind: Ledger.from_dict(parts["rows"][kind]) for kind in _LEDGERS}
        return cls(
            rows=rows,
            labels={kind: Ledger.from_dict(parts["labels"][kind]) for kind in (*_KINDS, "everybody")},
            links={
                name: Links.from_dict(parts["links"][name], rows[left].keys, rows[right].keys)
                for name, (left, right) in _LINKS.items()
            },
        )

    def _look_back(self, events: Events) -> pd.DataFrame:
        day, keys = events.day, _keys(events)
        prior = self._prior_rate(day)
        columns: dict[str, Floats] = {}
        for kind in _KINDS:
            columns |= self._look_back_kind(kind, keys[kind], day, prior)
        met = {
            "consignor_{}consignees": (self.links["consignor_consignee"].by_left(), events.consignor),
            "consignee_{}consignors": (self.links["consignor_consignee"].by_right(), events.consignee),
            "address_{}consignors": (self.links["address_consignor"].by_left(), events.address),
            "return_address_{}consignors": (self.links["return_address_consignor"].by_left(), events.return_address),
            "return_address_{}consignees": (self.links["return_address_consignee"].by_left(), events.return_address),
        }
        for name, (ledger, key) in met.items():
            seen = ledger.look_back(key)
            before = seen.before(day)[:, 0]
            columns[name.format("") + "_before"] = _or_null(before, key)
            columns[name.format("new_") + "_30d"] = _or_null(before - seen.before(day - _WINDOW_DAYS)[:, 0], key)
        chapter = keys["consignor_chapter"]
        seen = self.rows["consignor_chapter"].look_back(chapter)
        columns["consignor_chapter_rows_before"] = _or_null(seen.before(day)[:, 0], chapter)
        return pd.DataFrame(columns)

    def _look_back_kind(self, kind: str, key: Ints, day: Ints, prior: Floats) -> dict[str, Floats]:
        seen = self.rows[kind].look_back(key)
        before = seen.before(day)
        rows, small, permitted = (_or_null(before[:, column], key) for column in range(len(_ROW_COUNTS)))
        month = seen.before(day - _WINDOW_DAYS)
        known = self.labels[kind].look_back(key).before(day)
        labeled, violations = _or_null(known[:, 0], key), _or_null(known[:, 1], key)
        values = (
            rows,
            rows - month[:, 0],
            day - seen.first_day(day),
            day - seen.last_day(day),
            np.where(np.isnan(rows), np.nan, rows == 0),
            labeled,
            violations,
            (violations + _PRIOR_WEIGHT * prior) / (labeled + _PRIOR_WEIGHT),
        )
        columns = {f"{kind}_{name}": value for name, value in zip(_PER_KIND, values, strict=True)}
        if kind in ("address", "return_address", "consignee"):
            columns[f"{kind}_small_parcels_30d"] = small - month[:, 1]
        if kind in ("address", "return_address"):
            week = seen.before(day - _SHORT_WINDOW_DAYS)
            columns |= {f"{kind}_rows_7d": rows - week[:, 0], f"{kind}_small_parcels_7d": small - week[:, 1]}
        if kind == "consignor":
            share = np.full(len(key), np.nan)
            columns["consignor_permit_share"] = np.divide(permitted, rows, out=share, where=rows > 0)
        return columns

    def _prior_rate(self, day: Ints) -> Floats:
        """Return the share of violations among all labels known before each day, NaN where there are none."""
        everybody = np.full(len(day), _EVERYBODY, dtype=np.int64)
        known = self.labels["everybody"].look_back(everybody).before(day).astype(np.float64)
        empty = np.full(len(day), np.nan)
        return np.asarray(np.divide(known[:, 1], known[:, 0], out=empty, where=known[:, 0] > 0))


def _keys(events: Events) -> dict[str, Ints]:
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
