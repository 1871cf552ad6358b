"""The cells of a row that is too long or too short, each to the column that it fits.

A row is too long where a text holds a separator that nobody quoted, or a separator stands twice; it is too short where
one is missing. Each way to place the cells is rated by how well they then look like the others of their columns (the
sum of the logarithms of shares, see `ColumnShapes`), and the best way is found by dynamic programming over columns.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskscan.manifest.delimited.shapes import ColumnShapes

__all__ = ["Placed", "place_surplus", "spread_cells"]

_JOIN = math.log(0.02)
_AFTER_BLANK, _WITHOUT_BLANK = math.log(0.7), math.log(0.3)
_GOODS = 1.0
_DROPPED = math.log(0.005)
_PADDING = math.log(0.02)
_SURPLUS = math.log(0.02)
_GAP = math.log(0.005)
_LATER = 1e-6
_ALL_WAYS = 8
_MOST_SURPLUS = 200
_MOST_GAPS = 3
_ODD_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Placed:
    """A row as long as the header.

    Attributes
    ----------
    cells : list of (str or None)
        One a column; None where the row has none for it.
    joined : tuple of int
        Columns whose text was split.
    has_dropped : bool
        Whether a blank cell between others was left out.
    """

    cells: list[str | None]
    joined: tuple[int, ...] = ()
    has_dropped: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """How well the columns so far are filled, and with which cells: from one on, before another."""

    score: float
    spans: tuple[tuple[int, int], ...] = ()


def place_surplus(cells: Sequence[str], separator: str, shapes: ColumnShapes, n_columns: int) -> Placed | None:
    """Join the cells that were one text, and leave out blank ones that are too many; None where no way convinces.

    Parameters
    ----------
    cells : sequence of str
        More than the columns.
    separator : str
        That stood between them.
    shapes : ColumnShapes
        What the columns hold.
    n_columns : int
        To place them in.

    Examples
    --------
    >>> shapes = ColumnShapes(["id", "goods", "kg"], [["A1", "green tea", "5"], ["A2", "rice in bags", "20"]])
    >>> place_surplus(["A3", "tea", " black", "7"], ",", shapes, 3)
    Placed(cells=['A3', 'tea, black', '7'], joined=(1,), has_dropped=False)
    >>> place_surplus(["A3", "7", "8", "9"], ",", shapes, 3) is None
    True
    """
    n_surplus = len(cells) - n_columns
    if n_surplus > _MOST_SURPLUS:
        return None
    ways = {0: _Way(0.0)}  # by cells used beyond the columns so far
    for column in range(n_columns):
        ways = _step(_with_drops(ways, cells, column, n_surplus), cells, separator, shapes, column)
    ends = {column_end: way for n_used, way in ways.items() if not _is_filled(cells[(column_end := n_columns + n_used) :])}
    if not ends:
        return None
    end, way = max(ends.items(), key=lambda pair: pair[1].score + (_PADDING if pair[0] < len(cells) else 0.0))
    placed = Placed(
        cells=[separator.join(cells[start:stop]) for start, stop in way.spans],
        joined=tuple(column for column, (start, stop) in enumerate(way.spans) if stop - start > 1),
        has_dropped=sum(stop - start for start, stop in way.spans) < end,
    )
    return placed if _convinces(placed, way.score, cells, shapes) else None


def _with_drops(ways: Mapping[int, _Way], cells: Sequence[str], column: int, n_surplus: int) -> dict[int, _Way]:
    """Add the ways that leave out a blank cell before a column."""
    wider = dict(ways)
    for n_used in range(n_surplus):
        if n_used in wider and not cells[column + n_used].strip():
            score = wider[n_used].score + _DROPPED
            if n_used + 1 not in wider or score > wider[n_used + 1].score:
                wider[n_used + 1] = _Way(score, wider[n_used].spans)
    return wider


def _step(
    ways: Mapping[int, _Way], cells: Sequence[str], separator: str, shapes: ColumnShapes, column: int
) -> dict[int, _Way]:
    """Fill one more column, with one cell or, where it holds texts, with several."""
    n_surplus = len(cells) - shapes.n_columns
    sizes = (0,) if not shapes.is_text(column) else range(n_surplus + 1) if n_surplus <= _ALL_WAYS else (0, n_surplus)
    following: dict[int, _Way] = {}
    for n_used, way in ways.items():
        for size in sizes:
            start, total = column + n_used, n_used + size
            if total > n_surplus:
                break
            if size and not (cells[start].strip() and cells[start + size].strip()):
                continue  # the blank cell at its end is no part of a text
            score = way.score + _rate(cells[start : start + size + 1], separator, shapes, column)
            if total not in following or score > following[total].score:
                following[total] = _Way(score, (*way.spans, (start, start + size + 1)))
    return following


def _rate(group: Sequence[str], separator: str, shapes: ColumnShapes, column: int) -> float:
    if len(group) == 1:
        return shapes.fit(group[0], column)
    seams = sum(_AFTER_BLANK if cell[:1].isspace() else _WITHOUT_BLANK for cell in group[1:])
    goods = _GOODS if column in shapes.goods else 0.0
    return shapes.fit(separator.join(group), column) + _JOIN + seams + goods


def _is_filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _convinces(placed: Placed, score: float, cells: Sequence[str], shapes: ColumnShapes) -> bool:
    """Whether the cells fit their columns, and better than the row as it stands with its last cells left over."""
    if not placed.joined and not placed.has_dropped:
        return True
    n_columns = len(placed.cells)
    as_it_stands = sum(map(shapes.fit, cells, range(n_columns))) + (len(cells) - n_columns) * _SURPLUS
    n_odd, n_odd_before = shapes.count_odd(placed.cells), shapes.count_odd(cells[:n_columns])
    is_better = n_odd == 0 or (n_odd < n_odd_before and n_odd <= _ODD_SHARE * n_columns)
    return is_better and score > as_it_stands


def spread_cells(cells: Sequence[str], shapes: ColumnShapes, n_columns: int) -> Placed | None:
    """Leave those columns empty whose cells are missing; None where the last ones are, or no way convinces.

    Parameters
    ----------
    cells : sequence of str
        Fewer than the columns.
    shapes : ColumnShapes
        What the columns hold.
    n_columns : int
        To place them in.

    Examples
    --------
    >>> rows = [["A1", "2026-04-03", "green tea", "CN"], ["A2", "2026-04-05", "rice in bags", "IN"]]
    >>> shapes = ColumnShapes(["id", "day", "goods", "origin"], rows)
    >>> spread_cells(["A3 2026-04-06", "black tea", "KE"], shapes, 4).cells
    ['A3 2026-04-06', None, 'black tea', 'KE']
    >>> spread_cells(["A3", "2026-04-06", "black tea"], shapes, 4) is None
    True
    """
    n_missing = n_columns - len(cells)
    ways = {0: _Way(0.0)}  # by columns left empty so far; a span of no cell is such a column
    best = _Way(-math.inf)
    for column in range(n_columns):
        following: dict[int, _Way] = {}
        for n_gaps, way in ways.items():
            place = column - n_gaps
            if place == len(cells):
                best = max(best, way, key=lambda one: one.score)
                continue
            steps = [(n_gaps, way.score + shapes.fit(cells[place], column), (place, place + 1))]
            if n_gaps < min(n_missing, _MOST_GAPS):
                steps.append((n_gaps + 1, way.score + _GAP + _LATER * column, (place, place)))
            for total, score, span in steps:
                if total not in following or score > following[total].score:
                    following[total] = _Way(score, (*way.spans, span))
        ways = following
    best = max([best, *(way for n_gaps, way in ways.items() if n_gaps == n_missing)], key=lambda one: one.score)
    placed = [cells[start] if stop > start else None for start, stop in best.spans]
    placed += [None] * (n_columns - len(placed))
    as_it_stands = sum(map(shapes.fit, cells, range(len(cells))))
    is_better = shapes.count_odd(placed) < shapes.count_odd(cells) and shapes.count_odd(placed) <= 1
    return Placed(placed) if is_better and best.score > as_it_stands else None
