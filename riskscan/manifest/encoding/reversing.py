"""UTF-8 that was read in a code page, turned back.

Such text gives itself away: every character beyond ASCII has become two to four, the first one of 51, the others of 64.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from riskscan.manifest.encoding.signs import script_of

__all__ = ["Reversal", "bytes_of", "may_be_turned", "reverse"]

_BEYOND = re.compile(r"[^\x00-\x7f]+")
_CHANCE = 3
"""So many characters are hardly valid UTF-8 by chance."""
_AT_END = re.compile("[À-Þ][’”“»–—…]")
_LOST_SPACE = re.compile("([ÂÃÄÅÎÏÐÑ×ØÙ]) ")
"""The space was the second byte of a character, which counts as white space (A0, 85), until it was made plain."""
_QUOTES = "«»“”„‘’‹›–—…"
_MOST_LOST, _LEAST_TURNED = 0.25, 0.3


@dataclass(frozen=True, slots=True)
class Reversal:
    """A text whose words that are UTF-8, read in a code page, are turned back.

    Attributes
    ----------
    text : str
        The text; equal to what was given where nothing was turned.
    turned : frozenset of str
        What distinct words became.
    n_left : int
        Words beyond ASCII that are no UTF-8.
    """

    text: str
    turned: frozenset[str] = frozenset()
    n_left: int = 0

    @property
    def n_characters(self) -> int:
        """Characters beyond ASCII of the distinct words that were turned, less those that were lost."""
        if not self.turned:
            return 0
        return sum(len(word) - 2 * word.count("\ufffd") for word in self.turned)

    @property
    def is_beyond_chance(self) -> bool:
        """Whether so much of a text is hardly ever valid by chance."""
        return self.n_characters >= _CHANCE and not self.n_left and not any("\ufffd" in word for word in self.turned)


def may_be_turned(text: str, pages: tuple[str, ...]) -> bool:
    """Whether `reverse` may turn anything of a text, of whichever of some pages it is.

    Examples
    --------
    >>> may_be_turned("Å\x81Ã³dÅº", ("cp1252",)), may_be_turned("四氢呋喃", ("cp1252", "koi8-r"))
    (True, False)
    """
    return _any_sequence(pages).search(text) is not None or _LOST_SPACE.search(text) is not None


def reverse(text: str, page: str) -> Reversal:
    """Turn back what is UTF-8 that was read in a single-byte page.

    Examples
    --------
    >>> reverse("Å\x81Ã³dÅº", "cp1252").text
    'Łódź'
    >>> reverse("Ã‰PICES et thé", "cp1252")
    Reversal(text='ÉPICES et thé', turned=frozenset({'É'}), n_left=1)
    """
    if page == "cp1252" and _LOST_SPACE.search(text):
        whole = _turn(_LOST_SPACE.sub(_with_byte, text), page)
        if whole.is_beyond_chance:
            return whole
    return _turn(text, page)


def _with_byte(found: re.Match[str]) -> str:
    return found[1] + ("\x85" if found[1] == "Ñ" else "\xa0")


def _turn(text: str, page: str) -> Reversal:
    """Turn every word that is UTF-8; one that may be what it looks like only where it stands beside another."""
    sequences = _sequence(page).findall(text)  # most texts have none
    if not sequences or sum(map(len, sequences)) < _LEAST_TURNED * sum(map(len, _BEYOND.findall(text))):
        return Reversal(text)
    meant: dict[str, str] = {}
    left: set[str] = set()
    is_sign = False
    for found in _BEYOND.finditer(text):
        word = found[0]
        turned = _meant(word, page)
        if turned is not None:
            meant[word] = turned
            is_sign = is_sign or not _may_be_honest(word, text[: found.start()], text[found.end() :])
        elif any(map(str.isalpha, word)):
            left.add(word)
    if not is_sign:
        return Reversal(text)
    turned_text = _BEYOND.sub(lambda word: meant.get(word[0], word[0]), text)
    return Reversal(turned_text, frozenset(meant.values()), len(left))


def _may_be_honest(word: str, before: str, after: str) -> bool:
    """A capital beyond ASCII that ends a word and a quotation mark or dash are rather what they look like."""
    return bool(_AT_END.fullmatch(word)) and not before[-1:].islower() and not after[:1].isalpha()


def _meant(word: str, page: str) -> str | None:
    """Return what a word was meant to be, None where it is no UTF-8; quotation marks round it may be honest."""
    whole = _decoded(word, page)
    if whole is not None:
        return whole
    bare = word.strip(_QUOTES)
    inner = _decoded(bare, page) if 1 < len(bare) < len(word) else None
    return None if inner is None else word.replace(bare, inner)


def _decoded(word: str, page: str) -> str | None:
    """Decode a word; a few characters that had lost a byte become U+FFFD."""
    table = bytes_of(page)
    try:
        content = bytes(table[letter] for letter in word)
    except KeyError:
        return None
    meant = content.decode("utf-8", errors="replace")
    n_lost = meant.count("\ufffd")
    return None if n_lost > _MOST_LOST * len(meant) or any(map(_is_no_text, meant)) else meant


def _is_no_text(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cn", "Co") or script_of(character) == "other"


@cache
def bytes_of(page: str) -> dict[str, int]:
    """Return the byte of each character beyond ASCII; bytes that the page leaves undefined are control characters."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(page, errors="replace")
        if letter != "\ufffd":
            table[letter] = byte
    return table


@cache
def _any_sequence(pages: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the first two bytes of any character of UTF-8 that was read in one of some pages."""
    found = [item for page in pages for item in bytes_of(page).items()]
    first, second = (
        re.escape("".join(dict.fromkeys(letter for letter, byte in found if low <= byte <= high)))
        for low, high in ((0xC2, 0xF4), (0x80, 0xBF))
    )
    return re.compile(f"[{first}][{second}]")


@cache
def _sequence(page: str) -> re.Pattern[str]:
    """Return what finds one character of UTF-8 that was read in a page."""

    def letters(first: int, last: int) -> str:
        own = "".join(letter for letter, byte in bytes_of(page).items() if first <= byte <= last)
        return f"[{re.escape(own)}]"

    rest = letters(0x80, 0xBF)
    return re.compile(f"{letters(0xC2, 0xDF)}{rest}|{letters(0xE0, 0xEF)}{rest}{{2}}|{letters(0xF0, 0xF4)}{rest}{{3}}")
