"""The words of a text that were matched, as segments: whoever shows them marks them in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskscan.tables.characters import GREEK_NAMES

__all__ = ["Segment", "mark_words"]

_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text.

    Attributes
    ----------
    text : str
        As it stands in the cell.
    is_marked : bool
        Whether it was matched.
    """

    text: str
    is_marked: bool = False


def mark_words(text: str, words: Iterable[str]) -> tuple[Segment, ...]:
    """Return a text cut into what was matched and what lies between; together they are the text.

    Parameters
    ----------
    text : str
        Of a cell.
    words : iterable of str
        As they stand in it, or but for case, punctuation, spaces and Greek letters spelled out; others are left out.

    Examples
    --------
    >>> [(part.text, part.is_marked) for part in mark_words("BMK oil, bmk", ["BMK"])]
    [('BMK', True), (' oil, ', False), ('bmk', True)]
    """
    is_marked = bytearray(len(text))
    folded = text.lower()
    if len(folded) != len(text):  # a letter that changes its length with its case
        folded = text
    for word in filter(None, words):
        found = _places(folded, word if folded is text else word.lower()) or _loose_places(text, word)
        for start, end in found:
            is_marked[start:end] = b"\x01" * (end - start)
    segments: list[Segment] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or is_marked[place] != is_marked[start]:
            segments.append(Segment(text[start:place], bool(is_marked[start])))
            start = place
    return tuple(segments)


def _places(text: str, sought: str) -> list[tuple[int, int]]:
    found = []
    place = text.find(sought)
    while place >= 0:
        found.append((place, place + len(sought)))
        place = text.find(sought, place + len(sought))
    return found


def _loose_places(text: str, word: str) -> list[tuple[int, int]]:
    """Return where letters and figures of a word follow one another in a text, between words of Latin letters."""
    (sought, _), (letters, origins) = _letters(word), _letters(text)
    if len(sought) < _LEAST_LETTERS:
        return []
    found = [(origins[start], origins[end - 1] + 1) for start, end in _places(letters, sought)]
    return [(start, end) for start, end in found if not (_goes_on(text, start) or _goes_on(text, end))]


def _letters(text: str) -> tuple[str, list[int]]:
    """Return letters and figures of a text in one case, Greek ones spelled out, and the place of each in the text."""
    kept = [
        (letter, place)
        for place, character in enumerate(text)
        if character.isalnum()
        for letter in GREEK_NAMES.get(character.lower(), character.casefold())
    ]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _goes_on(text: str, place: int) -> bool:
    """Whether a word of Latin letters and figures goes on across a place."""
    return 0 < place < len(text) and all(c.isascii() and c.isalnum() for c in text[place - 1 : place + 1])
