"""Let the lines of ordinary goods out at once: no word of them, alone or with the next, is part of a chemical name.

Each word between spaces is looked at once, in every form that it may take in a cleaned line, and what must be known of
it is kept as one number. A line is told by the union of the numbers of its words. Only a line that is certainly
ordinary is let out; of any other the reader decides.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import chain, pairwise
from operator import or_

from riskscan.chemistry.gate.runs import EDGE
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.gate.word_marks import (
    CAS,
    CJK,
    COMPANION,
    DIGIT,
    FOUR_AT_END,
    HYPHEN_AT_END,
    LETTER_OR_TWO,
    LOOK,
    MISSPELT,
    NUMBERED,
    PIECE,
    PLAIN,
    SEPARATORS,
    THREE_DIGITS,
    TWO_AT_START,
    WORD_SCRIPT,
    WordMarks,
)
from riskscan.chemistry.names.chinese_names import may_hold_chinese_name
from riskscan.chemistry.names.scripts import ScriptNames
from riskscan.chemistry.names.word_scripts import WordScripts
from riskscan.chemistry.text.embedded import find_identifiers, may_be_labelled
from riskscan.chemistry.text.line_cleaning import clean_line, may_identify
from riskscan.chemistry.text.spacing import close_gaps
from riskscan.chemistry.text.spelling import clean_characters

__all__ = ["LineGate"]

_SHORTEST_SPACED, _IN_A_ROW = 6, 5
_NUMBER = CAS | HYPHEN_AT_END | NUMBERED | FOUR_AT_END
_SPACED_HYPHENS = re.compile(r"\d\s*-\s*\d\d(?!\d)")
_LABEL_CAS = re.compile(r"[cC]\.?[aA]\.?[sS](?:\b|\D{0,12}\d)")
_NUMBER_IN_GROUPS = re.compile(r"\d{4}[ .]\d\d[ .]\d")


class LineGate:
    """Tell lines of ordinary goods.

    Parameters
    ----------
    tokens : TokenJudge
    scripts : ScriptNames
    word_scripts : WordScripts
    knows : callable
        Whether a name is known as it is.
    numbers : frozenset of str, optional
        Digits of the CAS RNs that are listed, which are telling without label and hyphens too.
    """

    def __init__(
        self,
        tokens: TokenJudge,
        scripts: ScriptNames,
        word_scripts: WordScripts,
        knows: Callable[[str], bool],
        numbers: frozenset[str] = frozenset(),
    ) -> None:
        self._knows = knows
        self._tokens = tokens
        self._scripts = scripts
        self._word_scripts = word_scripts
        self._marks = WordMarks(tokens, numbers)

    def are_ordinary(self, texts: Sequence[str]) -> list[bool]:
        """Whether each of some texts certainly mentions no chemical; their words are looked at together."""
        words = [text.split() for text in texts]
        self._marks.learn(chain.from_iterable(words))
        return list(map(self._is_ordinary, texts, words))

    def is_ordinary(self, text: str) -> bool:
        """Whether a text certainly mentions no chemical."""
        return self._is_ordinary(text, text.split())

    def _is_ordinary(self, text: str, words: list[str]) -> bool:
        if not text.isprintable():  # line breaks and what cannot be seen
            return False
        try:
            seen = reduce(or_, map(self._marks.known.__getitem__, words), 0)
        except KeyError:
            self._marks.learn(words)
            seen = reduce(or_, map(self._marks.known.__getitem__, words), 0)
        if seen & LOOK or (seen & PIECE and self._has_cut_word(words)):
            return False
        if seen & COMPANION and (seen & (MISSPELT | CJK) or not seen & PLAIN or self._is_named(text, words)):
            return False
        if seen & LETTER_OR_TWO and len(words) >= _SHORTEST_SPACED and not self._stands_apart(text, words):
            return False
        if seen & DIGIT and seen & _NUMBER and _may_be_number(seen, text) and _is_identified(text):
            return False
        if seen & CJK and seen & HYPHEN_AT_END:
            return False  # closed, it may join a number to a name: ``25 - 苯``
        if seen & WORD_SCRIPT and next(self._word_scripts.find(clean_line(text)), None) is not None:
            return False
        if not seen & CJK:
            return True
        if may_hold_chinese_name(text):
            return False
        if not self._scripts.may_speak(text):
            return True
        return not self._scripts.may_hold(clean_characters(text))

    def _is_named(self, text: str, words: list[str]) -> bool:
        """Whether a companion stands beside the rest of a listed name, or the whole line is a known name."""
        known, companions = self._marks.known, self._tokens.companions
        cleaned = clean_line(SEPARATORS.sub(" ", text))
        if self._knows(cleaned.strip(EDGE)):
            return True
        if cleaned == text:
            places = [place for place, word in enumerate(words) if known[word] & COMPANION]
        else:
            words = cleaned.split()
            places = [place for place, word in enumerate(words) if companions.is_one(word.strip(EDGE))]
        return any(companions.is_met(words, place) for place in places)

    def _has_cut_word(self, words: list[str]) -> bool:
        """Whether a piece of a telling word stands beside the rest of it."""
        known, make_word = self._marks.known, self._tokens.make_word
        pieces = [place for place, word in enumerate(words) if known[word] & PIECE]
        return any(
            make_word(left, right) for place in pieces for left, right in pairwise(words[max(0, place - 1) : place + 2])
        )

    def _stands_apart(self, text: str, words: list[str]) -> bool:
        """Whether letters that stand apart, as if those of a name had been set so, are none of a name together."""
        if not self._are_spaced_out(words):
            return True
        closed = close_gaps(clean_line(text))
        return not any(self._tokens.judge(word) > TokenKind.JOINS for word in closed.split())

    def _are_spaced_out(self, words: list[str]) -> bool:
        """Whether five words of a letter or two stand side by side."""
        lengths = list(map(len, words))
        if lengths.count(1) + lengths.count(2) < _IN_A_ROW:
            return False
        known = self._marks.known
        short = [place for place, word in enumerate(words) if len(word) <= 2 and known[word] & LETTER_OR_TWO]
        return any(last - first == _IN_A_ROW - 1 for first, last in zip(short, short[_IN_A_ROW - 1 :], strict=False))

    def learn(self, texts: Iterable[str]) -> None:
        """Look at the words of many texts together."""
        self._marks.learn({word for text in texts for word in text.split()})


def _may_be_number(seen: int, text: str) -> bool:
    """Whether the words of a line may be a number of a substance with its label, or one cut by spaces."""
    if not text.isascii():  # a dash or a figure may be any of many
        return True
    return bool(
        (seen & HYPHEN_AT_END and _SPACED_HYPHENS.search(text))
        or (seen & CAS and _LABEL_CAS.search(text))
        or (seen & NUMBERED and seen & THREE_DIGITS and may_be_labelled(text))
        or (seen & FOUR_AT_END and seen & TWO_AT_START and _NUMBER_IN_GROUPS.search(text))
    )


def _is_identified(text: str) -> bool:
    cleaned = clean_line(text)
    return may_identify(cleaned.lower()) and bool(find_identifiers(cleaned))
