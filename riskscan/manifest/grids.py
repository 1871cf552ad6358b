"""Rows of cells, as a sheet or a web page has them, to tables: header found, blank rows dropped, tables told apart."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, dropwhile, islice

import pandas as pd

from riskscan.identifiers.characters import fold
from riskscan.manifest.formats.base import PART_ROWS, Table
from riskscan.manifest.header_names import is_known
from riskscan.manifest.header_shapes import Row, is_filled, looks_like_header, n_filled
from riskscan.manifest.headers import SAMPLE_ROWS, HeaderPlace, find_header, make_unique
from riskscan.manifest.issues import Issue, IssueKind, RowIssues
from riskscan.manifest.merged_cells import MergedCells, fill_down, spread_over_columns
from riskscan.manifest.notes import Note, NoteKind, note_on_header

__all__ = ["NO_HEADER", "CellIssue", "Grid", "grid_tables"]

NO_HEADER = "no row of it is a header"
"""Refusal of rows without one."""

_TELLING_NAMES = 3
_SHOWN_RANGES = 3


@dataclass(frozen=True, slots=True)
class CellIssue:
    """What was wrong with a cell of a grid; the cell itself is null."""

    column: int
    kind: IssueKind
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows and columns, of which no header is known yet.

    Attributes
    ----------
    name : str
        Of the sheet or table.
    rows : iterable of sequences of (str or None)
        From the first row on, blank ones too; None is an empty cell.
    merges : tuple of MergedCells
        Cells that are merged; a text that they hold stands on each of their rows.
    issues : dict of int to tuple of CellIssue
        By position of the row.
    notes : tuple of Note
        On the whole grid.
    is_hidden : bool
        Whether the file hides it.
    """

    name: str
    rows: Iterable[Row]
    merges: tuple[MergedCells, ...] = ()
    issues: dict[int, tuple[CellIssue, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    is_hidden: bool = False


def grid_tables(grid: Grid, *, named: Collection[str] = (), may_continue: bool = False) -> Iterator[Table]:
    """Yield the tables of a grid, long ones in parts.

    A blank row ends nothing; a second header does (its table follows as one of its own).

    Parameters
    ----------
    grid : Grid
        Its rows are read once.
    named : collection of str
        Headers that the user's mapping file names.
    may_continue : bool, default False
        Whether another grid of the file has a known header, so that rows without one may go on there: then a header
        of unknown names is taken for a row.

    Yields
    ------
    Table
        Nothing for a blank grid; a table with a `refusal`, all rows in it, where no header is found.
    """
    rows = dropwhile(lambda numbered: not n_filled(numbered[1]), enumerate(grid.rows))
    sample = list(islice(rows, SAMPLE_ROWS))
    if not sample:
        return
    first = sample[0][0]
    place = find_header(spread_over_columns([row for _, row in sample], grid.merges, first_row=first), named=named)
    if place is not None and place.n_known == 0 and may_continue:
        place = None
    body = fill_down(chain(sample[place.body_row if place else 0 :], rows), grid.merges)
    section = _Section(grid, place, tuple(_titles(sample, place)), first)
    n_before = 0
    for number, row in body:
        filled = n_filled(row)
        if not filled:
            section.n_blank += 1
            n_before = number
        elif place and n_before >= number - 1 and (second := _second_header(place, row, named)):
            yield from section.finish()
            section, place = _Section(grid, second, (), number), second
        else:
            n_before = number if filled == 1 else n_before
            section.add(number, row)
            if len(section.rows) >= PART_ROWS:
                yield section.part()
    yield from section.finish()


def _titles(sample: Sequence[tuple[int, Row]], place: HeaderPlace | None) -> Iterator[str]:
    for _, row in sample[: place.first_row if place else 0]:
        if cells := list(dict.fromkeys(cell.strip() for cell in row if cell and cell.strip())):
            yield " ".join(cells)


def _second_header(first: HeaderPlace, row: Row, named: Collection[str]) -> HeaderPlace | None:
    """Return the header that a row is, of another table than the first; the same header again is a row."""
    cells = [cell for cell in row if is_filled(cell)]
    if len(cells) < _TELLING_NAMES or not looks_like_header(row):
        return None
    n_known = sum(is_known(cell, frozenset(map(fold, named))) for cell in cells)
    same = {fold(name) for name in first.names}
    n_same = sum(any(fold(cell or "") in name for name in same) for cell in cells)
    if n_known < _TELLING_NAMES or 2 * n_known < len(cells) or n_same >= 0.8 * len(cells):
        return None
    return HeaderPlace(0, 1, tuple(cell or "" for cell in row), n_known)


class _Section:
    """Rows under one header, on their way to parts of a table."""

    def __init__(self, grid: Grid, place: HeaderPlace | None, titles: tuple[str, ...], first_row: int) -> None:
        self.rows: list[Row] = []
        self.n_blank = 0
        self._grid = grid
        self._names = list(place.names) if place else []
        self._refusal = "" if place else NO_HEADER
        self._titles = titles
        self._notes = (
            *grid.notes,
            *_header_note(grid.name, place, titles, first_row),
            *_merge_note(grid, place, first_row),
        )
        self._issues: list[tuple[int, CellIssue]] = []
        self._has_part = False

    def add(self, number: int, row: Row) -> None:
        """Take a row that holds something."""
        self._issues += [(len(self.rows), issue) for issue in self._grid.issues.get(number, ())]
        self.rows.append(row)

    def part(self) -> Table:
        """Return the rows so far as a part, and forget them."""
        width = max(len(self._names), *map(len, self.rows), *(issue.column + 1 for _, issue in self._issues), 0)
        self._names += [""] * (width - len(self._names))
        names = make_unique(self._names)
        cells = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in self.rows]
        frame = pd.DataFrame(cells, columns=pd.Index(names), dtype=object)
        table = Table(
            frame,
            RowIssues(Issue(row, issue.kind, names[issue.column], issue.value) for row, issue in self._issues),
            name=self._grid.name,
            notes=() if self._has_part else self._notes,
            n_blank_lines=self.n_blank,
            n_title_lines=0 if self._has_part else len(self._titles),
            is_hidden=self._grid.is_hidden,
            nameless=tuple(name for name, given in zip(names, self._names, strict=True) if not given),
            refusal=self._refusal,
        )
        self.rows, self.n_blank, self._issues, self._has_part = [], 0, [], True
        return table

    def finish(self) -> Iterator[Table]:
        """Yield the last part; a header without rows is a table too."""
        if self.rows or not self._has_part:
            yield self.part()


def _header_note(name: str, place: HeaderPlace | None, titles: Sequence[str], above: int) -> Iterator[Note]:
    """Say where the header stands where it is not the first line; what stands above it may matter to a reader."""
    if place is None or not (titles or place.n_rows > 1):
        return
    first, last = above + place.first_row + 1, above + place.body_row
    rows = f"row {first}" if place.n_rows == 1 else f"rows {first} to {last}"
    yield note_on_header(name or "The table", rows, titles)


def _merge_note(grid: Grid, place: HeaderPlace | None, above: int) -> Iterator[Note]:
    body_row = above + place.body_row if place else 0
    filled = [merge for merge in grid.merges if merge.first_row >= body_row and merge.last_row > merge.first_row]
    if filled and place:
        ranges = ", ".join(map(str, filled[:_SHOWN_RANGES])) + (" …" if len(filled) > _SHOWN_RANGES else "")
        yield Note(NoteKind.MERGED_CELLS, {"name": grid.name or "The table", "ranges": ranges})
