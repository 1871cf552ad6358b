"""Salts that are named by their ions in any language, where no name that is read as it stands explains them."""

import re
from dataclasses import replace

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.costs import cost_of
from riskscan.chemistry.decode.cover import cover
from riskscan.chemistry.decode.evidence import Edit, Evidence, Sense, Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.leftovers import may_be_name
from riskscan.chemistry.decode.resolving import Resolution, Resolver, open_name
from riskscan.chemistry.decode.surroundings import let_stand
from riskscan.chemistry.gate.runs import Token
from riskscan.chemistry.names.ionic_names import IonicName, find_ionic_names
from riskscan.chemistry.text.chemical_words import is_chemical_word
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name

__all__ = ["IonicSalts"]

_WORD = re.compile(r"[^\W\d_]+")
_TRANSLATED = Evidence(Source.SYSTEMATIC, (Edit.TRANSLATED,))


class IonicSalts:
    """Read salts by their ions; they never stand against a listed name.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def read(self, line: Line, chosen: list[Candidate]) -> list[Candidate]:
        """Return the best cover of what was read and of the salts."""
        salts = [one for salt in find_ionic_names(line.text) if (one := self._candidate(line, salt, chosen))]
        return cover([*chosen, *salts]) if salts else chosen

    def resolve(self, salt: IonicName) -> Resolution:
        """Return what a salt stands for: a known compound, its drawn ions, or the salts of an acid, whichever metal."""
        found = self._resolver.resolve(salt.name) if salt.has_cation else None
        if found is not None:
            return replace(found, evidence=found.evidence.after(Edit.TRANSLATED), confidence=0.9)
        drawn = self._resolver.from_structure(salt.name, salt.smiles, _TRANSLATED, 0.9) if salt.smiles else None
        return drawn or replace(open_name(salt.name, Sense.AMBIGUOUS), evidence=_TRANSLATED)

    def _candidate(self, line: Line, salt: IonicName, chosen: list[Candidate]) -> Candidate | None:
        words = fold_name(line.text[salt.start : salt.end])
        if not salt.has_cation and (is_salt_word(words) or not may_be_name(words)):
            return None  # ``sulfate`` alone says no more than ``salt``
        span = [token for token in line.tokens if token.start < salt.end and salt.start < token.end]
        if not span or _has_more(line, span, salt):
            return None
        first, last = span[0].place, span[-1].place
        for other in chosen:
            if other.first <= last and first <= other.last and (other.is_hit or _is_longer(other, first, last)):
                return None
        return self._judge(line, span, salt)

    def _judge(self, line: Line, span: list[Token], salt: IonicName) -> Candidate | None:
        words = line.text[salt.start : salt.end]
        found = self.resolve(salt)
        if fold_name(words) == salt.name:
            found = replace(found, evidence=Evidence(found.evidence.source))
        if not let_stand(found, line.text, salt.start, salt.end):
            return None
        return line.said(span, (Mention(words, found),), cost_of(found, words))


def _is_longer(other: Candidate, first: int, last: int) -> bool:
    """Whether a reading that was not resolved has a salt as a part: ``acetone sodium bisulfite``."""
    holds_it = other.first <= first and last <= other.last
    return other.is_unresolved and holds_it and other.last - other.first > last - first


def _has_more(line: Line, span: list[Token], salt: IonicName) -> bool:
    """Whether a chemical word is written together with a salt that is none of its words."""
    if span[0].start == salt.start and span[-1].end == salt.end:
        return False
    beside = line.text[span[0].start : salt.start] + " " + line.text[salt.end : span[-1].end]
    return any(map(is_chemical_word, _WORD.findall(fold_name(beside))))
