"""Headers that stand among the rows of a table, with its names in other places: the rows below are read by them.

A name may be another one for the same thing (``Goods`` where the first header says ``Description of goods``).

So do files that were put together from several. Read under the first header, the goods of such a row would be taken for
its consignee or its code, and be screened by nobody.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.strings import as_strings, rows_where
from riskscan.manifest.formats.base import Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import count_known_headers, map_columns
from riskscan.manifest.mapping.recognizing import recognize
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.sheet import Sheet
from riskscan.tables.languages import load_column_aliases

__all__ = ["split_at_headers"]

_LEAST_NAMES = 3
_LEAST_COMMON = 2
"""Cells of a header that are common names, or the first header's, at least: they are told at once."""
_NAMES = 0.8
"""Share of the cells of a row that are names of the table's header, from which on it is a header."""
_NAMES_WITHOUT_DIGITS = 2 / 3
"""The same where its other cells have no digits; pairs of a name and its value (three names, two values) are fewer."""
_ROUNDING = 1e-9
_TOO_WIDE = frozenset((IssueKind.TOO_MANY_CELLS, IssueKind.SPILLED_TEXT))
_BLANKS = " \t\r\n\xa0"
_Target: TypeAlias = tuple[str, str]
"""A canonical column and the unit that it is read in."""


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
    """The header of a table, which of its columns say what the goods are, and which is which canonical column."""

    member: str
    name: str
    columns: tuple[str, ...]
    goods: frozenset[str]
    targets: Mapping[_Target, str]

    @classmethod
    def of(cls, table: Table, named: frozenset[str]) -> "_Header":
        columns = tuple(map(str, table.frame.columns))
        is_telling = not table.refusal and len(columns) - len(table.nameless) >= _LEAST_NAMES
        goods = Sheet((table,), named).texts if is_telling else frozenset()
        targets = {target: column for column, target in _targets(columns).items()} if goods else {}
        return cls(table.member, table.name, columns, goods, targets)

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
            names = self._as_first(cells)
            kind = self._judge(names) if names else ""
            if kind == "moved":
                found.append((row, tuple(names)))
                is_inner = True
            elif kind == "same" and is_inner:
                found.append((row, None))
                is_inner = False
        return found

    def _are_names(self, column: pd.Series) -> npt.NDArray[np.bool_]:
        strings = as_strings(column)
        if strings is None:
            known = set(map(fold, self.columns)) | set(map(fold, _known_names()))
            return np.array([isinstance(cell, str) and fold(cell) in known for cell in column], dtype=bool)
        own = {written.strip(_BLANKS).lower() for name in self.columns for written in (name, fold(name))}
        names = pa.array(sorted(own | _known_names()), pa.large_string())
        return rows_where(pc.is_in(pc.utf8_lower(pc.utf8_trim(strings, _BLANKS)), names))

    def _as_first(self, cells: Sequence[str]) -> list[str]:
        """Return the names of a row of names as the first header has them, where both name the same; others as given.

        Nothing where too few are names; a row of fewer than three known ones stays as it is: its words may be goods.
        """
        known = {fold(column): column for column in reversed(self.columns)}
        if sum(cell.strip(_BLANKS).lower() in _known_names() or fold(cell) in known for cell in cells) < _LEAST_COMMON:
            return []
        targets = _targets(tuple(dict.fromkeys(cell for cell in cells if cell.strip())))
        if len({target for target, _ in targets.values()}) < _LEAST_NAMES:
            return list(cells)
        return [
            known.get(fold(cell)) or self.targets.get(targets.get(cell, ("", "")), cell) if cell.strip() else cell
            for cell in cells
        ]

    def _judge(self, cells: Sequence[str]) -> str:
        own = {fold(column) for column in self.columns}
        said = [(place, fold(cell)) for place, cell in enumerate(cells) if cell.strip()]
        names = {fold(cell) for cell in cells if cell.strip() and (fold(cell) in own or recognize(cell))}
        sure = {fold(cell) for cell in cells if fold(cell) in own or count_known_headers((cell,))}
        others = [name for _, name in said if name not in names]
        most = 1 - (_NAMES if re.search(r"\d", "".join(others)) else _NAMES_WITHOUT_DIGITS)
        if len(sure) < _LEAST_NAMES or len(others) > most * len(said) + _ROUNDING:
            return ""
        in_place = sum(place < len(self.columns) and fold(self.columns[place]) == name for place, name in said)
        if in_place >= _NAMES * len(said):
            return "same"
        return "moved" if self.goods & sure else ""


@lru_cache(maxsize=64)
def _targets(names: tuple[str, ...]) -> Mapping[str, _Target]:
    """Return the canonical column, with its unit, of each name that alone stands for one."""
    try:
        mapped = map_columns(names, require_text=False).columns
    except ManifestError:  # two names for one column: the caller hears of it when the table is cleaned
        return {}
    return {one.source: (target, one.unit) for target, one in mapped.items() if len(one.sources) == 1}


@cache
def _known_names() -> frozenset[str]:
    """Return the common names of columns, in small letters."""
    return frozenset(alias.alias.lower() for alias in load_column_aliases())


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
