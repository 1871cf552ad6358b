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

__all__ = ["vague_share", "vague_share_of_words"]

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


def vague_share(goods: "Coded | Iterable[str]", words: Sequence[Sequence[str]] | None = None) -> Array:
    """Return the share of a folded text's letters that vague terms take; NaN for an empty text.

    Parameters
    ----------
    goods : Coded or iterable of str, n_rows
        Folded texts.
    words : sequence of sequence of str, optional
        Words of each distinct one, where they are known: those within its first 500 characters.

    Examples
    --------
    >>> vague_share(["gift", "gift for dogs", ""]).round(2).tolist()
    [1.0, 0.36, nan]
    """
    coded = Coded.of(goods)
    of_each = words or repeat(None, len(coded.values))
    return np.array(list(map(_share, coded.values, of_each)), dtype=np.float64)[coded.codes]


def vague_share_of_words(
    goods: NDArray[np.object_], words: Sequence[Sequence[str]], codes: NDArray[np.intp], distinct: Iterable[str]
) -> Array:
    """Return what `vague_share` does of folded texts whose words are numbered.

    Parameters
    ----------
    goods : ndarray of object, shape (n_texts,)
        Folded texts.
    words : sequence of sequence of str
        Of each text, within its first 500 characters.
    codes : ndarray of int, shape (n_all_words,)
        Of each of these words its place among the distinct ones.
    distinct : iterable of str, n_words
        The distinct words.
    """
    sizes = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    texts = np.repeat(np.arange(len(words)), sizes)
    # Letters of words that are a vague term each; -1 where a term may go on with the next word.
    letters = np.array([_letters_of_term(word) for word in distinct], dtype=np.int64)[codes]
    total = np.bincount(texts, np.maximum(letters, 0), len(words))
    found = np.where(goods == "", np.nan, 0.0)
    for place in np.flatnonzero(total).tolist():
        found[place] = total[place] / _size(goods[place])
    closer = np.fromiter(map(len, goods), dtype=np.int64, count=len(goods)) > _LONGEST
    closer[texts[letters < 0]] = True
    for place in np.flatnonzero(closer).tolist():
        found[place] = _share(goods[place], words[place])
    return found


def _letters_of_term(word: str) -> int:
    is_term = _first_words().get(word)
    return 0 if is_term is None else len(word) if is_term else -1


def _share(text: str, words: Sequence[str] | None) -> float:
    size = _size(text)
    if not size:
        return float("nan")
    if words is None or len(text) > _LONGEST:
        words = find_words(text)
    first_words = _first_words()
    met = first_words.keys() & words
    if not met:
        return 0.0
    if len(text) <= _LONGEST and all(map(first_words.__getitem__, met)):  # each word by itself
        return sum(len(word) for word in words if word in met) / size
    return sum(len(found.group().replace(" ", "")) for found in _pattern().finditer(text[:_LONGEST])) / size


def _size(text: str) -> int:
    return len(text) - text.count(" ")
