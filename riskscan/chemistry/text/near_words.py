"""Tell which words are a slip or two away from a word of a list, a whole column of words at once.

Nearly every word of goods is near nothing, which `riskscan.chemistry.text.deletion_index` tells at once; the few
others are compared letter by letter.
"""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from riskscan.chemistry.text.confusion import ocr_key
from riskscan.chemistry.text.deletion_index import DeletionIndex

__all__ = ["SHORTEST", "NearWords", "deletions"]

SHORTEST, _LONGEST = 6, 60
_LONG = 9


class NearWords:
    """Words to be near to: one edit for a short word, two for a long one; scanner confusions are no edits.

    Parameters
    ----------
    words : iterable of str
        Folded; those of fewer than six letters have no near words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        kept = sorted({key for word in words if len(word) >= SHORTEST for key in (word, ocr_key(word))})
        self._index = DeletionIndex("near-words", kept, _edits)

    def find_near(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the folded words that have a near one in the list."""
        asked = [word for word in words if SHORTEST <= len(word) <= _LONGEST]
        if not asked:
            return frozenset()
        keys = ocr_key("\n".join(asked)).split("\n")
        near: set[str] = set()
        for key, listed in self._index.find(
            [*asked, *(key for word, key in zip(asked, keys, strict=True) if key != word)]
        ):
            if key not in near and OSA.distance(key, listed, score_cutoff=_edits(key)) <= _edits(key):
                near.add(key)
        return frozenset(word for word, key in zip(asked, keys, strict=True) if word in near or key in near)


def deletions(word: str) -> set[str]:
    """Return the word and what is left of it when one letter is dropped.

    Examples
    --------
    >>> sorted(deletions("abc"))
    ['ab', 'abc', 'ac', 'bc']
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _edits(word: str) -> int:
    return 1 if len(word) < _LONG else 2
