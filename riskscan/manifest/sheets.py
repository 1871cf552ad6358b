"""The tables of a file to one table: parts joined, sheets with one header joined, unlike ones named.

The manifest is the table that says what goods are and has the most known headers, a visible one before a hidden one.
Tables with its header follow it, in the order of the file, and ``source_sheet`` (in archives ``source_member``) says
which row stands where. A table without a header that comes right after and fits the columns is a continuation, as
exports split at 65,536 or 1,048,576 rows write it. Everything else is left out and said: covers, instructions,
tables of codes, summaries, and above all other tables of goods.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.formats.base import Table
from riskscan.manifest.grids import NO_HEADER
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import Issue, RowIssues
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.sheet import Sheet

__all__ = ["SOURCE_MEMBER", "SOURCE_SHEET", "Joining", "choose_tables", "join_tables", "with_filled"]

SOURCE_SHEET = "source_sheet"
"""Column that names the sheet (or message, or table) of each row, where there are several."""

SOURCE_MEMBER = "source_member"
"""Column that names the member of the archive of each row, where there are several."""

_SHOWN_TABLES = 5


@dataclass(frozen=True)
class Joining:
    """The parts of a file that are its manifest, under the headers of the main table.

    Attributes
    ----------
    parts : tuple of Table
        In order, renamed; their frames may hold the first rows only (`Table.length`).
    notes : tuple of Note
        What was joined and what was left out.
    """

    parts: tuple[Table, ...]
    notes: tuple[Note, ...] = ()

    @cached_property
    def template(self) -> pd.DataFrame:
        """The columns of all parts with the types that hold all of them, without a row."""
        kinds = {(tuple(part.frame.columns), tuple(part.frame.dtypes)): part.frame.iloc[:0] for part in self.parts}
        template = pd.concat(list(kinds.values())) if len(kinds) > 1 else next(iter(kinds.values()))
        if self._is_uneven:
            template = template.astype(object)
        for column in self.labels:
            template[make_unique([*template.columns, column])[-1]] = pd.Series([], dtype=object)
        return template.drop(columns=list(self._empty))

    @cached_property
    def _is_uneven(self) -> bool:
        return len({tuple(part.frame.columns) for part in self.parts}) > 1

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """The columns that say where each part stood, those that tell any two apart, by part."""
        found = {SOURCE_MEMBER: [part.member for part in self.parts], SOURCE_SHEET: [part.name for part in self.parts]}
        return {column: labels for column, labels in found.items() if len(set(labels)) > 1}

    @cached_property
    def _empty(self) -> tuple[str, ...]:
        """Columns that have neither a name nor a cell, as stand left and right of a table on a sheet."""
        nameless = dict.fromkeys(name for part in self.parts for name in part.nameless)
        filled = {name for part in self.parts for name in part.filled}
        return tuple(name for name in nameless if name not in filled)

    def fit(self, number: int, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the cells of a part under the columns of all.

        Parameters
        ----------
        number : int
            Of the part.
        frame : DataFrame
            Its cells, or some of its rows, as the file has them.
        """
        fitted = frame.set_axis(self.parts[number].frame.columns, axis=1)
        fitted = fitted.drop(columns=[name for name in self._empty if name in fitted])
        columns = list(self.template.columns)
        if self._is_uneven:
            fitted = fitted.reindex(columns=columns[: len(columns) - len(self.labels)]).astype(object)
            fitted = fitted.where(fitted.notna(), None)
        if self.labels:
            fitted = fitted.copy(deep=False)
            for column, labels in zip(columns[len(columns) - len(self.labels) :], self.labels.values(), strict=True):
                fitted[column] = pd.Series(labels[number], index=fitted.index, dtype=object)
        types = {name: kind for name, kind in self.template.dtypes.items() if fitted[name].dtype != kind}
        return fitted.astype(types) if types else fitted

    def fits(self, number: int) -> bool:
        """Whether `fit` leaves the cells of a part as the file has them, and gives no more than headers to them."""
        is_same = list(self.parts[number].frame.dtypes) == list(self.template.dtypes)
        return is_same and not (self.labels or self._empty or self._is_uneven)


