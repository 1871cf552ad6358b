"""Tell chemical words from others, so that ordinary goods never reach the slow path.

A line of goods is split at spaces; each token is judged once and remembered. Only runs of tokens with a chemical
word in them are handed on.
"""

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache

from riskscan.chemistry.confusion import ocr_key
from riskscan.chemistry.spelling import fold_name, squeeze_name, strip_accents
from riskscan.tables.morphemes import load_morphemes

__all__ = ["TokenJudge", "TokenKind", "looks_chemical"]

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_QUANTITY = re.compile(
    r"[<>=~≥≤+x*]*\d+(?:[.,]\d+)?(?:%|[x*]\d+.*|(?:kgs?|g|mg|lbs?|oz|mls?|l|lt?rs?|litres?|pcs|ctns?|pkgs?|sets?|mm|cm|m|"
    r"drums?|bags?|w|v|a|kw|mah|gb|tb|usd|eur|mt|tons?|公斤|千克|克|升|桶|袋|瓶|kgs/.*))[.,;)]*",
    re.IGNORECASE,
)
_LOCANT = re.compile(
    r"(?:^|[-(\[,])\d[\d,']*[-(\[]|[-)]\d[-)]|^[NOSnos]-[A-Za-z(]|^(?:tert|sec|iso|cis|trans|alpha|beta|gamma)-"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MAX_WORD = 60
_MIN_NEAR = 6
_JOINING_WORDS = (
    "acid", "ester", "ether", "salt", "amine", "oxide", "ketone", "lactone", "anhydride", "methyl", "ethyl", "propyl",
    "butyl", "allyl", "phenyl", "benzyl",
)  # fmt: skip


class TokenKind(IntEnum):
    """What a token may be in a chemical name."""

    PLAIN = 0
    """Not part of one."""
    JOINS = 1
    """A figure, a letter, or a word that stands in chemical names but says nothing alone."""
    NEAR = 2
    """A word of a listed name, or one that a slip or two away from it."""
    CHEMICAL = 3
    """Made of the parts of chemical names."""


@lru_cache(maxsize=200_000)
def looks_chemical(word: str) -> bool:
    """Whether a lower-case word of Latin letters is made of parts of chemical names.

    Examples
    --------
    >>> looks_chemical("phenethylpiperidone"), looks_chemical("toluene")
    (True, True)
    >>> looks_chemical("sweater"), looks_chemical("alone"), looks_chemical("propeller")
    (False, False, False)
    """
    if not 5 <= len(word) <= _MAX_WORD:
        return False
    morphemes = load_morphemes()
    size = len(word)
    covered = [-1] * (size + 1)  # most letters covered by telling parts up to here, -1 where not reached
    covered[0] = 0
    for start in range(size):
        if covered[start] < 0:
            continue
        for end in range(start + 1, min(size, start + 14) + 1):
            part = word[start:end]
            if part in morphemes.telling:
                covered[end] = max(covered[end], covered[start] + end - start)
            elif part in morphemes.joining:
                covered[end] = max(covered[end], covered[start])
    return covered[size] >= max(4, size * 0.4)


class TokenJudge:
    """Judge tokens against the words of the listed names.

    Parameters
    ----------
    listed_words : iterable of str
        Folded words of three letters or more.
    is_listed : callable
        Whether a squeezed text is a listed name.
    """

    def __init__(self, listed_words: Iterable[str], is_listed: Callable[[str], bool]) -> None:
        self._is_listed = is_listed
        self._listed = frozenset(listed_words)
        self._deletions: set[str] = set()
        for word in self._listed:
            if len(word) >= _MIN_NEAR:
                self._deletions |= _deletions(ocr_key(word))
        self.judge = lru_cache(maxsize=500_000)(self._judge)

    def _judge(self, token: str) -> TokenKind:
        """Return what a token (as it stands between spaces) may be."""
        if token.isdigit() and len(token) > 2:
            return TokenKind.PLAIN
        if _QUANTITY.fullmatch(token):
            return TokenKind.PLAIN
        folded = strip_accents(token.casefold()) if not token.isascii() else token.lower()
        words = _WORD.findall(fold_name(folded))
        if not words:
            return TokenKind.JOINS if len(token) <= 12 else TokenKind.PLAIN
        if any(looks_chemical(word) for word in words):
            return TokenKind.CHEMICAL
        if any(word in self._listed and len(word) >= _MIN_NEAR for word in words):
            return TokenKind.NEAR
        if _LOCANT.search(folded) and any(len(word) >= 5 for word in words):
            return TokenKind.NEAR
        joined = "".join(_LETTERS.findall(_unfigure(folded)))
        if any(self._is_near(word) for word in {*words, joined}):
            return TokenKind.NEAR
        squeezed = squeeze_name(folded)
        if len(squeezed) >= _MIN_NEAR and self._is_listed(squeezed):
            return TokenKind.NEAR
        joins = any(word in self._listed or not _NEAR_JOINING.isdisjoint(_deletions(word, 1)) for word in words[:2])
        return TokenKind.JOINS if joins else TokenKind.PLAIN

    def _is_near(self, word: str) -> bool:
        """Whether a listed word is within two edits: both, with up to two letters dropped, meet."""
        if not _MIN_NEAR <= len(word) <= _MAX_WORD or _CJK.search(word):
            return False
        key = ocr_key(word)
        if key in self._deletions:
            return True
        edits = 1 if len(key) < 9 else 2
        return any(deletion in self._deletions for deletion in _deletions(key, edits))


def _unfigure(token: str) -> str:
    """Return the token with the figures that scanners put for letters turned back, inside words."""
    return re.sub(r"(?<=[a-z])[015](?=[a-z])", lambda figure: {"0": "o", "1": "l", "5": "s"}[figure.group()], token)


def _deletions(word: str, edits: int | None = None) -> set[str]:
    """Return the word and what is left of it when one letter (two in a long word) is dropped."""
    once = {word[:place] + word[place + 1 :] for place in range(len(word))}
    found = {word} | once
    if edits == 2 or (edits is None and len(word) >= 9):
        found |= {short[:place] + short[place + 1 :] for short in once for place in range(len(short))}
    return found


_NEAR_JOINING = frozenset().union(*(_deletions(word, 1) for word in _JOINING_WORDS)) - {""}
