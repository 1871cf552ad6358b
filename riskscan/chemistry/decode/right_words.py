"""Words that are right as they stand: no reading may change them into a listed name.

A text that is nearer to a harmless known name than to a listed one is that name, and one that differs from a listed
name in a word that is right, or in what it says of positions, is another name and no slip.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from riskscan.chemistry.decode.evidence import Evidence, Source
from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.gate.runs import EDGE
from riskscan.chemistry.names.ionic_names import find_anions
from riskscan.chemistry.names.lexicon import Compound
from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.names.near_names import NearMatch, allowed_edits
from riskscan.chemistry.names.translation import translations
from riskscan.chemistry.names.vocabulary import Vocabulary
from riskscan.chemistry.text.chemical_words import looks_chemical
from riskscan.chemistry.text.confusion import OCR_COST, shapes_undone
from riskscan.chemistry.text.edits import is_within
from riskscan.chemistry.text.other_words import is_everyday_word, is_medicine, is_rare_word
from riskscan.chemistry.text.salts import is_salt_word
from riskscan.chemistry.text.spelling import fold_name, squeeze_name
from riskscan.chemistry.text.word_keys import word_key, word_keys
from riskscan.tables.morphemes import load_everyday_words

__all__ = ["RightWords"]

_WORDS_PER_WORD = 6
_AMBIGUOUS = 10
_ABBREVIATION = 5
_WHOLE_WORD = 5
_TELLING_KEY = 9
_SHORTEST_RIGHT = 4
_SHORT_WITH_TWO = 10
"""Letters of the shortest names that bear two slips: words of many languages are near to them."""
_LONG_NAME = 15
"""Letters of a name of which a single one is likelier a slip than another word."""
_AT_COMMA = re.compile(r"([^\W\d_]{4,})(?=[*»\"')]{0,2},([^\W\d_]{3,}))")
"""A comma between two words may part names; with figures beside, it belongs to one."""
_HEADING = "acid"
"""Before a comma it is the heading of an index name: ``propionic acid, chloride``."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_POSITION = re.compile(
    r"(?<![^\W_])(?:[omp](?=-[a-z]{3})|(?:sec|tert|iso|ortho|meta|para|bis|tris|tetrakis)(?![^\W_]))"
)
_LOCANT_LETTERS = frozenset("nosmpdlrehz")
_LOCANT = re.compile(r"[2346789]")  # 1 and 5 are what scanners make of letters
_AMOUNT = re.compile(r"\d\s*%")
_CODE = re.compile(r"(?<![^\W_])[A-Z]{3,5}(?= [^\W\d_][a-z]{2})|(?<=[a-z]{2} )[A-Z]{3,5}(?![^\W_])")
"""An abbreviation beside a word of a name: with a slip it is another one."""
_FAMILY = re.compile(r"(?:ol|al|one|amine|amide|oate|nitrile)s?$|(?:h?[iy]dr|[uo]r)?(?:ic|ous|ico|oso|ique|eux)$")
_LATIN = re.compile(r"(?:is|us|um)$")
"""Endings of the Latin names of plants and remedies."""
_LATIN_LETTERS = 3
_HORMONE = re.compile(r".*tropine?s?")
"""The stem of international names for hormones of the pituitary gland, in which no word of chemistry ends but one."""
_BRAND = 7
"""Letters of a trade name that bears one slip, though words for a salt stand beside it."""
_NUMBERED = re.compile(r"(?<=[a-z]{5} )[A-Z]\d\d?(?![^\W_])")
"""A letter with a figure behind a word, which is all that sets its name apart from others."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_KNOWN = Evidence(Source.KNOWN)


class RightWords:
    """Tell words that no slip made.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self.has_harmless_neighbor = lru_cache(maxsize=50_000)(self._look_for_harmless_neighbor)
        self._is_harmless_elsewhere = lru_cache(maxsize=20_000)(self._say_harmless_elsewhere)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of chemical names."""
        return Vocabulary(self._resolver.lexicon.words(), self._resolver.names.words)

    def is_right(self, word: str) -> bool:
        """Whether a folded word is an everyday one or one of many chemical names, so that it is no slip of another."""
        if len(word) < _SHORTEST_RIGHT:
            return False
        return self.vocabulary.is_common(word) or word in self._resolver.names.words or is_everyday_word(word)

    def is_listed_key(self, word: str) -> bool:
        """Whether the key of a word is that of a listed name or of a word of one."""
        return word_key(word) in self._listed_keys

    def is_other_name(self, match: NearMatch, words: str) -> bool:
        """Whether the words of a window are another name than the listed one that they are near to."""
        return self._differs(match, words) or (
            match.window != match.target
            and (
                self.has_harmless_neighbor(match.window, match.target, match.cost)
                or (match.cost >= 1 and self._is_harmless_elsewhere(words))
            )
        )

    def _say_harmless_elsewhere(self, words: str) -> bool:
        """Whether words name a harmless compound in another language: ``éter alílico``, ``1,4-butindiolo``."""
        known = map(self._resolver.lexicon.find_name, translations(words))
        return any(map(self._has_no_match, known))

    def find_rival(self, match: NearMatch, words: str) -> str | None:
        """Return another name that a word is as near to as to the listed one, or None: ``ephedrne`` is ephedrone too.

        Parameters
        ----------
        match : NearMatch
            One slip apart, of one word.
        words : str
            The words of its window, as they stand in the text.

        Returns
        -------
        str or None
            None also where the word is right as it stands, or nearer to the other name than to the listed one.
        """
        word = match.window
        if match.cost != 1 or not word.isalpha() or self._differs(match, words):
            return None
        if self._is_harmless(word) or (word.endswith("s") and self._is_known(word[:-1])):
            return None
        if any(map(self._is_harmless_elsewhere, {word, word.removesuffix("s")})):
            return None  # "butanos" are butanes, "ergocriptina" is another alkaloid
        near = [one for one in self.vocabulary.near(word, _WORDS_PER_WORD) if one.text != match.target]
        if any(one.cost < match.cost and self.vocabulary.is_common(one.text) for one in near):
            return None
        if (elsewhere := self._find_elsewhere(word)) is not None:
            return elsewhere.name or "another compound"  # "fenylcaeton" is a spelling of phenyl ketone as well
        common = (one.text for one in near if one.cost <= match.cost and self.vocabulary.is_common(one.text))
        return next(common, None) or next(filter(self._is_harmless, _one_edit(word)), None)

    def _differs(self, match: NearMatch, words: str) -> bool:
        """Whether a word, a position or a code sets the words of a window apart from the listed name."""
        folded, target = fold_name(words), fold_name(match.name.name)
        if match.window != match.target and "," not in target and self._lists_words(folded, target):
            return True
        if match.window != match.target and _AMOUNT.search(words):
            return True  # "(14 %), lactose" is no 1,4-lactone
        if match.cost > 1 and len(match.target) <= _SHORT_WITH_TWO and is_rare_word(folded.strip(EDGE)):
            return True  # "ergonomic" is no ergonovine
        if match.cost > OCR_COST and _has_other_code(words, match.name.name):
            return True  # "polvo de lima" is no "polvo de BMK"
        if _LOCANT.findall(match.window) != _LOCANT.findall(match.target) or _stands_elsewhere(folded, target):
            return True
        return match.window != match.target and self._is_another_name(folded, target, match.cost)

    def has_other_word(self, name: str, mended: str) -> bool:
        """Whether a word that was mended was right as it stood."""
        target = fold_name(mended)
        own = _WORDS.findall(target)
        changed = [word for word in _WORDS.findall(fold_name(name)) if word not in own]
        if len(own) > 1 and any(len(word) < _BRAND and _is_other_brand(word, own) for word in changed):
            return True  # "sunitinib maleate Sutent" is no "Sufenta maleate"
        return any(self._is_other_word(word, target) for word in changed)

    def _lists_words(self, folded: str, target: str) -> bool:
        """Whether a comma parts two words of which the first is right as it stands: ``propano, não``.

        What follows may be a long word of the name with a slip: ``phosphorus, yelloqw``.
        """
        own = [word for word in _WORDS.findall(target) if len(word) >= _WHOLE_WORD]
        return any(
            is_everyday_word(word) or word in self.vocabulary or word in self._resolver.names.words
            for word, behind in _AT_COMMA.findall(folded)
            if word != _HEADING and not any(behind != other and is_within(behind, other, 1) for other in own)
        )

    def _is_another_name(self, folded: str, target: str, cost: float) -> bool:
        """Whether the words are right as they stand: what differs from the target is another word, or a part more."""
        own_words = set(map(squeeze_name, target.split()))
        others = [word for word in folded.split() if squeeze_name(word) not in own_words]
        if any(len(squeeze_name(word)) <= _ABBREVIATION and self._resolver.names.find(word) for word in others):
            return True  # "P2NP powder" is no slip of "P2P powder"
        words, own = _WORDS.findall(folded), set(_WORDS.findall(target))
        if any(
            anions and not any(anions & find_anions(other) for other in own) and any(map(find_anions, own))
            for anions in map(find_anions, set(words) - own)
        ):
            return True  # "solfuro di idrogeno" is no sulfate
        odd = [word for word in words if word not in own and not (word in target and self._is_name_word(word))]
        if len(squeeze_name(target)) >= _LONG_NAME:
            strange = [word for word in odd if not self._is_rare_for(word, own)]
            if odd and not strange:
                return False
            odd = strange
        if not odd and not set(_LETTER.findall(folded)) - set(_LETTER.findall(target)) - _LOCANT_LETTERS:
            return cost >= 1
        # "eter" beside "diethyl" is right too, in Spanish
        strange = [word for word in odd if not any(english in target for english in translations(word))]
        return any(
            word in load_everyday_words() or self._is_name_word(word) or self._is_other_word(word, target)
            for word in strange
        )

    def _is_other_word(self, word: str, target: str) -> bool:
        """Whether a word is right as it stands, and not only one slip away from a word of the target.

        It is a medicine, an everyday word or a chemical word in the spelling of another language.
        """
        if len(word) < _WHOLE_WORD or word in squeeze_name(target):
            return False
        key, own = word_key(word), _WORDS.findall(target)
        if any(_is_latin_for(word, other) for other in own):
            return True
        if any(key == word_key(other) for other in own):
            return False  # the same word in another spelling
        if self._is_cut_short(word, key, target):
            return False
        if is_medicine(word) or any(_is_of_other_family(word, other) for other in own):
            return True
        if any(_is_one_slip_from_part(word, other) for other in own):
            return False
        if _HORMONE.fullmatch(word) and not any(_is_slip_of_hormone(word, other) for other in own):
            return True
        if is_everyday_word(word) and not looks_chemical(word):
            return True
        if word not in self.vocabulary and any(_has_near_key(key, other) for other in own):
            return False  # lists of names hold slips too: "tetrahyro", "chlorode"
        return len(key) > _WHOLE_WORD and self._resolver.lexicon.has_word_key(key)

    def _is_cut_short(self, word: str, key: str, target: str) -> bool:
        """Whether a word that no language spells so has but for a letter the key of a target: ``piperidijnoe``."""
        whole = word_key(squeeze_name(target))
        is_part = len(key) > _WHOLE_WORD and key in whole and not is_medicine(word)
        return is_part and not any(one in self.vocabulary for one in (word, *translations(word)))

    def _is_rare_for(self, word: str, own: set[str]) -> bool:
        """Whether a word is rare, one letter from a usual one of the target: ``methylamin`` for ``methylamino``."""
        return any(usual.text in own for usual in self.vocabulary.usual_for(word))

    def _is_name_word(self, word: str) -> bool:
        return len(word) >= 4 and any(map(self.vocabulary.is_common, (word, *translations(word))))

    def _look_for_harmless_neighbor(self, squeezed: str, target: str, cost: float) -> bool:
        """Whether a harmless known name is within fewer edits (a common word or short name: within as many)."""
        if squeezed.isalpha() and any(
            near.cost <= cost
            and near.text != target
            and self.vocabulary.is_common(near.text)
            and not (cost <= 1 and near.cost and self._is_listed(near.text))
            for near in self.vocabulary.near(squeezed, _WORDS_PER_WORD)
        ):
            return True
        if self._is_known(squeezed):
            return True
        if cost < 1 + OCR_COST and (len(squeezed) >= _AMBIGUOUS or self.vocabulary.is_common(target)):
            return False  # "tolune" is the toluene of many names, not the tolane of a few
        return any(map(self._is_harmless, (*_one_edit(squeezed), *shapes_undone(squeezed))))

    def _is_listed(self, word: str) -> bool:
        """Whether a word is itself a listed name that speaks alone: ``jethanamine`` is one of two, and both are."""
        found = self._resolver.names.find(word)
        return (
            found is not None
            and not found.context
            and bool(self._resolver.from_listed(word, found, _KNOWN, 1.0).matches)
        )

    def _is_known(self, squeezed: str) -> bool:
        """Whether a harmless compound has this very name, in English or another spelling, or one in the singular."""
        names = {squeezed, squeezed.removesuffix("s")}
        return any(self._is_harmless(name) or self._find_elsewhere(name) is not None for name in names)

    def _is_harmless(self, squeezed: str) -> bool:
        lexicon = self._resolver.lexicon
        return self._has_no_match(lexicon.find_squeezed(squeezed) or lexicon.find_name(squeezed))

    def _find_elsewhere(self, squeezed: str) -> Compound | None:
        """Return the harmless compound that has the name in the spelling of another language, or None."""
        key = word_key(squeezed) if squeezed.isalpha() else ""
        found = self._resolver.lexicon.find_key(key) if len(key) >= _TELLING_KEY else None
        return found if found and key not in self._listed_keys and self._has_no_match(found) else None

    def _has_no_match(self, found: Compound | None) -> bool:
        return found is not None and not self._resolver.from_compound(found.name, found, _KNOWN, 1.0).matches

    @cached_property
    def listed_names(self) -> tuple[tuple[str, ListedName], ...]:
        """The squeezed names that a slip may be one of, with their entries."""
        return tuple(self._resolver.names.squeezed_items(allowed_edits))

    @cached_property
    def _listed_keys(self) -> frozenset[str]:
        """Keys of the words and of the whole names that are listed, in letters of which the lexicon has names too."""
        words = {*self._resolver.names.words, *(name for name, _ in self.listed_names)}
        return frozenset(word_keys(filter(str.isascii, words)))


def _is_one_slip_from_part(word: str, other: str) -> bool:
    """Whether a word is at most one slip away from another, or (a long one) from its beginning or end."""
    if is_within(word, other, 1):
        return True
    if not _AMBIGUOUS < len(word) < len(other):
        return False
    parts = (part for size in range(len(word) - 1, len(word) + 2) for part in (other[:size], other[-size:]))
    return any(is_within(word, part, 1) for part in parts)


def _has_near_key(key: str, other: str) -> bool:
    """Whether the key of a word is that of another but for a letter."""
    own = word_key(other) if len(key) > _WHOLE_WORD else ""
    return bool(own) and is_within(key, own, 1)


def _is_slip_of_hormone(word: str, other: str) -> bool:
    """Whether the word that does end so, heliotropin, is the one meant."""
    return _HORMONE.fullmatch(other) is not None and is_within(word, other, 2)


def _is_of_other_family(word: str, other: str) -> bool:
    """Whether two words are alike but for their endings, each that of a family: ``phenylpropanol``, ``-propanone``."""
    ending, expected = _FAMILY.search(word), _FAMILY.search(other)
    if ending is None or expected is None or ending.group() == expected.group():
        return False
    return word[: ending.start()] == other[: expected.start()]


def _is_latin_for(word: str, other: str) -> bool:
    """Whether a word differs from another only by ending as Latin names do: ``mercurialis`` is a plant."""
    ending = _LATIN.search(word)
    if len(word) == len(other) and _LATIN.search(other):
        return False  # "phosphoris" for phosphorus
    return ending is not None and not other.endswith(ending.group()) and other.startswith(word[:-_LATIN_LETTERS])


def _is_other_brand(word: str, own: list[str]) -> bool:
    """Whether a short word has more slips than the short name bears that stands with words for its salt."""
    brands = [other for other in own if not is_salt_word(other)]
    most = 1 if brands and len(brands[0]) == _BRAND else 0
    return len(brands) == 1 and len(brands[0]) <= _BRAND and not is_within(word, brands[0], most)


def _has_other_code(words: str, name: str) -> bool:
    """Whether words lack the abbreviation that is all that a listed name says beside plain words."""
    if not set(_NUMBERED.findall(name)) <= set(_NUMBERED.findall(words.upper())):
        return True  # "vitamin IPI" is no vitamin L1
    code = _CODE.search(name)
    return code is not None and code.group() not in words.upper() and not any(map(looks_chemical, name.split()))


def _stands_elsewhere(folded: str, target: str) -> bool:
    """Whether a word that says where something stands, as figures do, is another one than in the target."""
    stated = _POSITION.findall(folded)
    expected = _POSITION.findall(target)
    if set(stated) - set(expected):
        return True
    missing = set(expected) - set(stated)
    words = _WORDS.findall(folded)
    most = {word: 2 if word == "tert" else 1 for word in missing}  # of no other position two slips make it
    return any(not any(is_within(word, other, most[word]) for other in words) for word in missing)


def _one_edit(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        yield word[:place] + word[place + 1 :]
        for letter in _ALPHABET:
            yield word[:place] + letter + word[place + 1 :]
            yield word[:place] + letter + word[place:]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
