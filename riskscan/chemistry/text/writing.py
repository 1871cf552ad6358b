"""The letters of a line in scripts whose words bear articles, particles and signs of vowels, and where they stand.

Arabic, Hebrew, the scripts of India and South East Asia, Korean, Georgian and Armenian; Chinese and Japanese are read
by `riskscan.chemistry.names.scripts`, Latin, Greek and Cyrillic words by `riskscan.chemistry.decode.word_reading`.
"""

import re
from dataclasses import dataclass
from functools import cache

from riskscan.chemistry.text.spelling import strip_accents
from riskscan.tables.characters import GREEK_NAMES

__all__ = [
    "SCRIPT_RUN",
    "Written",
    "has_word_script",
    "is_hangul",
    "is_script_letter",
    "letters_of",
    "without_word_scripts",
    "write",
]

_SCRIPTS = "\u0530-\u08ff\u0900-\u0eff\u1000-\u11ff\u1780-\u17ff\ua960-\ua97f\uac00-\ud7ff"
_SCRIPT = re.compile(f"[{_SCRIPTS}]")
SCRIPT_RUN = re.compile(f"[{_SCRIPTS}]+")
"""Letters and signs of these scripts that stand together."""

_WORD = re.compile(rf"[^\W{_SCRIPTS}_]+|[{_SCRIPTS}]+")
_ARTICLE = re.compile("(?:[وبكف]?ال|و?لل)(?=[\u0600-\u06ff]{3})")


def has_word_script(text: str) -> bool:
    """Whether a text has letters of one of these scripts.

    Examples
    --------
    >>> has_word_script("아세톤"), has_word_script("丙酮"), has_word_script("ацетон")
    (True, False, False)
    """
    return not text.isascii() and _SCRIPT.search(text) is not None


def is_script_letter(character: str) -> bool:
    """Whether a character is a letter or sign of one of these scripts."""
    return _SCRIPT.match(character) is not None


def is_hangul(character: str) -> bool:
    """Whether a character is a syllable of Korean."""
    return "\uac00" <= character <= "\ud7a3"


def without_word_scripts(text: str) -> str:
    """Return a text of the same length with the words in these scripts blanked, so that what stands beside is apart.

    Examples
    --------
    >>> without_word_scripts("acetone용 drum")
    'acetone  drum'
    """
    return SCRIPT_RUN.sub(lambda run: " | ".ljust(len(run.group()))[: len(run.group())], text)


@dataclass(frozen=True, slots=True)
class Written:
    """The letters of a text without what stands between them.

    Attributes
    ----------
    text : str
    letters : str
    places : list of int
        Where in the text each letter stands.
    words : dict of int to int
        Where each word ends, by where it begins; both are counted in the letters.
    word_of : list of int
        Where the word of each letter begins.
    """

    text: str
    letters: str
    places: list[int]
    words: dict[int, int]
    word_of: list[int]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return where some letters stand in the text, with the signs that follow the last of them."""
        end = self.places[last - 1] + 1
        while end < len(self.text) and _SCRIPT.match(self.text[end]) and not _plain(self.text[end]):
            end += 1
        return self.places[first], end


def write(text: str) -> Written:
    """Return the letters of a text; the Arabic article is left out, which a name has with or without."""
    letters: list[str] = []
    places: list[int] = []
    words: dict[int, int] = {}
    word_of: list[int] = []
    for word in _WORD.finditer(text):
        begin = len(letters)
        article = _ARTICLE.match(word.group())
        for place in range(word.start() + (article.end() if article else 0), word.end()):
            for letter in _plain(text[place]):
                letters.append(letter)
                places.append(place)
                word_of.append(begin)
        if len(letters) > begin:
            words[begin] = len(letters)
    return Written(text, "".join(letters), places, words, word_of)


def letters_of(name: str) -> str:
    """Return the letters of a name, as they are compared.

    Examples
    --------
    >>> letters_of("حمض الكبريتيك") == letters_of("حمض كبريتيك")
    True
    """
    return write(name).letters


@cache
def _plain(character: str) -> str:
    """Return what a character is compared as; nothing for a sign that may be left out, and for punctuation."""
    folded = strip_accents(character.casefold())
    folded = GREEK_NAMES.get(folded, folded)
    return "".join(letter for letter in folded if letter.isalnum() or _SCRIPT.match(letter))
