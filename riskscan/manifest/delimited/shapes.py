"""What the cells of a column look like: learned from rows that are in order, to judge the others by."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from riskscan.manifest.mapping import map_columns
from riskscan.manifest.schema import SCHEMA, TEXT_COLUMNS, Kind

__all__ = ["EMPTY", "ColumnShapes", "shape_of", "target_of"]

EMPTY = "empty"
"""Shape of a cell that holds nothing."""

_SHAPES = {
    "cas": r"\d{2,7}-\d\d-\d",
    "date": (
        r"(?:(?:19|20)\d\d(?P<one_mark>[-/.])\d{1,2}(?P=one_mark)\d{1,2}"
        r"|\d{1,2}(?P<other_mark>[-/.])\d{1,2}(?P=other_mark)(?:\d\d){1,2})"
        r"(?:[ T][\d:.,Z+ -]*(?:[AaPp]\.?[Mm]\.?)?)?|\d{1,2}[- ]?[^\W\d_]{3,9}[- ,.]*\d{2,4}"
    ),
    "integer": r"[-+]?\d{1,4}",
    "code": r"\d{5,}|\d{4}(?:[. ]\d{2}){1,4}",
    "decimal": r"[-+]?(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)?(?:[.,]\d*)?",
    "two_letters": r"[A-Z]{2}",
    "three_letters": r"[A-Z]{3}",
    "measure": r"[-+]?[\d.,]+ ?[A-Za-z$€£]{1,4}|(?:[A-Z]{3} |[$€£] ?)[\d.,]+",
    "word": r"[^\W\d_]+",
    "sign": r"(?=\S*\d)\S+",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SHAPES.items()))
_DIGIT = re.compile(r"\d")
_LONGEST_CODE = 26
_EXPECTED: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("text", "word", "sign", "code"),
    Kind.NUMBER: ("integer", "decimal"),
    Kind.DATE: ("date",),
    Kind.COUNTRY: ("two_letters", "word"),
    Kind.COUNTRIES: ("two_letters", "word"),
    Kind.HS_CODE: ("code",),
    Kind.UN_NUMBER: ("integer", "sign"),
    Kind.CAS_RN: ("cas",),
}
_ALL_SHAPES = [mark + shape for mark in ("", "_") for shape in (*_SHAPES, "text")]
_PRIOR = 2.0
_SMOOTHING = 0.1
_N_SHAPES = len(_ALL_SHAPES) + 1
_RARE = math.log(0.03)
_TEXT_SHARE = 0.3
_MOST_COLUMNS = 500


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
        return EMPTY
    may_be_code = len(stripped) <= _LONGEST_CODE and (" " not in stripped or _DIGIT.search(stripped))
    match = _PATTERN.fullmatch(stripped) if may_be_code else None
    shape = next(name for name in _SHAPES if match[name] is not None) if match else "text"
    return f"_{shape}" if cell[0].isspace() else shape


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
    >>> shapes.is_text(0), shapes.is_text(1), shapes.is_odd("sign", 1), shapes.is_odd("text", 1)
    (True, False, False, True)
    """

    def __init__(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        targets = [target_of(name) for name in names] if len(names) <= _MOST_COLUMNS else [""] * len(names)
        self._counts: list[Counter[str]] = [_expected(target) for target in targets]
        for row in rows:
            for counts, cell in zip(self._counts, row, strict=False):
                counts[shape_of(cell)] += 1
        self.n_columns = len(self._counts)
        self._totals = [counts.total() for counts in self._counts]
        self._fits: dict[tuple[str, int], float] = {}
        self._usual = [
            {EMPTY, *(shape for shape in _ALL_SHAPES if self.fit(shape, column) >= _RARE)}
            for column in range(self.n_columns)
        ]
        self.goods = frozenset(column for column, target in enumerate(targets) if target in TEXT_COLUMNS)

    def fit(self, shape: str, column: int) -> float:
        """Return the logarithm of the share of a shape in a column."""
        key = shape, column
        if key not in self._fits:
            count = self._counts[column][shape] + _SMOOTHING
            self._fits[key] = math.log(count / (self._totals[column] + _SMOOTHING * _N_SHAPES))
        return self._fits[key]

    def is_odd(self, shape: str, column: int) -> bool:
        """Whether a cell that holds something looks like hardly any of its column."""
        return shape not in self._usual[column]

    def count_odd(self, shapes: Iterable[str]) -> int:
        """Return how many cells of a row look like hardly any of their columns."""
        return sum(shape not in usual for shape, usual in zip(shapes, self._usual, strict=False))

    def is_text(self, column: int) -> bool:
        """Whether a good part of what a column holds is free text."""
        counts = self._counts[column]
        n_filled = self._totals[column] - counts[EMPTY]
        return counts["text"] + counts["_text"] >= _TEXT_SHARE * n_filled > 0


def target_of(name: str) -> str:
    """Return the canonical column that a header stands for; empty where none."""
    columns = map_columns([name], require_text=False).columns
    return next(iter(columns), "")


def _expected(target: str) -> Counter[str]:
    if target not in SCHEMA:
        return Counter()
    shapes = _EXPECTED[SCHEMA[target].kind] if target not in TEXT_COLUMNS else ("text", "word")
    return Counter({shape: _PRIOR / len(shapes) for shape in shapes})
