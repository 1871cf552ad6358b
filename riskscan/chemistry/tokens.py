"""Tell chemical words from others, so that ordinary goods never reach the slow path.

A line of goods is split at spaces; each token is judged once and remembered. Only runs of tokens with a chemical
word in them are handed on.
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from riskscan.chemistry.amounts import is_quantity
from riskscan.chemistry.confusion import letters_for_figures, ocr_key
from riskscan.chemistry.near_words import NearWords, deletions
from riskscan.chemistry.spelling import fold_name, russian_stem, squeeze_name, strip_accents
from riskscan.chemistry.translation import translate_word
from riskscan.chemistry.writing import has_word_script, without_word_scripts
from riskscan.tables.morphemes import load_common_words, load_everyday_words, load_morphemes
from riskscan.tables.small_words import load_small_words

__all__ = ["TokenJudge", "TokenKind", "has_locant", "looks_chemical"]

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOCANT = re.compile(
    r"(?:^|[-(\[,])\d[\d,']*[-(\[]|[-)]\d[-)]|^[NOSnos]-[A-Za-z(]|^(?:tert|sec|iso|cis|trans|alpha|beta|gamma)-"
)
_SYSTEMATIC = re.compile(
    r"(?:^|-)(?:\d[\d',]*|[nos])-\(.*[a-z]{3}(?:yl|oxy|o)\)-?.*(?:an|en|id|am|in)[aeiou]+[a-z]{0,3}$"
)
"""A name by its build alone: a substituent in brackets with its locant, and the ending of a family."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CODE = re.compile(
    r"[A-Za-z)\]][=#](?!\d\d)|[=#][A-Za-z(\[]|[cnos]\d[cnosCNO(]|C\d+[CNOc(=]|P\d+P\d|\)[CNOcno]|1S/|^[A-Z]{14}-"
    r"|\[[A-Z][a-z]?H?\d?[+-]\d?\]"
)
_EDGE = " \"'.,;:!?*|#&+=<>"
# Characters of Chinese chemical names that are rare elsewhere.
_HAN_CHEMISTRY = re.compile(
    "[0-9,()α-ωN-]|[基酸酯酮醇醛酚醚胺氨酰醯肼腈烷烯炔酐苯甲乙丙丁戊己庚辛壬癸氢氫氧氮硫磷氯溴碘氟硅钠鈉钾鉀锂铵钙鈣镁羟羥羧巯硝萘蒽吡啶哌嗪咪唑]"
    "|[呋喃噻吩二三四环環]"
)
_ALKYL = re.compile(
    r"(?:di|tri|tetra)?(?:n|iso|sec|tert|neo)?(?:meth|eth|prop|but|pent|am|hex|hept|oct|non|dec|dodec)yl(?:e|ique)?"
)
_CYRILLIC = re.compile("[а-яёії]{5,}")
_TIMES = ("x", "X", "×", "*")
_MAX_WORD = 60
_MAX_KNOWN = 1_000_000
_MIN_NEAR = 6
_LONG = 14
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
    PIECE = 2
    """The beginning or end of a telling word, which a stray space may have cut off."""
    SHORT = 3
    """The longest word of a listed name that has no chemical word in it: an abbreviation, a formula, "red oil"."""
    NEAR = 4
    """A word of a listed name, or one that is a slip or two away from it."""
    CHEMICAL = 5
    """Made of the parts of chemical names."""
    CODE = 6
    """Shaped like SMILES or another identifier."""


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
    return 5 <= len(word) <= _MAX_WORD and _says_enough(_telling_letters(word), len(word))


def _says_enough(telling: list[int], size: int) -> bool:
    return telling[size] >= max(4, size * 0.32)


def _telling_letters(word: str) -> list[int]:
    """Return how many letters of each beginning of a word telling parts cover; -1 where parts do not make it up."""
    morphemes = load_morphemes()
    size = len(word)
    covered = [-1] * (size + 1)
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
    return covered


def has_locant(folded: str) -> bool:
    """Whether a folded word has a locant or a prefix that stands in chemical names.

    Examples
    --------
    >>> has_locant("n-butyl"), has_locant("4-phenyl"), has_locant("materia-prima")
    (True, True, False)
    """
    return _LOCANT.search(folded) is not None


def _is_chemical(word: str) -> bool:
    return looks_chemical(word) and word not in load_everyday_words()


def _is_partly_chemical(word: str) -> bool:
    """Whether a long word is made of parts of chemical names but for its beginning or end: there is a slip."""
    if not _LONG <= len(word) <= _MAX_WORD:
        return False
    telling, rest = _telling_letters(word), len(word) // 4
    return any(_says_enough(telling, size) for size in range(len(word) - rest, len(word))) or any(
        looks_chemical(word[start:]) for start in range(1, rest + 1)
    )


