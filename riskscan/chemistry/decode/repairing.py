"""Mend the spelling of a name that could not be resolved as it stands: its punctuation, its letters."""

from dataclasses import replace
from functools import cached_property, lru_cache

from riskscan.chemistry.decode.evidence import Edit, Evidence, Source
from riskscan.chemistry.decode.mending import Mended, WordMender
from riskscan.chemistry.decode.resolving import Resolution, Resolver, falls_apart
from riskscan.chemistry.decode.right_words import RightWords
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.law.resemblance import Near
from riskscan.chemistry.names.near_names import NearMatch, NearNames
from riskscan.chemistry.names.respelling import respellings
from riskscan.chemistry.text.confusion import OCR_COST
from riskscan.chemistry.text.other_words import is_medicine
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name

__all__ = ["Repairer", "as_hint"]

_MAX_LENGTH = 160
_CLEAR_LEAD = 0.5
_MOST_NEAR = 6
_TELLING = 8
"""Letters of a listed name that stands in no other word by chance."""


def as_hint(found: Resolution, relation: str) -> Resolution | None:
    """Return a listed name as what the words only come near to, or None where it is on no list.

    Parameters
    ----------
    found : Resolution
    relation : str
        How near, for a reader.
    """
    if not found.matches:
        return None
    return replace(found, matches=(), drug=None, near=Near(found.matches[0].entry_id, 1.0, relation), confidence=0.5)


class Repairer:
    """Mend names so that a resolver can read them.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._right = RightWords(resolver)
        self._words = WordMender(resolver, self._right)
        self.is_right = self._right.is_right
        self.mend_words = lru_cache(maxsize=50_000)(self._mend_words)
        self.find_nearest = lru_cache(maxsize=50_000)(self._find_nearest)
        self._near = lru_cache(maxsize=5_000)(self._find_near)

    def respell(self, name: str) -> Resolution | None:
        """Return the resolution of the name with its punctuation mended, or None."""
        if len(name) > _MAX_LENGTH:
            return None
        for spelling in respellings(name):
            found = self._resolver.resolve(spelling)
            if found is not None and not found.is_ambiguous and not falls_apart(found):
                return replace(found, name=spelling, evidence=found.evidence.after(Edit.PUNCTUATION), confidence=0.9)
        return None

    def is_near_listed(self, word: str) -> bool:
        """Whether a folded word that is none of its own is as many edits from a listed name of one word as it bears."""
        if self.is_right(word) or is_medicine(word):
            return False
        if self.find_near((word,), whole=True):
            return True
        near = self._right.vocabulary.near(word, _MOST_NEAR)
        return any(other.cost <= 1 and self._resolver.names.find(other.text) is not None for other in near)

    def has_listed_part(self, word: str) -> bool:
        """Whether a folded word is longer than a listed name of one word: ``ephedrinate``."""
        return any(part in word for part in self._long_names)

    @cached_property
    def _long_names(self) -> tuple[str, ...]:
        names = self._resolver.names
        words = (word for word in names.words if len(word) >= _TELLING)
        return tuple(word for word in words if (found := names.find(word)) is not None and not found.context)

    def repair(self, name: str) -> Resolution | None:
        """Return the likelier of the two ways to mend the letters of a name, or None."""
        mended = self.mend(name)
        return mended.found if mended else None

    def mend(self, name: str) -> Mended | None:
        """Return the likelier of the two ways to mend the letters of a name with its edits, or None."""
        ways = [mended for mended in (self.find_nearest(name), self.mend_words(name)) if mended]
        return min(ways, key=lambda mended: mended.cost, default=None)

    def _mend_words(self, name: str, least: float = OCR_COST) -> Mended | None:
        """Return the name read with its words mended one by one, or None; see `WordMender.mend`."""
        return self._words.mend(name, least) if len(name) <= _MAX_LENGTH else None

    def _find_nearest(self, name: str) -> Mended | None:
        """Return the listed name that a name is with a few slips, or None."""
        words = tuple(fold_name(name).split())
        for match in self.find_near(words, whole=True) if len(name) <= _MAX_LENGTH else ():
            mended = self._accept(match, name)
            if mended is not None:
                return mended
        return None

    def find_near(self, words: tuple[str, ...], *, whole: bool = False) -> tuple[NearMatch, ...]:
        """Return listed names that stand among folded words with a few slips, the best first.

        Parameters
        ----------
        words : tuple of str
        whole : bool, default False
            Whether only names as long as the words together are sought.
        """
        return self._near(words, whole and len(words) > 1)  # one word is the whole anyway: it is looked for once

    def _find_near(self, words: tuple[str, ...], whole: bool) -> tuple[NearMatch, ...]:
        return tuple(self._near_names.find(words, whole=whole))

    @veto("no slip of a listed name: another name or word is nearer", refuses=False)
    def accept(self, match: NearMatch, words: str) -> Resolution | None:
        """Return the resolution of a match, or None where the words are more likely another name.

        Parameters
        ----------
        match : NearMatch
        words : str
            The words of its window, as they stand in the text.
        """
        mended = self._accept(match, words)
        return mended.found if mended else self._in_doubt(match, words)

    def _in_doubt(self, match: NearMatch, words: str) -> Resolution | None:
        """Return a hint at the listed name where one slip makes a word another name as well, or None."""
        rival = self._right.find_rival(match, words)
        if rival is None:
            return None
        return as_hint(self._as_listed(match, Edit.SPELLING, 0.5).found, f"one slip away, as {rival} is")

    def _accept(self, match: NearMatch, words: str) -> Mended | None:
        if is_salt_word(fold_name(words)) or self._right.is_other_name(match, words):
            return None
        if match.window == match.target:
            as_written = self._resolver.resolve(words)
            if as_written is not None and not as_written.matches:
                return None  # "phenyl acetate" is no phenylacetate
            return self._as_listed(match, Edit.PUNCTUATION, 0.93)
        if match.cost > OCR_COST:
            by_words = self.mend_words(words)
            if by_words and by_words.cost < match.cost - _CLEAR_LEAD and self._is_somebodys(by_words.found):
                return by_words if by_words.found.matches else None
        return self._as_listed(match, Edit.SPELLING, 0.9 - 0.1 * match.cost)

    def _is_somebodys(self, found: Resolution) -> bool:
        """Whether a name is of a known compound: what only a parser takes is no likelier than a listed one."""
        is_known = found.evidence.source is not Source.SYSTEMATIC or bool(found.matches)
        return is_known or self._resolver.lexicon.find_inchikey(found.inchikey or "") is not None

    def _as_listed(self, match: NearMatch, edit: Edit, confidence: float) -> Mended:
        found = self._resolver.from_listed(match.name.name, match.name, Evidence(Source.LISTED, (edit,)), confidence)
        return Mended(found, match.cost)

    @cached_property
    def _near_names(self) -> NearNames:
        return NearNames(self._right.listed_names)
