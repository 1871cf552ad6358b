"""Whether names are the header of the rows below them: by how many are known, and by their shape against the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.manifest.header_names import is_known, name_key
from riskscan.manifest.header_shapes import Row, column_kinds, is_filled, is_typed

__all__ = ["FULL", "Fit", "fit_to_body", "is_header", "labels_values"]

FULL = 0.8
"""Share of columns from which a row names them all, but for one that has no name."""

_LEAST_KNOWN = 0.08
_LEAST_FILLED = 0.6
_FORM_ROWS = 10
_LABELS = 0.3
_CONTRAST, _FEW_NUMBERS = 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Fit:
    """How a header fits the rows below it.

    Attributes
    ----------
    covered : float
        Share of the filled columns that it names.
    filled : float
        Share of its names with a column that is filled.
    contrast : float
        Share of its columns with numbers under a text.
    distinct : float
        Share of its names that are another.
    numbers : float
        Share of its names that are numbers.
    n_named, n_body : int
        Names, and rows below that were looked at.
    """

    covered: float
    filled: float
    contrast: float
    distinct: float
    n_named: int
    n_body: int
    numbers: float

    def score(self, n_known: int) -> float:
        """What a header is worth beside others: what it knows over filled columns counts most, then its shape."""
        return n_known * self.covered + 2 * self.covered + self.contrast + self.distinct


def fit_to_body(names: Sequence[str], body: Sequence[Row]) -> Fit:
    """Return how names fit the rows below them."""
    kinds = column_kinds(body)
    used = [column for column, kind in enumerate(kinds) if kind]
    named = [column for column in used if column < len(names) and names[column]]
    contrasting = [column for column in named if kinds[column] == "typed" and not is_typed(names[column])]
    texts = [name_key(name) for name in names if name]
    return Fit(
        covered=len(named) / len(used) if used else 1.0,
        filled=len(named) / len(texts) if used else 1.0,
        contrast=len(contrasting) / len(named) if named else 0.0,
        distinct=len(set(texts)) / len(texts),
        n_named=len(texts),
        n_body=len(body),
        numbers=sum(map(is_typed, texts)) / len(texts),
    )


def is_header(n_known: int, fit: Fit) -> bool:
    """Whether so many known names, over columns that the rows fill, are a header, or else the shape alone."""
    if fit.n_named == 1:
        return n_known == 1 and fit.covered == 1.0
    if n_known >= 2 and fit.covered >= 0.5 and n_known >= _LEAST_KNOWN * fit.n_named:
        return True
    is_shaped = fit.covered >= FULL and fit.distinct >= FULL and fit.filled >= _LEAST_FILLED
    if n_known or not is_shaped:
        return is_shaped and fit.n_body > 0
    least_contrast = _CONTRAST if fit.numbers else 0.0
    return fit.n_body > 1 and fit.contrast > least_contrast and fit.numbers <= _FEW_NUMBERS


def labels_values(names: Sequence[str], body: Sequence[Row], named: frozenset[str]) -> bool:
    """Whether known names go on below in their columns, as on a form or cover with labels beside values."""
    places = [column for column, name in enumerate(names) if is_known(name, named)]
    below = [row[column] for row in body[:_FORM_ROWS] for column in places if column < len(row)]
    filled = [cell for cell in below if is_filled(cell)]
    others = [cell for cell in filled if is_known(cell, named) and cell not in names]
    return len(others) > 0 and len(others) >= _LABELS * len(filled)
