"""Delimited text (CSV, TSV) to a table of cells, with what was wrong on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import DecodedText, decode
from riskscan.manifest.formats.base import SURPLUS, Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.records import Record, read_records
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import count_known_headers
from riskscan.manifest.source import Source

__all__ = ["FORMAT", "SEPARATORS", "DelimitedTable", "read_delimited"]

SEPARATORS = (",", ";", "\t", "|")

_SAMPLE_LINES = 60
_HEADER_WITHIN = 12
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A delimited file as text cells.

    Attributes
    ----------
    frame : DataFrame
        One row for each record after the header, in order; a missing cell is None, an empty one is "".
    issues : RowIssues
        What was wrong with the records.
    separator : str
        As found or given.
    n_blank_lines : int
        Lines without any character but spaces, which are no rows.
    n_title_lines : int
        Lines above the header, which are no rows.
    """

    frame: pd.DataFrame
    issues: RowIssues
    separator: str
    n_blank_lines: int
    n_title_lines: int


def read_delimited(text: DecodedText, *, name: str, separator: str | None = None) -> DelimitedTable:
    """Read a delimited file; every line that is not blank comes out as part of exactly one row.

    Parameters
    ----------
    text : DecodedText
        The lines.
    name : str
        Name of the file, for messages.
    separator : str, optional
        One of `SEPARATORS`; found by the header that makes most sense by default.

    Raises
    ------
    ManifestError
        Where there is no header.
    """
    lines = text.lines
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    declared = _declared_separator(lines[start]) if start < len(lines) else None
    start += declared is not None
    given = separator or declared
    layout = _find_layout(lines[start : start + _SAMPLE_LINES], (given,) if given else SEPARATORS)
    separator = layout.separator
    records = [record for record in read_records(lines, separator, start + layout.header_line) if record.cells]
    if not records:
        raise ManifestError(f"{name} has no header line.")
    header, *rows = records
    issues = _line_issues(rows, text)
    frame = _to_frame(make_unique(header.cells), rows, separator, issues)
    n_blank = sum(not line.strip() for line in lines)
    n_titles = sum(bool(line.strip()) for line in lines[start : start + layout.header_line])
    return DelimitedTable(frame, issues, separator, n_blank, n_titles)


def _declared_separator(line: str) -> str | None:
    """Return the separator of a first line ``sep=;`` that Excel writes."""
    stripped = line.strip("\r\n")
    is_declared = len(stripped) == 5 and stripped.casefold().startswith("sep=") and stripped[4] in SEPARATORS
    return stripped[4] if is_declared else None


@dataclass(frozen=True, slots=True)
class _Layout:
    """How well a separator makes sense of a file, what counts most first, and where it finds the header."""

    n_known_headers: int
    share_of_equal_rows: float
    n_columns: int
    separator: str
    header_line: int


def _find_layout(lines: list[str], separators: tuple[str, ...]) -> _Layout:
    """Prefer the separator that makes most known headers, then a table, then most rows of equal length."""
    layouts = [_layout(lines, separator) for separator in separators]

    def sense(layout: _Layout) -> tuple[int, bool, float, int]:
        return layout.n_known_headers, layout.n_columns > 1, layout.share_of_equal_rows, layout.n_columns

    return max(layouts, key=sense)


def _layout(lines: list[str], separator: str) -> _Layout:
    """Take the first record as header, unless it holds no known one and a later record holds several."""
    records = [record for record in read_records(lines, separator) if record.cells]
    if not records:
        return _Layout(0, 0.0, 0, separator, 0)
    n_known = [count_known_headers(record.cells) for record in records[:_HEADER_WITHIN]]
    place = n_known.index(max(n_known)) if n_known[0] == 0 and max(n_known) >= _SEVERAL else 0
    lengths = [len(record.cells) for record in records[place:]]
    share = lengths.count(lengths[0]) / len(lengths)
    # A header in one piece is a weak sign: every separator that does not occur gives it.
    known = n_known[place] if lengths[0] > 1 else 0
    return _Layout(known, share, lengths[0], separator, records[place].first_line)


def _line_issues(rows: list[Record], text: DecodedText) -> RowIssues:
    issues = RowIssues()
    marked = text.foreign | text.damaged
    for position, record in enumerate(rows):
        if record.has_open_quote:
            issues.add(position, IssueKind.UNTERMINATED_QUOTE)
        if marked:
            numbers = set(range(record.first_line, record.last_line + 1))
            if numbers & text.damaged:
                issues.add(position, IssueKind.UNDECODABLE_TEXT)
            elif numbers & text.foreign:
                issues.add(position, IssueKind.MIXED_ENCODING)
    return issues


def _to_frame(headers: list[str], rows: list[Record], separator: str, issues: RowIssues) -> pd.DataFrame:
    width = len(headers)
    surplus: dict[int, str] = {}
    table: list[list[str | None]] = []
    for position, record in enumerate(rows):
        cells: list[str | None] = record.cells  # type: ignore[assignment]
        if len(cells) > width:
            rest = record.cells[width:]
            if any(cell.strip() for cell in rest):
                surplus[position] = separator.join(rest)
                issues.add(position, IssueKind.TOO_MANY_CELLS, SURPLUS, surplus[position])
            cells = cells[:width]
        elif len(cells) < width:
            issues.add(position, IssueKind.TOO_FEW_CELLS)
            cells = cells + [None] * (width - len(cells))
        table.append(cells)
    columns = list(zip(*table, strict=True)) if table else [()] * width
    frame = pd.DataFrame(
        {header: pd.Series(cells, dtype=object) for header, cells in zip(headers, columns, strict=True)}
    )
    if surplus:
        column = make_unique([*headers, SURPLUS])[-1]
        frame[column] = pd.Series([surplus.get(position) for position in range(len(rows))], dtype=object)
    return frame


def _tells(source: Source) -> Certainty:
    return Certainty.FALLBACK


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    text = decode(source.content, options.encoding)
    table = read_delimited(text, name=source.name, separator=options.separator)
    yield Table(
        table.frame,
        table.issues,
        notes=text.notes,
        encoding=text.shown_encoding,
        separator=table.separator,
        n_blank_lines=table.n_blank_lines,
        n_title_lines=table.n_title_lines,
    )


FORMAT = Format("delimited", "delimited text", _tells, _tables)
