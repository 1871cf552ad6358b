"""How likely a word is in a language: by the letters that follow each other, and by the words that are known here."""

import gettext
import re
from collections.abc import Iterator
from functools import cache
from math import log
from typing import Protocol

import pycountry

from riskscan.manifest.encoding.chunks import ANY_PAIR
from riskscan.manifest.encoding.signs import is_ideographic, script_of
from riskscan.tables.code_pages import load_common_characters, load_letter_pairs
from riskscan.tables.languages import load_column_aliases
from riskscan.tables.substances import load_synonyms
from riskscan.tables.units import load_units

__all__ = ["Language", "load_language"]

_OFTEN, _SOMETIMES, _SELDOM, _UNSEEN = -1.8, -3.4, -5.8, -9.0
_FOREIGN_LETTER, _FOREIGN_SCRIPT, _AFTER_FOREIGN = -12.5, -15.0, -4.0
_UNIT, _HEADER_WORD, _KNOWN_WORD = -5.5, -7.5, -9.5
_FIRST_RANKS, _RANKED = 40, -1.3
_HALFWIDTH, _FULLWIDTH, _RARE_CHARACTER, _ODD_CHARACTER = -5.0, -7.0, -11.0, -14.0
_LONE = -6.0
_LONGEST_PHRASE = 8
_WORD = re.compile(r"[^\W\d_]+")
_CEDILLAS = str.maketrans("șț", "şţ")
"""Romanian with commas below is written with cedillas in most code pages."""
_PLAIN_SETS = {"zh_CN": "gb2312", "zh_TW": "big5", "ja": "shift_jis", "ko": "euc_kr"}
"""Languages without spaces between words, and the set of the characters that they mostly use."""
_TABLE_CODES = {"zh_CN": "zh", "zh_TW": "zh"}
_LOCALES = {"nb": "nb_NO"}


class Language(Protocol):
    """What rates the words of a language."""

    def likelihood(self, word: str, *, with_words: bool) -> float:
        """Return the logarithm of a rough probability of a word in small letters.

        Parameters
        ----------
        word : str
            Letters only.
        with_words : bool
            Whether a word of the tables is likelier than its letters.
        """


@cache
def load_language(code: str) -> Language:
    """Return what rates the words of a language of `load_letter_pairs` or `load_common_characters`."""
    return _Ideographic(code) if code in _PLAIN_SETS else _Alphabetic(code)


class _Alphabetic:
    """A language of words: a word is as likely as its pairs of letters."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._pairs: dict[str, float] = {}
        for letter, following in load_letter_pairs()[code].items():
            shares = ((following.often, _OFTEN), (following.sometimes, _SOMETIMES), (following.seldom, _SELDOM))
            self._pairs |= {letter + after: share for letters, share in shares for after in letters}
        self._letters = {letter for pair in self._pairs for letter in pair} | set("abcdefghijklmnopqrstuvwxyz^$")
        self._scripts = {script_of(letter) for letter in self._letters if not letter.isascii()}
        self._seen: dict[str, float] = {}

    def likelihood(self, word: str, *, with_words: bool) -> float:
        if word not in self._seen:
            pairs = zip("^" + word, word + "$", strict=True)
            self._seen[word] = sum(self._follows(before, letter) for before, letter in pairs)
        found = self._seen[word]
        return max(found, _known_words(self._code).get(word, found)) if with_words else found

    def _follows(self, before: str, letter: str) -> float:
        if (known := self._pairs.get(before + letter)) is not None:
            return known
        if letter not in self._letters:
            return _FOREIGN_LETTER if script_of(letter) in self._scripts else _FOREIGN_SCRIPT
        if before.isascii() and letter.isascii() and "latin" not in self._scripts:
            return ANY_PAIR
        return _UNSEEN if before in self._letters else _AFTER_FOREIGN


class _Ideographic:
    """A language without spaces: a run is as likely as its characters, or as the known phrases in it."""

    def __init__(self, code: str) -> None:
        self._code = code
        ranks = load_common_characters()[code]
        self._ranks = {character: _RANKED - log(rank + _FIRST_RANKS) for rank, character in enumerate(ranks)}
        self._plain = _PLAIN_SETS[code]

    def likelihood(self, word: str, *, with_words: bool) -> float:
        if not is_ideographic(word[0]):
            return sum(ANY_PAIR if letter.isascii() else _FOREIGN_LETTER for letter in word)
        phrases = _known_words(self._code) if with_words else {}
        total, place = _LONE * (len(word) == 1 and script_of(word) in ("halfwidth", "kana", "fullwidth")), 0
        while place < len(word):
            length, share = self._longest(word, place, phrases)
            total += share
            place += length
        return total

    def _longest(self, word: str, place: int, phrases: dict[str, float]) -> tuple[int, float]:
        """Return the length and the share of the longest known phrase here, else of one character."""
        for length in range(min(_LONGEST_PHRASE, len(word) - place), 1, -1) if phrases else ():
            phrase = word[place : place + length]
            if (known := phrases.get(phrase)) is not None:
                return length, max(known, sum(map(self._rate, phrase)))
        return 1, self._rate(word[place])

    def _rate(self, character: str) -> float:
        if (share := self._ranks.get(character)) is not None:
            return share
        script = script_of(character)
        if script == "halfwidth":
            return _HALFWIDTH if self._code == "ja" else _ODD_CHARACTER
        if script == "fullwidth":
            return _FULLWIDTH
        try:
            character.encode(self._plain)
        except UnicodeEncodeError:
            return _ODD_CHARACTER
        return _RARE_CHARACTER


@cache
def _known_words(code: str) -> dict[str, float]:
    """Return words of a language that have letters beyond ASCII: of headers, units, countries and listed names."""
    table_code = _TABLE_CODES.get(code, code)
    names = [*_country_names(code), *(row.name for row in load_synonyms() if row.language == table_code)]
    headers = [row.alias for row in load_column_aliases() if row.language == table_code]
    units = [unit.symbol for unit in load_units()]
    words: dict[str, float] = {}
    for texts, share in ((names, _KNOWN_WORD), (headers, _HEADER_WORD), (units, _UNIT)):
        for text in texts:
            small = text.lower()
            for form in (small, small.translate(_CEDILLAS)) if code == "ro" else (small,):
                words |= dict.fromkeys((word for word in _WORD.findall(form) if not word.isascii()), share)
    return words


def _country_names(code: str) -> Iterator[str]:
    locale = _LOCALES.get(code, code)
    translation = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale], fallback=True)
    for country in pycountry.countries:
        for kind in ("common_name", "name", "official_name"):
            if name := getattr(country, kind, None):
                yield translation.gettext(name)
