"""What rows say of ties between parties: keys instead of names, kept row by row until they are frozen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.events import NO_DAY, Events, days_of
from riskscan.history.links.contacts import PartyCell, read_party_cell
from riskscan.history.parties import combine_keys, key_of, party_keys

__all__ = ["LINK_CELLS", "LinkRows", "side_cells"]

Ints = NDArray[np.int64]

LINK_CELLS = (
    "consignment_id", "lodged_on", "goods_description", "chemical_name", "net_mass_kg", "gross_mass_kg",
    "origin_country", "export_country", "destination_country", "consignor_name", "consignor_address",
    "consignee_name", "consignee_address",
)  # fmt: skip
"""Canonical columns that ties are read from."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_CONTACTS = 4
_NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class LinkRows:
    """Keys of rows; `+` adds the rows that follow. All arrays of int64, 0 where null.

    Attributes
    ----------
    day : ndarray, shape (n_rows,)
        Day lodged, since 1970-01-01; `NO_DAY` where null.
    consignor, consignee, sent_from, sent_to : ndarray, shape (n_rows,)
        Parties, and their addresses, also those that stand in the cells of names.
    consignment : ndarray, shape (n_rows,)
        The consignment; where it has no number, day, parties and goods stand for it.
    goods : ndarray, shape (n_rows,)
        The words of the goods text, in any order.
    mass : ndarray, shape (n_rows,)
        Gross mass to the gram, net where there is none.
    start, end : ndarray, shape (n_rows,)
        Country that the goods are sent from, and to.
    contact_row, contact, contact_of : ndarray, shape (n_contacts,)
        Row, number or box, and the party that has it.
    violation, known_day : ndarray, shape (n_rows,)
        1 for a known violation; when that became known.
    """

    day: Ints
    consignor: Ints
    consignee: Ints
    sent_from: Ints
    sent_to: Ints
    consignment: Ints
    goods: Ints
    mass: Ints
    start: Ints
    end: Ints
    violation: Ints
    known_day: Ints
    contact_row: Ints
    contact: Ints
    contact_of: Ints

    @classmethod
    def empty(cls) -> "LinkRows":
        """Return no rows."""
        return cls(*(_NOTHING for _ in fields(cls)))

    @classmethod
    def of(
        cls, frame: pd.DataFrame, labels: NDArray[np.float64] | None = None, *, label_delay_days: int = 0
    ) -> "LinkRows":
        """Read canonical rows; a missing column is all null.

        Parameters
        ----------
        frame : DataFrame, shape (n_rows, n_columns)
            Canonical rows.
        labels : ndarray of float, shape (n_rows,), optional
            1 violation, 0 none, NaN not known.
        label_delay_days : int
            Days from lodging until a label is known.
        """
        day = days_of(_column(frame, "lodged_on"))
        sides = {side: _read_side(frame, side) for side in ("consignor", "consignee")}
        (consignor, sent_from), (consignee, sent_to) = ((one.name, one.address) for one in sides.values())
        goods, mass = _goods(frame), _mass(frame)
        numbered = _text_keys(_column(frame, "consignment_id"))
        unnumbered = _mixed(day, consignor, consignee, goods, mass)
        contacts = [one.contacts() for one in sides.values()]
        row, contact, owner = (np.concatenate(parts) for parts in zip(*contacts, strict=True))
        violation = np.zeros(len(frame), dtype=np.int64) if labels is None else (np.nan_to_num(labels) > 0.5) * 1
        origin = _column(frame, "origin_country")
        start = _column(frame, "export_country")
        return cls(
            day=day, consignor=consignor, consignee=consignee, sent_from=sent_from, sent_to=sent_to,
            consignment=np.where(numbered == 0, unnumbered, numbered), goods=goods, mass=mass,
            start=_text_keys(start.where(start.notna(), origin)), end=_text_keys(_column(frame, "destination_country")),
            violation=violation.astype(np.int64), known_day=np.where(day == NO_DAY, NO_DAY, day + label_delay_days),
            contact_row=row, contact=contact, contact_of=owner,
        )  # fmt: skip

    def with_labels(self, events: Events) -> "LinkRows":
        """Return the rows with the labels of the same rows in a trader history."""
        return replace(self, violation=(events.label == 1).astype(np.int64), known_day=events.known_day)

    @classmethod
    def join(cls, parts: Sequence["LinkRows"]) -> "LinkRows":
        """Return the rows of all parts, in order."""
        if not parts:
            return cls.empty()
        before = np.cumsum([0, *(len(part) for part in parts)])
        columns = {field.name: [getattr(part, field.name) for part in parts] for field in fields(cls)}
        columns["contact_row"] = [part.contact_row + offset for part, offset in zip(parts, before, strict=False)]
        return cls(**{name: np.concatenate(values) for name, values in columns.items()})

    def __len__(self) -> int:
        return len(self.day)

    def __add__(self, other: Self) -> "LinkRows":
        return LinkRows.join([self, other])


