"""Amounts beside names: numbers with a unit, patterns of which are compiled from the words of the languages."""

import re
from functools import cache

from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.words import PackingKind, load_packing_words

__all__ = [
    "UNITS_BEFORE_NAME", "UNITS_BEHIND_NAME", "amount_pattern", "is_only_amounts", "is_only_packing", "is_packing_word",
    "is_quantity", "packing_words", "unit_pattern",
]  # fmt: skip

UNITS_BEHIND_NAME = ("kgs", "kg", "ml", "lt", "l", "g")
"""Units of an amount that is written to the end of a name: ``acetone25kg``."""

UNITS_BEFORE_NAME = ("kgs", "kg", "ml")
"""Units of an amount to which a name is written; more of them would cut names: ``5ltoluene``."""

_OF_OTHER_GOODS = ("count", "measure", "grade")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3


@cache
def unit_pattern(*kinds: PackingKind, least: int = 1, without: tuple[str, ...] = ()) -> str:
    """Return a pattern of the units and containers of all languages, the longest first.

    Parameters
    ----------
    *kinds : str
        Which words (see `riskscan.tables.words.PackingWord`).
    least : int, default 1
        Letters that a word must have.
    without : tuple of str, default ()
        Words that are left out.
    """
    words = {word.word for word in load_packing_words() if word.kind in kinds and len(word.word) >= least}
    words.difference_update(without)
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def is_quantity(token: str) -> bool:
    """Whether a word between spaces is a number with or without a unit: ``25kg``, ``99.5%``, ``10x50g``, ``5桶``.

    Examples
    --------
    >>> is_quantity("25kg"), is_quantity(">=99.5%"), is_quantity("2-ol")
    (True, True, False)
    """
    return _quantity().fullmatch(token) is not None


def is_packing_word(folded: str) -> bool:
    """Whether a folded word says how much of something there is or how it is packed, in any language.

    Examples
    --------
    >>> is_packing_word("drums"), is_packing_word("tambores"), is_packing_word("shirts")
    (True, True, False)
    """
    return folded in packing_words()


def is_only_amounts(around: str) -> bool:
    """Whether nothing but amounts and packing stands beside a name, and single letters: ``2 bidons d'iode``."""
    words = {word for word in _folded_words(around) if len(word) > 1}
    return words <= packing_words() and bool(amount_pattern().search(around) or _containers().search(around))


def is_only_packing(around: str) -> bool:
    """Whether nothing but amounts, packing and small words stands beside a name: ``Jod in 4 Fässern``."""
    return all(is_packing_word(word) or len(word) < _SHORTEST_WORD for word in _folded_words(around))


def _folded_words(text: str) -> set[str]:
    return {fold_name(word) for word in _LETTERS.findall(text)}


@cache
def amount_pattern() -> re.Pattern[str]:
    """Return the pattern of a number with a unit; ``5G`` is a network."""
    units = "|".join(re.escape(word.word) for word in load_packing_words() if word.kind == "unit" and word.word != "g")
    return re.compile(rf"\d\s*(?:(?i:{units})|g|(?<=\s)G)(?![^\W\d_])")


@cache
def _containers() -> re.Pattern[str]:
    """Return the pattern of a number of what holds goods: ``4 drums``."""
    return re.compile(rf"\d\s*(?:x\s*)?{unit_pattern('container')}(?![^\W\d_])", re.IGNORECASE)


@cache
def packing_words() -> frozenset[str]:
    """Return the folded words of packing and amounts that do not stand beside other goods: no counts and measures."""
    return frozenset(fold_name(word.word) for word in load_packing_words() if word.kind not in _OF_OTHER_GOODS)


@cache
def _quantity() -> re.Pattern[str]:
    units = unit_pattern("unit", "container", "count", "measure")
    return re.compile(rf"[<>=~≥≤+x*]*\d+(?:[.,]\d+)?(?:%|[x*]\d+.*|{units}|kgs/.*)[.,;)]*", re.IGNORECASE)
