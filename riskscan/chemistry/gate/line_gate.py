"""Let the lines of ordinary goods out at once: no word of them, alone or with the next, is part of a chemical name.

Each word between spaces is looked at once, in every form that it may take in a cleaned line, and what must be known of
it is kept as one number. A line is told by the union of the numbers of its words. Only a line that is certainly
ordinary is let out; of any other the reader decides.
"""

import re
from collections.abc import Callable, Iterable
from functools import reduce
from itertools import pairwise
from operator import or_

from riskscan.chemistry.gate.runs import EDGE
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.names.scripts import ScriptNames, has_cjk, without_cjk
from riskscan.chemistry.names.word_scripts import WordScripts
from riskscan.chemistry.text.embedded import find_identifiers
from riskscan.chemistry.text.line_cleaning import clean_line, forms_of_token, may_identify, part_from_cjk
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spacing import close_gaps
from riskscan.chemistry.text.spelling import (
    clean_characters,
    depends_on_line,
    fold_name,
    squeeze_name,
    strip_accents,
)
from riskscan.chemistry.text.writing import has_word_script

__all__ = ["LineGate"]

_LOOK = 1
"""The line must be read."""
_CJK = 2
_PIECE = 4
"""The beginning or end of a telling word, which a stray space may have cut off."""
_LETTER_OR_TWO = 8
_DIGIT, _THREE_DIGITS, _FOUR_AT_END, _TWO_AT_START = 16, 32, 64, 128
_HYPHEN_AT_END = 256
_CAS, _NUMBERED = 512, 1024
"""May be the label of a CAS RN, or of another number."""

_COMPANION, _PLAIN, _MISSPELT = 2048, 4096, 8192
_WORD_SCRIPT = 16384
_OF_KIND = {TokenKind.PLAIN: _PLAIN, TokenKind.JOINS: 0, TokenKind.PIECE: _PIECE}
_BESIDE_WORD = ".,;:!?'\"()"
_ABBREVIATED = re.compile(r"\b(?:ac|anh)\.")
_WORD = re.compile(r"[^\W\d_]{4,}")
_GLUED = re.compile(r"[(\[,_&.'-]")
_AMOUNT = re.compile(r"\d[\d.,xX%]*[A-Za-z]{0,3}[.,;)]*")
"""Takes one form only, and says the same with other figures, but for abbreviations such as ``4AP``."""
_FIGURES = str.maketrans("123456789", "000000000")
_ACCENTED = re.compile("[a-zß-öø-ÿāăąćčďđēęěğīİıłńňőœřśşšţťūůűźżžșț]{3,}")
"""Letters of Latin alphabets that no other script looks like."""
_MAY_LABEL = re.compile(r"ca|c\.|cus|un|e[cg]|ce|fema|inchi|smiles|ac\.|anh\.")
"""A look in passing that spares most words the labels."""
_LABEL_CAS = re.compile(r"c\.?a\.?s")
_WORD_CAS = re.compile(r"\(?cas\b")
_LABEL_NUMBER = re.compile(r"(?<!\w)(?:un|e[cg]|ce|cus|einecs|fema)")
_NUMBER_OF_HYPHENS = re.compile(r"\d-\d\d-\d|\d{4}(?:-\d\d(?!\d)|\.\d\d\.\d)")
_ANY_DIGIT, _TWO_DIGITS = re.compile(r"\d"), re.compile(r"\d\d(?!\d)")
_DIGITS, _LAST_DIGITS = re.compile(r"\d{3}"), re.compile(r"\d{4}$")
_TAG = re.compile("</?[a-z]", re.IGNORECASE)
_SEPARATORS = re.compile("[™®©•→|]")
"""Between the cells of a pasted table, or glued to a name; ``|`` may also be a letter of a bad scan."""
_INCHIKEY = re.compile(r"[A-Z]{14}-")
_SHORTEST_SPACED = 6
_MAX_KNOWN = 300_000


