"""What must be known of a word between spaces to tell whether its line may mention a chemical: marks, as one number.

A column of goods has thousands of new words, each of which would take several looks. Those of letters alone are looked
at together, those with figures once for all figures, and only the few others one by one, in every form that they may
take in a cleaned line.
"""

import re
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from riskscan.chemistry.gate.mixed_words import MixedWords, shapes_of
from riskscan.chemistry.gate.runs import EDGE
from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.names.scripts import has_cjk, without_cjk
from riskscan.chemistry.text.amounts import is_quantity
from riskscan.chemistry.text.chemical_words import with_telling_part
from riskscan.chemistry.text.line_cleaning import forms_of_token, part_from_cjk
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spelling import (
    clean_characters,
    depends_on_line,
    fold_name,
    strip_accents,
)
from riskscan.chemistry.text.word_columns import rows_at
from riskscan.chemistry.text.writing import has_word_script

__all__ = [
    "CAS", "CJK", "COMPANION", "DIGIT", "FOUR_AT_END", "HYPHEN_AT_END", "LETTER_OR_TWO", "LOOK", "MISSPELT", "NUMBERED",
    "PIECE", "PLAIN", "SEPARATORS", "THREE_DIGITS", "TWO_AT_START", "WORD_SCRIPT", "WordMarks", "is_surely_number",
]  # fmt: skip

LOOK = 1
"""The line must be read."""
CJK = 2
PIECE = 4
"""The beginning or end of a telling word, which a stray space may have cut off."""
LETTER_OR_TWO = 8
DIGIT, THREE_DIGITS, FOUR_AT_END, TWO_AT_START = 16, 32, 64, 128
HYPHEN_AT_END = 256
CAS, NUMBERED = 512, 1024
"""May be the label of a CAS RN, or of another number."""
COMPANION, PLAIN, MISSPELT = 2048, 4096, 8192
WORD_SCRIPT = 16384

SEPARATORS = re.compile("[™®©•→|]")
"""Between the cells of a pasted table, or glued to a name; ``|`` may also be a letter of a bad scan."""

_OF_KIND = {TokenKind.PLAIN: PLAIN, TokenKind.JOINS: 0, TokenKind.PIECE: PIECE}
_BESIDE_WORD = ".,;:!?'\"()"
_ABBREVIATED = re.compile(r"\b(?:ac|anh)\.")
_WORD = re.compile(r"[^\W\d_]{4,}")
_GLUED = re.compile(r"[(\[,_&.'-]")
_RUNS = re.compile("[a-z]{3,}")
_NUMBER = re.compile("2{3,}")
_UNIT_OF_FIGURES = re.compile("^[^a-z]*[a-wyz]+2")
"""``m2`` and ``m3`` are units, other letters with a figure are none."""
_ACCENTED = re.compile("[a-zß-öø-ÿāăąćčďđēęěğīİıłńňőœřśşšţťūůűźżžșț]{3,}")
"""Letters of Latin alphabets that no other script looks like."""
_MAY_LABEL = re.compile(
    r"inchi|smiles|anh\.|ac\.|c\.?a\.?s|un(?<!\wun)|e[cg](?<!\we[cg])|ce(?<!\wce)|cus(?<!\wcus)|einecs|fema"
)
_LABEL_CAS = re.compile(r"c\.?a\.?s")
_WORD_CAS = re.compile(r"\(?cas\b")
_LABEL_NUMBER = re.compile(r"(?<!\w)(?:un|e[cg]|ce|cus|einecs|fema)")
_NUMBER_OF_HYPHENS = re.compile(r"\d-\d\d-\d|\d{4}(?:-\d\d|\.\d\d\.\d)(?!\d)")
_ANY_DIGIT, _TWO_DIGITS = re.compile(r"\d"), re.compile(r"\d\d(?!\d)")
_MAY_BE_CAS_RN = re.compile(
    r"\d{4,7}([-._/]?)\d\d(?:\1|-?)\d(?!\d)|(?<![a-z\d])(?=[\d-]*[oil])[\doil]{2,7}-[\doil]{2}-[\doil](?![a-z\d])"
)
"""Of many digits, or with a letter for one of its figures, and not all in its right hyphens."""
_PARTING = str.maketrans("oil", "011", "-._/")
_DIGITS, _LAST_DIGITS = re.compile(r"\d{3}"), re.compile(r"\d{4}$")
_TAG = re.compile("</?[a-z]", re.IGNORECASE)
_INCHIKEY = re.compile(r"[A-Z]{14}-")
_MAX_KNOWN = 100_000


