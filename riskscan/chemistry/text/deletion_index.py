"""Find the words of a list that are an edit or two away from others, a whole column of words at once.

Two words within so many edits of one another become equal when each loses so many letters [1]_. What all words of the
list leave when letters are dropped is kept as checksums, compiled once. The checksum of a word is a polynomial in its
letters, so that those of all its remains are one product of its letters and a table of weights.

References
----------
.. [1] T. Bocek, E. Hunt, B. Stiller, "Fast Similarity Search in Large Dictionaries", University of Zurich, 2007.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.compiling.compile_once import compile_once

__all__ = ["BEGINNING", "DeletionIndex"]

_FORMAT = 2
_SUMS, _OWNERS, _BITMAP = "sums.npy", "owners.npy", "bitmap.npy"
_EMPTY = 128
"""Bytes of a file that holds an array of nothing."""
BEGINNING = 11
"""So many letters of a word are indexed: two words within so many edits of one another begin so too."""
_BASE, _MODULUS = 0x9E3779B1, 1 << 32
_SPREAD = np.uint32(0x85EBCA6B)
_BITS = 24
_AT_ONCE = 10_000
"""Words that are looked at together: their remains take some megabytes."""

_Sums = NDArray[np.uint32]


class DeletionIndex:
    """Words, found by what is left of them when one or two letters are dropped.

    Parameters
    ----------
    kind : str
        First part of the name of the compiled folder.
    words : sequence of str
        In the order in which they are numbered.
    two_from : int or None
        Letters from which a word of the list, or one that is asked for, may be two edits away; a shorter one, or any
        where it is None, may be one.
    """

    def __init__(self, kind: str, words: Sequence[str], two_from: int | None) -> None:
        self.words = words
        self._two_from = two_from
        stamp = f"{_FORMAT}-{sha256(' '.join(words).encode(errors='surrogatepass')).hexdigest()}"
        why = f"Indexing words by their letters ({kind}): once, a second"
        folder = compile_once(kind, stamp, self._compile, why)
        self._sums = _mapped(folder / _SUMS)
        self._owners = _mapped(folder / _OWNERS)
        self._may_remain = _mapped(folder / _BITMAP)

    def find(self, asked: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the words asked for with words of the list that they may be near to; the caller compares them."""
        for start in range(0, len(asked), _AT_ONCE):
            yield from self._find(asked[start : start + _AT_ONCE])

    def _find(self, asked: Sequence[str]) -> Iterator[tuple[str, str]]:
        for places, remains in self._remains(asked):
            slots = _slots(remains)
            found = np.flatnonzero(self._may_remain[slots >> 3] & _bits(slots))
            if not len(found):
                continue
            rows, sums = found // remains.shape[1], remains.ravel()[found]
            starts = np.searchsorted(self._sums[:-1], sums)
            held = np.nonzero(self._sums[starts] == sums)[0]
            if not len(held):
                continue
            rows, starts = rows[held], starts[held]
            lengths = np.searchsorted(self._sums, sums[held], "right") - starts
            owners = self._owners[np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())]
            pairs = np.unique((np.repeat(places[rows], lengths) << 32) | owners)
            for pair in pairs.tolist():
                yield asked[pair >> 32], self.words[pair & 0xFFFFFFFF]

    def _compile(self, folder: Path) -> None:
        owners, sums = [], []
        for places, remains in self._remains(self.words):
            pairs = np.stack((remains, np.broadcast_to(places[:, None], remains.shape).astype(np.uint32)), axis=-1)
            distinct = np.unique(pairs.reshape(-1, 2), axis=0)
            sums.append(distinct[:, 0])
            owners.append(distinct[:, 1])
        all_sums, all_owners = (np.concatenate((*parts, np.empty(0, dtype=np.uint32))) for parts in (sums, owners))
        order = np.argsort(all_sums, kind="stable")
        slots = _slots(all_sums)
        bitmap = np.zeros(1 << (_BITS - 3), dtype=np.uint8)
        np.bitwise_or.at(bitmap, slots >> 3, _bits(slots))
        for name, array in ((_SUMS, all_sums[order]), (_OWNERS, all_owners[order]), (_BITMAP, bitmap)):
            np.save(folder / name, array)

    def _remains(self, words: Sequence[str]) -> Iterator[tuple[NDArray[np.int64], _Sums]]:
        """Yield words of one edit, then those of two: their places, and a row of checksums for each.

        A row holds the checksums of the beginning of a word without a letter dropped, with one, and with two.
        """
        if not words:
            return
        letters = np.array(words, dtype=f"<U{BEGINNING}").view("<u4").reshape(len(words), BEGINNING)
        if self._two_from in (0, None):
            yield np.arange(len(words)), letters @ (_OF_ONE if self._two_from is None else _OF_TWO)
            return
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        is_two = lengths >= self._two_from
        for places, weights in ((np.flatnonzero(~is_two), _OF_ONE), (np.flatnonzero(is_two), _OF_TWO)):
            if len(places):
                yield places, letters[places] @ weights


def _weights(dropped: Sequence[tuple[int, ...]]) -> _Sums:
    """Return what each letter of a word counts in the checksums of what is left of it: a column for each remains."""
    weights = np.zeros((BEGINNING, len(dropped)), dtype=np.uint32)
    for column, places in enumerate(dropped):
        left = [place for place in range(BEGINNING) if place not in places]
        weights[left, column] = [pow(_BASE, place, _MODULUS) for place in range(len(left))]
    return weights


_DROPPED = [tuple(places) for size in (0, 1, 2) for places in combinations(range(BEGINNING), size)]
_OF_ONE, _OF_TWO = (_weights([places for places in _DROPPED if len(places) <= most]) for most in (1, 2))


def _mapped(path: Path) -> NDArray[Any]:
    """Return an array whose pages are read as they are asked for; an empty one cannot be mapped."""
    array = np.load(path, mmap_mode="r") if path.stat().st_size > _EMPTY else np.load(path)
    return np.asarray(array)


def _slots(sums: _Sums) -> _Sums:
    return (sums * _SPREAD) >> np.uint32(32 - _BITS)


def _bits(slots: _Sums) -> NDArray[np.uint8]:
    """Return the bit of each slot in its byte."""
    bits: NDArray[np.uint8] = np.left_shift(np.uint8(1), (slots & 7).astype(np.uint8))
    return bits
