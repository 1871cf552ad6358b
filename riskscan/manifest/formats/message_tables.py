"""Tables of customs messages: rows as they come, in parts of bounded size with one header."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from riskscan.manifest.formats.base import PART_ROWS, Table
from riskscan.manifest.formats.message_rows import COLUMNS, MessageRow, merge_parts
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.notes import Note, NoteKind

__all__ = ["FURTHER_PARTS", "MessageReading", "message_tables"]

FURTHER_PARTS = "further_parts"
"""Column of what stands in parts of more kinds than a table has columns for."""

_MOST_OTHERS = 1_000
_LONGEST_HEADER = 150

Problem = tuple[IssueKind, str, str]


class MessageReading(Protocol):
    """One pass over a file of messages."""

    encoding: str
    notes: list[Note]

    def rows(self) -> Iterator[MessageRow]:
        """Yield the rows in order; `notes` and `encoding` are complete when they end."""


@dataclass(slots=True)
class _Gathered:
    """Rows that wait to become a table."""

    cells: list[dict[str, str]] = field(default_factory=list)
    problems: list[list[Problem]] = field(default_factory=list)

    def add(self, cells: dict[str, str], problems: list[Problem]) -> None:
        self.cells.append(cells)
        self.problems.append(problems)


def message_tables(read: Callable[[], MessageReading], part_rows: int = PART_ROWS) -> Iterator[Table]:
    """Yield one table, in parts of one header.

    Parameters
    ----------
    read : callable
        Begins a pass over the file. A second one is made only where the rows are more than one part holds, because
        the header is known only when all are read.
    part_rows : int
        Most rows of a part.
    """
    headers: dict[str, None] = {}
    of_places: set[str] = set()
    first = _Gathered()
    n_rows = 0
    reading = read()
    for row in reading.rows():
        cells = merge_parts(row.parts, of_places)
        headers.update(dict.fromkeys(cells))
        n_rows += 1
        if n_rows <= part_rows:
            first.add(cells, list(row.issues()))
    notes = (*reading.notes, *_notes_on_places(of_places))
    columns = _columns(headers)
    if n_rows <= part_rows:
        yield _table(first, columns, reading.encoding, notes)
        return
    first = _Gathered()
    for row in read().rows():
        first.add(merge_parts(row.parts, of_places), list(row.issues()))
        if len(first.cells) == part_rows:
            yield _table(first, columns, reading.encoding, notes)
            first, notes = _Gathered(), ()
    if first.cells:
        yield _table(first, columns, reading.encoding, notes)


def _notes_on_places(of_places: set[str]) -> Iterator[Note]:
    for column in sorted(of_places):
        yield Note(NoteKind.COUNTRY_OF_PLACE, {"column": column})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of the table: known ones and others that have one of their own, and whether some have none."""

    known: tuple[str, ...]
    others: tuple[str, ...]
    has_further: bool


def _columns(headers: dict[str, None]) -> _Columns:
    known = [column for column in COLUMNS if column in headers]
    if "customs_value" in known and "currency" not in known:
        # Without it the amounts would pass for US dollars.
        known.insert(known.index("customs_value") + 1, "currency")
    others = [header for header in headers if header not in COLUMNS and len(header) <= _LONGEST_HEADER]
    has_further = len(others) > _MOST_OTHERS or any(len(header) > _LONGEST_HEADER for header in headers)
    return _Columns(tuple(known), tuple(others[:_MOST_OTHERS]), has_further)


def _table(gathered: _Gathered, columns: _Columns, encoding: str, notes: tuple[Note, ...]) -> Table:
    issues = RowIssues()
    for place, problems in enumerate(gathered.problems):
        for kind, column, value in dict.fromkeys(problems):
            issues.add(place, kind, column, value)
    cells = {
        header: pd.Series([row.get(header) for row in gathered.cells], dtype=object)
        for header in (*columns.known, *columns.others)
    }
    if columns.has_further:
        cells[FURTHER_PARTS] = pd.Series([_further(row, cells) for row in gathered.cells], dtype=object)
    return Table(pd.DataFrame(cells), issues, notes=notes, encoding=encoding)


def _further(row: dict[str, str], columns: dict[str, "pd.Series"]) -> str | None:
    said = [f"{header[:_LONGEST_HEADER]}={text}" for header, text in row.items() if header not in columns]
    return "; ".join(said) or None
