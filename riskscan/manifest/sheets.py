"""The tables of a file to one table: parts joined, sheets with one header joined, unlike ones named.

The manifest is the table that says what goods are and has the most known headers, a visible one before a hidden one.
Tables with its header follow it, in the order of the file, and ``source_sheet`` (in archives ``source_member``) says
which row stands where. A table without a header that comes right after and fits the columns is a continuation, as
exports split at 65,536 or 1,048,576 rows write it. Everything else is left out and said: covers, instructions,
tables of codes, summaries, and above all other tables of goods.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.identifiers.characters import fold
from riskscan.manifest.formats.base import Table
from riskscan.manifest.grids import NO_HEADER
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import Issue, RowIssues
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.sheet import Sheet

__all__ = ["SOURCE_MEMBER", "SOURCE_SHEET", "join_tables"]

SOURCE_SHEET = "source_sheet"
"""Column that names the sheet (or message, or table) of each row, where there are several."""

SOURCE_MEMBER = "source_member"
"""Column that names the member of the archive of each row, where there are several."""

_SHOWN_TABLES = 5


def join_tables(tables: Iterable[Table], *, name: str, named: Collection[str] = ()) -> Table:
    """Return the one table that holds the goods.

    Parameters
    ----------
    tables : iterable of Table
        As a format yields them.
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
    joined, others = _choose(sheets, main)
    if len(joined) == 1 and not others and len(main.parts) == 1:
        return _without_nameless(main.first, main.first.frame)
    return _join(joined, (*_joining_notes(joined, main), *(_left_out(other, main) for other in others)))


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
        if sheet is main or (not sheet.first.refusal and main.is_like(sheet)):
            before = sheet if sheet is main else _renamed(sheet, main)
            joined.append(before)
        elif sheet.first.refusal and before is not None and before.fits(sheet):
            joined.append(_continued(sheet, before))
        else:
            others.append(sheet)
            before = None if sheet.n_rows else before
    return joined, others


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
    return replace(table, frame=table.frame.set_axis(pd.Index(unique), axis=1), issues=issues, nameless=nameless)


def _join(joined: Sequence[Sheet], notes: tuple[Note, ...]) -> Table:
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
    is_empty = frame[list(table.nameless)].isna().all()
    empty = is_empty.index[is_empty]
    return replace(table, frame=frame.drop(columns=empty) if len(empty) else frame, nameless=())


def _joining_notes(joined: Sequence[Sheet], main: Sheet) -> Iterator[Note]:
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