def choose_tables(tables: Iterable[Table], *, name: str, named: Collection[str] = ()) -> Joining:
    """Return the parts of the one table that holds the goods.

    Parameters
    ----------
    tables : iterable of Table
        As a format yields them; frames may hold the first `riskscan.manifest.sheet.KINDS_SAMPLE` rows only.
    name : str
        Of the file, for messages.
    named : collection of str
        Headers that the user's mapping file names.

    Raises
    ------
    ManifestError
        Where there is none.
    """
    sheets = list(_sheets(tables, frozenset(map(fold, named))))
    if not sheets:
        raise ManifestError(f"{name} holds no table: nothing stands in it.")
    with_header = [sheet for sheet in sheets if not sheet.first.refusal]
    if not with_header:
        raise ManifestError(_without_table(sheets, name))
    main = max(with_header, key=Sheet.rank)
    if main.is_on_its_side:
        raise ManifestError(
            f"{name} stands on its side: the names of its columns stand below each other, so that its goods would be"
            " taken for names. Turn it (a spreadsheet pastes transposed)."
        )
    joined, others = _choose(sheets, main)
    parts = tuple(part for sheet in joined for part in sheet.parts)
    if len(parts) == 1 and not others:
        return Joining(parts)
    return Joining(parts, (*_joining_notes(joined, main), *(_left_out(other, main) for other in others)))


def join_tables(tables: Iterable[Table], *, name: str, named: Collection[str] = ()) -> Table:
    """Return the one table that holds the goods, with all its rows; parameters and errors of `choose_tables`."""
    joining = choose_tables(map(with_filled, tables), name=name, named=named)
    frames = [joining.fit(number, part.frame) for number, part in enumerate(joining.parts)]
    issues: list[Issue] = []
    n_before = 0
    for part in joining.parts:
        issues += [replace(issue, row=issue.row + n_before) for issue in part.issues]
        n_before += part.n_rows
    return replace(
        joining.parts[0],
        frame=pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0],
        issues=RowIssues(issues),
        notes=(*(note for part in joining.parts for note in part.notes), *joining.notes),
        n_blank_lines=sum(part.n_blank_lines for part in joining.parts),
        n_title_lines=sum(part.n_title_lines for part in joining.parts),
        nameless=(),
        filled=(),
        refusal="",
    )


def with_filled(table: Table) -> Table:
    """Return a part that says which of its columns without a name hold a cell."""
    if not table.nameless:
        return table
    is_filled = table.frame[list(table.nameless)].notna().any()
    return replace(table, filled=tuple(map(str, is_filled.index[is_filled])))


def _sheets(tables: Iterable[Table], named: frozenset[str]) -> Iterator[Sheet]:
    """Gather the parts of each table: they follow each other with one name and one beginning of the header."""
    parts: list[Table] = []
    for table in tables:
        if parts and not _goes_on(parts[0], table):
            yield Sheet(tuple(parts), named)
            parts = []
        parts.append(table)
    if parts:
        yield Sheet(tuple(parts), named)


def _goes_on(first: Table, table: Table) -> bool:
    width = min(len(first.frame.columns), len(table.frame.columns))
    same_header = list(first.frame.columns[:width]) == list(table.frame.columns[:width])
    return (first.member, first.name, first.refusal) == (table.member, table.name, table.refusal) and same_header


def _choose(sheets: Sequence[Sheet], main: Sheet) -> tuple[list[Sheet], list[Sheet]]:
    """Return the tables that are read, renamed to the main one's headers, and those that are not."""
    joined: list[Sheet] = []
    others: list[Sheet] = []
    before: Sheet | None = None
    for sheet in sheets:
        if sheet is main or (not sheet.first.refusal and (main.is_like(sheet) or _is_one_table(sheet, main))):
            before = sheet if sheet is main else _renamed(sheet, main)
            joined.append(before)
        elif sheet.first.refusal and before is not None and before.fits(sheet):
            joined.append(_continued(sheet, before))
        else:
            others.append(sheet)
            before = None if sheet.n_rows else before
    return joined, others


