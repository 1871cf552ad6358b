"""Patterns of the words of all languages, for text in small letters without accents."""

import re
from collections.abc import Iterable

from riskscan.chemistry.text.spelling import strip_accents
from riskscan.tables.small_words import SmallWordKind, load_small_words

__all__ = ["any_of", "may_be_small_word"]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first; a space in one may be a hyphen in the text.

    Where there are no words, nothing matches.

    Examples
    --------
    >>> re.match(any_of(["free of", "free"]), "free-of acetone")[0]
    'free-of'
    """
    longest_first = sorted(map(strip_accents, words), key=len, reverse=True)
    if not longest_first:
        return "(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[-\s]+") for word in longest_first) + ")"


def may_be_small_word(kind: SmallWordKind) -> str:
    """Return a pattern of a small word, with the space behind it, that may stand there or not.

    Examples
    --------
    >>> re.match("sans " + may_be_small_word("of"), "sans d'acetone")[0]
    "sans d'"
    """
    words = (re.escape(word) + (" ?" if word.endswith("'") else " ") for word in load_small_words(kind))
    return f"(?:{'|'.join(words)})?"
