"""How odd a sign, the case or the scripts of a word are, whatever the language: what a wrong code page gives away.

All figures here and in `languages` are natural logarithms of rough probabilities; only their sums are compared.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise

__all__ = ["beside", "count_unpaired", "is_ideographic", "rate_case", "rate_scripts", "rate_sign", "script_of"]

_CONTROL, _DRAWING, _INSIDE_WORD, _STRANGE = -18.0, -14.0, -15.0, -12.0
_OUT_OF_PLACE, _SPACE_IN_WORD, _USUAL = -9.0, -7.0, -5.0
_WIDE_SIGN, _OWN_SIGN = -6.0, -6.0
_MIXED_CASE, _MIXED_SCRIPTS = -12.0, -8.0
_BESIDE_CAPITAL, _BESIDE_SMALL = -4.0, -9.0
_QUOTE = re.compile("[«»‹›„‚“”‘’]")
_OPENING, _CLOSING = frozenset("“‘«„‹¿¡‚"), frozenset("”’»›™®")
_APART = frozenset("–—·•×±©")
_AFTER_DIGIT, _AFTER_LETTER, _BEFORE_DIGIT = frozenset("°º½¼¾€£¥"), frozenset("²³ªº®™’"), frozenset("€£¥§№±øØ")
_PLACED = _OPENING | _CLOSING | _AFTER_DIGIT | _AFTER_LETTER | _BEFORE_DIGIT | {"µ", "…"}
_WIDE_SIGNS = frozenset("、。，．：；！？（）「」『』【】《》〈〉・～－／％＋＊＆　〒※→×○●◎①②③④⑤")
_AFTER_APOSTROPHE, _BEFORE_APOSTROPHE = frozenset("tsdlrvm"), frozenset("ldnqcsjmt")
_NOT_LETTERS = frozenset("ªºµ·")
_CASELESS = frozenset("ßŉĸ")
_SCRIPTS = (
    (0x0041, 0x024F, "latin"), (0x0300, 0x036F, "latin"), (0x1E00, 0x1EFF, "latin"), (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"), (0x0590, 0x05FF, "hebrew"), (0x0600, 0x06FF, "arabic"), (0x0E00, 0x0E7F, "thai"),
    (0x3041, 0x30FF, "kana"), (0xFF66, 0xFF9F, "halfwidth"), (0xAC00, 0xD7A3, "hangul"), (0x3400, 0x9FFF, "han"),
    (0xFF01, 0xFF65, "fullwidth"),
)  # fmt: skip
_IDEOGRAPHIC = frozenset(("kana", "halfwidth", "hangul", "han", "fullwidth"))


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Return the script of a letter; ``sign`` for what is no letter."""
    if character in _NOT_LETTERS or unicodedata.category(character)[0] not in "LM":
        return "sign"
    return _block(character)


def _block(character: str) -> str:
    point = ord(character)
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), "other")


def is_ideographic(character: str) -> bool:
    """Whether a letter is Chinese, Japanese or Korean, where words are not set apart and have no case."""
    return script_of(character) in _IDEOGRAPHIC


def rate_case(word: str) -> float:
    """Words are small, capitals, or begin with a capital; text in the wrong Cyrillic page turns the case round."""
    cased = [letter for letter in word if letter.lower() != letter.upper() and letter not in _CASELESS]
    capital = [letter != letter.lower() for letter in cased]
    return 0.0 if not any(capital[1:]) or all(capital) else _MIXED_CASE


def rate_scripts(word: str) -> float:
    """A word is in one script."""
    scripts = [script_of(letter) for letter in word]
    return _MIXED_SCRIPTS * sum(before != after for before, after in pairwise(scripts))


def beside(first: str, second: str) -> float:
    """Capitals (``LED電球``) stand beside Chinese, Japanese or Korean characters now and then, small letters hardly."""
    has_odd_width = any(script_of(letter) in ("halfwidth", "fullwidth") for letter in (first, second))
    return _BESIDE_SMALL if has_odd_width or first.islower() or second.islower() else _BESIDE_CAPITAL


def count_unpaired(text: str) -> int:
    """Return how many quotation marks of a text have no partner; an apostrophe needs none."""
    n = Counter(_QUOTE.findall(text))
    return (
        abs(n["«"] - n["»"])
        + abs(n["‹"] - n["›"])
        + (max(0, n["„"] - n["“"] - n["”"]) if n["„"] else abs(n["“"] - n["”"]))
        + (max(0, n["‚"] - n["‘"] - n["’"]) if n["‚"] else max(0, n["‘"] - n["’"]))
    )


@lru_cache(maxsize=65_536)
def rate_sign(sign: str, before: str, after: str) -> float:
    """Rate a sign beyond ASCII by the characters beside it, each empty where there is none."""
    if sign == "\ufffd":
        return 0.0  # who compares pages counts each, however often it occurs
    if unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs"):
        return _CONTROL
    if "\u2500" <= sign <= "\u259f":
        return _DRAWING
    if sign == "\xa0":
        return _SPACE_IN_WORD if before.isalpha() and after.isalpha() else _USUAL
    if sign in _WIDE_SIGNS and any(map(_is_wide, before + after)):
        return _WIDE_SIGN
    block = _block(sign)
    if block in ("hebrew", "arabic", "thai") and block in {script_of(letter) for letter in before + after}:
        return _OWN_SIGN
    if before.isalpha() and after.isalpha():
        return _rate_apostrophe(before, after) if sign == "’" else _INSIDE_WORD
    if _fits(sign, before, after):
        return _USUAL
    return _OUT_OF_PLACE if sign in _PLACED else _STRANGE


def _is_wide(character: str) -> bool:
    return character in _WIDE_SIGNS or is_ideographic(character)


def _rate_apostrophe(before: str, after: str) -> float:
    """``don’t``, ``it’s`` and ``l’eau``, ``d’oro`` are usual."""
    return _USUAL if after in _AFTER_APOSTROPHE or before.lower() in _BEFORE_APOSTROPHE else _OUT_OF_PLACE


def _fits(sign: str, before: str, after: str) -> bool:
    is_letter_before, is_letter_after = before.isalpha(), after.isalpha()
    return (
        (sign in _OPENING and not is_letter_before)
        or (sign in _CLOSING and not is_letter_after and bool(before.strip()))
        or (sign in _APART and not is_letter_before and not is_letter_after)
        or (sign == "–" and (before.isdigit() or after.isdigit()))
        or (sign in _AFTER_DIGIT and before.isdigit())
        or (sign == "°" and (before in ("n", "N") or after in ("C", "F")))
        or (sign == "µ" and not is_letter_before)
        or (sign in _AFTER_LETTER and is_letter_before)
        or (sign in _BEFORE_DIGIT and not is_letter_before and not is_letter_after)
    )
