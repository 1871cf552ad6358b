"""What is still unread at the end: word by word with mended spelling, and at last unresolved."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of_mending, worth_of_unread
from riskscan.chemistry.decode.cover import cover
from riskscan.chemistry.decode.evidence import Sense, Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.ingredients import lists_ingredients
from riskscan.chemistry.decode.mending import Mended
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolver, family_of
from riskscan.chemistry.decode.stretches import shorter
from riskscan.chemistry.decode.surroundings import is_credible, is_left_out, let_stand, says_absent
from riskscan.chemistry.gate.runs import EDGE, Token, cut_runs
from riskscan.chemistry.gate.tokens import TokenKind, has_locant
from riskscan.chemistry.names.ionic_names import is_ion
from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.names.translation import translate_word
from riskscan.chemistry.text.chemical_words import is_chemical_word, is_mostly_chemical
from riskscan.chemistry.text.confusion import OCR_COST
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.salts import is_near_salt_word, is_salt_word
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.characters import load_cjk_neighbors
from riskscan.tables.morphemes import load_seldom_words

__all__ = ["Leftovers", "may_be_name"]

_LIST_OF_ACIDS = re.compile(r"(?:,? (?:and|or|[^\W\d_]+ic),?)+ acids?\b|(?:[,;] ?[^\W\d_]+ic)* acids?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LONG_WORDS = re.compile(r"[^\W\d_]{4,}")
_POSITION = re.compile(r"(?<![^\W_])(?<![^\W_]-)\d[\d,']*-[^\W\d_(]")
"""A locant, and no figure that counts units: ``3-O-ethyl``, but not ``PPG-26-buteth-26``."""
_COUNT = re.compile(r"(?:hemi|semi|sesqui|mono|di|tri|tetra|penta|hexa|hepta|octa|nona|deca|dodeca)+(?=[^\W\d_]{5})")
_SHORTEST_SLIP = 6
_SHORTEST_UNREAD = 7
"""Letters of a word that looks chemical for a chemist to look at it."""


class Leftovers:
    """Read the words of a line that nothing else explains; not found is not clean.

    Parameters
    ----------
    resolver : Resolver
    repairer : Repairer
    """

    def __init__(self, resolver: Resolver, repairer: Repairer) -> None:
        self._resolver = resolver
        self._repairer = repairer

    def read(self, line: Line, chosen: list[Candidate]) -> list[Candidate]:
        """Return what the words say that no candidate covers."""
        runs = cut_runs(token for token in line.tokens if not any(one.covers(token) for one in chosen))
        is_beside = any(one.is_hit and one.found and one.found.is_verbatim for one in chosen)
        found = cover(candidate for run in runs for candidate in self._candidates(line, run, is_beside))
        n_unread = sum(one.is_unresolved for one in found)
        if n_unread and not is_beside and lists_ingredients(line.text, n_unread):
            return [one for one in found if not one.is_unresolved or self._is_odd_ingredient(line, one)]
        return found

    def mend_runs(self, line: Line, chosen: list[Candidate]) -> list[Candidate]:
        """Return the best cover where a listed name with its words mended may stand for what was read of it in parts.

        An index name falls into its heading, which is a harmless name, and a term that nothing reads.
        """
        more = []
        for run in cut_runs(line.tokens):
            inside = [one for one in chosen if one.first <= run[-1].place and run[0].place <= one.last]
            unread = [token for token in run if not any(one.covers(token) for one in inside)]
            unread += [token for token in run if any(one.is_unresolved and one.covers(token) for one in inside)]
            is_read = any(one.found is not None for one in inside) and not any(one.is_hit for one in inside)
            if is_read and any(token.kind >= TokenKind.NEAR or self._is_misspelt(token) for token in unread):
                span = _without_small_ends(run)
                judge = partial(self._mended, line, span, self._repairer.mend_words, False)
                more.append(line.open(span, partial(_only_hit, judge), cost_of_mending(OCR_COST)))
        return cover([*chosen, *more]) if more else chosen

    def _candidates(self, line: Line, run: list[Token], is_beside: bool) -> Iterator[Candidate]:
        """Yield the readings of a run and of ever less of it: its letters mended, or unresolved."""
        run = _without_small_ends(run)
        if all(token.kind < TokenKind.NEAR for token in run):
            return
        if len(run) == 1 and run[0].kind is TokenKind.NEAR and self._repairer.is_right(run[0].folded.strip(EDGE)):
            return
        if self._resolver.has_nothing_to_mend(line.words(run)):
            return
        ways: list[Callable[[str], Mended | None]] = []
        if _LIST_OF_ACIDS.match(line.text, run[-1].end):
            ways.append(self._as_acid)
        if not any(token.is_parting for token in run):
            # beside a listed name as it is written, short names bear an edit too
            least = 1.0 if is_beside and len(run) == 1 else OCR_COST
            ways += [self._repairer.find_nearest, partial(self._repairer.mend_words, least=least)]
        for way in ways:
            yield line.open(run, partial(self._mended, line, run, way, is_beside), cost_of_mending(0))
        groups = list(shorter(run))
        for group in groups:
            yield from self._candidates(line, group, is_beside)
        words = line.words(run)
        if groups or says_absent(words) or is_left_out(line.text, run[0].start, run[-1].end):
            return
        is_one = len(run) == 1
        if any(map(_wants_a_look, run)) or (is_one and (self._is_odd(run[0]) or (is_beside and self._is_slip(run[0])))):
            yield Candidate(run[0].place, run[-1].place, worth_of_unread(), (Mention(words, None),))

    def _is_odd_ingredient(self, line: Line, unread: Candidate) -> bool:
        """Whether a word in a list of ingredients says positions, or is near to a listed name or has a word of one."""
        tokens = line.tokens[unread.first : unread.last + 1]
        return any(
            _POSITION.search(token.folded) is not None
            or any(self._repairer.is_near_listed(word) for word in _LETTERS.findall(token.folded))
            or self._repairer.has_listed_part(token.squeezed)
            for token in tokens
        )

    def _is_odd(self, token: Token) -> bool:
        """Whether a word with positions is near to a listed name, though not surely a slip of it."""
        return has_locant(token.folded) and bool(self._repairer.find_near((token.folded.strip(EDGE),), whole=True))

    def _is_slip(self, token: Token) -> bool:
        """Whether a word may be a slip of a listed name, or of a harmless one: ``toluene and acetonn``."""
        word = token.folded.strip(EDGE)
        is_word = token.kind is TokenKind.NEAR and word.isalpha() and len(word) >= _SHORTEST_SLIP
        return is_word and self._repairer.is_near_listed(word)

    def _is_misspelt(self, token: Token) -> bool:
        """Whether a word that joins others in names has letters that are right in none: ``tert-butl``."""
        joins = token.kind is TokenKind.JOINS
        return joins and not all(map(self._repairer.is_right, _LONG_WORDS.findall(token.folded)))

    def _mended(
        self, line: Line, run: list[Token], way: Callable[[str], Mended | None], is_beside: bool
    ) -> Candidate | None:
        words = line.words(run)
        mended = way(words)
        if mended is None or says_absent(words):
            return None
        found = mended.found
        if not found.matches and found.evidence.source is Source.SYSTEMATIC:
            return None  # of a name nobody knows, letters changed until a parser takes it mean nothing
        if found.drug and not found.matches:
            return None  # the names of controlled drugs are read as they stand
        if not (is_beside and mended.cost <= 1) and not is_credible(found, words, line.text):
            return None
        if not let_stand(found, line.text, run[0].start, run[-1].end):
            return None
        return line.said(run, (Mention(words, found),), cost_of_mending(mended.cost))

    def _as_acid(self, words: str) -> Mended | None:
        """Return what an adjective says with the acid behind it in a list: ``oleic, linoleic or linolenic acids``."""
        found = self._resolver.resolve(f"{words} acid") if words.lower().endswith("ic") else None
        return Mended(found, 0.0) if found else None


def _only_hit(judge: Callable[[], Candidate | None]) -> Candidate | None:
    found = judge()
    return found if found is not None and found.is_hit else None


def _without_small_ends(run: list[Token]) -> list[Token]:
    """Return a run without words like ``other`` at its ends, with which no name begins or ends."""
    names = [place for place, token in enumerate(run) if not token.is_small]
    return run[names[0] : names[-1] + 1] if names else []


def _wants_a_look(token: Token) -> bool:
    """Whether a word that was not read looks chemical and is none of the words that only do.

    One that was made up (``3-chloroquabenzethanamide``) looks so as well. Short ones alone are stems and brands
    (``SILIC``); of parts that are glued (``CHOC.LACTA``) each must say nothing.
    """
    if token.kind is TokenKind.NEAR:
        return has_locant(token.folded) and is_mostly_chemical("".join(_LETTERS.findall(token.folded)))
    if token.kind is TokenKind.CHEMICAL and has_cjk(token.text):
        return not load_cjk_neighbors().name_characters.isdisjoint(token.text)  # ``2017版`` is a year
    if token.kind is not TokenKind.CHEMICAL or has_locant(token.folded):
        return token.kind is TokenKind.CHEMICAL
    words = _LETTERS.findall(fold_name(token.text))
    return not words or any(map(may_be_name, words))


def may_be_name(word: str) -> bool:
    """Whether a word of letters that stands alone is a reason for a chemist to look."""
    if not any(map(is_chemical_word, (word, *translate_word(word)))):
        return False
    if len(word) < _SHORTEST_UNREAD or word in load_seldom_words() or is_everyday_word(word):
        return False
    # ``lactique,farine``, ``disodium``: words of names that name nothing alone
    return not (family_of(word) is Sense.GOODS or is_ion(word) or is_near_salt_word(word) or _says_only_a_salt(word))


def _says_only_a_salt(word: str) -> bool:
    """Whether a word counts the acids, bases or waters of a salt: ``hemifumarate``, ``sesquihydrate``."""
    counted = _COUNT.match(word)
    return counted is not None and is_salt_word(word[counted.end() :])