class LineGate:
    """Tell lines of ordinary goods.

    Parameters
    ----------
    tokens : TokenJudge
    scripts : ScriptNames
    word_scripts : WordScripts
    knows : callable
        Whether a name is known as it is.
    """

    def __init__(
        self, tokens: TokenJudge, scripts: ScriptNames, word_scripts: WordScripts, knows: Callable[[str], bool]
    ) -> None:
        self._knows = knows
        self._tokens = tokens
        self._scripts = scripts
        self._word_scripts = word_scripts
        self._known: dict[str, int] = {}
        self._known_bare: dict[str, int] = {}
        self._known_shapes: dict[str, int] = {}

    def is_ordinary(self, text: str) -> bool:
        """Whether a text certainly mentions no chemical."""
        if not text.isprintable():  # line breaks and what cannot be seen
            return False
        words = text.split()
        try:
            seen = reduce(or_, map(self._known.__getitem__, words), 0)
        except KeyError:
            self._learn(words)
            seen = reduce(or_, map(self._known.__getitem__, words), 0)
        if seen & _LOOK or (seen & _PIECE and self._has_cut_word(words)):
            return False
        if seen & _COMPANION and (seen & (_MISSPELT | _CJK) or not seen & _PLAIN or self._is_named(text)):
            return False
        if seen & _LETTER_OR_TWO and len(words) >= _SHORTEST_SPACED and not self._stands_apart(text, words):
            return False
        if seen & _DIGIT and _may_label(seen) and _is_identified(text):
            return False
        if seen & _CJK and seen & _HYPHEN_AT_END:
            return False  # closed, it may join a number to a name: ``25 - 苯``
        if seen & _WORD_SCRIPT and next(self._word_scripts.find(clean_line(text)), None) is not None:
            return False
        if not seen & _CJK or not self._scripts.may_speak(text):
            return True
        return not self._scripts.may_hold(clean_characters(text))

    def _is_named(self, text: str) -> bool:
        """Whether a companion stands beside the rest of a listed name, or the whole line is a known name."""
        cleaned = clean_line(_SEPARATORS.sub(" ", text))
        words, companions = cleaned.split(), self._tokens.companions
        return self._knows(cleaned.strip(EDGE)) or any(
            companions.is_one(word.strip(EDGE)) and companions.is_met(words, place) for place, word in enumerate(words)
        )

    def _has_cut_word(self, words: list[str]) -> bool:
        """Whether a piece of a telling word stands beside the rest of it."""
        return any(
            (self._known[left] | self._known[right]) & _PIECE and self._tokens.make_word(left, right)
            for left, right in pairwise(words)
        )

    def _stands_apart(self, text: str, words: list[str]) -> bool:
        """Whether letters that stand apart, as if those of a name had been set so, are none of a name together."""
        if not self._are_spaced_out(words):
            return True
        closed = close_gaps(clean_line(text))
        return not any(self._tokens.judge(word) > TokenKind.JOINS for word in closed.split())

    def _are_spaced_out(self, words: list[str]) -> bool:
        """Whether five words of a letter or two stand side by side."""
        run = 0
        for word in words:
            run = run + 1 if self._known[word] & _LETTER_OR_TWO else 0
            if run == _SHORTEST_SPACED - 1:
                return True
        return False

    def learn(self, texts: Iterable[str]) -> None:
        """Look at the words of many texts together."""
        self._learn({word for text in texts for word in text.split()})

    def _learn(self, words: Iterable[str]) -> None:
        if len(self._known) > _MAX_KNOWN:
            self._known.clear()
            self._known_bare.clear()
            self._known_shapes.clear()
        left = []
        for word in set(words).difference(self._known):
            seen = self._look_in_passing(word)
            if seen < 0:
                left.append(word)
            else:
                self._known[word] = seen
        if not left:
            return
        cjk = [word for word in left if not word.isascii() and has_cjk(word)]
        parts = [part for word in cjk for part in part_from_cjk(word).split() if not has_cjk(part)]
        self._tokens.learn([*set(left).difference(cjk), *parts])
        self._known.update((word, self._look_at(word)) for word in left)

    def _look_in_passing(self, word: str) -> int:
        """Return what is known of a word without a closer look, -1 where it needs one; most words need none."""
        lowered = word.lower()
        bare = lowered.strip(_BESIDE_WORD)
        if bare.isascii() and bare.isalpha():  # the same with any punctuation, in capitals or not
            seen = self._known_bare.get(bare, -1)
            if seen < 0 and self._tokens.is_everyday(bare):
                seen = self._known_bare[bare] = _PLAIN
        elif _AMOUNT.fullmatch(word):
            seen = self._look_at_amount(word)
        else:
            seen = _PLAIN if _ACCENTED.fullmatch(bare) and self._tokens.is_everyday(strip_accents(bare)) else -1
        return seen if seen < 0 else seen | _beside(word, lowered)

    def _look_at(self, word: str) -> int:
        lowered = word.lower()
        bare = lowered.strip(_BESIDE_WORD)
        if bare.isascii() and bare.isalpha():
            seen = self._known_bare.get(bare, -1)
            if seen < 0:
                seen = self._known_bare[bare] = self._told(bare)
        else:
            cleaned = clean_characters(word)
            seen = _LOOK if _must_be_read(word, cleaned) else self._look_at_forms(cleaned) | _digits(word)
            if seen != _LOOK and _SEPARATORS.search(word):
                seen |= self._look_at_forms(clean_characters(_SEPARATORS.sub(" ", word)))
        return seen | _beside(word, lowered)

    def _look_at_amount(self, word: str) -> int:
        if self._tokens.is_name(squeeze_name(word.lower())):
            return self._told(word) | _digits(word)
        shape = word.translate(_FIGURES)
        seen = self._known_shapes.get(shape, -1)
        if seen < 0:
            seen = self._known_shapes[shape] = self._told(word) | _digits(word)
        return seen

    def _look_at_forms(self, cleaned: str) -> int:
        """Return what must be known of a word in any of the forms that it may take."""
        seen = 0
        for form in forms_of_token(cleaned):
            if has_cjk(form):
                seen |= _CJK
                form = fold_name(form)
                form = f"{part_from_cjk(form)} {without_cjk(form)}"  # a name may be joined to them by a hyphen
            if has_word_script(form):
                seen |= _WORD_SCRIPT
            seen |= reduce(or_, map(self._told, form.split()), 0)
        return seen

    def _told(self, token: str) -> int:
        kind = self._tokens.judge(token)
        if kind is TokenKind.SHORT and has_cjk(token):
            return 0  # whether a name stands in it is told of the whole line
        if kind is TokenKind.SHORT:
            return _COMPANION if self._tokens.companions.is_one(token.strip(EDGE)) else _LOOK
        if any(map(self._tokens.companions.is_one, _parts(token))):
            return _LOOK  # ``amin(AR)``
        if kind is TokenKind.JOINS and _is_misspelt(token):
            return _MISSPELT
        return _OF_KIND.get(kind, _LOOK)


