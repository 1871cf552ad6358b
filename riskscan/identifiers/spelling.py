"""One key for names that are spelled with other signs, or with letters of two scripts that look alike."""

import re
from functools import cache

from riskscan.identifiers.characters import fold, to_plain
from riskscan.tables.characters import load_homoglyphs

__all__ = ["fold_name", "has_vowel_signs"]

_MIXED_WORD = re.compile(r"[A-Za-z]*[\u0400-\u052f][A-Za-z\u0400-\u052f]*|[A-Za-z]+(?=[\u0400-\u052f])\w*")
_VOWEL_SIGNS = re.compile("[\u0900-\u109f\u1780-\u17ff]")
_ARABIC = str.maketrans("أإآةى", "اااهي", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
"""Letters that are written with and without a sign, and signs that are mostly left out."""


def has_vowel_signs(text: str) -> bool:
    """Whether a text has letters of India or Indochina, whose vowels `fold` would take for marks."""
    return _VOWEL_SIGNS.search(text) is not None


def fold_name(text: str) -> str:
    """Return `fold` of a name, in which a letter of the wrong one of two scripts that look alike is put right.

    Examples
    --------
    >>> fold_name("КИТАЙ") == fold_name("KИТAЙ"), fold_name("СHINA")
    (True, 'china')
    """
    if text.isascii():
        return fold(text)
    if has_vowel_signs(text):
        return to_plain(text).casefold().strip(". ")
    return fold(_MIXED_WORD.sub(_in_one_script, text).translate(_ARABIC))


def _in_one_script(match: re.Match[str]) -> str:
    word = match[0]
    n_latin = sum(letter.isascii() for letter in word)
    if n_latin == 0:
        return word
    table = _to_cyrillic() if 2 * n_latin <= len(word) else _to_latin()
    return word.casefold().translate(table)


@cache
def _to_latin() -> dict[int, str]:
    return {ord(character): latin for character, latin in load_homoglyphs().items()}


@cache
def _to_cyrillic() -> dict[int, str]:
    table: dict[int, str] = {}
    for character, latin in load_homoglyphs().items():
        if "\u0400" <= character <= "\u052f":
            table.setdefault(ord(latin), character)
    return table
