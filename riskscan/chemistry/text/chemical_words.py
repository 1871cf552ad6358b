"""Tell a word that is made of the parts of chemical names from others."""

from collections.abc import Sequence
from functools import cache, lru_cache

import ahocorasick

from riskscan.chemistry.text.word_columns import rows_at
from riskscan.tables.morphemes import load_everyday_words, load_morphemes

__all__ = [
    "has_telling_part",
    "is_chemical_word",
    "is_mostly_chemical",
    "is_partly_chemical",
    "looks_chemical",
    "with_telling_part",
]

_SHORTEST, _LONGEST = 5, 60
_LONG, _LONGEST_PART = 14, 14


@lru_cache(maxsize=20_000)
def looks_chemical(word: str) -> bool:
    """Whether a lower-case word of Latin letters is made of parts of chemical names.

    Examples
    --------
    >>> looks_chemical("phenethylpiperidone"), looks_chemical("toluene")
    (True, True)
    >>> looks_chemical("sweater"), looks_chemical("alone"), looks_chemical("propeller")
    (False, False, False)
    """
    return (
        _SHORTEST <= len(word) <= _LONGEST
        and has_telling_part(word)
        and _says_enough(_telling_letters(word)[-1], len(word))
    )


def has_telling_part(word: str) -> bool:
    """Whether a word holds any telling part: a look in passing that spares most words the next one."""
    return any(True for _ in _telling_parts().iter(word))


def with_telling_part(words: Sequence[str]) -> list[str]:
    """Return those of some words that hold a telling part: one look over all of them.

    Examples
    --------
    >>> with_telling_part(["cotton", "toluene", "shirt"])
    ['toluene']
    """
    found = (end for end, _ in _telling_parts().iter("\n".join(words)))
    return [words[row] for row in rows_at(found, words)]


@cache
def _telling_parts() -> ahocorasick.Automaton:
    parts = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for part in load_morphemes().telling:
        parts.add_word(part)
    parts.make_automaton()
    return parts


def _says_enough(telling: int, size: int) -> bool:
    return telling >= max(4, size * 0.32)


@cache
def _parts() -> dict[str, int]:
    """Return the parts of chemical names with how many of their letters are telling."""
    morphemes = load_morphemes()
    return dict.fromkeys(morphemes.joining, 0) | {part: len(part) for part in morphemes.telling}


def _telling_letters(word: str) -> list[int]:
    """Return how many letters of each beginning of a word telling parts cover; -1 where parts do not make it up."""
    find, size = _parts().get, len(word)
    covered = [0] + [-1] * size
    for start in range(size):
        so_far = covered[start]
        if so_far < 0:
            continue
        for end in range(start + 1, min(size, start + _LONGEST_PART) + 1):
            telling = find(word[start:end])
            if telling is not None and so_far + telling > covered[end]:
                covered[end] = so_far + telling
    return covered


def _telling_letters_of_ends(word: str) -> list[int]:
    """Return the same for what begins at each letter of a word and goes on to its end."""
    find, size = _parts().get, len(word)
    covered = [-1] * size + [0]
    for start in range(size - 1, -1, -1):
        for end in range(start + 1, min(size, start + _LONGEST_PART) + 1):
            if covered[end] >= 0 and (telling := find(word[start:end])) is not None:
                covered[start] = max(covered[start], covered[end] + telling)
    return covered


def is_partly_chemical(word: str) -> bool:
    """Whether a long word is made of parts of chemical names but for its beginning or end: there is a slip."""
    if not _LONG <= len(word) <= _LONGEST or not has_telling_part(word):
        return False
    size, rest = len(word), len(word) // 4
    telling = _telling_letters(word)
    if any(_says_enough(telling[end], end) for end in range(size - rest, size)):
        return True
    telling = _telling_letters_of_ends(word)
    return any(_says_enough(telling[start], size - start) for start in range(1, rest + 1))


def is_mostly_chemical(letters: str) -> bool:
    """Whether half the letters of a long word, or of words written together, are telling parts of chemical names.

    Examples
    --------
    >>> is_mostly_chemical("chloroquabenzethanamide"), is_mostly_chemical("waterproofjacket")
    (True, False)
    """
    if len(letters) < _LONG:
        return False
    told = {
        place for end, size in _telling_parts().iter(letters) if size > 3 for place in range(end - size + 1, end + 1)
    }
    return 2 * len(told) >= len(letters)


def is_chemical_word(word: str) -> bool:
    """Whether a word looks chemical and is no everyday word."""
    return looks_chemical(word) and word not in load_everyday_words()
