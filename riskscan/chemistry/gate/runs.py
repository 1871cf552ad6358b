"""The words of a line and the runs of them that may form a chemical name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.text.spelling import fold_name, squeeze_name, strip_accents
from riskscan.chemistry.text.word_patterns import any_of
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import ABSENT, load_context_words

__all__ = [
    "EDGE",
    "Token",
    "adjacent",
    "cut_runs",
    "cut_tokens",
    "cuts_brackets",
    "trim",
    "turns_brackets_out",
    "without_ends",
]

EDGE = " \t\"'.,;:!?*|#&+=<>/"
"""Punctuation that is no part of a name at its ends."""

_MAX_RUN = 12
_MAX_TOKENS = 240
_MOST_KEPT = 20_000
"""Words of which is remembered how they are written: those of lines that are read come again."""
_SHORT_WORD = 3
_MOST_SAYING = 4
"""A word and those that say that it is absent, with one behind them."""
_ITEMS_OF_LIST = 4
"""Commas that make a list: an index name has fewer, or terms that end in hyphens."""
_TOKEN = re.compile(r"\S+")
_BRACKET = re.compile(r"[()\[\]{}]")
_BETWEEN_NAMES = re.compile(r"\||(?:\d{1,2}|[a-h])\)")
"""Between cells, and the number of an item in a list."""


@dataclass(frozen=True)
class Token:
    """A word of a line.

    Attributes
    ----------
    text : str
    place : int
        Which word of the line it is.
    start, end : int
        Where it stands in the line.
    kind : TokenKind
    """

    text: str
    place: int
    start: int
    end: int
    kind: TokenKind

    @property
    def folded(self) -> str:
        """As an index compares it."""
        return _folded(self.text)

    @property
    def squeezed(self) -> str:
        """Its letters and digits, folded."""
        return _squeezed(self.text)

    @property
    def is_small(self) -> bool:
        """Whether it is a word like ``of`` or ``or``, with which no name begins or ends; a letter may be a locant."""
        return _is_small(self.text)

    @property
    def is_parting(self) -> bool:
        """Whether it is a word like ``or``, ``for`` or ``without``, which stands between names and in none."""
        return _is_parting(self.text)


_folded = lru_cache(maxsize=_MOST_KEPT)(fold_name)


@lru_cache(maxsize=_MOST_KEPT)
def _squeezed(text: str) -> str:
    return squeeze_name(_folded(text))


@lru_cache(maxsize=_MOST_KEPT)
def _is_small(text: str) -> bool:
    return len(text) > 1 and (not {_written(text), text.casefold()}.isdisjoint(_within_names()) or _is_parting(text))


@lru_cache(maxsize=_MOST_KEPT)
def _is_parting(text: str) -> bool:
    return len(text) > 1 and _written(text) in _between_names()


def _written(text: str) -> str:
    return (_folded(text) if text.isascii() else text.casefold()).strip(EDGE)  # Vietnamese ``đỏ`` is no ``do``


@cache
def _within_names() -> frozenset[str]:
    return frozenset((*load_small_words("of"), *load_small_words("article")))


@cache
def _between_names() -> frozenset[str]:
    beside = (word for word in load_context_words() if word.place == "before" and not word.substance_id)
    words = {word.word for word in beside if word.effect in (*ABSENT, "purpose")}
    return frozenset(words.union(load_small_words("list")) - _within_names())


def cut_tokens(text: str, judge: TokenJudge) -> list[Token]:
    """Return the words of a line."""
    found = list(_TOKEN.finditer(text))
    kinds = judge.judge_each([match.group() for match in found])
    return [
        Token(match.group(), place, match.start(), match.end(), kind)
        for place, (match, kind) in enumerate(zip(found, kinds, strict=True))
    ]


def cut_runs(tokens: Iterable[Token]) -> list[list[Token]]:
    """Return the first runs of tokens that may form a name, each and all together of bounded length."""
    runs, n_tokens = [], 0
    for run in _runs(list(tokens)):
        n_tokens += len(run)
        if n_tokens > _MAX_TOKENS:
            break
        runs.append(run)
    return runs


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    is_list = _is_list(tokens)
    for place, token in enumerate(tokens):
        breaks = token.kind is TokenKind.PLAIN or _BETWEEN_NAMES.fullmatch(token.text) is not None
        is_other = run and (_parts_names(run[-1], token, is_list=is_list) or _begins_absent(run[-1], tokens[place:]))
        if run and (breaks or len(run) == _MAX_RUN or is_other):
            yield run
            run = []
        if not breaks and (run or token.text != "-"):
            run.append(token)
    if run:
        yield run


def _is_list(tokens: list[Token]) -> bool:
    """Whether words are a list with commas, each of which ends an item: no index name, whose terms end in hyphens."""
    ends = [token.text for token in tokens if token.text.endswith(",")]
    return len(ends) >= _ITEMS_OF_LIST and not any(text.endswith(("-,", ",,")) for text in ends)


def _parts_names(before: Token, token: Token, *, is_list: bool) -> bool:
    """Whether punctuation between two tokens ends a name: a colon, or a comma before what is no index term."""
    if is_list and before.text.endswith(",") and not token.text.endswith("-"):
        return True
    if token.place != before.place + 1 or before.text.endswith((":", ";", "!", "?")):
        return True
    return (
        before.text.endswith(",")
        and token.kind < TokenKind.SHORT
        and token.text.rstrip(",.").isalpha()
        and (token.text.isupper() or len(token.text) <= _SHORT_WORD)
    )


def _begins_absent(before: Token, tokens: list[Token]) -> bool:
    """Whether a comma stands before what is said to be absent, which ends no index name: ``acid, chloride free``."""
    if not before.text.endswith(","):
        return False
    words = " ".join(token.text for token in tokens[:_MOST_SAYING])
    return _absent_pattern().match(strip_accents(words.lower())) is not None


@cache
def _absent_pattern() -> re.Pattern[str]:
    """Return the pattern of one word and that it is absent; ``free flowing`` says nothing of the word before."""
    words = [word for word in load_context_words() if word.place == "after" and not word.substance_id]
    present = any_of(word.word for word in words if word.effect == "present")
    absent = any_of(word.word for word in words if word.effect in ABSENT)
    return re.compile(rf"[^\W\d_]+[-\s](?!{present}\b){absent}(?![\w-])")


def without_ends(run: list[Token]) -> list[Token]:
    """Return the run from its first to its last chemical word."""
    places = [place for place, token in enumerate(run) if token.kind >= TokenKind.NEAR]
    return run[places[0] : places[-1] + 1] if places else []


def adjacent(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the groups of tokens that stand next to one another."""
    group: list[Token] = []
    for token in tokens:
        if group and token.place - group[-1].place > 1:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def trim(words: str) -> str:
    """Strip punctuation that is not part of a name: quotes, full stops, brackets without a partner.

    Examples
    --------
    >>> trim("(4-piperidone),"), trim("2(acetamido)"), trim("acetone)"), trim("acetone -")
    ('4-piperidone', '2(acetamido)', 'acetone', 'acetone')
    """
    words = words.strip(EDGE).lstrip("- ").removesuffix(" -").strip(EDGE)
    if _BRACKET.search(words) is None:
        return words
    for opening, closing in ("()", "[]", "{}"):
        if words.count(opening) > words.count(closing) and words.startswith(opening):
            words = words[1:]
        if words.count(closing) > words.count(opening) and words.endswith(closing):
            words = words[:-1]
        if words.startswith(opening) and _closes(words, opening, closing) == len(words) - 1:
            words = words[1:-1].strip(EDGE)
    return words.strip(EDGE)


