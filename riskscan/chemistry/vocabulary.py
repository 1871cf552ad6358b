"""The words that chemical names are made of, and what a misspelt one may have been."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from riskscan.chemistry.chemical_words import looks_chemical
from riskscan.chemistry.confusion import OCR_COST, letters_for_shapes, ocr_key
from riskscan.tables.morphemes import load_morphemes

__all__ = ["Candidate", "Vocabulary"]

_SIZE = 20_000
_COMMON = 2_500
_AS_IT_IS = 0.9


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
        edits = 1 if len(plain) < 5 else 2
        found = dict.fromkeys(self._by_ocr_key.get(ocr_key(word), ()), OCR_COST)
        if plain in self or (plain != word and looks_chemical(plain)):
            found[plain] = OCR_COST / 2
        for other, cost in self._by_letters(plain, edits):
            found.setdefault(other, cost)
        for other, cost in self._by_shape(word):
            found[other] = min(found.get(other, cost), cost)
        for other, cost in self._in_two(plain, edits):
            found.setdefault(other, cost)
        cheapest = sorted(found.items(), key=lambda entry: (entry[1], self._rank.get(entry[0], _SIZE)))
        kept = [Candidate(other, cost) for other, cost in cheapest[:breadth]]
        return kept + ([Candidate(word, _AS_IT_IS)] if looks_chemical(plain) else [])

    def _by_letters(self, word: str, edits: int) -> Iterator[tuple[str, float]]:
        # OSA is the faster scorer but counts some double slips as three.
        cutoff = edits + (edits > 1)
        for other, _, _ in process.extract(
            word, self._pool(len(word), edits), scorer=OSA.distance, score_cutoff=cutoff, limit=None
        ):
            if (distance := DamerauLevenshtein.distance(word, other)) <= edits:
                yield other, float(distance)

    def _by_shape(self, word: str) -> Iterator[tuple[str, float]]:
        key = ocr_key(word)
        pool = [near for size in (len(key) - 1, len(key), len(key) + 1) for near in self._ocr_keys_by_size[size]]
        for other, distance, _ in process.extract(key, pool, scorer=OSA.distance, score_cutoff=1, limit=5):
            for original in self._by_ocr_key[other]:
                yield original, OCR_COST + distance

    def _in_two(self, word: str, edits: int) -> Iterator[tuple[str, float]]:
        """Yield readings of a word as two known words, one of them mended."""
        for cut in range(4, len(word) - 3):
            left, right = word[:cut], word[cut:]
            if left in self and right not in self:
                yield from ((left + near, cost) for near, cost in self._few_near(right, edits))
            elif right in self and left not in self:
                yield from ((near + right, cost) for near, cost in self._few_near(left, edits))

    def _few_near(self, word: str, edits: int) -> list[tuple[str, float]]:
        alike = self._by_ocr_key.get(ocr_key(word), ())
        if alike:
            return [(near, OCR_COST) for near in alike[:2]]
        budget = min(edits, 1 if len(word) < 8 else 2)
        near = process.extract(word, self._pool(len(word), budget), scorer=OSA.distance, score_cutoff=budget, limit=2)
        return [(found, float(distance)) for found, distance, _ in near]

    def _pool(self, size: int, edits: int) -> list[str]:
        return [word for near in range(size - edits, size + edits + 1) for word in self._by_size[near]]

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        return _sized(self._rank)

    @cached_property
    def _ocr_keys_by_size(self) -> dict[int, list[str]]:
        return _sized(self._by_ocr_key)

    @cached_property
    def _by_ocr_key(self) -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = {}
        for word in self._rank:
            by_key.setdefault(ocr_key(word), []).append(word)
        return by_key


def _sized(words: Iterable[str]) -> dict[int, list[str]]:
    by_size: dict[int, list[str]] = defaultdict(list)
    for word in words:
        by_size[len(word)].append(word)
    return by_size
