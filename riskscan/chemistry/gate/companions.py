"""Words that say something only beside the rest of a listed name: ``powder`` of ``P2P powder``."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from riskscan.chemistry.names.near_names import allowed_edits
from riskscan.chemistry.text.confusion import ocr_key
from riskscan.chemistry.text.edits import is_within
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["Companions"]

_MOST_BESIDE = 6
"""Words that the rest of a name may have fallen into."""
_SHRINKS = 2
"""Letters of which a bad scan makes one."""
_SHORTEST_WITH_SLIP = 5
_LONGEST_END = 3


class Companions:
    """Words of listed names of several words in which no word says anything alone.

    Parameters
    ----------
    names : iterable of str
        Folded listed names without a telling word.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[str] = set()
        rests_of: dict[str, dict[str, int]] = defaultdict(dict)
        for name in names:
            words, squeezed = name.split(), squeeze_name(name)
            longest = max(words, key=lambda word: (sum(map(str.isalpha, word)) > 1, len(word)))
            self._whole.add(squeezed)
            place = words.index(longest)
            rests = rests_of[squeeze_name(longest)]
            most = allowed_edits(len(squeezed), is_word=squeezed.isalpha())
            for rest in filter(None, (squeeze_name("".join(part)) for part in (words[:place], words[place + 1 :]))):
                for key in (rest, ocr_key(rest)):
                    rests[key] = max(rests.get(key, 0), most)
        self._rests = {companion: _by_length(rests) for companion, rests in rests_of.items()}
        self.words = frozenset(self._rests) | self._whole
        self._long = _by_ends(self._rests)
        self._meant_by = lru_cache(maxsize=20_000)(self._look_for_meant)
        self._is_beside = lru_cache(maxsize=20_000)(self._is_rest)  # the same small words stand beside ``oil`` again

    def is_one(self, word: str) -> bool:
        """Whether a word, as it stands between spaces, is no listed name without another word beside it."""
        squeezed = _squeezed(word)
        return squeezed in self._rests and squeezed not in self._whole

    def is_met(self, words: Sequence[str], place: int) -> bool:
        """Whether what stands beside a companion in a line may be the rest of a listed name, slips counted in."""
        return self._is_met(_squeezed(words[place]), words, place, 0)

    def is_met_with_slip(self, words: Sequence[str], place: int) -> bool:
        """Whether a word is one letter from a companion beside which the rest of a name may stand: ``battry cid``."""
        return any(self._is_met(companion, words, place, 1) for companion in self._meant_by(_squeezed(words[place])))

    def _look_for_meant(self, word: str) -> tuple[str, ...]:
        """Return the companions that are one letter away from a squeezed word."""
        lengths = range(len(word) - 1, len(word) + 2)
        near = {companion for length in lengths for end in _ends(length, word) for companion in self._long.get(end, ())}
        return tuple(companion for companion in near if companion != word and is_within(word, companion, 1))

    def _is_met(self, companion: str, words: Sequence[str], place: int, slips: int) -> bool:
        before = [_squeezed(word) for word in reversed(words[max(0, place - _MOST_BESIDE) : place])]
        behind = [_squeezed(word) for word in words[place + 1 : place + 1 + _MOST_BESIDE]]
        beside = {*accumulate(before, lambda so_far, word: word + so_far), *accumulate(behind)}
        longest = _SHRINKS * max(self._rests[companion], default=0)
        return any(self._is_beside(companion, rest, slips) for rest in beside if len(rest) <= longest)

    def _is_rest(self, companion: str, beside: str, slips: int) -> bool:
        """Whether squeezed words, or what a scanner made them of, are the rest of a name of a companion, with slips."""
        rests = self._rests[companion]
        return any(_is_near(key, rests, slips) for key in {beside, ocr_key(beside)})


def _by_ends(companions: Iterable[str]) -> dict[tuple[int, str], list[str]]:
    """Return long companions under their lengths with each of their ends."""
    by_ends: dict[tuple[int, str], list[str]] = defaultdict(list)
    for companion in companions:
        if len(companion) >= _SHORTEST_WITH_SLIP and companion.isalpha():
            for end in _ends(len(companion), companion):
                by_ends[end].append(companion)
    return dict(by_ends)


def _ends(length: int, word: str) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return a length with the ends of a word that one of that length a letter away shares, the one or the other.

    Between the ends lies a letter at least, so that of two that were swapped no more than one lies in both.
    """
    size = min(_LONGEST_END, (length - 1) // 2)
    return (length, word[:size]), (length, f"-{word[-size:]}")


def _by_length(rests: dict[str, int]) -> dict[int, list[tuple[str, int]]]:
    """Return rests with the edits allowed for each, under the lengths of all that may be so many edits away."""
    lengths: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for rest, edits in rests.items():
        for length in range(len(rest) - edits, len(rest) + edits + 1):
            lengths[length].append((rest, edits))
    return dict(lengths)


@lru_cache(maxsize=10_000)
def _squeezed(word: str) -> str:
    return squeeze_name(fold_name(word))


def _is_near(key: str, rests: dict[int, list[tuple[str, int]]], slips: int) -> bool:
    return any(
        edits >= slips and is_within(key, rest, min(edits - slips, len(rest) // 2))
        for rest, edits in rests.get(len(key), ())
    )