def _is_one_table(sheet: Sheet, main: Sheet) -> bool:
    """Whether both are of one table, whose header is repeated in another order or in part."""
    is_same = (sheet.first.member, sheet.first.name) == (main.first.member, main.first.name)
    return is_same and (sheet.first.is_inner or main.first.is_inner) and bool(sheet.texts and main.texts)


def _renamed(sheet: Sheet, main: Sheet) -> Sheet:
    """Write the headers as the main table does, where they differ in case, accents or punctuation alone."""
    spelled = {fold(column): column for column in reversed(main.columns)}
    parts = ((part, [spelled.get(fold(str(column)), str(column)) for column in part.frame]) for part in sheet.parts)
    return Sheet(tuple(_with_columns(part, columns) for part, columns in parts))


def _continued(sheet: Sheet, before: Sheet) -> Sheet:
    parts = ((part, [*before.columns, *map(str, part.frame.columns[len(before.columns) :])]) for part in sheet.parts)
    return Sheet(tuple(_with_columns(part, columns[: part.frame.shape[1]]) for part, columns in parts))


def _with_columns(table: Table, columns: Sequence[str]) -> Table:
    unique = make_unique(columns)
    new_names = dict(zip(table.frame.columns, unique, strict=True))
    issues = RowIssues(replace(issue, column=new_names.get(issue.column, issue.column)) for issue in table.issues)
    nameless = tuple(new_names[name] for name in table.nameless) if not table.refusal else ()
    filled = tuple(new_names[name] for name in table.filled) if not table.refusal else ()
    frame = table.frame.set_axis(pd.Index(unique), axis=1)
    return replace(table, frame=frame, issues=issues, nameless=nameless, filled=filled)


def _joining_notes(joined: Sequence[Sheet], main: Sheet) -> Iterator[Note]:
    if len(joined) > 1:
        columns = " and ".join(Joining(tuple(part for sheet in joined for part in sheet.parts)).labels)
        names = ", ".join(sheet.label for sheet in joined)
        if columns:
            yield Note(NoteKind.JOINED_TABLES, {"names": names, "columns": columns})
    for sheet in joined:
        if sheet.first.is_hidden:
            yield Note(NoteKind.HIDDEN_TABLE, {"name": sheet.label})
        if sheet.first.refusal:
            yield Note(NoteKind.CONTINUED_TABLE, {"name": sheet.label, "read": main.label})


def _left_out(sheet: Sheet, main: Sheet) -> Note:
    if sheet.first.refusal:
        return Note(NoteKind.OTHER_TABLE, {"name": sheet.label, "why": sheet.first.refusal + _beginning(sheet)})
    if sheet.texts and sheet.n_rows and len(sheet.known) > 2:
        return Note(NoteKind.UNREAD_GOODS, {"name": sheet.label, "read": main.label})
    shown = ", ".join(map(repr, sheet.columns[:4])) + (" …" if len(sheet.columns) > 4 else "")
    return Note(NoteKind.OTHER_TABLE, {"name": sheet.label, "why": f"its columns are others: {shown}"})


def _without_table(sheets: Sequence[Sheet], name: str) -> str:
    found = "; ".join(f"{sheet.label}: {sheet.first.refusal}{_beginning(sheet)}" for sheet in sheets[:_SHOWN_TABLES])
    more = f"; and {len(sheets) - _SHOWN_TABLES} more" if len(sheets) > _SHOWN_TABLES else ""
    lacks_header = any(sheet.first.refusal == NO_HEADER for sheet in sheets)
    remedy = (
        " Put the names of the columns in a row above the goods, or name one that stands there in a mapping file"
        " (--columns mapping.toml)."
    )
    return f"{name} holds no table with a header ({found}{more}).{remedy if lacks_header else ''}"


def _beginning(sheet: Sheet) -> str:
    """Return how a table without header begins, for a reader to know it by."""
    for row in sheet.first.frame.head(20).to_numpy().tolist():
        if cells := [str(cell) for cell in row if cell is not None and str(cell).strip()]:
            shown = " | ".join(" ".join(cell.split())[:40] for cell in cells[:4])
            return f", it begins with {shown!r}"
    return ""
