"""Tell which words are a slip or two away from a word of a list, a whole column of words at once.

Nearly every word of goods is near nothing, which `riskscan.chemistry.text.deletion_index` tells at once; the few
others are compared letter by letter.
"""

from collections.abc import Iterable

from riskscan.chemistry.text.confusion import ocr_key
from riskscan.chemistry.text.deletion_index import DeletionIndex
from riskscan.chemistry.text.edits import is_within
from riskscan.chemistry.text.other_words import is_everyday_word

__all__ = ["SHORTEST", "NearWords", "deletions"]

SHORTEST, _LONGEST = 6, 60
_LONG = 9


class NearWords:
    """Groups of words to be near to: one edit for a short word, two for a long one; scanner confusions are no edits.

    Parameters
    ----------
    *groups : iterable of str
        Folded; those of fewer than six letters have no near words. Groups that are asked together cost little more
        than one.
    """

    def __init__(self, *groups: Iterable[str]) -> None:
        keys = [{key for word in words if len(word) >= SHORTEST for key in (word, ocr_key(word))} for words in groups]
        self._groups = range(len(keys))
        listed = sorted(frozenset().union(*keys))
        self._groups_of = {key: tuple(group for group in self._groups if key in keys[group]) for key in listed}
        self._index = DeletionIndex("near-words", listed, _LONG)

    def find_near(self, words: Iterable[str]) -> tuple[frozenset[str], ...]:
        """Return, for each group, those of the folded words that have a near one in it."""
        asked = [word for word in words if SHORTEST <= len(word) <= _LONGEST]
        if not asked:
            return (frozenset(),) * len(self._groups)
        keys = ocr_key("\n".join(asked)).split("\n")
        near: tuple[set[str], ...] = tuple(set() for _ in self._groups)
        for key, listed in self._index.find(
            [*asked, *(key for word, key in zip(asked, keys, strict=True) if key != word)]
        ):
            groups = [near[group] for group in self._groups_of[listed] if key not in near[group]]
            if groups and is_within(key, listed, _edits(key, listed)):
                for group in groups:
                    group.add(key)
        return tuple(
            frozenset(word for word, key in zip(asked, keys, strict=True) if word in group or key in group)
            for group in near
        )


def deletions(word: str) -> set[str]:
    """Return the word and what is left of it when one letter is dropped.

    Examples
    --------
    >>> sorted(deletions("abc"))
    ['ab', 'abc', 'ac', 'bc']
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _edits(word: str, listed: str) -> int:
    """Return how many edits a word bears: what is left of a long word two, unless it is a word itself."""
    is_shortened = len(word) == _LONG - 1 and len(listed) >= _LONG
    return 2 if len(word) >= _LONG or (is_shortened and not is_everyday_word(word)) else 1
