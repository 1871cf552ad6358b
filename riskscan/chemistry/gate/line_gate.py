"""Let the lines of ordinary goods out at once: no word of them, alone or with the next, is part of a chemical name.

Each word between spaces is looked at once, in every form that it may take in a cleaned line, and what must be known of
it is kept as one number. A line is told by the union of the numbers of its words. Only a line that is certainly
ordinary is let out; of any other the reader decides.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import pairwise, repeat
from operator import or_

import numpy as np
from numpy.typing import NDArray

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
    is_surely_number,
)
from riskscan.chemistry.names.chinese_names import may_hold_chinese_name
from riskscan.chemistry.names.japanese_names import may_hold_japanese_name
from riskscan.chemistry.names.scripts import ScriptNames
from riskscan.chemistry.names.word_scripts import WordScripts
from riskscan.chemistry.text.embedded import find_identifiers, may_be_labelled
from riskscan.chemistry.text.line_cleaning import clean_line, may_identify
from riskscan.chemistry.text.spacing import close_gaps
from riskscan.chemistry.text.spelling import clean_characters

__all__ = ["LineGate"]

_SHORTEST_SPACED, _IN_A_ROW = 6, 5
_BEGIN = "\0"
"""Stands for the beginning of a line; in none that can be seen."""
_LINE = 1 << 15
"""Mark of that, beside those of words."""
_NUMBER = CAS | HYPHEN_AT_END | NUMBERED | FOUR_AT_END
_SPACED_HYPHENS = re.compile(r"\d\s*-\s*\d\d(?!\d)")
_LABEL_CAS = re.compile(r"[cC]\.?[aA]\.?[sS](?:\b|\D{0,12}\d)")
_LATIN = re.compile("[ -~À-ÖØ-öø-ý]*")
_NUMBER_IN_GROUPS = re.compile(r"\d{4}[ .]\d\d[ .]\d")

_Marks = NDArray[np.int64]


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
        if not texts:
            return []
        told = list(map(str.isprintable, texts))
        words = "".join(f" {_BEGIN} {text if shown else ''}" for text, shown in zip(texts, told, strict=True)).split()
        self._marks.learn(set(words) - {_BEGIN})
        marks = np.fromiter(map(self._marks.known.get, words, repeat(_LINE)), dtype=np.int64, count=len(words))
        begins = np.flatnonzero(marks == _LINE)
        places = [*begins.tolist(), len(words)]
        seen = _seen_in_lines(marks, begins)
        is_plain = [
            is_ascii or _is_plainly_written(text) for text, is_ascii in zip(texts, map(str.isascii, texts), strict=True)
        ]
        closer = _may_say_more(seen, is_plain)
        for row in np.flatnonzero(closer).tolist():
            if told[row]:
                told[row] = self._is_ordinary(texts[row], words[places[row] + 1 : places[row + 1]], int(seen[row]))
        return told

    def is_ordinary(self, text: str) -> bool:
        """Whether a text certainly mentions no chemical."""
        if not text.isprintable():  # line breaks and what cannot be seen
            return False
        words = text.split()
        try:
            seen = reduce(or_, map(self._marks.known.__getitem__, words), 0)
        except KeyError:
            new = [word for word in words if word not in self._marks.known]
            if any(map(self._tokens.is_surely_chemical, new)) or any(map(is_surely_number, new)):
                return False
            self._marks.learn(words)  # the others too: of too many words it lets go before it looks
            seen = reduce(or_, map(self._marks.known.__getitem__, words), 0)
        if seen & LETTER_OR_TWO and not self._are_spaced_out(words):
            seen &= ~LETTER_OR_TWO
        return self._is_ordinary(text, words, seen)

    def _is_ordinary(self, text: str, words: list[str], seen: int) -> bool:
        """Whether a line is ordinary; `seen` has the marks of its words, of short ones where five are in a row."""
        if seen & LOOK or (seen & PIECE and self._has_cut_word(words)):
            return False
        if seen & COMPANION and (seen & (MISSPELT | CJK) or not seen & PLAIN or self._is_named(text, words)):
            return False
        if seen & MISSPELT and self._is_misspelt(text):
            return False
        if seen & LETTER_OR_TWO and len(words) >= _SHORTEST_SPACED and not self._stands_apart(text):
            return False
        if seen & DIGIT and seen & _NUMBER and _may_be_number(seen, text) and _is_identified(text):
            return False
        if seen & CJK and seen & HYPHEN_AT_END:
            return False  # closed, it may join a number to a name: ``25 - 苯``
        if seen & WORD_SCRIPT and next(self._word_scripts.find(clean_line(text)), None) is not None:
            return False
        if not seen & CJK:
            return True
        if may_hold_chinese_name(text) or may_hold_japanese_name(text):
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

    def _is_misspelt(self, text: str) -> bool:
        """Whether a word that is a letter from a companion stands beside the rest of a listed name."""
        return self._tokens.has_misspelt_name(clean_line(SEPARATORS.sub(" ", text)))

    def _has_cut_word(self, words: list[str]) -> bool:
        """Whether a piece of a telling word stands beside the rest of it."""
        known, make_word = self._marks.known, self._tokens.make_word
        pieces = [place for place, word in enumerate(words) if known[word] & PIECE]
        return any(
            make_word(left, right) for place in pieces for left, right in pairwise(words[max(0, place - 1) : place + 2])
        )

    def _stands_apart(self, text: str) -> bool:
        """Whether letters that stand apart, as if those of a name had been set so, are none of a name together."""
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
        self._marks.learn(" ".join(texts).split())


def _seen_in_lines(marks: _Marks, begins: _Marks) -> _Marks:
    """Return the union of the marks of each line's words; that of short words where five stand side by side.

    Parameters
    ----------
    marks : numpy.ndarray of shape (n_words,)
        Of each word, a line's beginning counting as one.
    begins : numpy.ndarray of shape (n_lines,)
        Where in `marks` each line begins.
    """
    is_short = np.append(marks & LETTER_OR_TWO, np.zeros(_IN_A_ROW, dtype=np.int64)) > 0
    in_a_row = np.logical_and.reduce([is_short[step : len(marks) + step] for step in range(_IN_A_ROW)])
    seen: _Marks = np.bitwise_or.reduceat(marks, begins) & ~(LETTER_OR_TWO | _LINE)
    seen[np.searchsorted(begins, np.flatnonzero(in_a_row), side="right") - 1] |= LETTER_OR_TWO
    return seen


def _may_say_more(seen: _Marks, is_plain: list[bool]) -> NDArray[np.bool_]:
    """Return which lines need a closer look than at the union of the marks of their words."""
    may_be_number = (seen & (CAS | HYPHEN_AT_END) > 0) | (~np.array(is_plain) & (seen & _NUMBER > 0))
    for both in (NUMBERED | THREE_DIGITS, FOUR_AT_END | TWO_AT_START):
        may_be_number |= seen & both == both
    others = seen & (LOOK | PIECE | COMPANION | MISSPELT | CJK | WORD_SCRIPT | LETTER_OR_TWO)
    more: NDArray[np.bool_] = (others > 0) | (may_be_number & (seen & DIGIT > 0))
    return more


def _is_plainly_written(text: str) -> bool:
    """Whether figures, dashes and labels in a text are what they seem: elsewhere they may be any of many."""
    return text.isascii() or _LATIN.fullmatch(text) is not None


def _may_be_number(seen: int, text: str) -> bool:
    """Whether the words of a line may be a number of a substance with its label, or one cut by spaces."""
    if not _is_plainly_written(text):
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
