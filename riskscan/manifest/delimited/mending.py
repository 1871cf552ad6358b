"""A record that strict reading fails on, to rows: what it most likely was before it was written wrongly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.manifest.delimited.breaking import join_broken
from riskscan.manifest.delimited.fitting import fit_quotes
from riskscan.manifest.delimited.layout import SEPARATORS, Layout
from riskscan.manifest.delimited.placing import CellPlacer, Placed
from riskscan.manifest.delimited.quoting import Found, read_record, split_leniently
from riskscan.manifest.delimited.shapes import shape_of
from riskscan.manifest.delimited.styles import Style, occurs
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.issues import IssueKind

__all__ = ["Mended", "MendedRow", "RecordMender"]

_ODD_SHARE = 0.1
_MAY_PROTECT = re.compile("[\"'\\\\“”„‟«]")


@dataclass(frozen=True, slots=True)
class MendedRow:
    """One row.

    Attributes
    ----------
    cells : sequence of (str or None)
        More or fewer than the columns where no place was found for them; None where one is missing.
    kinds : tuple of IssueKind
        What was wrong, beside cells that are too many or too few.
    joined : tuple of int
        Columns whose text was split by a separator and is joined again.
    line : int
        Line of the record at which the row begins.
    """

    cells: Sequence[str | None]
    kinds: tuple[IssueKind, ...] = ()
    joined: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mended:
    """The rows of a record, and how many lines it takes."""

    rows: tuple[MendedRow, ...]
    n_lines: int


class RecordMender:
    """Mends records of one file.

    Parameters
    ----------
    layout : Layout
        Of the file.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._separator = layout.separator
        self._n_columns = len(layout.names)
        self._placer = CellPlacer(layout.shapes, layout.separator)

    def mend(self, window: LineWindow, number: int, found: Found | None) -> Mended:
        """Make rows of a record.

        Parameters
        ----------
        window : LineWindow
            The lines of the file.
        number : int
            Of the record's first line.
        found : Found or None
            The record as it reads strictly, with too many or too few cells; None where its quotes are out of order, and
            it is the line alone.
        """
        n_lines = found.n_lines if found else 1
        unit = window.lines[number : number + n_lines]
        if self._n_columns == 1:  # what separates is text
            kinds = () if found else (IssueKind.UNTERMINATED_QUOTE,)
            return Mended((MendedRow(["".join(unit).rstrip("\r\n")], kinds),), n_lines)
        if n_lines > 1 and all(self._is_full(line) for line in unit):
            rows = enumerate(unit)
            return Mended(tuple(_row_of_line(line, self._separator, place) for place, line in rows), n_lines)
        placed = self._place(found.cells) if found else None
        if placed is not None and not placed.joined and not placed.has_dropped and None not in placed.cells:
            return Mended((MendedRow(placed.cells),), n_lines)  # blank cells were too many
        other = self._read_otherwise(window, number, unit, is_open=found is None)
        if other is not None:
            return Mended((MendedRow(other.cells, (IssueKind.OTHER_QUOTING,)),), other.n_lines)
        return self._mend_cells(window, number, found, placed)

    def _is_full(self, line: str) -> bool:
        return len(split_leniently(line.rstrip("\r\n"), self._separator)) == self._layout.width

    def _place(self, cells: Sequence[str]) -> Placed | None:
        is_amiss = len(cells) > self._n_columns or (len(cells) < self._n_columns and self._layout.is_regular)
        return self._placer.place(cells) if is_amiss else None

    def _mend_cells(self, window: LineWindow, number: int, found: Found | None, placed: Placed | None) -> Mended:
        """Mend the quotes, then what a line break split, then what separators did."""
        start = found
        kinds: tuple[IssueKind, ...] = ()
        if (fitted := self._fit_quotes(window.lines[number], found)) is not None:
            start = Found(fitted)
            kinds = (IssueKind.UNTERMINATED_QUOTE,)
            placed = self._place(fitted)
        assert start is not None
        if len(start.cells) < self._n_columns and self._layout.is_regular:
            broken = join_broken(window, number, start, self._layout, is_proper=found is not None)
            if broken is not None:
                return Mended((MendedRow(broken.cells, (*kinds, IssueKind.BROKEN_ROW)),), broken.n_lines)
        if placed is None:
            return Mended((MendedRow(start.cells, kinds),), start.n_lines)
        if placed.has_dropped:
            kinds = (*kinds, IssueKind.EXTRA_SEPARATOR)
        return Mended((MendedRow(placed.cells, kinds, placed.joined),), start.n_lines)

    def _fit_quotes(self, line: str, found: Found | None) -> list[str] | None:
        """Split a line whose quotes are not in order; None where they are.

        In a file in apostrophes one that ends a word may stand in quotes, and leave the record in order but too long.
        """
        text, width = line.rstrip("\r\n"), self._layout.width
        if found is not None:
            is_apostrophe = self._layout.style is Style.APOSTROPHE and found.n_lines == 1
            return fit_quotes(text, self._separator, width, "'") if is_apostrophe else None
        cells = split_leniently(text, self._separator)
        return cells if len(cells) == width else fit_quotes(text, self._separator, width) or cells

    def _read_otherwise(self, window: LineWindow, number: int, unit: Sequence[str], *, is_open: bool) -> Found | None:
        """Read a record in other styles and with other separators; None where none makes it as long as the header."""
        text = "".join(unit)
        for style in Style if _MAY_PROTECT.search(text) else ():
            if style not in (Style.STANDARD, self._layout.style) and occurs(style, text, self._separator):
                lines = window.ahead(number) if is_open and style in (Style.ESCAPED, Style.SPACED) else unit
                found = read_record(lines, self._separator, style)
                if found is not None and found.n_lines >= len(unit) and self._is_whole(found.cells):
                    return found
        for separator in SEPARATORS:
            if separator != self._separator and text.count(separator) >= self._n_columns - 1:
                found = read_record(unit, separator)
                if found is not None and found.n_lines == len(unit) and self._looks_right(found.cells):
                    return found
        return None

    def _is_whole(self, cells: Sequence[str]) -> bool:
        return len(cells) in (self._n_columns, self._layout.width) and not any(cells[self._n_columns :])

    def _looks_right(self, cells: Sequence[str]) -> bool:
        if len(cells) != self._n_columns:
            return False
        return self._layout.shapes.count_odd(map(shape_of, cells)) <= _ODD_SHARE * self._n_columns


def _row_of_line(line: str, separator: str, place: int) -> MendedRow:
    kinds = (IssueKind.UNTERMINATED_QUOTE,) if '"' in line else ()
    return MendedRow(split_leniently(line.rstrip("\r\n"), separator), kinds, line=place)
