"""The tables of a file to one table: parts joined, sheets with one header joined, unlike ones named.

The manifest is the table that says what goods are and has the most known headers, a visible one before a hidden one.
Tables with its header follow it, in the order of the file, and ``source_sheet`` (in archives ``source_member``) says
which row stands where. A table without a header that comes right after and fits the columns is a continuation, as
exports split at 65,536 or 1,048,576 rows write it. Everything else is left out and said: covers, instructions,
tables of codes, summaries, and above all other tables of goods.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.formats.base import Table
from riskscan.manifest.grids import NO_HEADER
from riskscan.manifest.header_shapes import column_kinds
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import Issue, RowIssues
from riskscan.manifest.mapping import count_known_headers, map_columns
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import TEXT_COLUMNS

__all__ = ["SOURCE_MEMBER", "SOURCE_SHEET", "join_tables"]

SOURCE_SHEET = "source_sheet"
"""Column that names the sheet (or message, or table) of each row, where there are several."""

SOURCE_MEMBER = "source_member"
"""Column that names the member of the archive of each row, where there are several."""

_LIKE = 0.6
_SHOWN_TABLES = 5
_MISSING_KNOWN = 0.2
_KINDS_SAMPLE = 200
_KINDS_EQUAL = 0.8


def join_tables(tables: Iterable[Table], *, name: str) -> Table:
    """Return the one table that holds the goods.

    Parameters
    ----------
    tables : iterable of Table
        As a format yields them.
    name : str
        Of the file, for messages.

    Raises
    ------
    ManifestError
        Where there is none.
    """
    sheets = list(_sheets(tables))
    if not sheets:
        raise ManifestError(f"{name} holds no table: nothing stands in it.")
    with_header = [sheet for sheet in sheets if not sheet.first.refusal]
    if not with_header:
        raise ManifestError(_without_table(sheets, name))
    main = max(with_header, key=_Sheet.rank)
    joined, others = _choose(sheets, main)
    if len(joined) == 1 and not others and len(main.parts) == 1:
        return _without_nameless(main.first, main.first.frame)
    return _join(joined, (*_joining_notes(joined, main), *(_left_out(other, main) for other in others)))


@dataclass(frozen=True)
class _Sheet:
    """The parts of one table."""

    parts: tuple[Table, ...]

    @property
    def first(self) -> Table:
        return self.parts[0]

    @property
    def label(self) -> str:
        return ": ".join(part for part in (self.first.member, self.first.name) if part) or "The table"

    @property
    def columns(self) -> list[str]:
        widest = max(self.parts, key=lambda part: part.frame.shape[1])
        return [str(column) for column in widest.frame.columns]

    @property
    def n_rows(self) -> int:
        return sum(len(part.frame) for part in self.parts)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(fold(column) for column in self.columns if count_known_headers((column,)))

    @cached_property
    def texts(self) -> frozenset[str]:
        """Folded headers that say what goods are."""
        try:
            mapped = map_columns(self.columns, require_text=False).columns
        except ManifestError:  # two columns for one target: the caller hears of it when the chosen table is cleaned
            return frozenset(fold(column) for column in self.columns if _says_goods(column))
        return frozenset(
            fold(source) for target in TEXT_COLUMNS if target in mapped for source in mapped[target].sources
        )

    def rank(self) -> tuple[bool, bool, int, int]:
        """What makes a table the manifest; the first of equal ones is."""
        return bool(self.texts) and self.n_rows > 0, not self.first.is_hidden, len(self.known), self.n_rows

    def is_like(self, other: "_Sheet") -> bool:
        """Whether the rows of another table are goods under the same header: names in any order, one or two amiss."""
        mine, others = {fold(column) for column in self.columns}, {fold(column) for column in other.columns}
        if mine == others:
            return True
        common = len(mine & others)
        missing = len(self.known - other.known)
        return (
            common >= _LIKE * max(len(mine), len(others))
            and missing <= _MISSING_KNOWN * len(self.known)
            and bool(self.texts)
            and self.texts <= others
        )

    def fits(self, other: "_Sheet") -> bool:
        """Whether another table without a header has as many columns, and numbers where this one has numbers."""
        mine, others = self._kinds(), other._kinds()
        pairs = [(one, two) for one, two in itertools.zip_longest(mine, others, fillvalue="") if one and two]
        has_both = {one for one, _ in pairs} == {"text", "typed"}
        n_equal = sum(one == two for one, two in pairs)
        n_stray = sum(bool(two) and column >= len(self.columns) for column, two in enumerate(others))
        return has_both and not n_stray and n_equal >= max(3, _KINDS_EQUAL * max(len(list(filter(None, mine))), 1))

    def _kinds(self) -> list[str]:
        rows = self.first.frame.head(_KINDS_SAMPLE).astype(object)
        return column_kinds([[None if cell is None else str(cell) for cell in row] for row in rows.to_numpy().tolist()])


def _says_goods(column: str) -> bool:
    return any(target in TEXT_COLUMNS for target in map_columns([column], require_text=False).columns)


def _sheets(tables: Iterable[Table]) -> Iterator[_Sheet]:
    """Gather the parts of each table: they follow each other with one name and one beginning of the header."""
    parts: list[Table] = []
    for table in tables:
        if parts and not _goes_on(parts[0], table):
            yield _Sheet(tuple(parts))
            parts = []
        parts.append(table)
    if parts:
        yield _Sheet(tuple(parts))


def _goes_on(first: Table, table: Table) -> bool:
    width = min(len(first.frame.columns), len(table.frame.columns))
    same_header = list(first.frame.columns[:width]) == list(table.frame.columns[:width])
    return (first.member, first.name, first.refusal) == (table.member, table.name, table.refusal) and same_header


def _choose(sheets: Sequence[_Sheet], main: _Sheet) -> tuple[list[_Sheet], list[_Sheet]]:
    """Return the tables that are read, renamed to the main one's headers, and those that are not."""
    joined: list[_Sheet] = []
    others: list[_Sheet] = []
    before: _Sheet | None = None
    for sheet in sheets:
        if sheet is main or (not sheet.first.refusal and main.is_like(sheet)):
            before = sheet if sheet is main else _renamed(sheet, main)
            joined.append(before)
        elif sheet.first.refusal and before is not None and before.fits(sheet):
            joined.append(_continued(sheet, before))
        else:
            others.append(sheet)
            before = None if sheet.n_rows else before
    return joined, others


