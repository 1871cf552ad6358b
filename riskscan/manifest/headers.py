"""The header of a table: where it stands, of how many rows, and unique names for its columns.

A header is told by what it says (names that stand for a canonical column, see `riskscan.manifest.mapping`) and by its
shape: texts, each another, over most of the columns that the rows below fill. A title line above it has neither. Two
or three rows are one header where the lower ones name parts of what the upper ones span (``Weight`` over
``Gross (kg)`` and ``Net (kg)``), repeat it in another language, or state its units; a row of column numbers below it
belongs to it too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riskscan.identifiers.characters import fold
from riskscan.manifest.header_fit import FULL, fit_to_body, is_header, labels_values
from riskscan.manifest.header_names import is_known, is_unit, join_names, name_key, without_brackets
from riskscan.manifest.header_shapes import (
    Row,
    column_kinds,
    is_column_numbers,
    is_filled,
    is_typed,
    looks_like_header,
    n_filled,
    spans,
)

__all__ = ["SAMPLE_ROWS", "HeaderPlace", "find_header", "make_unique"]

SAMPLE_ROWS = 100
"""Rows of a table that `find_header` wants to see: a header among the first 60, and rows below it."""

_HEADER_WITHIN = 60
_MOST_HEADER_ROWS = 3
_BODY_SAMPLE = 30
_NEARLY_BEST = 0.6
_MOST_FOR_SHAPE = 4.0
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """Where the header of a table stands.

    Attributes
    ----------
    first_row : int
        Position of its first row, from 0.
    n_rows : int
        Rows that it takes; the body begins at ``first_row + n_rows``.
    names : tuple of str
        One for each column, joined from all its rows; empty where a column has none. They may repeat: see
        `make_unique`.
    n_known : int
        How many of them stand for a canonical column.
    """

    first_row: int
    n_rows: int
    names: tuple[str, ...]
    n_known: int

    @property
    def body_row(self) -> int:
        """Position of the first row of the body."""
        return self.first_row + self.n_rows


def find_header(rows: Sequence[Row], *, named: Collection[str] = ()) -> HeaderPlace | None:
    """Find the header of a table.

    Parameters
    ----------
    rows : sequence of sequences of (str or None)
        The first `SAMPLE_ROWS` rows, blank ones among them or not; they may differ in length.
    named : collection of str
        Headers that the user's mapping file names: they count as known.

    Returns
    -------
    HeaderPlace or None
        None where no row is a header: all have numbers in them, or texts of which none is known over columns of texts.

    Examples
    --------
    >>> rows = [["Imports, May"], [], ["", "Importer", "", "Weight"], ["Goods", "Name", "Address", "kg"]]
    >>> place = find_header([*rows, ["tea", "Alder Ltd", "1 Mill Lane", "20"]])
    >>> place.first_row, place.n_rows, place.names
    (2, 2, ('Goods', 'Importer Name', 'Importer Address', 'Weight (kg)'))
    >>> find_header([["tea", "20", "CN"], ["coffee", "3", "BR"]]) is None
    True
    """
    user_names = frozenset(map(fold, named))
    candidates: list[_Candidate] = []
    best = 0.0
    for first in range(min(len(rows), _HEADER_WITHIN)):
        for n_rows in range(1, _MOST_HEADER_ROWS + 1):
            found = _rate(rows, first, n_rows, user_names, at_least=_NEARLY_BEST * best)
            if found is not None:
                candidates.append(found)
                best = max(best, found.score)
    good = [one for one in candidates if one.score >= _NEARLY_BEST * best]
    whole = [one for one in good if not any(other.replaces(one) for other in good)]
    return min((one.place for one in whole), key=lambda place: place.first_row, default=None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Rows that could be the header."""

    place: HeaderPlace
    score: float
    is_full: bool

    def replaces(self, other: "_Candidate") -> bool:
        """Whether it shares rows with another that makes less sense, or as much with a title line before it."""
        mine, others = self.place, other.place
        if mine.first_row >= others.body_row or others.first_row >= mine.body_row:
            return False
        return self._rank() > other._rank()

    def _rank(self) -> tuple[float, int]:
        return self.score, self.place.n_rows if self.is_full else -self.place.n_rows


