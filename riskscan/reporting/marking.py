"""The words of a text that were matched, as segments: whoever shows them marks them in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Segment", "mark_words"]


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
        As they stand in it; those that do not are left out. Case counts only where the text has them in that case.

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
        sought = word if folded is text else word.lower()
        place = folded.find(sought)
        while place >= 0:
            is_marked[place : place + len(sought)] = b"\x01" * len(sought)
            place = folded.find(sought, place + len(sought))
    segments: list[Segment] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or is_marked[place] != is_marked[start]:
            segments.append(Segment(text[start:place], bool(is_marked[start])))
            start = place
    return tuple(segments)
