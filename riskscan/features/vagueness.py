"""Share of a goods text that customs stop-word lists call too vague."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from riskscan.features.base import Array
from riskscan.features.coded import Coded, find_words
from riskscan.tables.vague_terms import load_vague_terms

__all__ = ["begin_vaguely", "vague_share"]

_LONGEST = 500


@cache
def _pattern() -> re.Pattern[str]:
    terms = sorted({entry.term.casefold() for entry in load_vague_terms() if entry.kind == "goods"})
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(term) for term in longest_first) + r")(?!\w)")


@cache
def _first_words() -> dict[str, bool]:
    """Return the words that terms begin with, and whether each is a term that no other begins with.

    A text without one of them holds no term: every term has a word.
    """
    firsts: dict[str, bool] = {}
    for term in {entry.term.casefold() for entry in load_vague_terms() if entry.kind == "goods"}:
        first = find_words(term)[0]
        firsts[first] = firsts.get(first, True) and term == first
    return firsts


def begin_vaguely(words: Iterable[str]) -> NDArray[np.bool_]:
    """Say of each of some folded words whether a vague term begins with it: a text without one holds no term.

    Examples
    --------
    >>> begin_vaguely(["gift", "dog"]).tolist()
    [True, False]
    """
    return np.array(list(map(_first_words().__contains__, words)), dtype=bool)


def vague_share(
    goods: "Coded | Iterable[str]",
    words: Sequence[Sequence[str]] | None = None,
    may_be: NDArray[np.bool_] | None = None,
) -> Array:
    """Return the share of a folded text's letters that vague terms take; NaN for an empty text.

    Parameters
    ----------
    goods : Coded or iterable of str, n_rows
        Folded texts.
    words : sequence of sequence of str, optional
        Words of each distinct one, where they are known: those within its first 500 characters.
    may_be : ndarray of bool, shape (n_texts,), optional
        Whether one of them is a word of `begin_vaguely`.

    Examples
    --------
    >>> vague_share(["gift", "gift for dogs", ""]).round(2).tolist()
    [1.0, 0.36, nan]
    """
    pattern, first_words = _pattern(), _first_words()

    def share(text: str, words: Sequence[str] | None) -> float:
        size = len(text) - text.count(" ")
        if not size:
            return float("nan")
        if words is None or len(text) > _LONGEST:
            words = find_words(text)
        met = first_words.keys() & words
        if not met:
            return 0.0
        if len(text) <= _LONGEST and all(map(first_words.__getitem__, met)):  # each word by itself
            return sum(len(word) for word in words if word in met) / size
        return sum(len(found.group().replace(" ", "")) for found in pattern.finditer(text[:_LONGEST])) / size

    coded = Coded.of(goods)
    if words is None or may_be is None:
        of_each = words or repeat(None, len(coded.values))
        return np.array(list(map(share, coded.values, of_each)), dtype=np.float64)[coded.codes]
    sizes = np.fromiter(map(len, coded.values), dtype=np.int64, count=len(coded.values))
    found = np.where(coded.values == "", np.nan, 0.0)
    for place in np.flatnonzero(may_be | (sizes > _LONGEST)).tolist():
        found[place] = share(coded.values[place], words[place])
    return found[coded.codes]