def _renamed(sheet: _Sheet, main: _Sheet) -> _Sheet:
    """Write the headers as the main table does, where they differ in case, accents or punctuation alone."""
    spelled = {fold(column): column for column in reversed(main.columns)}
    parts = ((part, [spelled.get(fold(str(column)), str(column)) for column in part.frame]) for part in sheet.parts)
    return _Sheet(tuple(_with_columns(part, columns) for part, columns in parts))


def _continued(sheet: _Sheet, before: _Sheet) -> _Sheet:
    parts = ((part, [*before.columns, *map(str, part.frame.columns[len(before.columns) :])]) for part in sheet.parts)
    return _Sheet(tuple(_with_columns(part, columns[: part.frame.shape[1]]) for part, columns in parts))


def _with_columns(table: Table, columns: Sequence[str]) -> Table:
    unique = make_unique(columns)
    new_names = dict(zip(table.frame.columns, unique, strict=True))
    issues = RowIssues(replace(issue, column=new_names.get(issue.column, issue.column)) for issue in table.issues)
    nameless = tuple(new_names[name] for name in table.nameless) if not table.refusal else ()
    return replace(table, frame=table.frame.set_axis(pd.Index(unique), axis=1), issues=issues, nameless=nameless)


def _join(joined: Sequence[_Sheet], notes: tuple[Note, ...]) -> Table:
    parts = [part for sheet in joined for part in sheet.parts]
    issues: list[Issue] = []
    n_before = 0
    for part in parts:
        issues += [replace(issue, row=issue.row + n_before) for issue in part.issues]
        n_before += len(part.frame)
    frame = pd.concat([part.frame for part in parts], ignore_index=True) if len(parts) > 1 else parts[0].frame
    frame = frame.astype(object).where(frame.notna(), None) if _is_uneven(parts) else frame
    for column, labels in _source_labels(parts).items():
        frame[make_unique([*frame.columns, column])[-1]] = pd.Series(labels, dtype=object)
    table = replace(
        parts[0],
        issues=RowIssues(issues),
        notes=(*(note for part in parts for note in part.notes), *notes),
        n_blank_lines=sum(part.n_blank_lines for part in parts),
        n_title_lines=sum(part.n_title_lines for part in parts),
        nameless=tuple(dict.fromkeys(name for part in parts for name in part.nameless)),
        refusal="",
    )
    return _without_nameless(table, frame)


