"""Tell whether a word is a slip or two away from a word of a list, in microseconds.

Two words within so many edits of one another become equal when each loses so many letters [1]_. What all words of the
list leave when letters are dropped is kept as checksums, compiled once; a word whose own remains meet none of them is
near nothing, which is so for nearly every word of goods. The few others are compared letter by letter.

References
----------
.. [1] T. Bocek, E. Hunt, B. Stiller, "Fast Similarity Search in Large Dictionaries", University of Zurich, 2007.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import AnyStr
from zlib import crc32

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from riskscan.chemistry.compile_once import compile_once
from riskscan.chemistry.confusion import ocr_key

__all__ = ["NearWords", "deletions"]

_FORMAT = 3
_FILE = "remains.npy"
_SHORTEST, _LONGEST = 6, 60
_LONG = 9
_BEGINNING = 11
"""So many letters of a word are indexed: two words within so many edits of one another begin so too."""


class NearWords:
    """Words to be near to: one edit for a short word, two for a long one; scanner confusions are no edits.

    Parameters
    ----------
    words : iterable of str
        Folded; those of fewer than six letters have no near words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        kept = sorted({key for word in words if len(word) >= _SHORTEST for key in (word, ocr_key(word))})
        self._by_size: dict[int, list[str]] = defaultdict(list)
        for key in kept:
            self._by_size[len(key)].append(key)

        def compile_into(folder: Path) -> None:
            remains = {rest for key in kept for rest in _remains(key)}
            np.save(folder / _FILE, np.array(sorted(remains), dtype=np.uint32))

        stamp = f"{_FORMAT}-{sha256(' '.join(kept).encode()).hexdigest()}"
        folder = compile_once("near-words", stamp, compile_into, "Indexing the words of listed names: once, a second")
        self._remains: frozenset[int] = frozenset(np.load(folder / _FILE).tolist())

    def has_near(self, word: str) -> bool:
        """Whether a listed word is one edit away from a folded word, two for a long word."""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return False
        return any(not self._remains.isdisjoint(_remains(key)) and self._is_near(key) for key in {word, ocr_key(word)})

    def _is_near(self, key: str) -> bool:
        edits = _edits(key)
        return any(
            process.extractOne(key, self._by_size.get(size, ()), scorer=OSA.distance, score_cutoff=edits)
            for size in range(len(key) - edits, len(key) + edits + 1)
        )


def deletions(word: AnyStr, edits: int) -> set[AnyStr]:
    """Return the word and what is left of it when up to `edits` (1 or 2) letters are dropped.

    Examples
    --------
    >>> sorted(deletions("abc", 1))
    ['ab', 'abc', 'ac', 'bc']
    """
    once: list[AnyStr] = [word[:place] + word[place + 1 :] for place in range(len(word))]
    found = set(once) | {word}
    if edits == 2:
        found.update(
            short[:second] + short[second + 1 :]
            for first, short in enumerate(once)
            for second in range(first, len(short))
        )
    return found


def _remains(key: str) -> Iterator[int]:
    """Return the checksums of what is left of the beginning of a key when letters are dropped."""
    beginning = key[:_BEGINNING]
    # One letter must be one byte, in Cyrillic as well.
    letters = beginning.encode() if beginning.isascii() else beginning.encode("cp1251", errors="replace")
    return map(crc32, deletions(letters, _edits(key)))


def _edits(word: str) -> int:
    return 1 if len(word) < _LONG else 2
