"""Words that say something only beside the rest of a listed name: ``powder`` of ``P2P powder``."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from riskscan.chemistry.names.near_names import allowed_edits
from riskscan.chemistry.text.confusion import ocr_key
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["Companions"]

_MOST_BESIDE = 6
"""Words that the rest of a name may have fallen into."""


class Companions:
    """Words of listed names of several words in which no word says anything alone.

    Parameters
    ----------
    names : iterable of str
        Folded listed names without a telling word.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._rests: dict[str, dict[str, int]] = defaultdict(dict)
        for name in names:
            words, squeezed = name.split(), squeeze_name(name)
            longest = max(words, key=lambda word: (sum(map(str.isalpha, word)) > 1, len(word)))
            self._whole.add(squeezed)
            place = words.index(longest)
            rests = self._rests[squeeze_name(longest)]
            for rest in filter(None, (squeeze_name("".join(part)) for part in (words[:place], words[place + 1 :]))):
                for key in (rest, ocr_key(rest)):
                    rests[key] = max(rests.get(key, 0), allowed_edits(len(squeezed)))
        self.words = frozenset(self._rests) | self._whole

    def is_one(self, word: str) -> bool:
        """Whether a word, as it stands between spaces, is no listed name without another word beside it."""
        squeezed = squeeze_name(fold_name(word))
        return squeezed in self._rests and squeezed not in self._whole

    def is_met(self, words: Sequence[str], place: int) -> bool:
        """Whether what stands beside a companion in a line may be the rest of a listed name, slips counted in."""
        rests = self._rests[squeeze_name(fold_name(words[place]))]
        before = [squeeze_name(fold_name(word)) for word in words[max(0, place - _MOST_BESIDE) : place]]
        behind = [squeeze_name(fold_name(word)) for word in words[place + 1 : place + 1 + _MOST_BESIDE]]
        beside = {"".join(before[start:]) for start in range(len(before))}
        beside |= {"".join(behind[:size]) for size in range(1, len(behind) + 1)}
        return any(_is_near(key, rests) for rest in beside for key in {rest, ocr_key(rest)})


def _is_near(key: str, rests: dict[str, int]) -> bool:
    return any(
        abs(len(key) - len(rest)) <= edits and DamerauLevenshtein.distance(key, rest, score_cutoff=edits) <= edits
        for rest, edits in rests.items()
    )
