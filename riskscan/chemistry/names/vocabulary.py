"""The words that chemical names are made of, and what a misspelt one may have been."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.confusion import OCR_COST, letters_for_shapes, ocr_key
from riskscan.chemistry.text.deletion_index import DeletionIndex
from riskscan.chemistry.text.edits import count_edits, is_within
from riskscan.tables.morphemes import load_morphemes

__all__ = ["Candidate", "Vocabulary"]

_SIZE = 20_000
_COMMON = 2_500
_AS_IT_IS = 0.9
_MOST_SHAPES = 5
_MOST_KEPT = 2_000
_RARE, _SHORTEST_RARE, _MORE_FREQUENT, _MOST_USUAL = 300, 3, 10, 3
"""A word of a rank from there on may be a slip of one of the few that are so many times as frequent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a word may have been, and the edits from there to what stands in the text."""

    text: str
    cost: float


class Vocabulary:
    """Words of chemical names, the most frequent first.

    Parameters
    ----------
    frequent : sequence of str
        Words of known names, most frequent first.
    listed : iterable of str
        Words of listed names.
    """

    def __init__(self, frequent: list[str], listed: Iterable[str]) -> None:
        own = sorted(word for word in listed if word.isascii())
        parts = sorted(part for part in load_morphemes().telling if len(part) >= 5)
        words = dict.fromkeys([*frequent[:_SIZE], *own, *parts])
        self._rank = {word: rank for rank, word in enumerate(words)}
        self._find_usual = lru_cache(maxsize=_MOST_KEPT)(self._look_for_usual)
        self._find_near = lru_cache(maxsize=_MOST_KEPT)(self._look_for_near)

    def __contains__(self, word: str) -> bool:
        return word in self._rank

    def is_common(self, word: str) -> bool:
        """Whether a word is among the most frequent ones."""
        return self._rank.get(word, _SIZE) <= _COMMON

    def near(self, word: str, breadth: int) -> list[Candidate]:
        """Return the likeliest words that a word may have been, the cheapest first.

        Parameters
        ----------
        word : str
            Lower-case letters, figures among them where a scanner put them.
        breadth : int
            How many at the most.
        """
        plain = letters_for_shapes(word)
        found = self._find_near(word, plain)
        cheapest = sorted(found.items(), key=lambda entry: (entry[1], self._rank.get(entry[0], _SIZE)))
        kept = [Candidate(other, cost) for other, cost in cheapest[:breadth]]
        return kept + ([Candidate(word, _AS_IT_IS)] if looks_chemical(plain) else [])

    def usual_for(self, word: str) -> tuple[Candidate, ...]:
        """Return the words one edit away that are so much more frequent that a known, rare word may be a slip.

        Parameters
        ----------
        word : str
            A word of this vocabulary, such as ``amin`` or ``acetamid``: right in another language or by itself.
        """
        rank = self._rank.get(word, 0)
        if rank < _RARE or len(word) < _SHORTEST_RARE:
            return ()
        return self._find_usual(word, rank)

    def _look_for_usual(self, word: str, rank: int) -> tuple[Candidate, ...]:
        near = {
            other
            for other in self._near_each({word})[word]
            if self._rank[other] * _MORE_FREQUENT < rank
            and count_edits(word, other, 1) == 1
            and word.removesuffix("s") != other.removesuffix("s")
        }
        return tuple(Candidate(other, 1.0) for other in sorted(near, key=self._rank.__getitem__)[:_MOST_USUAL])

    def _look_for_near(self, word: str, plain: str) -> dict[str, float]:
        """Return the words that a word may have been, with their costs."""
        edits = 1 if len(plain) < 5 else 2
        found = dict.fromkeys(self._by_ocr_key.get(ocr_key(word), ()), OCR_COST)
        if plain in self or (plain != word and looks_chemical(plain)):
            found[plain] = OCR_COST / 2
        halves = list(self._halves(plain))
        near = self._near_each({plain, *(half for half, _ in halves)})
        for other in near[plain]:
            if (distance := count_edits(plain, other, edits)) <= edits:
                found.setdefault(other, float(distance))
        for other, cost in self._by_shape(word):
            found[other] = min(found.get(other, cost), cost)
        for half, whole in halves:
            for other, cost in self._few_near(half, near[half], edits):
                found.setdefault(whole.format(other), cost)
        return found

    def _near_each(self, words: set[str]) -> dict[str, set[str]]:
        """Return the words that are about two edits away from each of some words."""
        near: dict[str, set[str]] = {word: set() for word in words}
        for word, other in self._letters.find(list(words)):
            near[word].add(other)
        return near

    def _by_shape(self, word: str) -> Iterator[tuple[str, float]]:
        key = ocr_key(word)
        alike = {near for _, near in self._shapes.find([key]) if is_within(key, near, 1)}
        for other in sorted(alike, key=lambda near: (near != key, len(near), self._shape_rank[near]))[:_MOST_SHAPES]:
            for original in self._by_ocr_key[other]:
                yield original, OCR_COST + (other != key)

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the unknown half of a word whose other half is known, and a pattern of the whole."""
        for cut in range(4, len(word) - 3):
            left, right = word[:cut], word[cut:]
            if left in self and right not in self:
                yield right, f"{left}{{}}"
            elif right in self and left not in self:
                yield left, f"{{}}{right}"

    def _few_near(self, word: str, near: Iterable[str], edits: int) -> list[tuple[str, float]]:
        alike = self._by_ocr_key.get(ocr_key(word), ())
        if alike:
            return [(other, OCR_COST) for other in alike[:2]]
        budget = min(edits, 1 if len(word) < 8 else 2)
        distances = ((count_edits(word, other, budget), len(other), self._rank[other], other) for other in near)
        return [(other, float(distance)) for distance, _, _, other in sorted(distances)[:2] if distance <= budget]

    @cached_property
    def _letters(self) -> DeletionIndex:
        return DeletionIndex("vocabulary", list(self._rank), 0)

    @cached_property
    def _shapes(self) -> DeletionIndex:
        return DeletionIndex("vocabulary-shapes", list(self._by_ocr_key), None)

    @cached_property
    def _shape_rank(self) -> dict[str, int]:
        return {key: rank for rank, key in enumerate(self._by_ocr_key)}

    @cached_property
    def _by_ocr_key(self) -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = {}
        keys = ocr_key("\n".join(self._rank)).split("\n")  # at once: twenty thousand words
        for key, word in zip(keys, self._rank, strict=True):
            by_key.setdefault(key, []).append(word)
        return by_key
