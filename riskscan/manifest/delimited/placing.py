"""Where a text was split by a separator that nobody quoted: the cells of a row that is too long, joined again.

Each way to join neighboring cells is rated by how well all cells of the row then look like the others of their columns
(the sum of the logarithms of shares, see `ColumnShapes`), and the best way is found by dynamic programming over columns.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.manifest.delimited.shapes import ColumnShapes

__all__ = ["Placed", "place_cells"]

_JOIN = math.log(0.02)
_AFTER_BLANK, _WITHOUT_BLANK = math.log(0.7), math.log(0.3)
_GOODS = 1.0
_PADDING = math.log(0.02)
_SURPLUS = math.log(0.02)
_ALL_WAYS = 8
_MOST_SURPLUS = 200
_ODD_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Placed:
    """A row that was too long, as long as the header again.

    Attributes
    ----------
    cells : list of str
        One a column.
    joined : tuple of int
        Columns whose text was split; empty where only blank cells were dropped at the end.
    """

    cells: list[str]
    joined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    score: float
    groups: tuple[tuple[int, int], ...] = ()  # (column, cells joined to its first)


def place_cells(cells: Sequence[str], separator: str, shapes: ColumnShapes, n_columns: int) -> Placed | None:
    """Join the cells that were one text, and drop blank cells beyond the last column; None where no way convinces.

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
    >>> place_cells(["A3", "tea", " black", "7"], ",", shapes, 3)
    Placed(cells=['A3', 'tea, black', '7'], joined=(1,))
    >>> place_cells(["A3", "7", "8", "9"], ",", shapes, 3) is None
    True
    """
    n_surplus = len(cells) - n_columns
    if n_surplus > _MOST_SURPLUS:
        return None
    n_blank = next((n for n in range(n_surplus) if cells[-1 - n].strip()), n_surplus)
    ways = {}
    for n_dropped in (0, n_blank) if 0 < n_blank else (0,):
        kept = cells[: len(cells) - n_dropped]
        way = _best_way(kept, separator, shapes, n_columns)
        ways[n_dropped] = _Way(way.score + (_PADDING if n_dropped else 0.0), way.groups)
    n_dropped = max(ways, key=lambda n: ways[n].score)
    way = ways[n_dropped]
    placed = _joined(cells[: len(cells) - n_dropped], separator, way.groups, n_columns)
    return placed if _convinces(placed, way.score, cells, shapes, n_columns) else None


def _best_way(cells: Sequence[str], separator: str, shapes: ColumnShapes, n_columns: int) -> _Way:
    n_surplus = len(cells) - n_columns
    sizes = range(n_surplus + 1) if n_surplus <= _ALL_WAYS else (0, n_surplus)
    ways: dict[int, _Way] = {0: _Way(0.0)}  # by cells joined so far
    for column in range(n_columns):
        following: dict[int, _Way] = {}
        for n_joined, way in ways.items():
            for size in sizes if shapes.is_text(column) else (0,):
                total = n_joined + size
                if total > n_surplus:
                    break
                start = column + n_joined
                score = way.score + _rate(cells[start : start + size + 1], separator, shapes, column)
                if total not in following or score > following[total].score:
                    groups = (*way.groups, (column, size)) if size else way.groups
                    following[total] = _Way(score, groups)
        ways = following
    return ways.get(n_surplus, _Way(-math.inf))


def _rate(group: Sequence[str], separator: str, shapes: ColumnShapes, column: int) -> float:
    if len(group) == 1:
        return shapes.fit(group[0], column)
    seams = sum(_AFTER_BLANK if cell[:1].isspace() else _WITHOUT_BLANK for cell in group[1:])
    goods = _GOODS if column in shapes.goods else 0.0
    return shapes.fit(separator.join(group), column) + _JOIN + seams + goods


def _joined(cells: Sequence[str], separator: str, groups: tuple[tuple[int, int], ...], n_columns: int) -> Placed:
    sizes = dict(groups)
    placed: list[str] = []
    place = 0
    for column in range(n_columns):
        end = place + sizes.get(column, 0) + 1
        placed.append(separator.join(cells[place:end]))
        place = end
    return Placed(placed, tuple(sizes))


def _convinces(placed: Placed, score: float, cells: Sequence[str], shapes: ColumnShapes, n_columns: int) -> bool:
    """Whether the cells fit their columns, and better than the row as it stands with its last cells left over."""
    if not placed.joined:
        return math.isfinite(score)
    columns = range(n_columns)
    as_it_stands = sum(shapes.fit(cells[column], column) for column in columns) + (len(cells) - n_columns) * _SURPLUS
    if score <= as_it_stands:
        return False
    n_odd = sum(shapes.is_odd(placed.cells[column], column) for column in columns)
    n_odd_before = sum(shapes.is_odd(cells[column], column) for column in columns)
    return n_odd == 0 or (n_odd < n_odd_before and n_odd <= _ODD_SHARE * n_columns)