def _parts(token: str) -> list[str]:
    """Return the parts of a token to which something is glued."""
    return _GLUED.split(token) if _GLUED.search(token) else []


def _is_misspelt(token: str) -> bool:
    """Whether a token that joins others in names has a word of no language: it is a slip of such a word."""
    words = _WORD.findall(token.lower() if token.isascii() else fold_name(token))
    return not all(map(is_everyday_word, words))


def _must_be_read(word: str, cleaned: str) -> bool:
    """Whether a word is, or may be with those beside it, what only the reader can tell."""
    if ("<" in word and _TAG.search(word)) or (not word.isascii() and depends_on_line(word)):
        return True
    return _NUMBER_OF_HYPHENS.search(cleaned) is not None or _INCHIKEY.search(cleaned) is not None


def _beside(word: str, lowered: str) -> int:
    """Return what a word may be beside others of its line: a letter of one set apart, or the label of a number."""
    seen = _LETTER_OR_TWO if len(word) <= 2 and not has_cjk(word) else 0
    return seen | _labels(lowered) if _MAY_LABEL.search(lowered) else seen


def _labels(lowered: str) -> int:
    if "inchi" in lowered or "smiles" in lowered or _ABBREVIATED.search(lowered) or _WORD_CAS.match(lowered):
        return _LOOK
    cas = _CAS if _LABEL_CAS.search(lowered) else 0
    return cas | (_NUMBERED if _LABEL_NUMBER.search(lowered) else 0)


def _digits(word: str) -> int:
    found = _HYPHEN_AT_END if word[0] == "-" or word[-1] == "-" else 0
    if _ANY_DIGIT.search(word):
        found |= _DIGIT | (_TWO_AT_START if _TWO_DIGITS.match(word) else 0)
        if _DIGITS.search(word):
            found |= _THREE_DIGITS | (_FOUR_AT_END if _LAST_DIGITS.search(word) else 0)
    return found


def _may_label(seen: int) -> bool:
    """Whether the words of a line may be a number of a substance with its label, or one cut by spaces."""
    return bool(
        seen & (_CAS | _HYPHEN_AT_END)
        or (seen & _NUMBERED and seen & _THREE_DIGITS)
        or (seen & _FOUR_AT_END and seen & _TWO_AT_START)
    )


def _is_identified(text: str) -> bool:
    cleaned = clean_line(text)
    return may_identify(cleaned.lower()) and bool(find_identifiers(cleaned))
