"""A column of texts by its distinct ones: what is worked out of a text is worked out once for each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Coded", "as_objects", "find_words", "join_coded"]

_TOKEN = re.compile(r"\b\w+\b")
_ASCII_WORDS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""What stands between words of plain letters."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts.

    Attributes
    ----------
    codes : ndarray of int, shape (n_rows,)
        Place in `values` of each row's text.
    values : ndarray of object, shape (n_values,)
        Texts, ``""`` for none; after `map` some may be equal.

    Examples
    --------
    >>> colors = Coded.of(["red", "blue", "red"])
    >>> colors.map(str.upper).rows().tolist(), colors.numbers(len).tolist()
    (['RED', 'BLUE', 'RED'], [3.0, 4.0, 3.0])
    """

    codes: NDArray[np.intp]
    values: NDArray[np.object_]

    @classmethod
    def of(cls, texts: "Coded | Iterable[str]") -> "Coded":
        """Return texts taken apart; those that are so already as they are."""
        if isinstance(texts, Coded):
            return texts
        codes, values = pd.factorize(as_objects(texts))
        return Coded(codes, values)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> "Coded":
        """Return the texts of some rows."""
        return Coded(self.codes[rows], self.values)

    def rows(self) -> NDArray[np.object_]:
        """Return the text of each row."""
        return self.values[self.codes]

    def series(self) -> "pd.Series[str]":
        """Return the text of each row, rows numbered from 0."""
        return pd.Series(self.rows(), dtype=object)

    def map(self, change: Callable[[str], str]) -> "Coded":
        """Return the texts changed."""
        return Coded(self.codes, as_objects(change(text) for text in self.values))

    def numbers(self, measure: Callable[[str], float]) -> NDArray[np.float64]:
        """Return a number of each row's text."""
        return np.array([measure(text) for text in self.values], dtype=np.float64)[self.codes]

    @property
    def is_filled(self) -> NDArray[np.bool_]:
        """Rows that have a text."""
        return np.asarray(self.values != "", dtype=bool)[self.codes]


def find_words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text.

    Examples
    --------
    >>> find_words("T-shirts, 100 % cotton")
    ['T', 'shirts', '100', 'cotton']
    """
    return text.translate(_ASCII_WORDS).split() if text.isascii() else _TOKEN.findall(text)


def join_coded(left: Coded, right: Coded, between: str) -> Coded:
    """Return the texts of two columns as one; each pair is joined once.

    Examples
    --------
    >>> join_coded(Coded.of(["CN", "CN"]), Coded.of(["US", "MX"]), ">").rows().tolist()
    ['CN>US', 'CN>MX']
    """
    pairs = left.codes.astype(np.int64) * len(right.values) + right.codes
    codes, distinct = pd.factorize(pairs)
    ones, others = np.divmod(distinct, max(len(right.values), 1))
    joined = zip(left.values[ones], right.values[others], strict=True)
    return Coded(codes, as_objects(f"{one}{between}{other}" for one, other in joined))


def as_objects(texts: Iterable[str]) -> Any:
    """Return texts as an array of objects."""
    # An array of texts as numpy makes it would cut off zero characters at their end.
    found = list(texts)
    values = np.empty(len(found), dtype=object)
    values[:] = found
    return values
