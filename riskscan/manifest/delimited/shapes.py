"""What the cells of a column look like: learned from rows that are in order, to judge the others by."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from riskscan.manifest.mapping import map_columns
from riskscan.manifest.schema import SCHEMA, TEXT_COLUMNS, Kind

__all__ = ["ColumnShapes", "shape_of"]

_SHAPES = {
    "cas": r"\d{2,7}-\d\d-\d",
    "date": (
        r"\d{1,4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,4}(?:[ T][\d:.,Z+ -]*(?:[AaPp]\.?[Mm]\.?)?)?"
        r"|\d{1,2}[- ]?[^\W\d_]{3,9}[- ,.]*\d{2,4}"
    ),
    "integer": r"[-+]?\d{1,4}",
    "code": r"\d{5,}|\d{4}(?:[. ]\d{2}){1,4}",
    "decimal": r"[-+]?(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)?(?:[.,]\d*)?",
    "two_letters": r"[A-Z]{2}",
    "three_letters": r"[A-Z]{3}",
    "measure": r"[-+]?[\d.,]+ ?[A-Za-z$€£]{1,4}|[A-Za-z$€£]{1,4} ?[\d.,]+",
    "word": r"[^\W\d_]+",
    "sign": r"(?=\S*\d)\S+",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SHAPES.items()))
_LONGEST_CODE = 40
_EXPECTED: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("text", "word"),
    Kind.NUMBER: ("integer", "decimal"),
    Kind.DATE: ("date",),
    Kind.COUNTRY: ("two_letters", "word"),
    Kind.COUNTRIES: ("two_letters", "word"),
    Kind.HS_CODE: ("code",),
    Kind.UN_NUMBER: ("integer", "sign"),
    Kind.CAS_RN: ("cas",),
}
_PRIOR = 2.0
_SMOOTHING = 0.1
_N_SHAPES = 2 * (len(_SHAPES) + 2)
_RARE = 0.03
_TEXT_SHARE = 0.3


@lru_cache(maxsize=1 << 14)
def shape_of(cell: str) -> str:
    """Return what a cell looks like: ``empty``, ``date``, ``word``, ``text`` and so on, ``_`` before it after a blank.

    Examples
    --------
    >>> [shape_of(cell) for cell in ("", "12", "2914.11", "2026-04-03", "CN", "green tea", " black")]
    ['empty', 'integer', 'code', 'date', 'two_letters', 'text', '_word']
    """
    stripped = cell.strip()
    if not stripped:
        return "empty"
    match = _PATTERN.fullmatch(stripped) if len(stripped) <= _LONGEST_CODE else None
    shape = match.lastgroup if match and match.lastgroup != "mark" else "date" if match else "text"
    return f"_{shape}" if cell[0].isspace() else str(shape)


class ColumnShapes:
    """How often each shape occurs in each column.

    Parameters
    ----------
    names : sequence of str
        Headers: what is known of them counts as `_PRIOR` cells.
    rows : iterable of sequences of str
        Rows in order, of as many cells.

    Examples
    --------
    >>> shapes = ColumnShapes(["goods_description", "Lot"], [["green tea", "L-1"], ["black tea", "L-2"]])
    >>> shapes.is_text(0), shapes.is_text(1), shapes.is_odd("L-3", 1), shapes.is_odd("red tea", 1)
    (True, False, False, True)
    """

    def __init__(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        targets = [_target(name) for name in names]
        self._counts: list[Counter[str]] = [_expected(target) for target in targets]
        for row in rows:
            for counts, cell in zip(self._counts, row, strict=False):
                counts[shape_of(cell)] += 1
        self.n_columns = len(self._counts)
        self._totals = [counts.total() for counts in self._counts]
        self._fits: dict[tuple[str, int], float] = {}
        self.goods = frozenset(column for column, target in enumerate(targets) if target in TEXT_COLUMNS)

    def fit(self, cell: str, column: int) -> float:
        """Return the logarithm of the share of a cell's shape in a column."""
        key = shape_of(cell), column
        if key not in self._fits:
            count = self._counts[column][key[0]] + _SMOOTHING
            self._fits[key] = math.log(count / (self._totals[column] + _SMOOTHING * _N_SHAPES))
        return self._fits[key]

    def is_odd(self, cell: str, column: int) -> bool:
        """Whether a cell that holds something looks like hardly any of its column."""
        return shape_of(cell) != "empty" and self.fit(cell, column) < math.log(_RARE)

    def count_odd(self, cells: Iterable[str | None]) -> int:
        """Return how many cells of a row look like hardly any of their columns."""
        return sum(cell is not None and self.is_odd(cell, column) for column, cell in enumerate(cells))

    def is_text(self, column: int) -> bool:
        """Whether a good part of what a column holds is free text."""
        counts = self._counts[column]
        n_filled = self._totals[column] - counts["empty"]
        return counts["text"] + counts["_text"] >= _TEXT_SHARE * n_filled > 0


def _target(name: str) -> str:
    columns = map_columns([name], require_text=False).columns
    return next(iter(columns), "")


def _expected(target: str) -> Counter[str]:
    if target not in SCHEMA:
        return Counter()
    shapes = _EXPECTED[SCHEMA[target].kind]
    return Counter({shape: _PRIOR / len(shapes) for shape in shapes})  # type: ignore[misc]
