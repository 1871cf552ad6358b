"""Mend the spelling of a name that could not be resolved as it stands.

Repairs are tried from the smallest on, and one counts only if it ends in a known name or a valid structure:

1. punctuation: hyphens, spaces and brackets lost, added or replaced;
2. words: each unknown word replaced by chemical words within two edits, scanner confusions counting less;
3. listed names within two edits of the whole, locants equal.

A text that is nearer to a harmless known name than to a listed one is that name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from heapq import heappop, heappush

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from riskscan.chemistry.confusion import ocr_key
from riskscan.chemistry.listed_names import allowed_edits
from riskscan.chemistry.resolving import Resolution, Resolver
from riskscan.chemistry.spelling import fold_name, squeeze_name
from riskscan.chemistry.tokens import looks_chemical
from riskscan.tables.morphemes import load_morphemes

__all__ = ["Repairer", "respellings", "tidy_punctuation"]

_MAX_LENGTH = 160
_MAX_TRIES = 150
_MAX_COST = 2.0
_OCR_COST = 0.34
_WORDS_PER_WORD = 6
_WORDS_PER_ONLY_WORD = 30
_AMBIGUOUS = 10
_COMMON = 2_500
_VOCABULARY_SIZE = 20_000
_WORDS = re.compile(r"[a-z]{4,}")
_PIECES = re.compile(r"[a-z]+(?:[015|!][a-z]+)*|[^a-z]+")
_FIGURES_IN_WORD = str.maketrans("015|!", "olsll")
_OUTSIDE = " \t\r\n\f\v\"'"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
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

    def respell(self, name: str) -> Resolution | None:
        """Return the resolution of the name with its punctuation mended, or None."""
        if len(name) > _MAX_LENGTH:
            return None
        for spelling in respellings(name):
            found = self._resolver.resolve(spelling)
            if found is not None:
                return replace(found, name=spelling, method=f"{found.method}, punctuation mended", confidence=0.9)
        return None

    def _repair(self, name: str) -> Resolution | None:
        """Return the resolution of the most likely repair of a name, or None.

        The method of the result ends in ``spelling mended`` and its confidence falls with every edit.
        """
        if len(name) > _MAX_LENGTH:
            return None
        squeezed = squeeze_name(fold_name(name))
        near = self._nearest_listed(squeezed, fold_name(name))
        if near is not None and near.confidence >= 0.84:
            return near
        by_words = self._repair_words(name)
        if by_words is not None and (near is None or by_words.confidence >= near.confidence or not by_words.matches):
            return by_words
        return near

    def _nearest_listed(self, squeezed: str, folded: str) -> Resolution | None:
        for listed, edits in self._resolver.names.find_near(squeezed):
            if edits and self._differs_in_known_words(folded, fold_name(listed.name)):
                continue
            if edits and self._is_nearer_to_harmless(squeezed, edits):
                return None
            found = self._resolver.from_listed(listed.name, listed, "listed name, spelling mended", 0.9 - 0.1 * edits)
            return found
        return None

    def _differs_in_known_words(self, folded: str, target: str) -> bool:
        """Whether every word that is not in the target is a known chemical word: another name, not a slip."""
        words = [word for word in _WORDS.findall(folded) if word not in target]
        return bool(words) and all(word in self._vocabulary_set and looks_chemical(word) for word in words)

    def _is_nearer_to_harmless(self, squeezed: str, edits: int) -> bool:
        """Whether a known name that is not listed is within fewer edits (within as many for a short name)."""
        if edits < 2 and len(squeezed) >= _AMBIGUOUS:
            return False
        lexicon = self._resolver.lexicon
        return any(
            (found := lexicon.find_squeezed(variant) or lexicon.find_name(variant)) is not None
            and not self._resolver.controls.match_cas_rn(found.cas_rn)
            for variant in _one_edit(squeezed)
        )

    def _repair_words(self, name: str) -> Resolution | None:
        best: Resolution | None = None
        best_cost = 0.0
        squeezed = squeeze_name(fold_name(name))
        limit = max(_OCR_COST, allowed_edits(len(squeezed), is_word=squeezed.isalpha()))
        for tries, candidate in enumerate(self._candidates(name)):
            if tries >= _MAX_TRIES or (best is not None and candidate.cost > best_cost + 0.5):
                break
            found = self._resolver.resolve(candidate.text)
            if found is None and not tries % 8:
                found = next(filter(None, map(self._resolver.resolve, respellings(candidate.text))), None)
            if found is None or candidate.cost == 0 or candidate.cost > limit:
                continue
            found = replace(
                found, name=candidate.text, method=f"{found.method}, spelling mended",
                confidence=max(0.5, 0.9 - 0.1 * candidate.cost),
            )  # fmt: skip
            if found.matches:
                return found
            if best is None:
                best, best_cost = found, candidate.cost
        return best

    def _candidates(self, name: str) -> Iterator[_Candidate]:
        """Yield the name with its unknown words replaced by known ones, the cheapest first."""
        pieces = _PIECES.findall(tidy_punctuation(name).lower())
        unknown = sum(piece[0].isalpha() and piece not in self._vocabulary_set for piece in pieces)
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
            yield _Candidate("".join(option.text for option in chosen), cost)
            for place, options in enumerate(choices):
                index = picked[place] + 1
                following = (*picked[:place], index, *picked[place + 1 :])
                if index < len(options) and following not in seen:
                    seen.add(following)
                    heappush(queue, (cost - options[index - 1].cost + options[index].cost, following))

    def _choices(self, piece: str, breadth: int) -> list[_Candidate]:
        """Return a piece of a name (a word or what stands between words) and what it may have been."""
        if not piece[0].isalpha():
            return [_Candidate(piece, 0.0)]
        if piece in self._vocabulary_set or len(piece) < 3:
            options = [_Candidate(piece, 0.0)]
            if piece in ("l", "i"):
                options.append(_Candidate("1", _OCR_COST))
            elif (
                len(piece) >= 5
                and not looks_chemical(piece)
                and self._rank[piece] > _COMMON
                and piece not in self._resolver.names.words
            ):
                options += [word for word in self._near_words(piece, _WORDS_PER_WORD) if word.text != piece]
            return options
        return self._near_words(piece, breadth) or [_Candidate(piece, 1.0 if not looks_chemical(piece) else 0.0)]

    def _near_words(self, piece: str, breadth: int) -> list[_Candidate]:
        plain = piece.translate(_FIGURES_IN_WORD)
        key = ocr_key(piece)
        alike = self._by_ocr_key.get(key, ())
        found = dict.fromkeys(alike, _OCR_COST)
        if plain in self._vocabulary_set:
            found[plain] = _OCR_COST / 2
        edits = 1 if len(plain) < 5 else 2
        pool = [word for size in range(len(plain) - edits, len(plain) + edits + 1) for word in self._by_size[size]]
        for word, _, _ in process.extract(
            plain, pool, scorer=OSA.distance, score_cutoff=edits + (edits > 1), limit=None
        ):
            if (distance := DamerauLevenshtein.distance(plain, word)) <= edits:
                found.setdefault(word, float(distance))
        for word, distance, _ in process.extract(
            key, self._ocr_pool(len(key)), scorer=OSA.distance, score_cutoff=1, limit=5
        ):
            for original in self._by_ocr_key[word]:
                found[original] = min(found.get(original, 9.0), _OCR_COST + 0.5 * distance)
        for word, cost in self._split_words(plain, edits):
            found.setdefault(word, cost)
        cheapest = sorted(found.items(), key=lambda entry: (entry[1], self._rank.get(entry[0], _VOCABULARY_SIZE)))
        kept = [_Candidate(word, cost) for word, cost in cheapest[:breadth]]
        return kept + ([_Candidate(piece, 0.9)] if looks_chemical(plain) else [])

    def _split_words(self, word: str, edits: int) -> Iterator[tuple[str, float]]:
        """Yield readings of a word as two known words, one of them mended."""
        for cut in range(4, len(word) - 3):
            left, right = word[:cut], word[cut:]
            for known, other, first in ((left, right, True), (right, left, False)):
                if known in self._vocabulary_set and len(known) >= 4 and other not in self._vocabulary_set:
                    for near, distance in self._cheap_near(other, edits):
                        yield (known + near if first else near + known), distance

    def _cheap_near(self, word: str, edits: int) -> list[tuple[str, float]]:
        alike = self._by_ocr_key.get(ocr_key(word), ())
        if alike:
            return [(near, _OCR_COST) for near in alike[:2]]
        budget = min(edits, 1 if len(word) < 8 else 2)
        pool = [near for size in range(len(word) - budget, len(word) + budget + 1) for near in self._by_size[size]]
        near = process.extract(word, pool, scorer=OSA.distance, score_cutoff=budget, limit=2)
        return [(found, float(distance)) for found, distance, _ in near]

    @cached_property
    def _vocabulary(self) -> list[str]:
        listed = sorted(word for word in self._resolver.names.words if word.isascii())
        parts = sorted(part for part in load_morphemes().telling if len(part) >= 5)
        return list(dict.fromkeys([*self._resolver.lexicon.words()[:_VOCABULARY_SIZE], *listed, *parts]))

    @cached_property
    def _vocabulary_set(self) -> frozenset[str]:
        return frozenset(self._vocabulary)

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {word: rank for rank, word in enumerate(self._vocabulary)}

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        by_size: dict[int, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            by_size[len(word)].append(word)
        return by_size

    def _ocr_pool(self, size: int) -> list[str]:
        return [key for near in (size - 1, size, size + 1) for key in self._ocr_keys_by_size.get(near, ())]

    @cached_property
    def _ocr_keys_by_size(self) -> dict[int, list[str]]:
        by_size: dict[int, list[str]] = defaultdict(list)
        for key in self._by_ocr_key:
            by_size[len(key)].append(key)
        return dict(by_size)

    @cached_property
    def _by_ocr_key(self) -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            by_key[ocr_key(word)].append(word)
        return dict(by_key)


def respellings(name: str) -> Iterator[str]:
    """Yield the name with its punctuation mended, likeliest first, each once.

    Examples
    --------
    >>> "1-cyano-1-piperidinocyclohexane" in respellings("1cyano1piperidinocyclohexane")
    True
    >>> "3-oxo-2-phenylbutanamide" in respellings("3_oxo_2 -phenylbutanamide")
    True
    """
    seen = {name}
    for spelling in _all_respellings(name):
        if spelling not in seen and len(spelling) > 2:
            seen.add(spelling)
            yield spelling


def tidy_punctuation(name: str) -> str:
    """Return the name with the punctuation of chemical names: hyphens for their stand-ins, no spaces round them.

    Examples
    --------
    >>> tidy_punctuation("1.4~butan ediol - (0ne)")
    '1,4-butan ediol-(one)'
    """
    tidy = re.sub(r"[_~/\\]|-{2,}|(?<=\w)\.(?=[a-z])", "-", name.strip(_OUTSIDE))
    tidy = re.sub(r"(?<=\d)\.(?=\d)", ",", tidy)
    tidy = re.sub(r"(?<![0-9A-Za-z])0(?=[a-z]{2})", "o", tidy)
    tidy = re.sub(r"\s*([-,()\[\]{}])\s*", r"\1", tidy)
    return re.sub(r"-{2,}", "-", " ".join(tidy.split()))


def _all_respellings(name: str) -> Iterator[str]:
    tidy = tidy_punctuation(name)
    yield tidy
    locants = re.sub(r"(?<![a-zA-Z])[lI|](?=-)|(?<=-)[lI|](?=-)|(?<=,)[lI|](?=[-,])", "1", tidy)
    yield locants
    brackets = locants.translate(str.maketrans("{}[]<>", "()()()"))
    yield brackets
    yield re.sub(r"(?<![a-zA-Z])n(?=[-,(])", "N", brackets)  # a locant in small letters reads as "normal"
    yield re.sub(r"(?<=[a-z])(\d)(?=[-(a-z,])", r" \1", brackets)
    hyphens = re.sub(r"(?<=[\d)])(?=[a-zA-Z]{2})", "-", re.sub(r"(?<=[a-z]{3})(?=\d)", "-", brackets))
    yield hyphens
    yield re.sub(r"(?<=\d) (?=[a-zA-Z(])|(?<=[a-z]) (?=\d)", "-", brackets)
    yield re.sub(r"(?<=\d)[ -](?=\d)", ",", re.sub(r"(?<=\d) (?=[a-zA-Z(])|(?<=[a-z]) (?=\d)", "-", brackets))
    for spelling in (tidy, hyphens):
        yield re.sub(r"(?<=[a-z])(?=(?:acid|ester|ether|ketone|chloride|hydrochloride)\b)", " ", spelling)
        yield re.sub(r"(?<=yl)(?=\d|\()", " ", spelling)
    yield brackets.replace(" ", "")
    spaces = [place for place, letter in enumerate(brackets) if letter == " "]
    for place in spaces[:8]:
        yield brackets[:place] + brackets[place + 1 :]
    breaks = [match.start() for match in re.finditer(r"(?<=[a-z])-(?=[a-z])", brackets)]
    for place in breaks[:6]:
        yield brackets[:place] + brackets[place + 1 :]


def _one_edit(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        yield word[:place] + word[place + 1 :]
        for letter in _ALPHABET:
            yield word[:place] + letter + word[place + 1 :]
            yield word[:place] + letter + word[place:]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
