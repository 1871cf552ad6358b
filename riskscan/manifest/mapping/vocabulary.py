"""The words that headers are written with: whole, glued together, cut off or misspelt."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from riskscan.identifiers.characters import fold, to_plain
from riskscan.tables.headers import load_header_words

__all__ = ["UNSPACED", "find_word", "fold_token", "repair_word", "script_of", "split_glued", "split_tokens"]

Concepts = tuple[str, ...]

UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
"""Inside of a character class: the letters of scripts that write words together."""

_TOKEN = re.compile(rf"[A-Za-z]{{0,2}}[$€£¥₹₽₩₺][A-Za-z]?|#|[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_SCRIPTS = (
    ("unspaced", re.compile(f"[{UNSPACED}]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
)
_SHORT_PIECES = {"hs", "id", "kg", "no", "of", "un"}
_SHORTEST_GLUED = 6
_SHORTEST_CUT = 4
_SHORTEST_MISSPELT = 6
_LONG = 11


def split_tokens(text: str) -> list[str]:
    """Return the words, numbers and currency signs of a text as `find_word` takes them.

    Examples
    --------
    >>> split_tokens("Peso bruto (US$) 净重kg #2")
    ['peso', 'bruto', 'us$', '净重', 'kg', '#', '2']
    """
    return [folded for token in _TOKEN.findall(text) if (folded := fold_token(token))]


def fold_token(token: str) -> str:
    """Return a token without case and accents."""
    return fold(token) if token.isalnum() else token.casefold()


def script_of(text: str) -> str:
    """Return the script of a word: ``unspaced`` for those that write words together, ``latin`` for what is no other."""
    return next((name for name, pattern in _SCRIPTS if pattern.search(text)), "latin")


def find_word(phrase: str) -> Concepts:
    """Return the concepts of a word or phrase in any language, none where it is not known."""
    return _all_words().get(phrase, ())


@lru_cache(maxsize=20_000)
def split_glued(token: str) -> Concepts:
    """Return the concepts of words that are glued together, none where a rest is left.

    The words are of one language, English first, so that short words of another do not fill a gap by chance.

    Examples
    --------
    >>> split_glued("hscode"), split_glued("净重总价"), split_glued("portion")
    (('hs', 'code'), ('net', 'weight', 'total', 'value'), ())
    """
    if script_of(token) == "unspaced":
        return _cover(token, _all_words(), shortest=1)
    if len(token) < _SHORTEST_GLUED or not token.isalpha():
        return ()
    return next((found for words in _words_by_language() if (found := _cover(token, words, shortest=3))), ())


def _cover(token: str, words: Mapping[str, Concepts], *, shortest: int) -> Concepts:
    """Cover a token with the fewest words."""
    best: list[Concepts | None] = [(), *[None] * len(token)]
    for end in range(1, len(token) + 1):
        for start in range(end):
            before, piece = best[start], token[start:end]
            if before is None or not (len(piece) >= shortest or piece in _SHORT_PIECES):
                continue
            concepts = words.get(piece)
            if concepts and (best[end] is None or len(before) + len(concepts) < len(best[end] or ())):
                best[end] = (*before, *concepts)
    return best[-1] or ()


@lru_cache(maxsize=20_000)
def repair_word(token: str, *, has_neighbors: bool) -> Concepts:
    """Return the concepts of the one word that a token is cut from or misspells, none where it could be several.

    Examples
    --------
    >>> repair_word("embarq", has_neighbors=True), repair_word("curency", has_neighbors=False)
    (('loading',), ('currency',))
    """
    if not token.isascii() or not token.isalpha():
        return ()
    english, everything = _single_words()
    if has_neighbors and len(token) >= _SHORTEST_CUT:
        for words in (english, everything):
            if concepts := _only(concepts for word, concepts in _beginning(token, words) if word != token):
                return concepts
    if len(token) < _SHORTEST_MISSPELT:
        return ()
    # Two letters away, a word is often a right word of another language or another thing ("expiration" is no "export"):
    # only long words of English are looked for so far.
    return _nearest(token, english, 2 if len(token) >= _LONG else 1) or _nearest(token, everything, 1)


Words = list[tuple[str, Concepts]]
"""In the order of the words, so that those that begin alike stand together."""


def _beginning(start: str, words: Words) -> Iterator[tuple[str, Concepts]]:
    """Yield the words that begin so."""
    for place in range(bisect_left(words, (start,)), len(words)):
        if not words[place][0].startswith(start):
            return
        yield words[place]


def _nearest(token: str, words: Words, allowed: int) -> Concepts:
    near: dict[int, list[Concepts]] = {}
    for word, concepts in _beginning(token[0], words):
        if len(word) >= _SHORTEST_MISSPELT:
            distance = OSA.distance(token, word, score_cutoff=allowed)
            if distance <= allowed:
                near.setdefault(distance, []).append(concepts)
    return _only(near[min(near)]) if near else ()


def _only(found: Iterable[Concepts]) -> Concepts:
    different = set(found)
    return different.pop() if len(different) == 1 else ()


@cache
def _words_by_language() -> tuple[dict[str, Concepts], ...]:
    """Return the words of each language, English first."""
    by_language: dict[str, dict[str, Concepts]] = {"en": {}}
    for word in load_header_words():
        by_language.setdefault(word.language, {})[" ".join(split_tokens(to_plain(word.spelling)))] = word.concepts
    return tuple(by_language.values())


@cache
def _single_words() -> tuple[Words, Words]:
    """Return the words of English and of all languages, without phrases: a word is not cut from two."""
    words = next(iter(_words_by_language())), _all_words()
    english, everything = (sorted(said for said in some.items() if " " not in said[0]) for some in words)
    return english, everything


@cache
def _all_words() -> dict[str, Concepts]:
    """Return the words of all languages; English goes before another language that means something else by a word."""
    words: dict[str, Concepts] = {}
    for of_language in _words_by_language():
        for word, concepts in of_language.items():
            words.setdefault(word, concepts)
    return words
