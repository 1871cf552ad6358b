"""A decoded text taken apart: the words beyond ASCII, and how odd they are in any language."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from riskscan.manifest.encoding.signs import beside, is_ideographic, rate_case, rate_scripts, rate_sign, script_of

__all__ = ["ANY_PAIR", "Chunk", "count_chunks", "parse_chunk"]

ANY_PAIR = -2.8
"""Share of a pair of ASCII letters where the language does not tell."""

_RUN = re.compile(r"[A-Za-z\x80-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Letters and signs that stand together, at least one of them beyond ASCII.

    Attributes
    ----------
    words : tuple of str
        Its words beyond ASCII, in small letters; runs of Chinese, Japanese or Korean characters stand apart.
    oddness : float
        What the signs, the case and the scripts say, whatever the language; 0 or less.
    """

    words: tuple[str, ...]
    oddness: float


def count_chunks(text: str) -> Counter[str]:
    """Return the chunks of a text and how often each occurs; each begins with the character before it."""
    runs = (run for run in _RUN.finditer(text) if not run[0].isascii())
    return Counter(text[max(0, run.start() - 1) : run.end()] for run in runs)


@lru_cache(maxsize=8192)
def parse_chunk(chunk: str) -> Chunk:
    """Take a chunk apart; its first character may be the one before it."""
    words: list[str] = []
    oddness = 0.0
    start, kind = 0, ""
    for place, character in enumerate(chunk + "\n"):
        new = "" if script_of(character) == "sign" else "wide" if is_ideographic(character) else "narrow"
        if {new, kind} == {"wide", "narrow"}:
            oddness += beside(chunk[place - 1], character)
        if new != kind:
            if kind:
                oddness += _rate_word(chunk[start:place], kind, words)
            start, kind = place, new
        if not new and not character.isascii():
            oddness += rate_sign(character, chunk[max(0, place - 1) : place], chunk[place + 1 : place + 2])
    return Chunk(tuple(words), oddness)


def _rate_word(word: str, kind: str, words: list[str]) -> float:
    """Rate a word by case and scripts, and note it unless it is ASCII."""
    if word.isascii():
        return ANY_PAIR * len(word)
    if kind == "wide":
        words.append(word)
        return 0.0
    words.append("".join(small if len(small := letter.lower()) == 1 else letter for letter in word))
    return rate_case(word) + rate_scripts(word)
