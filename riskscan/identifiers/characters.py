"""Characters that look alike or cannot be seen: one plain form before anything is compared."""

import re
import unicodedata

__all__ = ["DASHES", "HIDDEN", "fold", "to_plain"]

HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Inside of a character class: characters of no width, of direction and of variation, which nobody sees."""

DASHES = (
    "\u02d7\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u2e3a\u2e3b\u301c\u3030"
    "\ufe58\ufe63\uff0d"
)
"""Dashes, hyphens and minus signs of all scripts; the long-vowel mark of Japanese is a letter."""

_HIDDEN = re.compile(f"[{HIDDEN}]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_DASH = re.compile(f"[{DASHES}]")
_SPACE = re.compile(r"\s+")
_POINT = re.compile("[.'`´’‘ʼ·]")
_MARK = re.compile(r"[\W_]+")
_ACCENT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
_ASCII_MARKS: dict[int, str | None] = {
    **{code: " " for code in range(128) if not chr(code).isalnum()},
    **dict.fromkeys(map(ord, ".'`")),
}
"""What `fold` makes of other than letters and digits, in one go."""
_VARIANTS = str.maketrans(dict(zip("ıłđøħىیةک", "ildohييهك", strict=True)))
"""Letters that Unicode does not take apart but writers take for another: ``ı`` for ``i`` in Turkish capitals."""


def to_plain(text: str) -> str:
    """Return the text with compatible characters unified, hidden ones dropped, every dash a hyphen, single spaces.

    Case, accents and the letters of other scripts stay.

    Examples
    --------
    >>> to_plain("２１４０９\\u201126\\u20107 \\u200b")
    '21409-26-7'
    """
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else _SPACE.sub(" ", text).strip()
    seen = _CONTROL.sub("", _HIDDEN.sub("", text))
    unified = _DASH.sub("-", unicodedata.normalize("NFKC", _DASH.sub("-", seen)))
    return _SPACE.sub(" ", _HIDDEN.sub("", unified)).strip()


def fold(text: str) -> str:
    """Return a key for comparing names: no case, accents, points or apostrophes; other punctuation is a space.

    Vowel signs and hamzas of Arabic and Hebrew count as accents; those of Japanese and of Indian scripts do not.

    Examples
    --------
    >>> fold("País de tránsito"), fold("P.R. China"), fold("net_weight-g")
    ('pais de transito', 'pr china', 'net weight g')
    >>> fold("Wartość"), fold("AĞIRLIK") == fold("ağırlık"), fold("القيمة الإجمالية") == fold("القيمه الاجماليه")
    ('wartosc', True, True)
    """
    plain = to_plain(text)
    if plain.isascii():
        return " ".join(plain.lower().translate(_ASCII_MARKS).split())
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", plain.casefold()).translate(_VARIANTS))
    plain = unicodedata.normalize("NFC", bare)
    return _MARK.sub(" ", _POINT.sub("", plain.casefold())).strip()
