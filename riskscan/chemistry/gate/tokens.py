"""Tell chemical words from others, so that ordinary goods never reach the slow path.

A line of goods is split at spaces; each token is judged once and remembered. Only runs of tokens with a chemical
word in them are handed on.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache, reduce
from itertools import pairwise
from operator import and_, or_

from riskscan.chemistry.gate.companions import Companions
from riskscan.chemistry.gate.word_facts import (
    CHEMICAL,
    COMMON,
    JOINS,
    JOINS_TRANSLATED,
    NEAR,
    PARTLY,
    PIECE,
    SHORTEST_SALT,
    TRANSLATED,
    WordFacts,
)
from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.text.amounts import is_quantity
from riskscan.chemistry.text.confusion import letters_for_figures
from riskscan.chemistry.text.near_words import SHORTEST, deletions
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.salts import set_salt_words_aside
from riskscan.chemistry.text.spelling import fold_name, squeeze_name, strip_accents
from riskscan.chemistry.text.writing import has_word_script, without_word_scripts
from riskscan.tables.small_words import load_small_words

__all__ = ["TokenJudge", "TokenKind", "has_locant"]

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOCANT = re.compile(
    r"(?:^|[-(\[,])[1-9]?\d'*(?:,[1-9]?\d'*)*[-(\[]|[-)]\d[-)]|^[NOSnos](?:,[NOSnos])*-[A-Za-z(]|^(?:tert|sec|iso|cis|trans|alpha|beta|gamma)-"
)
_SYSTEMATIC = re.compile(
    r"(?:^|-)(?:\d[\d',]*|[nos])-\(.*[a-z]{3}(?:yl|oxy|o)\)-?.*(?:an|en|id|am|in)[aeiou]+[a-z]{0,3}$"
)
"""A name by its build alone: a substituent in brackets with its locant, and the ending of a family."""
_CODE = re.compile(
    r"[A-Za-z)\]][=#](?!\d\d)|[=#][A-Za-z(\[]|[cnos]\d[cnosCNO(]|C\d+[CNOc(=]|P\d+P\d|\)[CNOcno]|1S/|^[A-Z]{14}-"
    r"|\[[A-Z][a-z]?H?\d?[+-]\d?\]"
)
_GLUE = re.compile(r"(?<=[^\W_])[-_/\\|]+(?=[^\W_])")
"""Between a name and the brand that is glued to it."""
_WORDS_IN_NAME = re.compile(r"yl\)[a-z]{5}")
"""A group in brackets before the rest of a name, which is no SMILES though an ``)o`` stands in it."""
_BESIDE_WORD = ".,;:!?'\"()"
_EDGE = " \"'.,;:!?*|#&+=<>"
# Characters of Chinese chemical names that are rare elsewhere.
_HAN_CHEMISTRY = re.compile(
    "[0-9,()α-ωN-]|[基酸酯酮醇醛酚醚胺氨酰醯肼腈烷烯炔酐苯甲乙丙丁戊己庚辛壬癸氢氫氧氮硫磷氯溴碘氟硅钠鈉钾鉀锂铵钙鈣镁羟羥羧巯硝萘蒽吡啶哌嗪咪唑]"
    "|[呋喃噻吩二三四环環]"
)
_TIMES = ("x", "X", "×", "*")
_CODE_NAME = re.compile(r"(?=.*\d)(?=(?:[^a-z]*[a-z]){4})[a-z\d]{1,4}(?:[-,][a-z\d]{1,4}){2,4}")
"""A code of a name: short pieces of letters and figures, joined by hyphens."""
_LONGEST_ABBREVIATION = 2
"""So few letters say something beside others only."""
_MAX_KNOWN = 300_000
_SHORTEST_WORD = 3


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


def has_locant(folded: str) -> bool:
    """Whether a folded word has a locant or a prefix that stands in chemical names.

    Examples
    --------
    >>> has_locant("n-butyl"), has_locant("4-phenyl"), has_locant("materia-prima")
    (True, True, False)
    """
    return _LOCANT.search(folded) is not None


class TokenJudge:
    """Judge tokens against the listed names; each is judged once and remembered.

    Parameters
    ----------
    names : iterable of str
        Folded listed names.
    compiled : bool, default False
        Whether what is known of everyday words is compiled (`riskscan.chemistry.gate.word_facts`).
    common : frozenset of str, optional
        Words that look chemical and are not; those of the table by default.
    drugs : frozenset of str, default frozenset()
        Squeezed words that name controlled drugs, which are read as they stand.

    Attributes
    ----------
    speaking : frozenset of str
        Squeezed letters and figures that are a name, or say something beside others of one.
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        compiled: bool = False,
        common: frozenset[str] | None = None,
        drugs: frozenset[str] = frozenset(),
    ) -> None:
        listed = sorted(set(filter(lambda name: not has_word_script(name), names)))
        self._known: dict[str, TokenKind] = {}
        self._connectors = frozenset(load_small_words("and"))
        self._facts = WordFacts(listed, compiled=compiled, common=common)
        self._squeezed = set(map(squeeze_name, listed))
        self._near_codes = frozenset(
            near for name in filter(_CODE_NAME.fullmatch, listed) for near in deletions(squeeze_name(name))
        )
        self._drugs = drugs
        self.companions = Companions(self._facts.without_telling)
        self._short = self.companions.words
        self.speaking = self._short | self._squeezed | drugs

    def is_everyday(self, word: str) -> bool:
        """Whether a word of Latin letters is known to be no part of a chemical name: sooner told than by `judge`."""
        return self._facts.is_everyday(word) and word not in self.speaking

    def plain_among(self, words: Iterable[str]) -> set[str]:
        """Return those of some words of small Latin letters of which it is compiled that they are in no name."""
        return self._facts.plain_among(words) - self.speaking

    def is_surely_chemical(self, token: str) -> bool:
        """Whether a token has a word that is made of the parts of chemical names: sooner told than by `judge`.

        Parameters
        ----------
        token : str
            As it stands between spaces; of one that is not ASCII nothing is told.
        """
        return token.isascii() and any(map(self._facts.is_chemical, _WORD.findall(token.lower())))

    def is_near(self, joined: str) -> bool:
        """Whether the joined letters of a token are a slip or two away from a word of a name."""
        return self._facts.is_near(joined)

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

    def judge_each(self, tokens: Sequence[str]) -> list[TokenKind]:
        """Return what each token of a line may be: new ones are looked at together."""
        new = [token for token in tokens if token not in self._known]
        if len(new) > 1:
            self.learn(new)
        return list(map(self.judge, tokens))

    def learn(self, tokens: Collection[str], words: Iterable[str] = ()) -> set[str]:
        """Look at the words of many tokens together, which is faster than one by one.

        Parameters
        ----------
        tokens : collection of str
            As they stand between spaces.
        words : iterable of str
            Folded words of letters.

        Returns
        -------
        set of str
            Folded words of three letters and more that are certainly no part of a chemical name.
        """
        folded = "\n".join(token if token.isascii() else strip_accents(token.casefold()) for token in tokens).lower()
        joined = (_joined_letters(token) for token in folded.split("\n") if not token.isalpha())
        words = {word for word in words if len(word) >= _SHORTEST_WORD}.union(_WORD.findall(folded))
        words.update(letters for letters in joined if len(letters) >= SHORTEST)
        harmless = self._facts.learn(words) - self.speaking
        return {word for word in harmless if not self._is_salt_of_drug(word)}

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
        return not (has_piece and self.has_cut_word(text)) and not self.has_misspelt_name(text)

    def has_cut_word(self, text: str) -> bool:
        """Whether two words of a text that stand side by side are the pieces of a telling one: ``ergo tamine``."""
        return any(self.make_word(left, right) for left, right in pairwise(text.split()))

    def make_word(self, left: str, right: str) -> bool:
        """Whether two tokens are the pieces of a telling word."""
        before, behind = _runs_of_letters(left), _runs_of_letters(right)
        return bool(before and behind) and before[-1] + behind[0] in self._facts.telling

    def has_misspelt_name(self, text: str) -> bool:
        """Whether a listed name without a telling word stands in a text with a slip in its longest word."""
        return next(self.misspelt(text.split()), None) is not None

    def misspelt(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the places of the words that are a letter from the longest word of such a name beside them."""
        for place, word in enumerate(words):
            is_strange = self.judge(word) is TokenKind.JOINS and not is_everyday_word(word.lower().strip(_EDGE))
            if is_strange and self.companions.is_met_with_slip(words, place):
                yield place

    def _judge(self, token: str) -> TokenKind:
        if token.isascii() and len(word := token.strip(_BESIDE_WORD)) > 2 and word.isalpha():
            return TokenKind.PLAIN if token.lower() in self._connectors else self._judge_word(word.lower())
        is_number = token.isdigit() and len(token) > 2 and token not in self._short
        if is_number or token in _TIMES or token.casefold() in self._connectors:
            return TokenKind.PLAIN
        if has_cjk(token):
            chemical = len(_HAN_CHEMISTRY.findall(token))
            return TokenKind.CHEMICAL if chemical >= 4 and chemical * 5 >= len(token) * 4 else TokenKind.SHORT
        if has_word_script(token):  # `names.word_scripts` reads these; what is glued to them is judged
            return max(map(self.judge, without_word_scripts(token).split()), default=TokenKind.PLAIN)
        if len(token) >= 5 and _CODE.search(token) and not _WORDS_IN_NAME.search(token):
            return TokenKind.CODE
        if is_quantity(token):
            return TokenKind.PLAIN
        folded = strip_accents(token.casefold()) if not token.isascii() else token.lower()
        return self._judge_folded(token, fold_name(folded.strip(_EDGE)))

    def _judge_word(self, word: str) -> TokenKind:
        """Return what a token of one word of Latin letters may be."""
        facts = self._facts.of(word)
        if facts & COMMON:
            return TokenKind.PLAIN
        if facts & (CHEMICAL | TRANSLATED) or word in self._drugs or self._is_salt_of_drug(word):
            return TokenKind.CHEMICAL
        if word in self._short:
            return TokenKind.SHORT
        if facts & (NEAR | PARTLY) or (word in self._squeezed and len(word) >= SHORTEST):
            return TokenKind.NEAR
        if facts & (JOINS | JOINS_TRANSLATED):
            return TokenKind.JOINS
        return TokenKind.PIECE if facts & PIECE else TokenKind.PLAIN

    def _is_salt_of_drug(self, word: str) -> bool:
        """Whether a word is a controlled drug with the word for a salt glued to it: ``methadonhydrochlorid``."""
        return len(word) >= SHORTEST_SALT and squeeze_name(set_salt_words_aside(word)[0]) in self._drugs

    def _judge_folded(self, token: str, folded: str) -> TokenKind:
        words = _WORD.findall(folded)
        facts = [self._facts.of(word) for word in words]
        any_word = all_words = 0
        if facts:
            any_word, all_words = reduce(or_, facts), reduce(and_, facts)
        located = has_locant(folded)
        if all_words & COMMON and not located:
            return TokenKind.PLAIN
        if any_word & COMMON and not located:  # ``cross-sectional``: the others speak
            facts = [fact for fact in facts if not fact & COMMON]
            any_word = reduce(or_, facts)
        squeezed = squeeze_name(folded)
        if any_word & (CHEMICAL | TRANSLATED) or squeezed in self._drugs or self._is_salt_of_drug(folded):
            return TokenKind.CHEMICAL
        if len(words) == 1 and words[0] in self._drugs:  # ``(d)-amphetamine``
            return TokenKind.CHEMICAL
        if self._begins_short_name(folded, squeezed):
            return TokenKind.SHORT
        if not words:
            return TokenKind.JOINS if len(token) <= 12 else TokenKind.PLAIN
        if _CODE_NAME.fullmatch(folded.strip("()[]")) and not self._near_codes.isdisjoint(deletions(squeezed)):
            return TokenKind.NEAR  # ``N-bpc-4-AP``
        if located and any(len(word) >= 5 and not self.is_everyday(word) for word in words):
            return TokenKind.CHEMICAL if _SYSTEMATIC.search(folded) else TokenKind.NEAR
        if any_word & (NEAR | PARTLY) or self._facts.is_near(_joined_letters(folded)):
            return TokenKind.NEAR
        if squeezed in self._squeezed and len(squeezed) >= SHORTEST:
            return TokenKind.NEAR
        beginning = reduce(or_, facts[:2], 0)
        if located or beginning & JOINS or any_word & JOINS_TRANSLATED:
            return TokenKind.JOINS
        return TokenKind.PIECE if beginning & PIECE else TokenKind.PLAIN

    def _begins_short_name(self, folded: str, squeezed: str) -> bool:
        if squeezed in self._short:
            return True
        if "-" in folded and squeeze_name(folded.rpartition("-")[0]) in self._short:
            return True
        if "/" in folded and "-" in folded and any(squeeze_name(piece) in self._short for piece in folded.split("/")):
            return True  # ``1,4-BDO/NaCl``
        pieces = _GLUE.split(folded) if _GLUE.search(folded) else []  # ``KMR/GBL``, ``HONGDA-GBL``
        return any(piece in self._short for piece in (*pieces[:1], *pieces[-1:]))


@lru_cache(maxsize=20_000)
def _runs_of_letters(token: str) -> list[str]:
    return _LETTERS.findall(fold_name(token))


def _joined_letters(folded: str) -> str:
    return "".join(_LETTERS.findall(letters_for_figures(folded)))
