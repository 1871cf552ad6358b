"""The cells of a row that is too long or too short, each to the column that it fits.

A row is too long where a text holds a separator that nobody quoted, or a separator stands twice; it is too short where
one is missing. Each way to place the cells is rated by how well they then look like the others of their columns (the
sum of the logarithms of shares, see `ColumnShapes`), and the best way is found by dynamic programming over columns.
Rows of equal shapes are placed alike, so each kind of row is worked out once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskscan.manifest.delimited.shapes import EMPTY, ColumnShapes, shape_of

__all__ = ["CellPlacer", "Placed"]

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
_MOST_KEPT = 50_000

_Spans = tuple[tuple[int, int], ...]
"""For each column its cells: from one on, before another; the same one twice where it has none."""


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
    """How well the columns so far are filled, and with which cells."""

    score: float
    spans: _Spans = ()


class CellPlacer:
    """Places the cells of rows that are not as long as the header.

    Parameters
    ----------
    shapes : ColumnShapes
        What the columns hold.
    separator : str
        That stands between cells.

    Examples
    --------
    >>> rows = [["A1", "2026-04-03", "green tea", "CN"], ["A2", "2026-04-05", "rice in bags", "IN"]]
    >>> placer = CellPlacer(ColumnShapes(["id", "day", "goods", "origin"], rows), ",")
    >>> placer.place(["A3", "2026-04-06", "tea", " black", "KE"])
    Placed(cells=['A3', '2026-04-06', 'tea, black', 'KE'], joined=(2,), has_dropped=False)
    >>> placer.place(["A3 2026-04-06", "black tea", "KE"]).cells
    ['A3 2026-04-06', None, 'black tea', 'KE']
    >>> placer.place(["A3", "2026-04-06", "black tea"]) is None  # cut off
    True
    """

    def __init__(self, shapes: ColumnShapes, separator: str) -> None:
        self._shapes = shapes
        self._separator = separator
        self._known: dict[tuple[str, ...], _Spans | None] = {}

    def place(self, cells: Sequence[str]) -> Placed | None:
        """Return the cells of a row by column; None where they are best left as they stand.

        Parameters
        ----------
        cells : sequence of str
            More or fewer than the columns.
        """
        n_surplus = len(cells) - self._shapes.n_columns
        if n_surplus > _MOST_SURPLUS:
            return None
        row = tuple(map(shape_of, cells))
        if row not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[row] = self._squeeze(row) if n_surplus > 0 else self._spread(row)
        spans = self._known[row]
        if spans is None:
            return None
        end = max(stop for _, stop in spans)
        n_placed = sum(stop - start for start, stop in spans)
        return Placed(
            cells=[self._separator.join(cells[start:stop]) if stop > start else None for start, stop in spans],
            joined=tuple(column for column, (start, stop) in enumerate(spans) if stop - start > 1),
            has_dropped=n_placed < end,
        )

    def _squeeze(self, row: tuple[str, ...]) -> _Spans | None:
        """Join the cells that were one text, and leave out blank ones that are too many."""
        n_columns = self._shapes.n_columns
        if not any(shape != EMPTY for shape in row[n_columns:]) and not self._shapes.count_odd(row[:n_columns]):
            return tuple((column, column + 1) for column in range(n_columns))
        ways = {0: _Way(0.0)}  # by cells used beyond the columns so far
        for column in range(n_columns):
            ways = self._step(_with_drops(ways, row, column, len(row) - n_columns), row, column)
        padded = [
            _Way(way.score + (_PADDING if n_columns + n_used < len(row) else 0.0), way.spans)
            for n_used, way in ways.items()
            if all(shape == EMPTY for shape in row[n_columns + n_used :])
        ]
        best = max(padded, key=lambda way: way.score, default=None)
        return best.spans if best is not None and self._convinces(best, row) else None

    def _step(self, ways: Mapping[int, _Way], row: tuple[str, ...], column: int) -> dict[int, _Way]:
        """Fill one more column, with one cell or, where it holds texts, with several."""
        n_surplus = len(row) - self._shapes.n_columns
        sizes: Sequence[int] = (0,)
        if self._shapes.is_text(column):
            sizes = range(n_surplus + 1) if n_surplus <= _ALL_WAYS else (0, n_surplus)
        following: dict[int, _Way] = {}
        for n_used, way in ways.items():
            for size in sizes:
                start, stop = column + n_used, column + n_used + size + 1
                if n_used + size > n_surplus:
                    break
                if size and EMPTY in (row[start], row[stop - 1]):
                    continue  # the blank cell at its end is no part of a text
                score = way.score + self._rate(row[start:stop], column)
                if n_used + size not in following or score > following[n_used + size].score:
                    following[n_used + size] = _Way(score, (*way.spans, (start, stop)))
        return following

    def _rate(self, group: tuple[str, ...], column: int) -> float:
        if len(group) == 1:
            return self._shapes.fit(group[0], column)
        seams = sum(_AFTER_BLANK if shape.startswith("_") else _WITHOUT_BLANK for shape in group[1:])
        goods = _GOODS if column in self._shapes.goods else 0.0
        return self._shapes.fit(_joined(group), column) + _JOIN + seams + goods

    def _convinces(self, way: _Way, row: tuple[str, ...]) -> bool:
        """Whether the cells fit their columns, and better than the row as it stands with its last cells left over."""
        if all(stop - start == 1 for start, stop in way.spans) and way.spans[-1][1] == len(way.spans):
            return True
        shapes, n_columns = self._shapes, self._shapes.n_columns
        as_it_stands = sum(map(shapes.fit, row, range(n_columns))) + (len(row) - n_columns) * _SURPLUS
        n_odd = shapes.count_odd([_joined(row[start:stop]) for start, stop in way.spans])
        is_better = n_odd == 0 or (n_odd < shapes.count_odd(row[:n_columns]) and n_odd <= _ODD_SHARE * n_columns)
        return is_better and way.score > as_it_stands

    def _spread(self, row: tuple[str, ...]) -> _Spans | None:
        """Leave those columns empty whose cells are missing; None where the last ones are."""
        shapes, n_columns = self._shapes, self._shapes.n_columns
        ways = {0: _Way(0.0)}  # by columns left empty so far
        ended = []
        for column in range(n_columns):
            following: dict[int, _Way] = {}
            for n_gaps, way in ways.items():
                place = column - n_gaps
                if place == len(row):
                    ended.append(way)
                    continue
                steps = [(n_gaps, way.score + shapes.fit(row[place], column), (place, place + 1))]
                if n_gaps < min(n_columns - len(row), _MOST_GAPS):
                    steps.append((n_gaps + 1, way.score + _GAP + _LATER * column, (place, place)))
                for total, score, span in steps:
                    if total not in following or score > following[total].score:
                        following[total] = _Way(score, (*way.spans, span))
            ways = following
        ended += [way for n_gaps, way in ways.items() if n_gaps == n_columns - len(row)]
        best = max(ended, key=lambda way: way.score)
        spans = (*best.spans, *[(len(row), len(row))] * (n_columns - len(best.spans)))
        n_odd = shapes.count_odd([row[start] if stop > start else EMPTY for start, stop in spans])
        is_better = n_odd <= 1 and n_odd < shapes.count_odd(row)
        return spans if is_better and best.score > sum(map(shapes.fit, row, range(len(row)))) else None


def _with_drops(ways: Mapping[int, _Way], row: tuple[str, ...], column: int, n_surplus: int) -> dict[int, _Way]:
    """Add the ways that leave out a blank cell before a column."""
    wider = dict(ways)
    for n_used in range(n_surplus):
        if n_used in wider and row[column + n_used] == EMPTY:
            score = wider[n_used].score + _DROPPED
            if n_used + 1 not in wider or score > wider[n_used + 1].score:
                wider[n_used + 1] = _Way(score, wider[n_used].spans)
    return wider


def _joined(group: tuple[str, ...]) -> str:
    """Return the shape of cells that are joined: whatever they were, they are a text."""
    if len(group) == 1:
        return group[0]
    return "_text" if group[0].startswith("_") else "text"
