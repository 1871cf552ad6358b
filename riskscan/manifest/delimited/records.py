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

from riskscan.manifest.delimited.fitting import without_quotes
from riskscan.manifest.delimited.layout import Layout, is_blank
from riskscan.manifest.delimited.mending import MendedRow, RecordMender
from riskscan.manifest.delimited.quoting import Found, read_record, split_leniently
from riskscan.manifest.delimited.styles import Style
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.formats.base import SURPLUS
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["MAX_CELL_LINES", "RecordReader", "Rows"]

MAX_CELL_LINES = 200
"""Line breaks that a quoted cell may hold when most of its lines look like rows."""


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
        self._mender = RecordMender(layout)

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
            self._add(rows, number, MendedRow(found.cells))
            return number + found.n_lines
        mended = self._mender.mend(window, number, found)
        for row in mended.rows:
            self._add(rows, number + row.line, row)
        return number + mended.n_lines

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
        """Whether cells are as many as the columns, or as many as usual with blank ones behind."""
        n_columns = self._n_columns
        return n_columns <= len(cells) <= self._width and not any(cell.strip() for cell in cells[n_columns:])

    def _is_full(self, line: str) -> bool:
        """Whether a line is a row by itself once its open quotes are taken for letters."""
        return len(split_leniently(line.rstrip("\r\n"), self._separator)) == self._width

    def _add(self, rows: Rows, number: int, row: MendedRow) -> None:
        position, n_columns = len(rows.cells), self._n_columns
        for kind in row.kinds:
            rows.issues.add(position, kind)
        for column in row.joined:
            rows.issues.add(position, IssueKind.SPILLED_TEXT, self._layout.names[column], row.cells[column])
        rest = [cell or "" for cell in row.cells[n_columns:]]
        if any(cell.strip() for cell in rest):
            rows.surplus[position] = self._separator.join(rest)
            rows.issues.add(position, IssueKind.TOO_MANY_CELLS, SURPLUS, rows.surplus[position])
        if len(row.cells) < n_columns or None in row.cells:
            rows.issues.add(position, IssueKind.TOO_FEW_CELLS)
        rows.cells.append([*row.cells[:n_columns], *[None] * (n_columns - len(row.cells))])
        rows.first_lines.append(number)


def _split_line(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader((line,), delimiter=separator, strict=True))
    except csv.Error:
        return None
