"""A column of texts by its distinct ones: what is worked out of a text is worked out once for each."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from riskscan.manifest.cells.factorizing import factorize

__all__ = ["Coded", "as_objects", "find_words", "find_words_of_each", "fold_goods", "join_coded"]

_CJK = re.compile("([぀-ヿ㐀-鿿가-힣])")
_DIGITS = re.compile(r"\d+")
_LONGEST = 2000
_TEXTS: Any = pd.array([], dtype="str").dtype
"""As pandas has columns of texts."""
_TOKEN = re.compile(r"\b\w+\b")
_ASCII_WORDS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""What stands between words of plain letters."""

_ASCII_WORDS_OF_LINES = _ASCII_WORDS | {ord("\n"): "\n"}
_ASCII_FOLDED = {
    code: "\n" if letter == "\n" else "0" if letter.isdigit() else " " if letter.isspace() else letter.lower()
    for code, letter in enumerate(map(chr, range(128)))
}


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
        codes, values = factorize(as_objects(texts))
        return Coded(codes, values)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> "Coded":
        """Return the texts of some rows."""
        return Coded(self.codes[rows], self.values)

    def rows(self) -> NDArray[np.object_]:
        """Return the text of each row."""
        return self.values[self.codes]

    def array(self) -> Any:
        """Return the text of each row, None for null, as a column of pandas has it: of objects where there is none."""
        is_null = np.array([text is None for text in self.values.tolist()], dtype=bool)[self.codes]
        if is_null.all():
            return np.full(len(self), None, dtype=object)
        texts = pa.array(self.values, pa.large_string()).take(pa.array(self.codes))
        return _TEXTS.__from_arrow__(texts)

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


def find_words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """Return what `find_words` does of each of many texts; those of plain letters are looked at all together.

    Examples
    --------
    >>> find_words_of_each(["T-shirts, 100 % cotton", "café"])
    [['T', 'shirts', '100', 'cotton'], ['café']]
    """
    is_plain = list(map(str.isascii, texts))
    plain = iter(_lines_of(compress(texts, is_plain), lambda text: text.translate(_ASCII_WORDS_OF_LINES)))
    return [next(plain).split() if told else find_words(text) for text, told in zip(texts, is_plain, strict=True)]


def fold_goods(texts: Sequence[str]) -> list[str]:
    """Return goods texts in small letters, runs of digits as 0, CJK characters apart, single blanks between words.

    Examples
    --------
    >>> fold_goods(["Dog  food 15 KG", "丙酮 99"])
    ['dog food 0 kg', '丙 酮 0']
    """
    is_plain = list(map(str.isascii, texts))
    plain = iter(_lines_of((text[:_LONGEST] for text in compress(texts, is_plain)), _fold_lines))
    return [next(plain) if told else _fold(text) for text, told in zip(texts, is_plain, strict=True)]


def _lines_of(texts: Iterable[str], change: Callable[[str], str]) -> list[str]:
    """Return texts as a change of all of them as the lines of one text leaves them; with line breaks one by one."""
    found = list(texts)
    joined = "\n".join(found)
    if joined.count("\n") == len(found) - 1:
        return change(joined).split("\n")
    return [change(text.replace("\n", " ")) for text in found]


def _fold_lines(lines: str) -> str:
    folded = f"\n{lines.translate(_ASCII_FOLDED)}\n"
    for run, one in (("00", "0"), ("  ", " "), ("\n ", "\n"), (" \n", "\n")):
        while run in folded:
            folded = folded.replace(run, one)
    return folded[1:-1]


def _fold(text: str) -> str:
    folded = _DIGITS.sub("0", text[:_LONGEST].casefold())
    return " ".join((folded if folded.isascii() else _CJK.sub(r" \1 ", folded)).split())


def join_coded(left: Coded, right: Coded, between: str, *, is_bare: bool = False) -> Coded:
    """Return the texts of two columns as one; each pair is joined once, or with `is_bare` only where both have one.

    Examples
    --------
    >>> join_coded(Coded.of(["CN", "CN"]), Coded.of(["US", "MX"]), ">").rows().tolist()
    ['CN>US', 'CN>MX']
    """
    pairs = left.codes.astype(np.int64) * len(right.values) + right.codes
    codes, distinct = factorize(pairs)
    ones, others = np.divmod(distinct, max(len(right.values), 1))
    joined = zip(left.values[ones], right.values[others], strict=True)
    if is_bare:
        return Coded(
            codes, as_objects(f"{one}{between}{other}" if one and other else one or other for one, other in joined)
        )
    return Coded(codes, as_objects(f"{one}{between}{other}" for one, other in joined))


def as_objects(texts: Iterable[Any]) -> Any:
    """Return texts as an array of objects."""
    # An array of texts as numpy makes it would cut off zero characters at their end.
    found = list(texts)
    values = np.empty(len(found), dtype=object)
    values[:] = found
    return values
