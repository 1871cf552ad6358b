"""Mend the words of a name, each replaced by chemical words within two edits, scanner confusions counting less.

A repair counts only if it ends in a known name or a valid structure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter

from riskscan.chemistry.decode.evidence import Edit, Source
from riskscan.chemistry.decode.resolving import Resolution, Resolver, falls_apart
from riskscan.chemistry.decode.right_words import RightWords
from riskscan.chemistry.names.near_names import allowed_edits
from riskscan.chemistry.names.respelling import respellings, tidy_punctuation
from riskscan.chemistry.names.vocabulary import Candidate
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.confusion import FIGURE_LETTERS, OCR_COST, letters_for_figures
from riskscan.chemistry.text.edits import count_edits
from riskscan.chemistry.text.other_words import is_everyday_word, is_medicine
from riskscan.chemistry.text.salts import says_only_salts
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["Mended", "WordMender"]

_MAX_TRIES = 150
_MAX_COST = 2.0
_SHORTEST_ALONE = 8
"""Letters of a word that is mended into any known name: near words of fewer abound."""
_WORDS_PER_WORD = 6
_WORDS_PER_ONLY_WORD = 30
_CLEAR_LEAD = 0.5
_SHORTEST_WORD, _WHOLE_WORD = 3, 5
_SHORTEST_TWICE_MENDED = 11
"""Letters of a harmless name that bears two edits: such names are many, and near to other words."""
_PIECES = re.compile(rf"[a-z]+(?:[{FIGURE_LETTERS}][a-z]+)*(?:(?<=[a-z]{{3}})[01](?=[)\]-]|$))?|[^a-z]+")
"""Words, with the figures that scanners put for letters, and what stands between words."""
_HEADING_COMMA = re.compile(r"(?<=[a-zA-Z]{4}),|(?<=[a-zA-Z)\]]-),")
"""In an index name: behind its heading, and behind a group whose place the hyphen keeps."""
_LOCANT = re.compile(r"\d['a-zH]*\)?-$")
_ENDINGS = ("yl", "ol", "one")
"""Behind a locant: too short to be known by their letters anywhere else."""
_LONGEST_ENDING = 4
_ASCII_WORD = re.compile(r"[A-Za-z]+")
_ELEMENTS = frozenset("NOSH")


@dataclass(frozen=True, slots=True)
class Mended:
    """What a mended name stands for, and the edits it took."""

    found: Resolution
    cost: float


class WordMender:
    """Mend names word by word.

    Parameters
    ----------
    resolver : Resolver
    right : RightWords
    """

    def __init__(self, resolver: Resolver, right: RightWords) -> None:
        self._resolver = resolver
        self._right = right

    def mend(self, name: str, least: float = OCR_COST) -> Mended | None:
        """Return what a name stands for with its words mended, or None; its confidence falls with every edit.

        Parameters
        ----------
        name : str
        least : float, optional
            Edits that even a short word bears.
        """
        best: Mended | None = None
        squeezed = squeeze_name(fold_name(name))
        is_word = letters_for_figures(squeezed).isalpha()
        is_short_word = is_word and len(squeezed) < _SHORTEST_ALONE
        limit = max(least, 0 if is_short_word else min(_MAX_COST, allowed_edits(len(squeezed), is_word=is_word)))
        most_harmless = 1.0 if len(squeezed) < _SHORTEST_TWICE_MENDED else _MAX_COST
        for tries, candidate in enumerate(self._candidates(name)):
            is_late = tries >= _MAX_TRIES or (best is not None and candidate.cost > best.cost + _CLEAR_LEAD)
            if is_late or candidate.cost > limit:
                break
            if candidate.cost == 0 or says_only_salts(candidate.text):
                continue  # nothing mended, or ``hydrocloride dihydrate``, which names nothing alone
            found = self._resolver.resolve(candidate.text)
            if found is None and not tries % 8:
                found = next(filter(None, map(self._resolver.resolve, respellings(candidate.text))), None)
            if found is None or falls_apart(found) or (candidate.cost > most_harmless and not found.matches):
                continue
            found = replace(
                found, name=candidate.text, evidence=found.evidence.after(Edit.SPELLING),
                confidence=max(0.5, 0.9 - 0.1 * candidate.cost),
            )  # fmt: skip
            if found.matches:
                is_other = self._right.has_other_word(name, candidate.text)
                is_other = is_other or self._right.has_harmless_neighbor(
                    squeezed, squeeze_name(candidate.text), candidate.cost
                )
                return None if is_other else Mended(found, candidate.cost)
            if best is None or (_is_parsed(best.found) and not _is_parsed(found)):
                best = Mended(found, candidate.cost if best is None else best.cost)
        return best

    def _candidates(self, name: str) -> Iterator[Candidate]:
        """Yield the name with its unknown words replaced by known ones, the cheapest first."""
        tidy = _HEADING_COMMA.sub(", ", tidy_punctuation(name)) if ", " in name else tidy_punctuation(name)
        pieces = _PIECES.findall(_ASCII_WORD.sub(_lower_word, tidy))
        unknown = sum(piece[0].islower() and piece not in self._right.vocabulary for piece in pieces)
        breadth = _WORDS_PER_ONLY_WORD if unknown == 1 else _WORDS_PER_WORD
        n_words = sum(piece[0].islower() and len(piece) >= _SHORTEST_WORD for piece in pieces)
        choices = [self._choices(piece, breadth, is_alone=n_words < 2) for piece in pieces]
        for place, (before, piece) in enumerate(pairwise(pieces), start=1):
            if _LOCANT.search(before) and len(piece) <= _LONGEST_ENDING and piece[0].islower():
                choices[place] = _with_endings(piece, choices[place])
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

    def _choices(self, piece: str, breadth: int, *, is_alone: bool) -> list[Candidate]:
        """Return a piece of a name (a word or what stands between words) and what it may have been."""
        as_it_is = Candidate(piece, 0.0)
        if not piece[0].islower() or (is_medicine(piece) and not self._right.is_listed_key(piece)):
            return [as_it_is]
        if piece not in self._right.vocabulary and len(piece) >= 3:
            near = sorted(self._right.vocabulary.near(piece, breadth), key=attrgetter("cost"))
            return near or [Candidate(piece, 1.0 if not looks_chemical(piece) else 0.0)]
        if piece in ("l", "i"):
            return [as_it_is, Candidate("1", OCR_COST)]
        if len(piece) >= 5 and not looks_chemical(piece) and self._is_odd(piece):
            return [
                as_it_is,
                *(word for word in self._right.vocabulary.near(piece, _WORDS_PER_WORD) if word.text != piece),
            ]
        if is_alone or (len(piece) >= _WHOLE_WORD and is_everyday_word(piece)):
            return [as_it_is]  # "geranium" is no germanium
        return [as_it_is, *self._right.vocabulary.usual_for(piece)]

    def _is_odd(self, word: str) -> bool:
        """Whether a known word is so rare that it may be another one misspelt."""
        return not self._right.vocabulary.is_common(word) and word not in self._resolver.names.words


def _is_parsed(found: Resolution) -> bool:
    """Whether only a parser takes a name: one that is known is likelier meant."""
    return found.evidence.source is Source.SYSTEMATIC


def _with_endings(piece: str, choices: list[Candidate]) -> list[Candidate]:
    """Return what a piece behind a locant may have been, an ending with a slip among it: ``2-ly``, ``1-oe``."""
    known = {choice.text for choice in choices if choice.cost < 1} | {piece}
    if piece in _ENDINGS:
        return choices
    endings = [Candidate(ending, 1.0) for ending in _ENDINGS if count_edits(piece, ending, 1) == 1]
    others = [choice for choice in choices if choice.text in known or choice.text not in _ENDINGS]
    return sorted([*others, *endings], key=attrgetter("cost")) if endings else choices


def _lower_word(match: re.Match[str]) -> str:
    """Return a word in small letters; a capital N alone is a locant and in small letters would read as "normal"."""
    word = match.group()
    return word if word in _ELEMENTS else word.lower()
