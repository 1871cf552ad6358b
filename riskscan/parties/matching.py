"""How like two names are, word by word, rare words weighing more."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from riskscan.parties.naming import NameWords, sound_of

__all__ = ["CLOSE", "Likeness", "NamePair", "compare_words"]

CLOSE = 0.9
"""From this share of agreement on, two names are close."""

_LEAST = 0.8
_SAME_SOUND = 0.96
_EDIT = 0.6  # of a letter's share of the word
_SHORT, _LONG = 4, 8


@dataclass(frozen=True, slots=True)
class NamePair:
    """A name of a manifest and one of a list."""

    asked: NameWords
    listed: NameWords


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are.

    Attributes
    ----------
    share : float
        In (0, 1]: what of both names agrees, by weight; 1 where they are the same.
    is_same : bool
        All words agree to the letter; forms of companies and the order of words do not count.
    is_transliterated : bool
        The names stand in different scripts, or sound alike in one that is no alphabet.
    asked : NameWords
        The name that was asked for.
    """

    share: float
    is_same: bool
    is_transliterated: bool
    asked: NameWords


def compare_words(pair: NamePair, weight: Callable[[str], float]) -> Likeness | None:
    """Return how like two names are, None where they are not.

    Parameters
    ----------
    pair : NamePair
        The names.
    weight : callable
        How much a word tells.
    """
    asked, listed = pair.asked, pair.listed
    crossed = asked.native != listed.native and not (asked.native.isascii() and listed.native.isascii())
    if asked.ordered == listed.ordered or asked.joined == listed.joined:
        return Likeness(1.0, True, crossed, asked)
    agree = _in_order if asked.is_run and listed.is_run else _in_any_order
    agreed = agree(pair, weight)
    total = sum(map(weight, asked.words)) + sum(map(weight, listed.words))
    share = agreed / total
    return Likeness(share, False, crossed, asked) if share >= _LEAST else None


def _in_any_order(pair: NamePair, weight: Callable[[str], float]) -> float:
    """Return the weight of the words that agree, wherever they stand."""
    left = sorted(pair.listed.words)
    agreed = 0.0
    for word in sorted(pair.asked.words, key=lambda word: (-len(word), word)):
        best = max(left, key=lambda other: (_alike(word, other), other), default="")
        likeness = _alike(word, best) if best else 0.0
        if likeness:
            agreed += likeness * (weight(word) + weight(best))
            left.remove(best)
    return agreed


def _in_order(pair: NamePair, weight: Callable[[str], float]) -> float:
    """Return the weight of the syllables that agree and stand in one order: in another they make another name."""
    above = [0.0] * (len(pair.listed.words) + 1)
    for word in pair.asked.words:
        row = [0.0]
        for place, other in enumerate(pair.listed.words):
            both = above[place] + _alike(word, other) * (weight(word) + weight(other))
            row.append(max(both, above[place + 1], row[place]))
        above = row
    return above[-1]


def _alike(word: str, other: str) -> float:
    """Return how like two words are: numbers and short words agree whole or not at all."""
    if word == other:
        return 1.0
    if not (word.isalpha() and other.isalpha()):
        return 0.0
    if sound_of(word) == sound_of(other):
        return _SAME_SOUND
    shorter = min(len(word), len(other))
    allowed = 0 if shorter < _SHORT else 1 if shorter < _LONG else 2
    edits = OSA.distance(word, other, score_cutoff=allowed)
    return 1 - _EDIT * edits / shorter if allowed and edits <= allowed else 0.0
