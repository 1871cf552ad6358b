"""Find listed names that stand in a line of words with a few slips of the pen or the scanner.

Candidates come from an index of trigrams (an edit touches three of them [1]_, a swap of letters four); each is then
compared with the windows of whole words that are about as long as it. Nothing is decided here: the caller checks the
matches, best first.

References
----------
.. [1] E. Ukkonen, "Approximate string-matching with q-grams and maximal matches", Theor. Comput. Sci. 92 (1992)
   191-211, doi:10.1016/0304-3975(92)90143-4.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.text.confusion import OCR_COST, ocr_key
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["NearMatch", "NearNames", "allowed_edits"]

_GRAM = 3
_GRAMS_PER_EDIT = 4
_SHORTEST = 7
_SHORTEST_WINDOW = _SHORTEST - 2
_ALPHABETIC = re.compile(r"[\x00-\u024f\u0400-\u04ff]*")
_MOST_CANDIDATES = 120
_MOST_WORDS = 40
_MOST_MATCHES = 40
_COST_IN_LETTERS = 3.0
"""An edit is worth it where it lets so many more letters of the line be read."""
_UNLIKE_IN_LETTERS = 0.2
_DOUBLED_COST = 0.6
"""Of all letters that are written once for twice or twice for once: ``pottasium``."""
_DOUBLED = re.compile(r"([^\W\d_])\1")


def allowed_edits(length: int, *, is_word: bool = False) -> int:
    """Return how many edits a squeezed name of this length bears before it may be another name.

    Examples
    --------
    >>> [allowed_edits(length) for length in (5, 7, 12, 30)]
    [0, 1, 2, 3]
    >>> allowed_edits(7, is_word=True)  # letters alone: near words abound
    0
    """
    return 0 if length < (8 if is_word else 7) else 1 if length < 11 else 2 if length < 28 else 3


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A listed name that a window of words is close to.

    Attributes
    ----------
    first, last : int
        The window: places of its first and last word.
    window : str
        Its words, squeezed.
    target : str
        The listed name, squeezed.
    name : ListedName
    cost : float
        Edits between window and target, scanner confusions counted less.
    unlike : int
        Edits between them as they are written, punctuation and spaces included.
    """

    first: int
    last: int
    window: str
    target: str
    name: ListedName
    cost: float
    unlike: int

    @property
    def gain(self) -> float:
        """Letters read less what the edits cost: the higher, the better a match explains the line."""
        return len(self.window) - _COST_IN_LETTERS * self.cost - _UNLIKE_IN_LETTERS * self.unlike

    def order(self) -> tuple[float, bool, str]:
        """Return a key that sorts matches, the one that explains most first."""
        return -self.gain, self.window[0] != self.target[0], self.target

    def moved(self, places: int) -> "NearMatch":
        """Return the match in a line where its words stand so many places further."""
        return replace(self, first=self.first + places, last=self.last + places) if places else self


class NearNames:
    """Index of squeezed names for approximate search.

    Parameters
    ----------
    names : iterable of (str, ListedName)
        Squeezed names with their entries; short ones and those in scripts without an alphabet are left out.
    """

    def __init__(self, names: Iterable[tuple[str, ListedName]]) -> None:
        kept = [
            (squeezed, name)
            for squeezed, name in names
            if len(squeezed) >= _SHORTEST and _ALPHABETIC.fullmatch(squeezed)
        ]
        self._targets = [squeezed for squeezed, _ in kept]
        self._names = [name for _, name in kept]

    def find(self, words: Sequence[str], *, whole: bool = False) -> list[NearMatch]:
        """Return the matches in a line, the one that explains most of it first.

        Parameters
        ----------
        words : sequence of str
            The words of the line, folded (`riskscan.chemistry.text.spelling.fold_name`).
        whole : bool, default False
            Whether only names as long as the line are sought.
        """
        windows = _Windows(words[:_MOST_WORDS])
        if len(windows.text) < _SHORTEST_WINDOW:
            return []
        targets = self._candidates(windows.text)
        if whole:
            targets = [target for target in targets if self._is_as_long(target, len(windows.text))]
        found = [match for target in targets if (match := self._best(target, windows))]
        found.sort(key=NearMatch.order)
        return found[:_MOST_MATCHES]

    def _candidates(self, text: str) -> list[int]:
        """Return the targets that share enough trigrams with a squeezed line, those with the largest share first."""
        shares: dict[int, float] = {}
        for key, (grams, needed, counts) in ((text, self._plain_index), (ocr_key(text), self._ocr_index)):
            posted = [grams[gram] for gram in _grams(key) if gram in grams]
            if posted:
                shared = np.bincount(np.concatenate(posted), minlength=len(self._targets))
                found = np.nonzero(shared >= needed)[0]
                for target, share in zip(found.tolist(), (shared[found] / counts[found]).tolist(), strict=True):
                    shares[target] = max(share, shares.get(target, 0.0))
        return sorted(shares, key=lambda target: (-shares[target], target))[:_MOST_CANDIDATES]

    def _is_as_long(self, place: int, length: int) -> bool:
        target = self._targets[place]
        return abs(len(target) - length) <= allowed_edits(len(target), is_word=target.isalpha()) + 1

    def _best(self, place: int, windows: "_Windows") -> NearMatch | None:
        target, key = self._targets[place], self._ocr_keys[place]
        budget = allowed_edits(len(target), is_word=target.isalpha())
        if not (_may_hold(windows.text, target, budget) or _may_hold(windows.text_key, key, budget)):
            return None
        best: tuple[float, int, int] | None = None
        for first, last in windows.of_size(len(target), budget + 1):
            window = windows.get(first, last)
            cost: float = DamerauLevenshtein.distance(window, target, score_cutoff=budget)
            if cost > OCR_COST:
                scanned = DamerauLevenshtein.distance(windows.ocr_key(first, last), key, score_cutoff=budget)
                cost = min(cost, scanned + OCR_COST)
            if cost > budget > 1:
                once = DamerauLevenshtein.distance(_once(window), _once(target), score_cutoff=budget - 1)
                cost = min(cost, once + _DOUBLED_COST)
            if cost <= budget + OCR_COST and (best is None or cost < best[0]):
                best = cost, first, last
        if best is None:
            return None
        cost, first, last = best
        name = self._names[place]
        unlike = DamerauLevenshtein.distance(windows.written(first, last), fold_name(name.name))
        return NearMatch(first, last, windows.get(first, last), target, name, cost, unlike)

    @cached_property
    def _ocr_keys(self) -> list[str]:
        return [ocr_key(target) for target in self._targets]

    @cached_property
    def _plain_index(self) -> "_Index":
        return _index(self._targets)

    @cached_property
    def _ocr_index(self) -> "_Index":
        return _index(self._ocr_keys)