def _is_uneven(parts: Sequence[Table]) -> bool:
    return len({tuple(part.frame.columns) for part in parts}) > 1


def _source_labels(parts: Sequence[Table]) -> dict[str, list[str]]:
    """Return the columns that say where each row stood, those that tell any two apart."""
    found = {SOURCE_MEMBER: [part.member for part in parts], SOURCE_SHEET: [part.name for part in parts]}
    return {
        column: [label for label, part in zip(labels, parts, strict=True) for _ in range(len(part.frame))]
        for column, labels in found.items()
        if len(set(labels)) > 1
    }


def _without_nameless(table: Table, frame: pd.DataFrame) -> Table:
    """Leave out columns that have neither a name nor a cell, as stand left and right of a table on a sheet."""
    empty = [name for name in table.nameless if frame[name].isna().all()]
    return replace(table, frame=frame.drop(columns=empty) if empty else frame, nameless=())


def _joining_notes(joined: Sequence[_Sheet], main: _Sheet) -> Iterator[Note]:
    if len(joined) > 1:
        columns = " and ".join(_source_labels([part for sheet in joined for part in sheet.parts]))
        names = ", ".join(sheet.label for sheet in joined)
        if columns:
            yield Note(NoteKind.JOINED_TABLES, {"names": names, "columns": columns})
    for sheet in joined:
        if sheet.first.is_hidden:
            yield Note(NoteKind.HIDDEN_TABLE, {"name": sheet.label})
        if sheet.first.refusal:
            yield Note(NoteKind.CONTINUED_TABLE, {"name": sheet.label, "read": main.label})


def _left_out(sheet: _Sheet, main: _Sheet) -> Note:
    if sheet.first.refusal:
        return Note(NoteKind.OTHER_TABLE, {"name": sheet.label, "why": sheet.first.refusal + _beginning(sheet)})
    if sheet.texts and sheet.n_rows and len(sheet.known) > 2:
        return Note(NoteKind.UNREAD_GOODS, {"name": sheet.label, "read": main.label})
    shown = ", ".join(map(repr, sheet.columns[:4])) + (" …" if len(sheet.columns) > 4 else "")
    return Note(NoteKind.OTHER_TABLE, {"name": sheet.label, "why": f"its columns are others: {shown}"})


def _without_table(sheets: Sequence[_Sheet], name: str) -> str:
    found = "; ".join(f"{sheet.label}: {sheet.first.refusal}{_beginning(sheet)}" for sheet in sheets[:_SHOWN_TABLES])
    more = f"; and {len(sheets) - _SHOWN_TABLES} more" if len(sheets) > _SHOWN_TABLES else ""
    lacks_header = any(sheet.first.refusal == NO_HEADER for sheet in sheets)
    remedy = " Put the names of the columns in a row above the goods." if lacks_header else ""
    return f"{name} holds no table with a header ({found}{more}).{remedy}"


def _beginning(sheet: _Sheet) -> str:
    """Return how a table without header begins, for a reader to know it by."""
    for row in sheet.first.frame.head(20).to_numpy().tolist():
        if cells := [str(cell) for cell in row if cell is not None and str(cell).strip()]:
            shown = " | ".join(" ".join(cell.split())[:40] for cell in cells[:4])
            return f", it begins with {shown!r}"
    return ""