def _rate(rows: Sequence[Row], first: int, n_rows: int, named: frozenset[str], *, at_least: float) -> _Candidate | None:
    """Take some rows for the header; None where they cannot be one. What is known counts most, then the shape."""
    header = rows[first : first + n_rows]
    if len(header) < n_rows or not all(map(looks_like_header, header)):
        return None
    if not all(_could_be_part(upper, lower, named) for upper, lower in pairwise(header)):
        return None
    names = join_names(header, named)
    n_known = _n_known(names, named)
    if n_known + _MOST_FOR_SHAPE < at_least:
        return None
    end = first + n_rows
    if n_rows > 1 and not _belong_together(header, _filled_rows(rows[end : end + _BODY_SAMPLE]), named):
        return None
    while end < len(rows) and _is_below_header(rows[end], names, rows[end + 1 : end + _BODY_SAMPLE]):
        names = _with_units(names, rows[end])
        end += 1
    place = HeaderPlace(first, end - first, names, n_known)
    body = _filled_rows(rows[end : end + _BODY_SAMPLE])
    fit = fit_to_body(names, body)
    is_full = min(len({name_key(cell) for cell in row if cell}) for row in header) >= FULL * n_filled(names)
    is_good = is_header(n_known, fit) and not labels_values(names, body, named)
    return _Candidate(place, fit.score(n_known), is_full) if is_good else None


def _n_known(names: Sequence[str], named: frozenset[str]) -> int:
    return len({name_key(name) for name in names if is_known(name, named)})


def _filled_rows(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if n_filled(row)]


def _could_be_part(upper: Row, lower: Row, named: frozenset[str]) -> bool:
    """Whether a row could go on with the header above it: a number is a cell of goods, and nothing spans it."""
    if any(is_typed(cell) for cell in lower if cell):
        return False
    return spans(upper, lower) or _is_header_alone(lower, named)


def _is_header_alone(row: Row, named: frozenset[str]) -> bool:
    n_known = sum(is_known(cell, named) for cell in row)
    return n_known >= _SEVERAL and 2 * n_known >= n_filled(row)


def _belong_together(header: Sequence[Row], body: Sequence[Row], named: frozenset[str]) -> bool:
    """Whether each row but the first is part of the header: no row of goods may be taken for one."""
    n_joined = [_n_known(join_names(header[:n], named), named) for n in range(1, len(header) + 1)]
    for place, (upper, lower) in enumerate(pairwise(header)):
        is_better = n_joined[place + 1] > n_joined[place]
        names_parts = is_better or any(is_known(cell, named) for cell in lower) or _is_over_numbers(lower, body)
        if not (spans(upper, lower) and names_parts) and not _is_header_alone(lower, named):
            return False
    return True


def _is_over_numbers(row: Row, body: Sequence[Row]) -> bool:
    """Whether a text stands over a column of numbers or dates: as a header does, and no cell of goods."""
    kinds = column_kinds(body)
    return any(kind == "typed" and column < len(row) and is_filled(row[column]) for column, kind in enumerate(kinds))


def _is_below_header(row: Row, names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether a row under the header holds nothing but units of the columns of numbers, or the columns' numbers."""
    if is_column_numbers(row, n_filled(names)):
        return True
    cells = {column: cell for column, cell in enumerate(row) if is_filled(cell)}
    if not cells or not all(map(is_unit, cells.values())):
        return False
    kinds = column_kinds(_filled_rows(below))
    return all(column < len(kinds) and kinds[column] == "typed" for column in cells)


def _with_units(names: Sequence[str], row: Row) -> tuple[str, ...]:
    """Put each unit in brackets behind the name above it; a row of numbers adds nothing."""
    units = [without_brackets(cell) if cell and is_unit(cell) else "" for cell in row]
    padded = [*units, *[""] * (len(names) - len(units))]
    return tuple(f"{name} ({unit})" if name and unit else name for name, unit in zip(names, padded, strict=False))


def make_unique(headers: Iterable[str]) -> list[str]:
    """Return stripped headers, the empty ones named and the repeated ones numbered.

    Examples
    --------
    >>> make_unique(["Country", "", "Country"])
    ['Country', 'column_2', 'Country (2)']
    """
    named = [" ".join(header.split()) or f"column_{place}" for place, header in enumerate(headers, start=1)]
    originals, taken = set(named), set()
    counts: Counter[str] = Counter()
    unique: list[str] = []
    for header in named:
        counts[header] += 1
        candidate = header
        while candidate in taken or (candidate != header and candidate in originals):
            candidate = f"{header} ({counts[header]})"
            counts[header] += candidate in taken or candidate in originals
        taken.add(candidate)
        unique.append(candidate)
    return unique