def cuts_brackets(text: str, start: int, end: int) -> bool:
    """Whether a span of a text begins or ends inside brackets that reach beyond it.

    Examples
    --------
    >>> cuts_brackets("[2,6-dienyl] ethanoate", 5, 22), cuts_brackets("(phenyl ethanoate)", 0, 18)
    (True, False)
    """
    lack, spare = _without_partner(trim(text[start:end]))
    return bool(lack and any(letter in "([{" for letter in text[:start])) or bool(
        spare and any(letter in ")]}" for letter in text[end:])
    )


def turns_brackets_out(words: str) -> bool:
    """Whether words end one pair of brackets and begin another: they are parts of two names.

    Examples
    --------
    >>> turns_brackets_out("alcohol) 4-hydroxypentan-2-one (diacetone"), turns_brackets_out("2(acetamido)")
    (True, False)
    """
    return all(_without_partner(words))


def _without_partner(words: str) -> tuple[int, int]:
    """Return how many brackets are closed that were not opened, and opened that are not closed."""
    lack, spare = 0, 0
    for letter in words:
        if letter in "([{":
            spare += 1
        elif letter in ")]}":
            spare, lack = (spare - 1, lack) if spare else (0, lack + 1)
    return lack, spare


def _closes(words: str, opening: str, closing: str) -> int:
    """Return where the bracket at the start is closed, -1 where it is not."""
    depth = 0
    for place, letter in enumerate(words):
        depth += (letter == opening) - (letter == closing)
        if depth == 0:
            return place
    return -1