def _may_hold(text: str, target: str, budget: int) -> bool:
    """Whether a text may hold a name with so many edits: a quick look that spares most names the windows.

    A window with k edits is at most k letters longer or shorter than the name; the piece of the text that is as long
    as the name then differs from it by at most 3 k letters put in or taken out.
    """
    least = 100.0 * (1.0 - 1.5 * (budget + OCR_COST) / len(target))
    return fuzz.partial_ratio(target, text, score_cutoff=least) > 0


def _once(text: str) -> str:
    """Return a text with its doubled letters written once."""
    return _DOUBLED.sub(r"\1", text)


_Index = tuple[dict[str, NDArray[np.int32]], NDArray[np.int32], NDArray[np.int32]]


def _index(targets: list[str]) -> _Index:
    """Return the targets of each trigram, how many trigrams each target must share, and how many it has."""
    posted: dict[str, list[int]] = defaultdict(list)
    needed, counts = [], []
    for place, target in enumerate(targets):
        grams = _grams(target)
        for gram in grams:
            posted[gram].append(place)
        counts.append(len(grams))
        needed.append(max(2, len(grams) - _GRAMS_PER_EDIT * allowed_edits(len(target), is_word=target.isalpha())))
    arrays = {gram: np.array(places, dtype=np.int32) for gram, places in posted.items()}
    return arrays, np.array(needed, dtype=np.int32), np.array(counts, dtype=np.int32)


def _grams(text: str) -> set[str]:
    return {text[place : place + _GRAM] for place in range(len(text) - _GRAM + 1)}


class _Windows:
    """The runs of whole words of a line, squeezed."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written
        self._words = words = [squeeze_name(word) for word in written]
        self._ocr_keys: dict[tuple[int, int], str] = {}
        self._starts = [0]
        for word in words:
            self._starts.append(self._starts[-1] + len(word))
        self.text = "".join(words)

    @cached_property
    def text_key(self) -> str:
        """Scanner key of the whole line."""
        return ocr_key(self.text)

    def of_size(self, size: int, slack: int) -> Iterable[tuple[int, int]]:
        """Yield first and last place of the windows whose length differs by at most `slack` from `size`."""
        for first, word in enumerate(self._words):
            if not word:
                continue
            for last in range(first, len(self._words)):
                length = self._starts[last + 1] - self._starts[first]
                if length > size + slack:
                    break
                if length >= size - slack and self._words[last]:
                    yield first, last

    def get(self, first: int, last: int) -> str:
        """Return the squeezed text of a window."""
        return self.text[self._starts[first] : self._starts[last + 1]]

    def written(self, first: int, last: int) -> str:
        """Return a window as it is written."""
        return " ".join(self._written[first : last + 1])

    def ocr_key(self, first: int, last: int) -> str:
        """Return the scanner key of a window."""
        key = self._ocr_keys.get((first, last))
        if key is None:
            key = self._ocr_keys[(first, last)] = ocr_key(self.get(first, last))
        return key
