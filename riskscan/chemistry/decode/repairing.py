"""Mend the spelling of a name that could not be resolved as it stands.

Repairs are tried from the smallest on, and one counts only if it ends in a known name or a valid structure:

1. punctuation: `riskscan.chemistry.names.respelling`;
2. listed names that stand in a line with a few slips: `riskscan.chemistry.names.near_names`;
3. words: each unknown word replaced by chemical words within two edits, scanner confusions counting less.

A text that is nearer to a harmless known name than to a listed one is that name, and one that differs from a listed
name in a word that is right as it stands, or in a locant, is another name and no slip.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from heapq import heappop, heappush

from rapidfuzz.distance import DamerauLevenshtein

from riskscan.chemistry.decode.evidence import Edit, Evidence, Source
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.decode.trace import veto
from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.near_names import NearMatch, NearNames, allowed_edits
from riskscan.chemistry.names.respelling import respellings, tidy_punctuation
from riskscan.chemistry.names.translation import translations
from riskscan.chemistry.names.vocabulary import Candidate, Vocabulary
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.confusion import FIGURE_LETTERS, OCR_COST, shapes_undone
from riskscan.chemistry.text.other_words import is_everyday_word, is_medicine
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name, squeeze_name
from riskscan.chemistry.text.word_keys import word_key, word_keys
from riskscan.tables.morphemes import load_everyday_words

__all__ = ["Repairer"]

_MAX_LENGTH = 160
_MAX_TRIES = 150
_MAX_COST = 2.0
_WORDS_PER_WORD = 6
_WORDS_PER_ONLY_WORD = 30
_AMBIGUOUS = 10
_ABBREVIATION = 5
_WHOLE_WORD = 5
_TELLING_KEY = 9
_SHORTEST_RIGHT = 4
_SURE_COST = 0.6
_CLEAR_LEAD = 0.5
_BEFORE_COMMA = re.compile(r"[^\W\d_]{4,}(?=,[^\W\d_]{3})")
"""A comma between two words may part names; with figures beside, it belongs to one."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_POSITION = re.compile(r"(?<![^\W_])(?:[omp](?=-[a-z]{3})|(?:sec|tert|iso|ortho|meta|para)(?![^\W_]))")
_LOCANT_LETTERS = frozenset("nosmpdlrehz")
_LOCANT = re.compile(r"[2346789]")  # 1 and 5 are what scanners make of letters
_PIECES = re.compile(rf"[a-z]+(?:[{FIGURE_LETTERS}][a-z]+)*(?:(?<=[a-z]{{3}})[01](?=[)\]-]|$))?|[^a-z]+")
"""Words, with the figures that scanners put for letters, and what stands between words."""
_HEADING_COMMA = re.compile(r"(?<=[a-zA-Z]{4}),")
_ASCII_WORD = re.compile(r"[A-Za-z]+")
_ELEMENTS = frozenset("NOSH")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Mended:
    """What a mended name stands for, and the edits it took."""

    found: Resolution
    cost: float


