"""Words for a family of chemicals that trade uses for one of them: ``ether 25 L drum`` is diethyl ether.

Beside such a word stands nothing but how much there is, how it is packed and how pure it is. Any other word right
before it makes another compound or other goods of it (``petroleum ether``), any other behind it as well (``ether
polyol``, ``Ether backpack 25 L``).
"""

import re
from functools import cache

from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.text.spelling import strip_accents
from riskscan.chemistry.text.word_patterns import any_of
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import load_context_words, load_packing_words

__all__ = ["is_traded"]

_PART_BEFORE = re.compile(r".*(?:[;|,、，/+&:：\n]|(?:^|\s)\(?\w{1,2}\))", re.DOTALL)
"""Up to where another thing is spoken of: the end of a list's member, or the number of the next."""
_PART_BEHIND = re.compile(r"[;|\n]|(?<=\s)\(?\w{1,2}\)\s")
_FIGURES = r"[<>=~≥≤]*\d+(?:[.,]\d+)*\s?%?"
_NUMBERED = r"(?:un|cas|hs|class|classe|klasse|pg|no|nr)(?![^\W\d_])"
_LEAST_LETTERS = 2
_PURE = re.compile(r"(?<![\d.,])9\d(?:[.,]\d+)?\s?%")


def is_traded(text: str, start: int, end: int) -> bool:
    """Whether amounts, packing and grades beside a word say that it is a chemical of the trade.

    Parameters
    ----------
    text : str
    start, end : int
        Place of the word in the text.

    Examples
    --------
    >>> lines = ("ether 25 L drum", "petroleum ether 25 L drum", "Ether backpack 25 L", "ether", "4 drums; ether p.a.")
    >>> [is_traded(line, (at := line.lower().index("ether")), at + 5) for line in lines]
    [True, False, False, False, True]
    """
    head, tail = strip_accents(text[:start].lower()), strip_accents(text[end:].lower())
    before = _PART_BEFORE.sub("", head)
    behind = _PART_BEHIND.split(tail, maxsplit=1)[0]
    if not _is_said(before) or (behind.strip() and not _known().match(behind)):
        return False
    if _is_said(behind):
        return _tells_trade(f"{before} {behind}") or (_is_said(head) and _tells_trade(head))
    return _chemistry().search(f"{before} {behind}") is not None


def _tells_trade(around: str) -> bool:
    """Whether an amount, a packing that holds goods or a grade is among the words."""
    return _telling().search(around) is not None or _PURE.search(around) is not None


def _is_said(words: str) -> bool:
    """Whether some words say no more than how much, how packed and how pure."""
    return len(re.findall(r"[^\W\d_]", _all_known().sub("", words))) < _LEAST_LETTERS


def _words(*kinds: str) -> list[str]:
    return [strip_accents(word.word.lower()) for word in load_packing_words() if word.kind in kinds]


def _whole(words: list[str], end: str = r"(?![^\W\d_])") -> str:
    """Return a pattern of whole words, or of beginnings; those of scripts without spaces stand anywhere."""
    spaced, unspaced = [word for word in words if not has_cjk(word)], [word for word in words if has_cjk(word)]
    return rf"(?:(?<![^\W\d_]){any_of(spaced)}{end}|{any_of(unspaced)})"


@cache
def _known_words() -> str:
    small = [strip_accents(word) for kind in ("list", "of", "article", "and") for word in load_small_words(kind)]
    joined = [word for word in small if word.endswith("'")]
    alone = [word for word in small if word not in joined]
    said = _whole(_words("unit", "packing", "container", "count", "grade") + alone)
    return rf"(?:{said}|(?<![^\W\d_]){any_of(joined)}|{_FIGURES}|(?<![^\W\d_]){_NUMBERED})"


@cache
def _known() -> re.Pattern[str]:
    """Return the pattern of what may stand right behind such a word."""
    return re.compile(rf"[\W_]*(?:{_known_words()}|$)")


@cache
def _all_known() -> re.Pattern[str]:
    return re.compile(_known_words())


@cache
def _telling() -> re.Pattern[str]:
    amounts = rf"\d\s*{_whole(_words('unit'))}"
    return re.compile(rf"{amounts}|{_whole(_words('container', 'grade'))}")


@cache
def _chemistry() -> re.Pattern[str]:
    words = [word.word for word in load_context_words() if word.effect == "chemistry" and not word.substance_id]
    return re.compile(_whole(words, end=""))