class WordMarks:
    """Marks of words, each of which is looked at once.

    Parameters
    ----------
    tokens : TokenJudge
    numbers : frozenset of str
        Digits of the CAS RNs that are listed.

    Attributes
    ----------
    known : dict of str to int
        Marks of the words that were learnt, as sums of the constants of this module.
    """

    def __init__(self, tokens: TokenJudge, numbers: frozenset[str]) -> None:
        self.known: dict[str, int] = {}
        self._numbers = numbers
        self._tokens = tokens
        self._mixed = MixedWords(tokens)
        self._of_letters: dict[str, int] = {}
        self._of_shapes: dict[str, int] = {}
        self._of_mixed: dict[str, int] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look at words together; those that are known already cost nothing."""
        if len(self.known) > _MAX_KNOWN:
            self.known.clear()
            self._of_letters.clear()
            self._of_shapes.clear()
            self._of_mixed.clear()
        new = list(set(words).difference(self.known))
        if not new:
            return
        joined = "\n".join(new).lower()
        lowered = joined.split("\n")
        bare = [word.strip(_BESIDE_WORD) for word in lowered]
        plain = self._tokens.plain_among(set(filter(str.isascii, bare)))
        left = {word: small for word, small in zip(new, bare, strict=True) if small not in plain}
        telling = set(with_telling_part(list(left.values())))
        is_chemical = self._tokens.is_surely_chemical
        chemical = {word for word, small in left.items() if small in telling and is_chemical(word)}
        left = {word: small for word, small in left.items() if word not in chemical} if chemical else left
        known = dict.fromkeys(new, PLAIN) | dict.fromkeys(chemical, LOOK) | self._look_at_left(left)
        for row in rows_at((match.start() for match in _MAY_LABEL.finditer(joined)), lowered):
            known[new[row]] |= _labels(lowered[row])
        may_be_listed = _MAY_BE_CAS_RN.finditer(joined)
        listed = (match.start() for match in may_be_listed if _digits_of(match.group()) in self._numbers)
        for row in rows_at(listed, lowered):
            known[new[row]] |= LOOK
        for word in new:
            if len(word) <= 2 and not has_cjk(word):
                known[word] |= LETTER_OR_TWO
        self.known.update(known)

    def _look_at_left(self, left: dict[str, str]) -> dict[str, int]:
        """Return the marks of words that no table has, each given with what it is in small letters."""
        if not left:
            return {}
        latin = _latin_letters(set(left.values()).difference(self._of_letters))
        mixed = [word for word, small in left.items() if small not in latin and small not in self._of_letters]
        shapes = dict(zip(mixed, shapes_of(mixed), strict=bool(mixed)))
        new = {shape: word for word, shape in shapes.items() if shape not in self._of_shapes}
        harmless = self._learn_tokens(set(new.values()), latin.values())
        self._mark_letters(latin, harmless)
        self._mark_shapes(new, harmless)
        marks = {word: self._of_letters[small] for word, small in left.items() if small in self._of_letters}
        marks |= {word: seen for word, shape in shapes.items() if (seen := self._of_shapes[shape]) >= 0}
        others = [word for word in mixed if word not in marks]
        for word, key in zip(others, self._mixed.keys(others), strict=True):
            if key not in self._of_mixed:
                self._of_mixed[key] = self._look_at(word)
            marks[word] = self._of_mixed[key]
        return marks

    def _learn_tokens(self, tokens: set[str], words: Iterable[str]) -> set[str]:
        cjk = [token for token in tokens if not token.isascii() and has_cjk(token)]
        parts = [part for token in cjk for part in part_from_cjk(token).split() if not has_cjk(part)]
        return self._tokens.learn([*tokens.difference(cjk), *parts], words)

    def _mark_letters(self, latin: dict[str, str], harmless: set[str]) -> None:
        """Mark words in small letters, which say the same with any punctuation, in capitals or not."""
        for word, letters in latin.items():
            seen = PLAIN if letters in harmless else self._told(word) if word.isascii() else self._look_at(word)
            self._of_letters[word] = seen

    def _mark_shapes(self, shapes: dict[str, str], harmless: set[str]) -> None:
        """Mark the shapes of words with figures, with punctuation in them, or with letters of other scripts."""
        self._of_shapes.update(dict.fromkeys(shapes, -1))
        runs = [shape for shape, word in shapes.items() if word.isascii() and harmless.issuperset(_RUNS.findall(shape))]
        for shape in self._mixed.inert(runs):
            is_amount = is_quantity(shape) and not _UNIT_OF_FIGURES.search(shape)
            is_plain = is_amount or _RUNS.search(shape) or _NUMBER.fullmatch(shape)
            self._of_shapes[shape] = _digits(shape) | (PLAIN if is_plain else 0)

    def _look_at(self, word: str) -> int:
        cleaned = clean_characters(word)
        if _must_be_read(word, cleaned):
            return LOOK
        seen = self._look_at_forms(cleaned) | _digits(word)
        if cleaned and cleaned != word:  # one of the other dashes
            seen |= _digits(cleaned)
        if not seen & LOOK and SEPARATORS.search(word):
            seen |= self._look_at_forms(clean_characters(SEPARATORS.sub(" ", word)))
        return seen

    def _look_at_forms(self, cleaned: str) -> int:
        """Return what must be known of a word in any of the forms that it may take."""
        seen = 0
        for form in forms_of_token(cleaned):
            if has_cjk(form):
                seen |= CJK
                form = fold_name(form)
                form = f"{part_from_cjk(form)} {without_cjk(form)}"  # a name may be joined to them by a hyphen
            if has_word_script(form):
                seen |= WORD_SCRIPT
            seen |= reduce(or_, map(self._told, form.split()), 0)
        return seen

    def _told(self, token: str) -> int:
        kind = self._tokens.judge(token)
        if kind is TokenKind.SHORT and has_cjk(token):
            return 0  # whether a name stands in it is told of the whole line
        if kind is TokenKind.SHORT:
            return COMPANION if self._tokens.companions.is_one(token.strip(EDGE)) else LOOK
        if any(map(self._tokens.companions.is_one, _parts(token))):
            return LOOK  # ``amin(AR)``
        if kind is TokenKind.JOINS and _is_misspelt(token):
            return MISSPELT
        return _OF_KIND.get(kind, LOOK)


def is_surely_number(word: str) -> bool:
    """Whether a word of ASCII has a number in hyphens or full stops as a CAS RN has, so that its line must be read.

    Sooner told than by `WordMarks`, of one text.

    Examples
    --------
    >>> is_surely_number("64-19-7"), is_surely_number("12-500")
    (True, False)
    """
    return word.isascii() and _NUMBER_OF_HYPHENS.search(word) is not None


def _latin_letters(words: Collection[str]) -> dict[str, str]:
    """Return those of some words in small letters that are Latin, with their letters without accents."""
    latin = {word: word for word in words if word.isalpha() and word.isascii()}
    return latin | {word: strip_accents(word) for word in words if not word.isascii() and _ACCENTED.fullmatch(word)}


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


def _digits_of(number: str) -> str:
    """Return the digits of a number in small letters, however they are parted; letters like figures are figures."""
    return number.translate(_PARTING)


def _labels(lowered: str) -> int:
    """Return what a word may be before a number."""
    if "inchi" in lowered or "smiles" in lowered or _ABBREVIATED.search(lowered) or _WORD_CAS.match(lowered):
        return LOOK
    cas = CAS if _LABEL_CAS.search(lowered) else 0
    return cas | (NUMBERED if _LABEL_NUMBER.search(lowered) else 0)


def _digits(word: str) -> int:
    found = HYPHEN_AT_END if word[0] == "-" or word[-1] == "-" else 0
    if _ANY_DIGIT.search(word):
        found |= DIGIT | (TWO_AT_START if _TWO_DIGITS.match(word) else 0)
        if _DIGITS.search(word):
            found |= THREE_DIGITS | (FOUR_AT_END if _LAST_DIGITS.search(word) else 0)
    return found
