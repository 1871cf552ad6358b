"""What was known of consignors, consignees, addresses and pairs when a row was lodged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import ModelError
from riskscan.history.events import NO_DAY, UNKNOWN_LABEL, Events, days_of, events_of
from riskscan.history.frozen import EVERYBODY, HISTORY_COLUMNS, KINDS, MEETINGS, WINDOW_DAYS, FrozenHistory, keys_of
from riskscan.history.ledger import Ledger, Links

__all__ = ["HISTORY_COLUMNS", "TraderHistory"]

Floats = NDArray[np.float64]

_FORMAT = 3
_LEDGERS = (*KINDS, "consignor_chapter")
_LINKS = {
    "consignor_consignee": ("consignor", "consignee"),
    "address_consignor": ("address", "consignor"),
    "return_address_consignor": ("return_address", "consignor"),
    "return_address_consignee": ("return_address", "consignee"),
}


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
        keys, label_keys = keys_of(dated), keys_of(labeled)
        label_keys = {kind: label_keys[kind] for kind in KINDS}
        label_keys["everybody"] = np.full(len(labeled.day), EVERYBODY, dtype=np.int64)
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
        return history.freeze().as_of(events, frame.index)

    def freeze(self) -> FrozenHistory:
        """Return the history ready to be asked about rows in parts."""
        met = {
            name: (self.links[link].by_left() if is_left else self.links[link].by_right()).freeze()
            for name, (link, is_left, _) in MEETINGS.items()
        }
        return FrozenHistory(
            {kind: ledger.freeze() for kind, ledger in self.rows.items()},
            {kind: ledger.freeze() for kind, ledger in self.labels.items()},
            met,
        )

    def condense(self, cutoff: str | pd.Timestamp) -> "TraderHistory":
        """Return a smaller history whose answers for rows lodged on the cutoff or later are the same.

        Parameters
        ----------
        cutoff : str or Timestamp
            The earliest day that will be asked about, e.g. the day after the last training row.
        """
        day = int(days_of(pd.Series([pd.Timestamp(cutoff)]))[0])
        return TraderHistory(
            rows={kind: ledger.condense(day - WINDOW_DAYS) for kind, ledger in self.rows.items()},
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
            labels={kind: Ledger.from_dict(parts["labels"][kind]) for kind in (*KINDS, "everybody")},
            links={
                name: Links.from_dict(parts["links"][name], rows[left].keys, rows[right].keys)
                for name, (left, right) in _LINKS.items()
            },
        )