class TokenJudge:
    """Judge tokens against the listed names; each is judged once and remembered.

    Parameters
    ----------
    names : iterable of str
        Folded listed names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._known: dict[str, TokenKind] = {}
        self._connectors = frozenset(load_small_words("and"))
        self._joining: set[str] = set()
        self._short: set[str] = set()
        self._squeezed: set[str] = set()
        self._russian: set[str] = set()
        targets: set[str] = set()
        for name in filter(lambda name: not has_word_script(name), names):
            words = _WORD.findall(name)
            telling = [word for word in words if looks_chemical(word)]
            self._joining.update(words)
            self._russian.update(russian_stem(word) for word in words if _CYRILLIC.fullmatch(word))
            self._squeezed.add(squeeze_name(name))
            targets.update(word for word in telling or words if len(word) >= _MIN_NEAR)
            if not telling:
                longest = max(name.split(), key=lambda word: (sum(map(str.isalpha, word)) > 1, len(word)))
                self._short |= {squeeze_name(name), squeeze_name(longest)}
        targets -= {word for word in load_everyday_words() if not looks_chemical(word)}
        self._near = NearWords(targets)
        self._near_joining = NearWords(self._joining - targets)
        self._telling = targets - load_everyday_words()
        self._pieces = {end for word in self._telling for end in _ends(word)} - self._joining - load_everyday_words()

    def judge(self, token: str) -> TokenKind:
        """Return what a token (as it stands between spaces) may be."""
        kind = self._known.get(token)
        if kind is None:
            if len(self._known) > _MAX_KNOWN:
                self._known.clear()
            kind = self._judge(token)
            if len(token) <= 2 or not token.isdigit():  # of long numbers there is no end
                self._known[token] = kind
        return kind

    def is_ordinary(self, text: str) -> bool:
        """Whether no token of a text can be part of a chemical name: the way out for most goods."""
        known = self._known.get
        has_piece = False
        for token in text.split():
            kind = known(token)
            if kind is None:
                kind = self.judge(token)
            if kind > TokenKind.JOINS:
                if kind > TokenKind.PIECE:
                    return False
                has_piece = True
        return not (has_piece and self.has_cut_word(text))

    def has_cut_word(self, text: str) -> bool:
        """Whether two words of a text that stand side by side are the pieces of a telling one: ``ergo tamine``."""
        words = [_LETTERS.findall(fold_name(token)) for token in text.split()]
        return any(left and right and left[-1] + right[0] in self._telling for left, right in pairwise(words))

    def _judge(self, token: str) -> TokenKind:
        is_number = token.isdigit() and len(token) > 2 and token not in self._short
        if is_number or token in _TIMES or token.casefold() in self._connectors:
            return TokenKind.PLAIN
        if _CJK.search(token):
            chemical = len(_HAN_CHEMISTRY.findall(token))
            return TokenKind.CHEMICAL if chemical >= 4 and chemical * 5 >= len(token) * 4 else TokenKind.SHORT
        if has_word_script(token):  # `riskscan.chemistry.word_scripts` reads these; what is glued to them is judged
            return max(map(self.judge, without_word_scripts(token).split()), default=TokenKind.PLAIN)
        if len(token) >= 5 and _CODE.search(token):
            return TokenKind.CODE
        if is_quantity(token):
            return TokenKind.PLAIN
        folded = strip_accents(token.casefold()) if not token.isascii() else token.lower()
        folded = fold_name(folded.strip(_EDGE))
        words = _WORD.findall(folded)
        if words and load_common_words().issuperset(words) and not has_locant(folded):
            return TokenKind.PLAIN
        if any(map(_is_chemical, words)):
            return TokenKind.CHEMICAL
        translated = [part for word in words for reading in translate_word(word) for part in reading.split()]
        if any(map(_is_chemical, translated)):
            return TokenKind.CHEMICAL
        squeezed = squeeze_name(folded)
        if self._begins_short_name(folded, squeezed):
            return TokenKind.SHORT
        if not words:
            return TokenKind.JOINS if len(token) <= 12 else TokenKind.PLAIN
        if has_locant(folded) and any(len(word) >= 5 for word in words):
            return TokenKind.CHEMICAL if _SYSTEMATIC.search(folded) else TokenKind.NEAR
        joined = "".join(_LETTERS.findall(letters_for_figures(folded)))
        if any(map(self._near.has_near, {*words, joined})) or any(map(_is_partly_chemical, words)):
            return TokenKind.NEAR
        if not folded.isascii() and any(russian_stem(word) in self._russian for word in words):
            return TokenKind.NEAR
        if squeezed in self._squeezed and len(squeezed) >= _MIN_NEAR:
            return TokenKind.NEAR
        if has_locant(folded) or any(map(self._joins, (*words[:2], *translated))):
            return TokenKind.JOINS
        return TokenKind.PIECE if any(word in self._pieces for word in words[:2]) else TokenKind.PLAIN

    def _begins_short_name(self, folded: str, squeezed: str) -> bool:
        return squeezed in self._short or ("-" in folded and squeeze_name(folded.rpartition("-")[0]) in self._short)

    def _joins(self, word: str) -> bool:
        """Whether a word stands in listed names, is a piece of one of their words, or a slip away from one."""
        return (
            word in self._joining
            or ocr_key(word) in _JOINING_KEYS
            or _ALKYL.fullmatch(word) is not None
            or not _NEAR_JOINING.isdisjoint(deletions(word, 1))
            or self._near_joining.has_near(word)
        )


def _ends(word: str) -> Iterator[str]:
    """Yield the beginnings and endings of a word that a stray space may have cut it into."""
    for size in range(4, len(word)):
        yield word[:size]
        yield word[-size:]


_NEAR_JOINING = frozenset().union(*(deletions(word, 1) for word in _JOINING_WORDS)) - {""}
_JOINING_KEYS = frozenset(map(ocr_key, _JOINING_WORDS))
