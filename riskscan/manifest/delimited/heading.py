"""The header of delimited text: where it stands, and how its names fit rows of another length."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from riskscan.manifest.delimited.shapes import target_of
from riskscan.manifest.header_names import is_unit
from riskscan.manifest.header_shapes import is_column_numbers
from riskscan.manifest.headers import SAMPLE_ROWS, HeaderPlace, find_header
from riskscan.manifest.mapping import count_known_headers

__all__ = ["SampleRow", "find_heading", "fit_names"]

_SEVERAL = 2
_MANY, _MOST = 0.5, 0.9
_MANY_NUMBERS = 8
_FEW_ROWS = 12
"""Rows that show whether those below a header belong to it."""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A record of the lines that a layout is found from.

    Attributes
    ----------
    cells : list of str
        Text of the cells.
    line, n_lines : int
        Its first line, from 0, and the lines it takes.
    is_proper : bool
        Whether its quotes are in order.
    """

    cells: list[str]
    line: int
    n_lines: int
    is_proper: bool


def find_heading(rows: Sequence[SampleRow]) -> HeaderPlace:
    """Find the header as in any table; but a first row that names every column, one of them known, is all of it.

    Only rows that can hardly be goods go with it: the same names in another language, units, or many column numbers.
    """
    grid, places = _to_grid(rows[:SAMPLE_ROWS])
    first = rows[0].cells
    n_known = count_known_headers(first)
    is_plain = n_known > 0 and _names_all(first) and _usual_width(first, rows[1:]) == len(first)
    place = find_header(grid[:_FEW_ROWS] if is_plain else grid)
    if place is not None and place.n_rows > 1 and not is_plain:
        place = _in_one_row(grid, place)
    if place is None or (place.n_known < _SEVERAL and (place.first_row, place.n_rows) != (0, 1)):
        return HeaderPlace(0, 1, tuple(first), n_known)
    below = grid[place.first_row + 1 : place.body_row]
    if is_plain and (place.first_row > 0 or not all(_is_no_goods(row, first) for row in below)):
        return HeaderPlace(0, 1, tuple(first), n_known)
    n_rows = sum(place.first_row <= one < place.body_row for one in places)
    return replace(place, first_row=places.index(place.first_row), n_rows=n_rows)


def _to_grid(rows: Sequence[SampleRow]) -> tuple[list[list[str]], list[int]]:
    """Return the cells of the rows, with blank lines between them as empty rows, and the place of each row there."""
    grid: list[list[str]] = []
    places: list[int] = []
    end = rows[0].line
    for row in rows:
        grid += [[]] * (row.line > end)
        places.append(len(grid))
        grid.append(row.cells)
        end = row.line + row.n_lines
    return grid, places


def _names_all(cells: Sequence[str]) -> bool:
    names = [cell.strip().casefold() for cell in cells]
    return all(names) and len(set(names)) == len(names)


def _is_no_goods(row: Sequence[str], names: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    targets = [target_of(name) for name in names]
    n_alike = sum(bool(target) and target == target_of(cell) for target, cell in zip(targets, row, strict=False))
    if n_alike >= max(_SEVERAL, _MANY * len(filled)) or all(map(is_unit, filled)):
        return True
    return len(filled) >= _MANY_NUMBERS and is_column_numbers(row, len(names))


def _in_one_row(grid: Sequence[Sequence[str]], place: HeaderPlace) -> HeaderPlace:
    """Return the row of a header of several that alone says as much: title lines are above it, goods below.

    Rows that differ in their number of cells are no header together: text has no merged cells.
    """
    rows = [row for row in range(place.first_row, place.body_row) if grid[row]]
    n_known, row = max((count_known_headers(grid[row]), row) for row in rows)
    is_even = len({len(grid[row]) for row in rows}) == 1
    return place if is_even and n_known < place.n_known else HeaderPlace(row, 1, tuple(grid[row]), n_known)


def fit_names(names: tuple[str, ...], body: Sequence[SampleRow]) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and the cells of a usual row, where header and rows differ in length.

    Rows may end in separators that the header lacks, or the header in one that they lack; and row numbers that R and
    pandas write before each row may have no header.
    """
    width = _usual_width(names, body) if len(names) > 1 else 1  # what separates in one column is text
    spare = [cell for row in body if len(row.cells) == width for cell in row.cells[len(names) :]]
    if width > len(names):
        if not any(cell.strip() for cell in spare):
            return names, width
        is_numbered = width == len(names) + 1 and _are_row_numbers(row.cells[0] for row in body)
        return (("", *names), width) if is_numbered else (names, len(names))
    if width < len(names) and not any(name.strip() for name in names[width:]):
        longest = max(len(row.cells) for row in body)
        return (names[:longest], longest) if longest < len(names) else (names, len(names))
    return names, len(names)


def _are_row_numbers(cells: Iterable[str]) -> bool:
    texts = list(cells)
    if len(texts) < _SEVERAL or not all(text.isdecimal() for text in texts):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(texts))


def _usual_width(names: Sequence[str], body: Sequence[SampleRow]) -> int:
    """Return the cells that nearly all rows have, else those of the header."""
    if not body:
        return len(names)
    width, count = Counter(len(row.cells) for row in body).most_common(1)[0]
    return width if count >= _MOST * len(body) else len(names)
