"""Who stands in rows and what the rows say each of them has: the edges of the graph of parties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.history.links.contacts import PartyCell, normalize_email, normalize_phone
from riskscan.history.links.rows import side_cells
from riskscan.history.parties import normalize_address, normalize_party
from riskscan.parties.naming import name_words
from riskscan.tables.contact_words import load_contact_words

__all__ = ["Mentions", "TieKind", "read_mentions"]

Ints = NDArray[np.int64]

_SIDES = ("consignor", "consignee")
_SIDE_WORDS = {
    "consignor": ("consignor", "shipper", "sender", "exporter"),
    "consignee": ("consignee", "receiver", "recipient", "importer"),
}


class TieKind(StrEnum):
    """What parties can share."""

    SPELLING = "same name"
    PHONE = "same phone"
    EMAIL = "same e-mail"
    ADDRESS = "same address"
    AGENT = "same agent"
    VESSEL = "same vessel"
    TRADE = "trade"


@dataclass(frozen=True, slots=True)
class Mentions:
    """Parties, what they have, and the rows that say so.

    Attributes
    ----------
    names : list of str
        Each party as first written.
    places : mapping of str to int
        Place of a party by its normalized name.
    rows : list of int
        Rows of each party.
    ties : DataFrame
        Columns ``kind`` and ``text``, as first written.
    edges : DataFrame
        Columns ``party``, ``tie``, ``rows``, ``first`` and ``last``: each pair once, with its rows and days.
    """

    names: list[str]
    places: Mapping[str, int]
    rows: list[int]
    ties: pd.DataFrame
    edges: pd.DataFrame


class _Numbers:
    """Numbers given to keys in the order of their coming, with the text of each."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, key: str, text: str) -> int:
        found = self.numbers.setdefault(key, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found


def read_mentions(frame: pd.DataFrame) -> Mentions:
    """Read canonical rows, and what further columns say of telephones, e-mail boxes, agents and vessels.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_columns)
        Canonical columns, and those of the file that are none.
    """
    parties, ties = _Numbers(), _Numbers()
    place = np.arange(len(frame))
    found: list[tuple[Ints, Ints, Ints]] = []
    of_row = {}
    for side in _SIDES:
        codes, cells = side_cells(frame, side)
        of_cell = [_party_of(cell, parties) for cell in cells]
        of_row[side] = np.array(of_cell, dtype=np.int64)[codes]
        numbers = [
            [ties.number(f"{kind}\0{key}", text) for kind, key, text in (_of_cell(cell) if party >= 0 else ())]
            for cell, party in zip(cells, of_cell, strict=True)
        ]
        sizes = np.array(list(map(len, numbers)), dtype=np.int64)
        flat = np.array([number for one in numbers for number in one], dtype=np.int64)
        counts = sizes[codes]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(place, counts)
        found.append((rows, of_row[side][rows], flat[np.repeat((np.cumsum(sizes) - sizes)[codes], counts) + offsets]))
    for column, (what, whose) in _further_columns(frame).items():
        tied = _of_column(frame[column], what, ties)
        for side in _SIDES:
            told = (tied >= 0) & (of_row[side] >= 0) & (whose in ("", side))
            found.append((place[told], of_row[side][told], tied[told]))
    found += _trade(of_row["consignor"], of_row["consignee"], ties)
    return _summed(frame, parties, ties, found, list(of_row.values()))


def _trade(first: Ints, second: Ints, ties: _Numbers) -> list[tuple[Ints, Ints, Ints]]:
    """Return what ties the two parties of each row to one another."""
    rows = np.flatnonzero((first >= 0) & (second >= 0) & (first != second))
    low, high = np.minimum(first[rows], second[rows]), np.maximum(first[rows], second[rows])
    codes, pairs = pd.factorize(low * (int(high.max(initial=0)) + 1) + high)
    tied = np.array([ties.number(f"{TieKind.TRADE}\0{pair}", "") for pair in pairs.tolist()], dtype=np.int64)
    return [(rows, low, tied[codes]), (rows, high, tied[codes])] if len(rows) else []


def _summed(
    frame: pd.DataFrame, parties: _Numbers, ties: _Numbers, found: list[tuple[Ints, Ints, Ints]], of_row: list[Ints]
) -> Mentions:
    """Add up the rows of each pair, once each."""
    row, party, tie = (np.concatenate(parts) for parts in zip(*found, strict=True))
    table = pd.DataFrame({"row": row, "party": party, "tie": tie}).drop_duplicates()
    days = pd.to_datetime(frame["lodged_on"]) if "lodged_on" in frame else pd.Series(pd.NaT, index=frame.index)
    table["day"] = days.to_numpy(dtype="datetime64[ns]")[table["row"].to_numpy()]
    edges = table.groupby(["party", "tie"], as_index=False).agg(
        rows=("row", "size"), first=("day", "min"), last=("day", "max")
    )
    kinds = [key.partition("\0")[0] for key in ties.numbers]
    both = np.concatenate([of_row[0], np.where(of_row[0] == of_row[1], -1, of_row[1])])
    n_rows = np.bincount(both[both >= 0], minlength=len(parties.texts))
    return Mentions(
        parties.texts, parties.numbers, n_rows.tolist(),
        pd.DataFrame({"kind": kinds, "text": ties.texts}, dtype=object), edges,
    )  # fmt: skip


def _party_of(cell: PartyCell, parties: _Numbers) -> int:
    """Return the number of a party, -1 where the cell names nobody."""
    plain = normalize_party(cell.name)
    return -1 if plain is None else parties.number(plain, cell.name)


def _of_cell(cell: PartyCell) -> Iterator[tuple[TieKind, str, str]]:
    place = normalize_address(cell.address)
    if place:
        yield TieKind.ADDRESS, place, cell.address
    for phone in cell.phones:
        yield TieKind.PHONE, phone, phone
    for box in cell.emails:
        yield TieKind.EMAIL, box, box
    acting = normalize_party(cell.care_of)
    if acting:
        yield TieKind.AGENT, acting, cell.care_of
    if cell.name:
        yield TieKind.SPELLING, _spelling(cell.name), cell.name


def _of_column(cells: pd.Series, what: str, ties: _Numbers) -> Ints:
    """Return the tie that each cell of a further column tells, -1 where it tells none."""
    kind, plain = {
        "phone": (TieKind.PHONE, normalize_phone), "email": (TieKind.EMAIL, normalize_email),
        "agent": (TieKind.AGENT, normalize_party), "vessel": (TieKind.VESSEL, normalize_party),
    }[what]  # fmt: skip
    codes, distinct = pd.factorize(cells)
    numbers = []
    for text in map(str, distinct):
        key = plain(text)
        numbers.append(ties.number(f"{kind}\0{key}", key if what == "phone" else text) if key else -1)
    return np.array([*numbers, -1], dtype=np.int64)[codes]


@cache
def _spelling(name: str) -> str:
    """Return the words of a name in alphabetical order, in Latin letters."""
    return name_words(name).ordered


def _further_columns(frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the columns that tell of contacts, agents or vessels: what, and of which side ("" for both)."""
    headers = {entry.word: entry.stands_for for entry in load_contact_words() if entry.kind == "column"}
    sides = {word: side for side, words in _SIDE_WORDS.items() for word in words}
    found = {}
    for column in frame.columns:
        words = " ".join("".join(char if char.isalnum() else " " for char in str(column).casefold()).split())
        first, _, rest = words.partition(" ")
        if words in headers:
            found[str(column)] = (headers[words], "")
        elif first in sides and rest in headers:
            found[str(column)] = (headers[rest], sides[first])
    return found
