"""The shape of rows: what tells a header from a title line, and from the rows below, without knowing a word."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

__all__ = [
    "Row",
    "column_kinds",
    "is_column_numbers",
    "is_filled",
    "is_typed",
    "looks_like_header",
    "n_filled",
    "spans",
]

Row = Sequence[str | None]
"""Cells of one row as text; None or blank is empty."""

_LONGEST_HEADER = 250
_LONG_SHARE = 60
_TYPED_SHARE = 0.34
_COLUMN_TYPED = 0.7
_NUMBER = re.compile(r"[\W_]*\d[\d\W_]*(?:[a-zA-Z%]{0,3}[\W_]*)?|\d{4}-\d\d-\d\d[T ][\d:.]+Z?")
_COLUMN_NUMBER = re.compile(r"\W*(\d{1,3}|[A-Za-z])\W*")


def is_filled(cell: str | None) -> bool:
    """Whether a cell holds anything but spaces."""
    return bool(cell) and not cell.isspace()  # type: ignore[union-attr]


def n_filled(row: Row) -> int:
    """Return the number of cells that hold anything."""
    return sum(1 for cell in row if cell and not cell.isspace())


@lru_cache(maxsize=1 << 16)
def is_typed(cell: str) -> bool:
    """Whether a cell is a number, a date or a code without words, and thus hardly a name of a column.

    Examples
    --------
    >>> [is_typed(cell) for cell in ("1,200.5", "2025-04-03", "$ 30", "12 kg", "HS 6", "31 Goods", "Goods")]
    [True, True, True, True, False, False, False]
    """
    return len(cell) < 40 and _NUMBER.fullmatch(cell.strip()) is not None


def looks_like_header(row: Row) -> bool:
    """Whether the cells of a row could be names of columns: short texts, hardly a number among them."""
    cells = [cell for cell in row if cell is not None and is_filled(cell)]
    if not cells or any(len(cell) > _LONGEST_HEADER for cell in cells):
        return False
    n_typed = sum(map(is_typed, cells))
    n_long = sum(len(cell) > _LONG_SHARE for cell in cells)
    n_labels = sum(":" in cell or "：" in cell for cell in set(cells))  # a label before its value
    if 2 * n_labels > len(set(cells)):
        return False
    return n_typed <= _TYPED_SHARE * len(cells) and 2 * n_long <= len(cells)


def column_kinds(body: Sequence[Row]) -> list[str]:
    """Return for each column ``typed`` (most cells are numbers or dates), ``text``, or nothing where it is empty."""
    width = max(map(len, body), default=0)
    kinds = []
    for column in range(width):
        cells = [cell for row in body if column < len(row) and (cell := row[column]) is not None and is_filled(cell)]
        n_typed = sum(map(is_typed, cells))
        kinds.append("" if not cells else "typed" if n_typed >= _COLUMN_TYPED * len(cells) else "text")
    return kinds


def is_column_numbers(row: Row, n_columns: int) -> bool:
    """Whether a row numbers the columns, as forms do under their header: 1, 2, 3 or (a), (b), (c).

    Examples
    --------
    >>> is_column_numbers(["1", "2", "3", ""], 4), is_column_numbers(["1", "20", "CN"], 3)
    (True, False)
    """
    cells = [cell for cell in row if cell is not None and is_filled(cell)]
    matches = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    if len(cells) < 3 or len(cells) < 0.7 * n_columns or not all(matches):
        return False
    marks = [match[1] for match in matches if match]
    places = [int(mark) if mark.isdigit() else ord(mark.lower()) for mark in marks]
    return all(later - earlier == 1 for earlier, later in pairwise(places))


def spans(upper: Row, lower: Row) -> bool:
    """Whether a cell of the upper row stands over two or more of the lower one: then they are parts of it.

    The upper cell stands once, with empty ones behind, or in each of the columns, as merged cells may be read.

    Examples
    --------
    >>> spans(["Goods", "Weight", ""], ["", "Gross", "Net"]), spans(["Goods", "Origin"], ["tea", "CN"])
    (True, False)
    """
    return any(upper_of_span(upper, lower, column) for column in range(len(lower)))


def upper_of_span(upper: Row, lower: Row, column: int) -> str:
    """Return the upper cell that reaches over a column from the left; empty where none does."""
    if not (column < len(lower) and is_filled(lower[column])):
        return ""
    own = upper[column] if column < len(upper) else None
    left = column - 1
    while left >= 0 and not (left < len(upper) and is_filled(upper[left])):
        left -= 1
    if left < 0 or left >= len(lower) or not is_filled(lower[left]):
        return ""
    spanning = upper[left] or ""
    return spanning if not is_filled(own) or own == spanning else ""