class Repairer:
    """Mend names so that a resolver can read them.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self.repair = lru_cache(maxsize=50_000)(self._repair)
        self.find_near = lru_cache(maxsize=5_000)(self._find_near)
        self._has_harmless_neighbor = lru_cache(maxsize=50_000)(self._look_for_harmless_neighbor)

    def respell(self, name: str) -> Resolution | None:
        """Return the resolution of the name with its punctuation mended, or None."""
        if len(name) > _MAX_LENGTH:
            return None
        for spelling in respellings(name):
            found = self._resolver.resolve(spelling)
            if found is not None and not found.is_ambiguous and not _falls_apart(found):
                return replace(found, name=spelling, evidence=found.evidence.after(Edit.PUNCTUATION), confidence=0.9)
        return None

    def _find_near(self, words: tuple[str, ...], whole: bool = False) -> tuple[NearMatch, ...]:
        """Return listed names that stand among folded words with a few slips, the best first.

        Parameters
        ----------
        words : tuple of str
        whole : bool, default False
            Whether only names as long as the words together are sought.
        """
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
        return mended.found if mended else None

    def _accept(self, match: NearMatch, words: str) -> _Mended | None:
        listed = match.name
        folded, target = fold_name(words), fold_name(listed.name)
        if is_salt_word(folded):
            return None
        if match.window != match.target and "," not in target and self._lists_words(folded):
            return None
        if _LOCANT.findall(match.window) != _LOCANT.findall(match.target) or _stands_elsewhere(folded, target):
            return None
        if match.window == match.target:
            as_written = self._resolver.resolve(words)
            if as_written is not None and not as_written.matches:
                return None  # "phenyl acetate" is no phenylacetate
            return self._as_listed(match, Edit.PUNCTUATION, 0.93)
        if self._is_another_name(folded, target, match.cost):
            return None
        if self._has_harmless_neighbor(match.window, match.target, match.cost):
            return None
        if match.cost > OCR_COST:
            by_words = self._repair_words(words)
            if by_words and by_words.cost < match.cost - _CLEAR_LEAD:
                return by_words if by_words.found.matches else None
        return self._as_listed(match, Edit.SPELLING, 0.9 - 0.1 * match.cost)

    def _as_listed(self, match: NearMatch, edit: Edit, confidence: float) -> _Mended:
        found = self._resolver.from_listed(match.name.name, match.name, Evidence(Source.LISTED, (edit,)), confidence)
        return _Mended(found, match.cost)

    def _repair(self, name: str) -> Resolution | None:
        """Return the resolution of the most likely repair of a name, or None.

        The method of the result ends in ``mended`` and its confidence falls with every edit.
        """
        if len(name) > _MAX_LENGTH:
            return None
        near = self._nearest(name)
        if near is not None and near.cost <= _SURE_COST:
            return near.found
        by_words = self._repair_words(name)
        if near is None or by_words is None:
            better = near or by_words
        else:  # of two as good ones that which is listed
            is_better = by_words.cost <= near.cost if by_words.found.matches else by_words.cost < near.cost
            better = by_words if is_better else near
        return better.found if better else None

    def is_right(self, word: str) -> bool:
        """Whether a folded word is an everyday one or one of many chemical names, so that it is no slip of another."""
        if len(word) < _SHORTEST_RIGHT:
            return False
        return self._vocabulary.is_common(word) or word in self._resolver.names.words or is_everyday_word(word)

    def _nearest(self, name: str) -> _Mended | None:
        words = tuple(fold_name(name).split())
        for match in self.find_near(words, whole=True):
            if match.first == 0 and match.last == len(words) - 1:
                mended = self._accept(match, name)
                if mended is not None:
                    return mended
        return None

    def _lists_words(self, folded: str) -> bool:
        """Whether a comma parts two words of which the first is right as it stands: ``propano, não``."""
        return any(is_everyday_word(word) or word in self._vocabulary for word in _BEFORE_COMMA.findall(folded))

    def _is_another_name(self, folded: str, target: str, cost: float) -> bool:
        """Whether the words are right as they stand: what differs from the target is another word, or a part more."""
        own_words = set(map(squeeze_name, target.split()))
        others = [word for word in folded.split() if squeeze_name(word) not in own_words]
        if any(len(squeeze_name(word)) <= _ABBREVIATION and self._resolver.names.find(word) for word in others):
            return True  # "P2NP powder" is no slip of "P2P powder"
        words, own = _WORDS.findall(folded), set(_WORDS.findall(target))
        odd = [word for word in words if word not in own and not (word in target and self._is_name_word(word))]
        if not odd and not set(_LETTER.findall(folded)) - set(_LETTER.findall(target)) - _LOCANT_LETTERS:
            return cost >= 1
        # "eter" beside "diethyl" is right too, in Spanish
        strange = [word for word in odd if not any(english in target for english in translations(word))]
        return any(
            word in load_everyday_words() or self._is_name_word(word) or self._is_other_word(word, target)
            for word in strange
        )

    def _has_other_word(self, name: str, candidate: Candidate) -> bool:
        """Whether a mended word was right as it stood."""
        target = fold_name(candidate.text)
        own = set(_WORDS.findall(target))
        changed = [word for word in _WORDS.findall(fold_name(name)) if word not in own]
        return any(self._is_other_word(word, target) for word in changed)

    def _is_other_word(self, word: str, target: str) -> bool:
        """Whether a word is right as it stands, and not only one slip away from a word of the target.

        It is a medicine, an everyday word or a chemical word in the spelling of another language.
        """
        if len(word) < _WHOLE_WORD or word in squeeze_name(target):
            return False
        key, own = word_key(word), _WORDS.findall(target)
        if any(key == word_key(other) for other in own):
            return False  # the same word in another spelling
        if is_medicine(word):
            return True
        if any(DamerauLevenshtein.distance(word, other, score_cutoff=1) <= 1 for other in own):
            return False
        is_everyday = is_everyday_word(word) and not looks_chemical(word)
        return is_everyday or (len(key) > _WHOLE_WORD and self._resolver.lexicon.has_word_key(key))

    def _is_name_word(self, word: str) -> bool:
        return len(word) >= 4 and any(map(self._vocabulary.is_common, (word, *translations(word))))

    def _look_for_harmless_neighbor(self, squeezed: str, target: str, cost: float) -> bool:
        """Whether a harmless known name is within fewer edits (a common word or short name: within as many)."""
        if squeezed.isalpha() and any(
            near.cost <= cost and near.text != target and self._vocabulary.is_common(near.text)
            for near in self._vocabulary.near(squeezed, _WORDS_PER_WORD)
        ):
            return True
        if self._is_harmless(squeezed) or self._is_harmless_elsewhere(squeezed):
            return True
        if cost < 1 + OCR_COST and len(squeezed) >= _AMBIGUOUS:
            return False
        return any(map(self._is_harmless, (*_one_edit(squeezed), *shapes_undone(squeezed))))

    def _is_harmless(self, squeezed: str) -> bool:
        lexicon = self._resolver.lexicon
        found = lexicon.find_squeezed(squeezed) or lexicon.find_name(squeezed)
        return (
            found is not None
            and not self._resolver.from_compound(found.name, found, Evidence(Source.KNOWN), 1.0).matches
        )

    def _is_harmless_elsewhere(self, squeezed: str) -> bool:
        """Whether a harmless compound has the name in the spelling of another language."""
        if not squeezed.isalpha() or (key := word_key(squeezed)) in self._listed_keys or len(key) < _TELLING_KEY:
            return False
        found = self._resolver.lexicon.find_key(key)
        return (
            found is not None
            and not self._resolver.from_compound(found.name, found, Evidence(Source.KNOWN), 1.0).matches
        )

    def _repair_words(self, name: str) -> _Mended | None:
        best: _Mended | None = None
        squeezed = squeeze_name(fold_name(name))
        limit = max(OCR_COST, min(_MAX_COST, allowed_edits(len(squeezed), is_word=squeezed.isalpha())))
        for tries, candidate in enumerate(self._candidates(name)):
            is_late = tries >= _MAX_TRIES or (best is not None and candidate.cost > best.cost + _CLEAR_LEAD)
            if is_late or candidate.cost > limit:
                break
            if candidate.cost == 0:
                continue  # nothing mended
            found = self._resolver.resolve(candidate.text)
            if found is None and not tries % 8:
                found = next(filter(None, map(self._resolver.resolve, respellings(candidate.text))), None)
            if found is None or _falls_apart(found):
                continue
            found = replace(
                found, name=candidate.text, evidence=found.evidence.after(Edit.SPELLING),
                confidence=max(0.5, 0.9 - 0.1 * candidate.cost),
            )  # fmt: skip
            if found.matches:
                is_other = self._has_other_word(name, candidate)
                is_other = is_other or self._has_harmless_neighbor(
                    squeezed, squeeze_name(candidate.text), candidate.cost
                )
                return None if is_other else _Mended(found, candidate.cost)
            best = best or _Mended(found, candidate.cost)
        return best

    def _candidates(self, name: str) -> Iterator[Candidate]:
        """Yield the name with its unknown words replaced by known ones, the cheapest first."""
        tidy = _HEADING_COMMA.sub(", ", tidy_punctuation(name)) if ", " in name else tidy_punctuation(name)
        pieces = _PIECES.findall(_ASCII_WORD.sub(_lower_word, tidy))
        unknown = sum(piece[0].islower() and piece not in self._vocabulary for piece in pieces)
        breadth = _WORDS_PER_ONLY_WORD if unknown == 1 else _WORDS_PER_WORD
        choices = [self._choices(piece, breadth) for piece in pieces]
        queue: list[tuple[float, tuple[int, ...]]] = [
            (sum(options[0].cost for options in choices), (0,) * len(choices))
        ]
        seen = {queue[0][1]}
        while queue:
            cost, picked = heappop(queue)
            if cost > _MAX_COST:
                return
            chosen = [options[index] for options, index in zip(choices, picked, strict=True)]
            yield Candidate("".join(option.text for option in chosen), cost)
            for place, options in enumerate(choices):
                index = picked[place] + 1
                following = (*picked[:place], index, *picked[place + 1 :])
                if index < len(options) and following not in seen:
                    seen.add(following)
                    heappush(queue, (cost - options[index - 1].cost + options[index].cost, following))

    def _choices(self, piece: str, breadth: int) -> list[Candidate]:
        """Return a piece of a name (a word or what stands between words) and what it may have been."""
        as_it_is = Candidate(piece, 0.0)
        if not piece[0].islower() or (is_medicine(piece) and word_key(piece) not in self._listed_keys):
            return [as_it_is]
        if piece not in self._vocabulary and len(piece) >= 3:
            near = self._vocabulary.near(piece, breadth)
            return near or [Candidate(piece, 1.0 if not looks_chemical(piece) else 0.0)]
        if piece in ("l", "i"):
            return [as_it_is, Candidate("1", OCR_COST)]
        if len(piece) >= 5 and not looks_chemical(piece) and self._is_odd(piece):
            return [as_it_is, *(word for word in self._vocabulary.near(piece, _WORDS_PER_WORD) if word.text != piece)]
        return [as_it_is]

    def _is_odd(self, word: str) -> bool:
        """Whether a known word is so rare that it may be another one misspelt."""
        return not self._vocabulary.is_common(word) and word not in self._resolver.names.words

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._resolver.lexicon.words(), self._resolver.names.words)

    @cached_property
    def _listed_keys(self) -> frozenset[str]:
        """Keys of the words and of the whole names that are listed."""
        squeezed = (name for name, _ in self._resolver.names.squeezed_items())
        return frozenset(word_keys({*self._resolver.names.words, *squeezed}))

    @cached_property
    def _near_names(self) -> NearNames:
        return NearNames(self._resolver.names.squeezed_items())


def _stands_elsewhere(folded: str, target: str) -> bool:
    """Whether a word that says where something stands, as figures do, is another one than in the target."""
    stated = _POSITION.findall(folded)
    expected = _POSITION.findall(target)
    if set(stated) - set(expected):
        return True
    missing = set(expected) - set(stated)
    words = _WORDS.findall(folded)
    return any(all(DamerauLevenshtein.distance(word, other) > 1 for other in words) for word in missing)


def _lower_word(match: re.Match[str]) -> str:
    """Return a word in small letters; a capital N alone is a locant and in small letters would read as "normal"."""
    word = match.group()
    return word if word in _ELEMENTS else word.lower()


def _falls_apart(found: Resolution) -> bool:
    """Whether a name was read as several substances that are no salt: no repair of one name."""
    structure = read_structure(found.smiles or "")
    return structure is not None and len(structure.parents) > 1 and not structure.is_salt


def _one_edit(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        yield word[:place] + word[place + 1 :]
        for letter in _ALPHABET:
            yield word[:place] + letter + word[place + 1 :]
            yield word[:place] + letter + word[place:]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
