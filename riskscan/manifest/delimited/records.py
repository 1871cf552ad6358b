"""Lines of a delimited file to rows: strictly while that works, and with repairs where it does not.

A record that RFC 4180 reads, as Python's `csv` does, and that is as long as the header is taken as it is, whatever its
lines look like. Where strict reading fails, the failure is repaired there and reading goes on strictly behind it:

* lines that are no record (blank ones) are counted;
* a record that another style of quoting or another separator reads as long as the header is read so;
* a quote that opens and is not closed properly is taken for a letter, so that it cannot swallow other rows;
* a record that is too short is joined with what follows where a line break had split it;
* one that is too long is joined where an unquoted separator had split a text;
* what remains keeps its cells: those beyond the header in ``surplus_cells``, missing ones as null.

Every line that is not blank comes out as part of exactly one row.

References
----------
Shafranovich, "Common Format and MIME Type for CSV Files", RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from riskscan.manifest.delimited.breaking import join_broken
from riskscan.manifest.delimited.layout import SEPARATORS, Layout, is_blank
from riskscan.manifest.delimited.placing import place_surplus, spread_cells
from riskscan.manifest.delimited.quoting import Found, Style, fit_quotes, occurs, read_record, split_leniently, without_quotes
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.formats.base import SURPLUS
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["MAX_CELL_LINES", "RecordReader", "Rows"]

MAX_CELL_LINES = 200
"""Line breaks that a quoted cell may hold when most of its lines look like rows."""

_ODD_SHARE = 0.1


@dataclass(slots=True)
class Rows:
    """Rows as they are read.

    Attributes
    ----------
    cells : list of lists of (str or None)
        As many a row as the layout has names; None where the record was too short.
    first_lines : list of int
        Number of the first line of each row, in the window.
    surplus : dict of int to str
        By position of the row, what stood beyond the last column.
    issues : RowIssues
        By position of the row.
    n_blank_lines, n_lines : int
        Blank lines, and all lines that were read.
    """

    cells: list[list[str | None]] = field(default_factory=list)
    first_lines: list[int] = field(default_factory=list)
    surplus: dict[int, str] = field(default_factory=dict)
    issues: RowIssues = field(default_factory=RowIssues)
    n_blank_lines: int = 0
    n_lines: int = 0


class RecordReader:
    """Reads the records below a header.

    Parameters
    ----------
    layout : Layout
        Of the file.

    Examples
    --------
    >>> from riskscan.manifest.delimited.layout import find_layout
    >>> lines = ["goods,kg\\n", '"tea,\\n', 'black",5\\n', '"rice,6\\n']
    >>> reader = RecordReader(find_layout(lines, name="a.csv"))
    >>> reader.read(LineWindow(lines[1:])).cells
    [['tea,\\nblack', '5'], ['"rice', '6']]
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._separator = layout.separator
        self._width = layout.width
        self._n_columns = len(layout.names)

    def read(self, window: LineWindow, *, n_characters: float = math.inf) -> Rows:
        """Read the records of a window; no record begins after so many characters."""
        rows = Rows()
        separator, width = self._separator, self._width
        is_plain = self._layout.style is Style.STANDARD and 1 < self._n_columns == width
        lines = window.lines
        number, n_read = 0, 0
        while n_read < n_characters and window.has(number):
            line = lines[number].rstrip("\r\n")
            n_read += len(line) + 1
            cells = None
            if is_plain:
                cells = line.split(separator) if '"' not in line else _split_line(line, separator)
            if cells is not None and len(cells) == width:
                rows.cells.append(cells)  # type: ignore[arg-type]
                rows.first_lines.append(number)
                number += 1
            else:
                number = self._read_odd(window, number, rows)
        rows.n_lines = number
        return rows

    def _read_odd(self, window: LineWindow, number: int, rows: Rows) -> int:
        """Read what is no plain row of one line; return the number of the line behind it."""
        if self._is_blank(window.lines[number].rstrip("\r\n")):
            rows.n_blank_lines += 1
            return number + 1
        found = self._read_strictly(window, number)
        if found is not None and self._fits(found.cells):
            self._add(rows, number, found.cells)
            return number + found.n_lines
        return self._repair(window, number, found, rows)

    def _is_blank(self, line: str) -> bool:
        """In a table of one column blanks are a cell; where the separator is a blank itself, they may be a row."""
        if not is_blank(line):
            return False
        if self._n_columns == 1:
            return not line.strip("\x00\x1a")
        return line.count(self._separator) + 1 != self._width

    def _read_strictly(self, window: LineWindow, number: int) -> Found | None:
        """Read a record in the style of the file, else in the standard one."""
        found = read_record(window.ahead(number), self._separator, self._layout.style)
        if self._layout.style is not Style.STANDARD and (found is None or not self._fits(found.cells)):
            standard = read_record(window.ahead(number), self._separator)
            if standard is not None and self._layout.style is Style.APOSTROPHE:
                standard = Found([without_quotes(cell, "'") for cell in standard.cells], standard.n_lines)
            found = standard if found is None or (standard and self._fits(standard.cells)) else found
        if found is not None and found.n_lines > MAX_CELL_LINES:
            n_full = sum(map(self._is_full, window.lines[number : number + found.n_lines]))
            return None if 2 * n_full > found.n_lines else found
        return found

    def _fits(self, cells: Sequence[str]) -> bool:
        n_columns = self._n_columns
        return n_columns <= len(cells) <= self._width and not any(cell.strip() for cell in cells[n_columns:])

    def _is_full(self, line: str) -> bool:
        """Whether a line is a row by itself once its open quotes are taken for letters."""
        return len(split_leniently(line.rstrip("\r\n"), self._separator)) == self._width

    def _repair(self, window: LineWindow, number: int, found: Found | None, rows: Rows) -> int:
        """Make rows of a record that is not as it should be; return the number of the line behind it."""
        n_lines = found.n_lines if found else 1
        unit = window.lines[number : number + n_lines]
        text = "".join(unit).rstrip("\r\n")
        if self._n_columns == 1:
            self._add(rows, number, [text])
            return number + n_lines
        if n_lines > 1 and all(map(self._is_full, unit)):
            for place, line in enumerate(unit, start=number):
                self._add(rows, place, split_leniently(line.rstrip("\r\n"), self._separator), _quote_issue(line))
            return number + n_lines
        other = self._read_otherwise(window, number, unit, is_open=found is None)
        if other is not None:
            self._add(rows, number, other.cells, IssueKind.OTHER_QUOTING)
            return number + other.n_lines
        fitted = self._fit_style(text)
        if fitted is not None:
            cells, kinds = fitted, (IssueKind.UNTERMINATED_QUOTE,)
        elif found is not None:
            cells, kinds = found.cells, ()
        else:
            cells = split_leniently(text, self._separator)
            if len(cells) != self._width:
                cells = fit_quotes(text, self._separator, self._width) or cells
            kinds = (IssueKind.UNTERMINATED_QUOTE,)
        if len(cells) < self._n_columns and self._layout.is_regular:
            broken = join_broken(window, number + n_lines, cells, self._layout)
            if broken is not None:
                self._add(rows, number, broken.cells, *kinds, IssueKind.BROKEN_ROW)
                return number + n_lines + broken.n_lines
        self._add_placed(rows, number, cells, *kinds)
        return number + n_lines

    def _fit_style(self, text: str) -> list[str] | None:
        """Split a record of a file in apostrophes, in which one that ends a word may stand unprotected."""
        if self._layout.style is not Style.APOSTROPHE:
            return None
        return fit_quotes(text, self._separator, self._width, "'")

    def _read_otherwise(self, window: LineWindow, number: int, unit: Sequence[str], *, is_open: bool) -> Found | None:
        """Read a record in other styles and with other separators; None where none makes it as long as the header."""
        text = "".join(unit)
        for style in Style:
            if style not in (Style.STANDARD, self._layout.style) and occurs(style, text, self._separator):
                lines = window.ahead(number) if is_open and style is Style.ESCAPED else unit
                found = read_record(lines, self._separator, style)
                if found is not None and found.n_lines >= len(unit) and self._fits(found.cells):
                    return found
        for separator in SEPARATORS:
            if separator != self._separator and text.count(separator) >= self._n_columns - 1:
                found = read_record(unit, separator)
                if found is not None and found.n_lines == len(unit) and self._looks_right(found.cells):
                    return found
        return None

    def _looks_right(self, cells: Sequence[str]) -> bool:
        if len(cells) != self._n_columns:
            return False
        return self._layout.shapes.count_odd(cells) <= _ODD_SHARE * self._n_columns

    def _add_placed(self, rows: Rows, number: int, cells: list[str], *kinds: IssueKind) -> None:
        """Add a row whose cells may be too many or too few, each where it fits."""
        shapes, n_columns = self._layout.shapes, self._n_columns
        if len(cells) < n_columns:
            spread = spread_cells(cells, shapes, n_columns) if self._layout.is_regular else None
            self._add(rows, number, spread.cells if spread else cells, *kinds)
            return
        placed = place_surplus(cells, self._separator, shapes, n_columns) if len(cells) > n_columns else None
        if placed is None:
            self._add(rows, number, cells, *kinds)
            return
        self._add(rows, number, placed.cells, *kinds, IssueKind.EXTRA_SEPARATOR if placed.has_dropped else None)
        for column in placed.joined:
            name, text = self._layout.names[column], placed.cells[column]
            rows.issues.add(len(rows.cells) - 1, IssueKind.SPILLED_TEXT, name, text)

    def _add(self, rows: Rows, number: int, cells: Sequence[str | None], *kinds: IssueKind | None) -> None:
        position, n_columns = len(rows.cells), self._n_columns
        for kind in kinds:
            if kind is not None:
                rows.issues.add(position, kind)
        rest = [cell or "" for cell in cells[n_columns:]]
        if any(cell.strip() for cell in rest):
            rows.surplus[position] = self._separator.join(rest)
            rows.issues.add(position, IssueKind.TOO_MANY_CELLS, SURPLUS, rows.surplus[position])
        if len(cells) < n_columns or None in cells:
            rows.issues.add(position, IssueKind.TOO_FEW_CELLS)
        rows.cells.append([*cells[:n_columns], *[None] * (n_columns - len(cells))])
        rows.first_lines.append(number)


def _split_line(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader((line,), delimiter=separator, strict=True))
    except csv.Error:
        return None


def _quote_issue(line: str) -> IssueKind | None:
    return IssueKind.UNTERMINATED_QUOTE if '"' in line else None
