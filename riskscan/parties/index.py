"""An index of listed names: each name of a manifest is looked up once, by keys of its words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log
from typing import Any

from rapidfuzz import fuzz, process

from riskscan.parties.listed import ListedName, ListedParty, SanctionsList
from riskscan.parties.matching import Likeness, NamePair, compare_words
from riskscan.parties.naming import NameWords, name_words, sound_of

__all__ = ["Found", "PartyIndex"]

_MOST_OF_KEY = 400
"""Names that share a key; a key of more is too common to seek by."""

_MOST_CANDIDATES = 8
_LEAST_RATIO = 70.0
_EDGE = 4
_REMEMBERED = 500_000
_VOWELS = str.maketrans("", "", "aeiou")


class Found:
    """A listed party whose name is like one that was asked for, and how like."""

    __slots__ = ("likeness", "name", "party", "source")

    def __init__(self, party: ListedParty, name: ListedName, source: SanctionsList, likeness: Likeness) -> None:
        self.party = party
        self.name = name
        self.source = source
        self.likeness = likeness


class PartyIndex:
    """Listed names, ready to be asked; picklable.

    Parameters
    ----------
    lists : sequence of SanctionsList
        What was read.
    """

    def __init__(self, lists: Sequence[SanctionsList]) -> None:
        self.lists = tuple(lists)
        self._names: list[tuple[int, int, int]] = []
        self._words: list[NameWords] = []
        for place, source in enumerate(self.lists):
            for number, party in enumerate(source.parties):
                for which, name in enumerate(party.names):
                    words = name_words(name.text)
                    if words.joined and len(words.joined) > 1:
                        self._names.append((place, number, which))
                        self._words.append(words)
        self._ordered = [words.ordered for words in self._words]
        self._counts = Counter(sound_of(word) for words in self._words for word in set(words.words))
        keyed: dict[str, list[int]] = defaultdict(list)
        for row, words in enumerate(self._words):
            for key in _keys(words):
                keyed[key].append(row)
        self._keyed = dict(keyed)
        self._known: dict[str, tuple[Found, ...]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return all but what was asked before."""
        return {**self.__dict__, "_known": {}}

    def find(self, name: str) -> tuple[Found, ...]:
        """Return the listed parties with names like this one, the likest first, each party once.

        Parameters
        ----------
        name : str
            Of a party.

        Returns
        -------
        tuple of Found
            Empty where there is none.
        """
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[name] = self._find(name)
        return known

    def _find(self, name: str) -> tuple[Found, ...]:
        asked = name_words(name)
        if len(asked.joined) < 2:
            return ()
        best: dict[tuple[int, int], Found] = {}
        for row in self._candidates(asked):
            likeness = compare_words(NamePair(asked, self._words[row]), self._weight)
            if likeness is None:
                continue
            place, number, which = self._names[row]
            source = self.lists[place]
            found = Found(source.parties[number], source.parties[number].names[which], source, likeness)
            before = best.get((place, number))
            if before is None or likeness.share > before.likeness.share:
                best[place, number] = found
        return tuple(
            sorted(best.values(), key=lambda found: (-found.likeness.share, found.source.name, found.party.id))
        )

    def _candidates(self, asked: NameWords) -> Iterable[int]:
        same = self._keyed.get(f"={asked.joined}", ())
        rows: dict[int, None] = dict.fromkeys(same[: _MOST_CANDIDATES * 4])
        near: set[int] = set()
        for key in _keys(asked):
            found = self._keyed.get(key, ())
            if not key.startswith("=") and len(found) <= _MOST_OF_KEY:
                near.update(found)
        if near:
            choices = {row: self._ordered[row] for row in sorted(near)}
            liked = process.extract(
                asked.ordered, choices, scorer=fuzz.ratio, processor=None, score_cutoff=_LEAST_RATIO,
                limit=_MOST_CANDIDATES,
            )  # fmt: skip
            rows |= dict.fromkeys(row for _, _, row in liked)
        return rows

    def _weight(self, word: str) -> float:
        """Return how much a word tells: less where many listed names bear it."""
        return log(1 + len(self._words) / (1 + self._counts[sound_of(word)])) + 0.1


def _keys(name: NameWords) -> set[str]:
    """Return what a name is found by: itself, the consonants of its words, their beginnings and ends."""
    keys = {f"={name.joined}"}
    for word in name.words:
        sound = sound_of(word)
        consonants = sound.translate(_VOWELS)
        if len(consonants) > 1:
            keys.add(f"c{consonants}")
        if len(sound) > _EDGE:
            keys |= {f"b{sound[:_EDGE]}", f"e{sound[-_EDGE:]}"}
    return keys