@dataclass(frozen=True, slots=True)
class _Side:
    """Parties of one side of rows: a code of every row, and what stands in each different pair of cells."""

    codes: Ints
    names: Ints
    addresses: Ints
    found: Sequence[tuple[int, ...]]

    @property
    def name(self) -> Ints:
        return np.asarray(self.names[self.codes])

    @property
    def address(self) -> Ints:
        return np.asarray(self.addresses[self.codes])

    def contacts(self) -> tuple[Ints, Ints, Ints]:
        """Return row, contact and owner."""
        sizes = np.array([len(one) for one in self.found], dtype=np.int64)
        if not sizes.sum():
            return _NOTHING, _NOTHING, _NOTHING
        flat = np.array([key for one in self.found for key in one], dtype=np.int64)
        starts, counts = (np.cumsum(sizes) - sizes)[self.codes], sizes[self.codes]
        rows = np.repeat(np.arange(len(self.codes)), counts)
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return rows, flat[np.repeat(starts, counts) + offsets], self.name[rows]


def side_cells(frame: pd.DataFrame, side: str) -> tuple[Ints, list[PartyCell]]:
    """Return what the cells of a side say, each different pair of name and address once, and the pair of every row.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Canonical rows.
    side : str
        ``consignor`` or ``consignee``.
    """
    names, addresses = (_codes(_column(frame, f"{side}_{part}")) for part in ("name", "address"))
    pairs = names[0] * (len(addresses[1]) + 1) + addresses[0]
    distinct, codes = np.unique(pairs, return_inverse=True)
    cells = []
    for pair in distinct.tolist():
        name, address = divmod(pair, len(addresses[1]) + 1)
        cells.append(read_party_cell(names[1][name - 1] if name else "", addresses[1][address - 1] if address else ""))
    return codes, cells


def _read_side(frame: pd.DataFrame, side: str) -> _Side:
    codes, cells = side_cells(frame, side)
    found = []
    for cell in cells:
        contacts = [*(f"phone {one}" for one in cell.phones), *(f"mail {one}" for one in cell.emails)]
        found.append(tuple(map(key_of, contacts[:_MOST_CONTACTS])))
    names, addresses = [cell.name for cell in cells], [cell.address for cell in cells]
    return _Side(codes, party_keys(names), party_keys(addresses, address=True), found)


def _codes(texts: pd.Series) -> tuple[Ints, list[str]]:
    """Return the number of each text among the different ones, from 1; 0 where it is null."""
    codes, distinct = pd.factorize(texts)
    return codes.astype(np.int64) + 1, [str(one) for one in distinct]


def _text_keys(texts: pd.Series) -> Ints:
    codes, distinct = _codes(texts)
    return np.array([0, *map(key_of, distinct)], dtype=np.int64)[codes]


def _goods(frame: pd.DataFrame) -> Ints:
    described = _column(frame, "goods_description")
    codes, distinct = _codes(described.where(described.notna(), _column(frame, "chemical_name")))
    words = (" ".join(sorted(set(_WORD.findall(text.casefold())))) or text.casefold() for text in distinct)
    return np.array([0, *map(key_of, words)], dtype=np.int64)[codes]


def _mass(frame: pd.DataFrame) -> Ints:
    """Return masses in whole grams."""
    gross, net = (
        pd.to_numeric(_column(frame, name), errors="coerce").to_numpy(dtype=np.float64)
        for name in ("gross_mass_kg", "net_mass_kg")
    )
    grams = np.nan_to_num(np.where(np.isnan(gross), net, gross) * 1_000)
    return np.where((grams > 0) & (grams < 1e15), np.round(grams), 0).astype(np.int64)


def _mixed(first: Ints, *others: Ints) -> Ints:
    """Return one key of several numbers, which may be 0."""
    key = first
    for other in others:
        key = combine_keys(np.where(key == 0, 1, key), np.where(other == 0, 1, other))
    return key


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name] if name in frame else pd.Series(np.full(len(frame), None, dtype=object), index=frame.index)
