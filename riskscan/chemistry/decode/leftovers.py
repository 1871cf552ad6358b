"""What is still unread at the end: word by word with mended spelling, and at last unresolved."""

import re
from collections.abc import Iterator

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of, worth_of_unread
from riskscan.chemistry.decode.evidence import Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.repairing import Repairer
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.stretches import shorter
from riskscan.chemistry.decode.surroundings import is_credible, is_left_out, let_stand, says_absent
from riskscan.chemistry.gate.runs import EDGE, Token, cut_runs
from riskscan.chemistry.gate.tokens import TokenKind, has_locant
from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.names.translation import translate_word
from riskscan.chemistry.text.chemical_words import is_chemical_word, is_mostly_chemical
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name
from riskscan.tables.morphemes import load_seldom_words

__all__ = ["Leftovers"]

_LIST_OF_ACIDS = re.compile(r"(?:,? (?:and|or|[^\W\d_]+ic),?)+ acids?\b|(?:[,;] ?[^\W\d_]+ic)* acids?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
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

    def read(self, line: Line, chosen: list[Candidate]) -> Iterator[Candidate]:
        """Yield what the words say that no candidate covers."""
        for run in cut_runs(token for token in line.tokens if not any(one.covers(token) for one in chosen)):
            yield from self._mend(line, run)

    def _mend(self, line: Line, run: list[Token]) -> Iterator[Candidate]:
        """Yield a run with its words mended, or as unresolved."""
        run = _without_small_ends(run)
        if all(token.kind < TokenKind.NEAR for token in run):
            return
        if len(run) == 1 and run[0].kind is TokenKind.NEAR and self._repairer.is_right(run[0].folded.strip(EDGE)):
            return
        words = line.words(run)
        if is_salt_word(words) or self._resolver.resolve(words) is not None:
            return  # a name that the words round it took back
        found = self._as_acid(line, words, run[-1].end)
        if found is None and not any(token.is_parting for token in run):
            found = self._repairer.repair(words)
        if found is not None and not found.matches and found.evidence.source is Source.SYSTEMATIC:
            found = None  # of a name nobody knows, letters changed until a parser takes it mean nothing
        if found is not None and says_absent(words):
            found = None
        start, end, first, last = run[0].start, run[-1].end, run[0].place, run[-1].place
        if found is not None and is_credible(found, words, line.text) and let_stand(found, line.text, start, end):
            worth = len(line.letters(first, last)) - cost_of(found, words)
            yield Candidate(first, last, worth, (Mention(words, found),))
            return
        groups = list(shorter(run))
        if groups:
            for group in groups:
                yield from self._mend(line, group)
        elif any(map(_wants_a_look, run)) and not says_absent(words) and not is_left_out(line.text, start, end):
            yield Candidate(first, last, worth_of_unread(), (Mention(words, None),))

    def _as_acid(self, line: Line, words: str, end: int) -> Resolution | None:
        """Return what an adjective says with the acid behind it in a list: ``oleic, linoleic or linolenic acids``."""
        if not words.lower().endswith("ic") or _LIST_OF_ACIDS.match(line.text, end) is None:
            return None
        return self._resolver.resolve(f"{words} acid")


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
    if token.kind is not TokenKind.CHEMICAL or has_locant(token.folded) or has_cjk(token.text):
        return token.kind is TokenKind.CHEMICAL
    words = _LETTERS.findall(fold_name(token.text))
    return not words or any(map(_may_be_name, words))


def _may_be_name(word: str) -> bool:
    if not any(map(is_chemical_word, (word, *translate_word(word)))):
        return False
    return len(word) >= _SHORTEST_UNREAD and word not in load_seldom_words() and not is_everyday_word(word)
