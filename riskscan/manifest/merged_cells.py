"""Merged cells: a sheet keeps their text once, at the upper left, and a reader sees it over all of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riskscan.manifest.header_shapes import Row, is_filled, n_filled

__all__ = ["MergedCells", "fill_down", "spread_over_columns"]

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class MergedCells:
    """A rectangle of cells that are one; rows and columns count from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        """Return the range as a spreadsheet names it.

        Examples
        --------
        >>> str(MergedCells(1, 0, 3, 27))
        'A2:AB4'
        """
        return f"{_letters(self.first_column)}{self.first_row + 1}:{_letters(self.last_column)}{self.last_row + 1}"


def _letters(column: int) -> str:
    higher = _letters(column // 26 - 1) if column >= 26 else ""
    return higher + chr(65 + column % 26)


def spread_over_columns(rows: Sequence[Row], merges: Iterable[MergedCells], first_row: int = 0) -> list[Row]:
    """Return rows of a sheet, from `first_row` on, with each merged text over all its columns, as a header is read.

    Examples
    --------
    >>> spread_over_columns([["Weight", None]], [MergedCells(0, 0, 0, 1)])
    [['Weight', 'Weight']]
    """
    spread = [list(row) for row in rows]
    for merge in merges:
        place = merge.first_row - first_row
        if 0 <= place < len(spread) and merge.first_column < len(spread[place]):
            row = spread[place]
            end = min(merge.last_column + 1, len(row))
            row[merge.first_column : end] = [row[merge.first_column]] * max(end - merge.first_column, 0)
    return [*spread]


def fill_down(rows: Iterable[tuple[int, Row]], merges: Iterable[MergedCells]) -> Iterator[tuple[int, Row]]:
    """Yield numbered rows with a text that is merged over several of them on each.

    A number is not repeated: a weight over three rows is their sum. A row that holds nothing else stays blank.

    Examples
    --------
    >>> rows = [["Alder Ltd", "tea"], [None, "coffee"], [None, None]]
    >>> list(fill_down(enumerate(rows), [MergedCells(0, 0, 2, 0)]))
    [(0, ['Alder Ltd', 'tea']), (1, ['Alder Ltd', 'coffee']), (2, [None, None])]
    """
    starting: dict[int, list[MergedCells]] = {}
    for merge in merges:
        if merge.last_row > merge.first_row:
            starting.setdefault(merge.first_row, []).append(merge)
    open_texts: dict[int, tuple[str, int]] = {}
    for number, row in rows:
        if open_texts:
            open_texts = {column: text for column, text in open_texts.items() if text[1] >= number}
            if open_texts and n_filled(row):
                row = _filled(row, open_texts)
        for merge in starting.get(number, ()):
            text = row[merge.first_column] if merge.first_column < len(row) else None
            if text is not None and is_filled(text) and not _PLAIN_NUMBER.fullmatch(text):
                open_texts[merge.first_column] = (text, merge.last_row)
        yield number, row


def _filled(row: Row, texts: dict[int, tuple[str, int]]) -> Row:
    cells = [*row, *[None] * (max(texts) + 1 - len(row))]
    for column, (text, _) in texts.items():
        if not is_filled(cells[column]):
            cells[column] = text
    return cells
