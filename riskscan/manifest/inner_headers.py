"""Headers that stand among the rows of a table, with its names in other places: the rows below are read by them.

So do files that were put together from several. Read under the first header, the goods of such a row would be taken for
its consignee or its code, and be screened by nobody.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.strings import as_strings, rows_where
from riskscan.manifest.formats.base import Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.sheet import Sheet

__all__ = ["split_at_headers"]

_LEAST_NAMES = 3
_NAMES = 0.8
"""Share of the cells of a row that are names of the table's header, from which on it is a header."""
_TOO_WIDE = frozenset((IssueKind.TOO_MANY_CELLS, IssueKind.SPILLED_TEXT))
_BLANKS = " \t\r\n\xa0"


def split_at_headers(tables: Iterable[Table], *, named: Collection[str] = ()) -> Iterator[Table]:
    """Yield the parts of tables, cut at each header that stands among the rows.

    Parameters
    ----------
    tables : iterable of Table
        As a format yields them, with all rows.
    named : collection of str
        Headers that the user's mapping file names.

    Yields
    ------
    Table
        Rows below such a header have its names, written as the first header writes them, and `Table.is_inner`.
    """
    header: _Header | None = None
    inner: tuple[str, ...] | None = None
    for table in tables:
        if header is None or not header.is_of(table):
            header, inner = _Header.of(table, frozenset(map(fold, named))), None
        found = header.rows(table)
        if not found and inner is None:
            yield table
            continue
        starts = [(-1, inner), *found]
        ends = [row for row, _ in found] + [len(table.frame)]
        sections = [
            _section(table, start + 1, end, names) for (start, names), end in zip(starts, ends, strict=True)
            if end > start + 1 or (start < 0 and inner is None)
        ]  # fmt: skip
        for place, section in enumerate(sections):
            yield section if place == 0 else replace(section, n_blank_lines=0, n_title_lines=0)
        inner = starts[-1][1]


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of a table, and which of its columns say what the goods are."""

    member: str
    name: str
    columns: tuple[str, ...]
    goods: frozenset[str]

    @classmethod
    def of(cls, table: Table, named: frozenset[str]) -> "_Header":
        columns = tuple(map(str, table.frame.columns))
        is_telling = not table.refusal and len(columns) - len(table.nameless) >= _LEAST_NAMES
        goods = Sheet((table,), named).texts if is_telling else frozenset()
        return cls(table.member, table.name, columns, goods)

    def is_of(self, table: Table) -> bool:
        width = min(len(self.columns), table.frame.shape[1])
        columns = tuple(map(str, table.frame.columns[:width]))
        return (self.member, self.name, self.columns[:width]) == (table.member, table.name, columns)

    def rows(self, table: Table) -> list[tuple[int, tuple[str, ...] | None]]:
        """Return the rows that are headers with their names; None for the first header itself, behind another.

        Not one that is wider than the first: the cells of the rows below it were placed as if they were too many.
        """
        if not self.goods:
            return []
        frame = table.frame
        is_open = np.zeros(len(frame), dtype=bool)
        for place, column in enumerate(map(str, frame.columns)):
            if fold(column) in self.goods:
                is_open |= self._are_names(frame.iloc[:, place])
        found: list[tuple[int, tuple[str, ...] | None]] = []
        is_inner = False
        if is_open.any():
            is_open[[issue.row for issue in table.issues if issue.kind in _TOO_WIDE]] = False
        for row in np.flatnonzero(is_open).tolist():
            cells = ["" if pd.isna(cell) else str(cell) for cell in frame.iloc[row].tolist()]
            kind = self._judge(cells)
            if kind == "moved":
                found.append((row, tuple(cells)))
                is_inner = True
            elif kind == "same" and is_inner:
                found.append((row, None))
                is_inner = False
        return found

    def _are_names(self, column: pd.Series) -> npt.NDArray[np.bool_]:
        strings = as_strings(column)
        if strings is None:
            known = set(map(fold, self.columns))
            return np.array([isinstance(cell, str) and fold(cell) in known for cell in column], dtype=bool)
        names = pa.array(sorted({name.strip(_BLANKS).lower() for name in self.columns}), pa.large_string())
        return rows_where(pc.is_in(pc.utf8_lower(pc.utf8_trim(strings, _BLANKS)), names))

    def _judge(self, cells: Sequence[str]) -> str:
        known = {fold(column) for column in self.columns}
        said = [(place, fold(cell)) for place, cell in enumerate(cells) if cell.strip()]
        names = [name for _, name in said if name in known]
        if len(set(names)) < _LEAST_NAMES or len(names) < _NAMES * len(said):
            return ""
        in_place = sum(place < len(self.columns) and fold(self.columns[place]) == name for place, name in said)
        if in_place >= _NAMES * len(said):
            return "same"
        return "moved" if self.goods & set(names) else ""


def _section(table: Table, start: int, end: int, names: tuple[str, ...] | None) -> Table:
    """Return some rows of a part, under the names of another header where it is given."""
    frame = table.frame.iloc[start:end].reset_index(drop=True)
    issues = [replace(issue, row=issue.row - start) for issue in table.issues if start <= issue.row < end]
    notes = table.notes if start == 0 else ()
    if names is None:
        return replace(table, frame=frame, issues=RowIssues(issues), notes=notes)
    columns = list(map(str, table.frame.columns))
    spelled = {fold(column): column for column in reversed(columns)}
    given = [spelled.get(fold(name), " ".join(name.split())) for name in names]
    given += [""] * (len(columns) - len(given))
    unique = make_unique(given)
    renamed = dict(zip(columns, unique, strict=True))
    is_narrow = sum(map(bool, given)) < len(columns)
    kept = [
        replace(issue, column=renamed.get(issue.column, issue.column)) for issue in issues
        if not (is_narrow and issue.kind is IssueKind.TOO_FEW_CELLS)
    ]  # fmt: skip
    told = () if start == 0 else (Note(NoteKind.INNER_HEADER, {"names": tuple(filter(None, given))}),)
    return replace(
        table, frame=frame.set_axis(pd.Index(unique), axis=1), issues=RowIssues(kept), notes=(*notes, *told),
        nameless=tuple(name for name, own in zip(unique, given, strict=True) if not own), is_inner=True,
    )  # fmt: skip
