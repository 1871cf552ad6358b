"""Tell which words are a slip or two away from a word of a list, a whole column of words at once.

Two words within so many edits of one another become equal when each loses so many letters [1]_. What all words of the
list leave when letters are dropped is kept as checksums, compiled once; a word whose own remains meet none of them is
near nothing, which is so for nearly every word of goods. The few others are compared letter by letter.

The checksum of a word is a polynomial in its letters, so that those of all its remains follow from the sums of its
beginnings: for a column of words they are a few operations on arrays.

References
----------
.. [1] T. Bocek, E. Hunt, B. Stiller, "Fast Similarity Search in Large Dictionaries", University of Zurich, 2007.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from riskscan.chemistry.compile_once import compile_once
from riskscan.chemistry.confusion import ocr_key

__all__ = ["NearWords", "deletions"]

_FORMAT = 6
_FILE = "remains.npy"
_SHORTEST, _LONGEST = 6, 60
_LONG = 9
_BEGINNING = 11
"""So many letters of a word are indexed: two words within so many edits of one another begin so too."""
_BASE, _MODULUS = 0x9E3779B1, 1 << 32
_POWERS = np.array([pow(_BASE, place, _MODULUS) for place in range(_BEGINNING)], dtype=np.uint32)
_MOVED_ONCE, _MOVED_TWICE = (np.uint32(pow(_BASE, -moves, _MODULUS)) for moves in (1, 2))
_SPREAD = np.uint32(0x85EBCA6B)
_BITS = 22
_FIRST, _SECOND = np.triu_indices(_BEGINNING, 1)

_Sums = NDArray[np.uint32]


class NearWords:
    """Words to be near to: one edit for a short word, two for a long one; scanner confusions are no edits.

    Parameters
    ----------
    words : iterable of str
        Folded; those of fewer than six letters have no near words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._kept = sorted({key for word in words if len(word) >= _SHORTEST for key in (word, ocr_key(word))})

        def compile_into(folder: Path) -> None:
            remains = [
                np.unique(np.column_stack((sums.ravel(), np.repeat(places, sums.shape[1]).astype(np.uint32))), axis=0)
                for places, sums in _remains(self._kept)
            ]
            table = np.concatenate((*remains, np.empty((0, 2), dtype=np.uint32)))
            np.save(folder / _FILE, table[np.argsort(table[:, 0], kind="stable")])

        stamp = f"{_FORMAT}-{sha256(' '.join(self._kept).encode()).hexdigest()}"
        folder = compile_once("near-words", stamp, compile_into, "Indexing the words of listed names: once, a second")
        self._sums, self._owners = np.load(folder / _FILE).T.copy()
        self._may_remain = np.zeros(1 << _BITS, dtype=bool)
        self._may_remain[_slots(self._sums)] = True

    def has_near(self, word: str) -> bool:
        """Whether a listed word is one edit away from a folded word, two for a long word."""
        return word in self.find_near((word,))

    def find_near(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the folded words that have a near one in the list."""
        asked = [word for word in words if _SHORTEST <= len(word) <= _LONGEST]
        if not asked or not self._kept:
            return frozenset()
        keys = ocr_key("\n".join(asked)).split("\n")
        near = self._are_near([*asked, *(key for word, key in zip(asked, keys, strict=True) if key != word)])
        return frozenset(word for word, key in zip(asked, keys, strict=True) if word in near or key in near)

    def _are_near(self, keys: Sequence[str]) -> set[str]:
        """Return the keys that leave what a listed word leaves, and are as near to it as that says."""
        near: set[str] = set()
        for places, remains in _remains(keys):
            rows, columns = np.nonzero(self._may_remain[_slots(remains)])
            sums = remains[rows, columns]
            starts, ends = (np.searchsorted(self._sums, sums, side) for side in ("left", "right"))
            met = np.nonzero(starts < ends)[0]
            for place, start, end in zip(places[rows[met]], starts[met], ends[met], strict=True):
                key = keys[place]
                if key not in near and any(self._is_near(key, owner) for owner in self._owners[start:end]):
                    near.add(key)
        return near

    def _is_near(self, key: str, owner: int) -> bool:
        edits = _edits(key)
        return OSA.distance(key, self._kept[owner], score_cutoff=edits) <= edits


def deletions(word: str, edits: int) -> set[str]:
    """Return the word and what is left of it when up to `edits` (1 or 2) letters are dropped.

    Examples
    --------
    >>> sorted(deletions("abc", 1))
    ['ab', 'abc', 'ac', 'bc']
    """
    once = [word[:place] + word[place + 1 :] for place in range(len(word))]
    found = set(once) | {word}
    if edits == 2:
        found.update(
            short[:second] + short[second + 1 :]
            for first, short in enumerate(once)
            for second in range(first, len(short))
        )
    return found


def _remains(keys: Sequence[str]) -> Iterator[tuple[NDArray[np.int64], _Sums]]:
    """Yield short keys, then long ones: their places, and the checksums of what is left of the beginning of each.

    A row holds those of one key when none, one and (of a long key) two letters are dropped.
    """
    beginnings = "".join(key[:_BEGINNING].ljust(_BEGINNING, "\0") for key in keys)
    letters = np.frombuffer(beginnings.encode("utf-32-le", errors="surrogatepass"), dtype="<u4")
    terms = letters.reshape(len(keys), _BEGINNING) * _POWERS
    edits = np.fromiter(map(_edits, keys), dtype=np.int64, count=len(keys))
    for allowed in (1, 2):
        places = np.nonzero(edits == allowed)[0]
        sums = np.zeros((len(places), _BEGINNING + 1), dtype=np.uint32)
        np.cumsum(terms[places], axis=1, out=sums[:, 1:])
        whole = sums[:, -1:]
        remains = [whole, sums[:, :-1] + (whole - sums[:, 1:]) * _MOVED_ONCE]
        if allowed == 2:
            between = (sums[:, _SECOND] - sums[:, _FIRST + 1]) * _MOVED_ONCE
            remains.append(sums[:, _FIRST] + between + (whole - sums[:, _SECOND + 1]) * _MOVED_TWICE)
        if len(places):
            yield places, np.hstack(remains)


def _slots(sums: _Sums) -> NDArray[np.int64]:
    slots: NDArray[np.int64] = ((sums * _SPREAD) >> np.uint32(32 - _BITS)).astype(np.int64)
    return slots


def _edits(word: str) -> int:
    return 1 if len(word) < _LONG else 2
