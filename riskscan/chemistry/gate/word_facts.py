"""What is known of one word by itself: whether it is made of chemical parts, or stands in listed names, or nearly so.

A manifest repeats its words, in capitals and small letters, with and without punctuation; each is looked at once. The
facts of the words of the languages of trade are compiled once, those without any apart, so that most words of a
manifest are not looked at at all. New words are looked at together: to compare a column of them with the words of the
listed names takes little more time than to compare one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from itertools import chain, compress
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from riskscan.chemistry.names.ionic_names import is_salt_of_ions
from riskscan.chemistry.names.translation import may_be_foreign, translate_word
from riskscan.chemistry.text.chemical_words import (
    is_chemical_word,
    is_partly_chemical,
    looks_chemical,
    with_telling_part,
)
from riskscan.chemistry.text.confusion import ocr_key
from riskscan.chemistry.text.deletion_index import DeletionIndex
from riskscan.chemistry.text.near_words import SHORTEST, NearWords, deletions
from riskscan.chemistry.text.other_words import frequent_words
from riskscan.chemistry.text.salts import set_salt_words_aside
from riskscan.chemistry.text.spelling import russian_stem
from riskscan.compiling.compile_once import compile_once, tables_digest
from riskscan.tables.morphemes import load_common_words, load_everyday_words

__all__ = [
    "CHEMICAL", "COMMON", "JOINS", "JOINS_TRANSLATED", "NEAR", "PARTLY", "PIECE", "SHORTEST_SALT", "TRANSLATED",
    "WordFacts",
]  # fmt: skip

COMMON = 1
"""A frequent word that looks chemical, or like a slip of a listed name, and is neither."""
CHEMICAL = 2
"""Made of the parts of chemical names; of such a word nothing else is asked but whether it is a common one."""
TRANSLATED = 4
"""The same, once it is turned into English."""
NEAR = 8
"""A word of a listed name, or a slip or two away from one."""
JOINS = 16
"""Stands in listed names but says nothing alone, or is a slip away from such a word."""
JOINS_TRANSLATED = 32
PIECE = 64
"""The beginning or end of a telling word, which a stray space may have cut off."""
PARTLY = 128
"""Chemical but for its beginning or end, or another case of a Russian word of a listed name."""

SHORTEST_SALT = 10
"""Letters of a drug's name with a salt glued to it, at least."""

_FORMAT = 10
_FILE, _FILE_EVERYDAY, _FILE_FACTS = "plain.marisa", "everyday.marisa", "facts.marisa"
_NUMBER = "<B"
_EVERYDAY, _LEAST_FREQUENT, _RAREST = 1e-6, 3e-7, 1e-8
"""Shares of the words of a language. The more words are known, the fewer are looked at: of 4,000 goods lines a third of
the new words fewer than where those from 1e-6 are known, and with the rare words half of those that are left."""
_OF_GOODS = ("de", "en", "es", "fr", "it", "nl", "pt")
"""Languages in which most goods are described: those whose rare words are known too."""
_SHORTEST_PLAIN = 3
_AT_ONCE = 20_000
_TABLES = (
    "morphemes.txt",
    "common_words.txt",
    "name_parts.csv",
    "letters.csv",
    "ions.csv",
    "languages/*.toml",
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_CYRILLIC = re.compile("[а-яёії]{5,}")
_ALKYL = re.compile(
    r"(?:di|tri|tetra)?(?:n|iso|sec|tert|neo)?(?:meth|eth|prop|but|pent|am|hex|hept|oct|non|dec|dodec)yl(?:e|ique)?"
)
_ALKYL_ENDS = ("yl", "yle", "ylique")
_MAX_KNOWN = 300_000
_MOST_NEAR_KEPT = 5_000
_JOINING_WORDS = (
    "acid", "ester", "ether", "salt", "amine", "oxide", "ketone", "lactone", "anhydride", "methyl", "ethyl", "propyl",
    "butyl", "allyl", "phenyl", "benzyl",
)  # fmt: skip


class WordFacts:
    """Facts of words, as sums of the constants of this module.

    Parameters
    ----------
    names : sequence of str
        Folded listed names.
    compiled : bool, default False
        Whether everyday words without facts are compiled and kept; worth it for the names of the packaged tables.
    common : frozenset of str, optional
        Words that look chemical and are not; those of the table by default.
    """

    def __init__(self, names: Sequence[str], *, compiled: bool = False, common: frozenset[str] | None = None) -> None:
        words = {name: _WORD.findall(name) for name in names}
        self._joining = {word for found in words.values() for word in found}
        self._russian = {russian_stem(word) for word in self._joining if _CYRILLIC.fullmatch(word)}
        self.without_telling = [name for name, found in words.items() if not any(map(looks_chemical, found))]
        everyday = load_everyday_words()
        targets = {
            word
            for name, found in words.items()
            for word in ([word for word in found if looks_chemical(word)] or found)
            if len(word) >= SHORTEST
        }
        targets -= {word for word in everyday if not looks_chemical(word)}
        self._targets = targets
        self._near = NearWords(targets, self._joining - targets)
        self._near_joining = DeletionIndex("joining-words", _JOINING_WORDS, None)
        self.telling = targets - everyday
        pieces = {end for word in self.telling for end in _ends(word)} - self._joining - everyday
        self._pieces = np.sort(_hashes(pieces))  # a tenth of the memory of the set
        self._known: dict[str, int] = {}
        self._is_chemical_near = lru_cache(maxsize=_MOST_NEAR_KEPT)(self._is_near_target)
        self._common = load_common_words() if common is None else common
        self._plain: marisa_trie.Trie | frozenset[str] = frozenset()
        self._everyday = self._plain
        self._compiled: marisa_trie.RecordTrie | dict[str, list[tuple[int]]] = {}
        if compiled:
            folder = self._compiled_folder(names)
            self._plain = marisa_trie.Trie().mmap(str(folder / _FILE))
            self._everyday = marisa_trie.Trie().mmap(str(folder / _FILE_EVERYDAY))
            self._compiled = marisa_trie.RecordTrie(_NUMBER).mmap(str(folder / _FILE_FACTS))

    def of(self, word: str) -> int:
        """Return the facts of a folded word of letters."""
        facts = self._known.get(word)
        if facts is None:
            if word in self._plain:
                return 0
            self.learn((word,))
            facts = self._known[word]
        return facts

    def plain_among(self, words: Iterable[str]) -> set[str]:
        """Return the folded words of which it is compiled that they have no facts, nor a word for a salt glued on."""
        return {word for word in words if word in self._plain}

    def is_everyday(self, word: str) -> bool:
        """Whether a folded word is an everyday one of which is known that it has no facts."""
        return word in self._everyday

    def is_chemical(self, word: str) -> bool:
        """Whether a folded word is made of the parts of chemical names and no common one: sooner told than by `of`."""
        return is_chemical_word(word) and word not in self._common

    def is_near(self, joined: str) -> bool:
        """Whether the joined letters of a token are a word of a listed name, or a slip or two away from one."""
        if len(joined) < SHORTEST:
            return False
        facts = self.of(joined)
        return bool(facts & NEAR) or (bool(facts & CHEMICAL) and self._is_chemical_near(joined))

    def _is_near_target(self, word: str) -> bool:
        return word in self._targets or word in self._near.find_near((word,))[0]

    def learn(self, words: Iterable[str]) -> set[str]:
        """Look at folded words together, and return those of which there are no facts."""
        words = set(words)
        left = [word for word in words if word not in self._plain]
        self._learn_words([word for word in left if word not in self._known])
        return words.difference(word for word in left if self.of(word))

    def _learn_words(self, new: Sequence[str]) -> None:
        if len(self._known) > _MAX_KNOWN:
            self._known.clear()
        compiled = {word: found[0][0] for word in new if (found := self._compiled.get(word)) is not None}
        self._known.update(compiled)
        self._look_at([word for word in new if word not in compiled] if compiled else new)

    def _look_at(self, new: Sequence[str]) -> None:
        if not new:
            return
        telling = with_telling_part(new)
        chemical = set(filter(is_chemical_word, telling))
        for word in chemical:  # what else may be said of it changes nothing
            self._known[word] = CHEMICAL | (COMMON if word in self._common else 0)
        new = [word for word in new if word not in chemical] if chemical else new
        if not new:
            return
        foreign = (word for word in new if may_be_foreign(word))
        readings = {word: reading for word in foreign if (reading := translate_word(word))}
        parts = {part for english in readings.values() for reading in english for part in reading.split()}
        near, near_joining = self._near.find_near({*new, *parts} - self._targets)
        joining = self._joining_among([*new, *parts.difference(new)], near_joining)
        known = dict.fromkeys(new, 0)
        for fact, words_with_it in (
            (COMMON, self._common.intersection(new)),
            (CHEMICAL, filter(is_salt_of_ions, new)),
            (TRANSLATED, (word for word, english in readings.items() if any(map(is_chemical_word, _words(english))))),
            (NEAR, near.intersection(new)),
            (NEAR, self._targets.intersection(new)),
            (PARTLY, (word for word in telling if word not in chemical and is_partly_chemical(word))),
            (PARTLY, (word for word in new if not word.isascii() and russian_stem(word) in self._russian)),
            (JOINS, joining.intersection(new)),
            (JOINS_TRANSLATED, (word for word in readings if not joining.isdisjoint(_words(readings[word])))),
            (PIECE, self._pieces_among(new)),
        ):
            for word in words_with_it:
                known[word] |= fact
        self._known.update(known)

    def _pieces_among(self, words: Sequence[str]) -> Iterator[str]:
        """Return the words that begin or end a telling word, by their hashes."""
        hashes = _hashes(words)
        places = np.searchsorted(self._pieces, hashes)
        is_piece = np.append(self._pieces, 0)[places] == hashes
        return compress(words, is_piece.tolist())

    def _joining_among(self, words: Sequence[str], near: frozenset[str]) -> frozenset[str]:
        """Return the words that join others in names; `near` are those a slip away from a word of a listed name."""
        short = [word for word in words if len(word) <= _LONGEST_NEAR_JOINING]
        keys = ocr_key("\n".join(short)).split("\n")
        return (near | self._joining.intersection(words)).union(
            (word for word, key in zip(short, keys, strict=bool(short)) if key in _JOINING_KEYS),
            (word for word, _ in self._near_joining.find(short) if not _NEAR_JOINING.isdisjoint(deletions(word))),
            (word for word in words if word.endswith(_ALKYL_ENDS) and _ALKYL.fullmatch(word)),
        )

    def _compiled_folder(self, names: Sequence[str]) -> Path:
        """Return the folder of the words without facts, of those of them that are everyday ones, and of the others."""

        def compile_into(folder: Path) -> None:
            everyday = frequent_words(_EVERYDAY)
            others = self._telling_among(everyday)
            without = marisa_trie.Trie(word for word in everyday if not others.get(word))
            (folder / _FILE_EVERYDAY).write_bytes(without.tobytes())
            rarer = set(frequent_words(_LEAST_FREQUENT, shortest=_SHORTEST_PLAIN))
            rarer.update(frequent_words(_RAREST, shortest=_SHORTEST_PLAIN, languages=_OF_GOODS))
            others |= self._telling_among(sorted(rarer.difference(everyday)))
            plain = marisa_trie.Trie(word for word in chain(everyday, rarer) if word not in others)
            (folder / _FILE).write_bytes(plain.tobytes())
            records = marisa_trie.RecordTrie(_NUMBER, ((word, (found,)) for word, found in others.items()))
            (folder / _FILE_FACTS).write_bytes(records.tobytes())

        digest = sha256(" ".join(names).encode()).hexdigest() + tables_digest(*_TABLES)
        why = "Compiling the index of words that are no chemicals: once, about a minute"
        return compile_once("plain-words", f"{_FORMAT}-{version('wordfreq')}-{digest}", compile_into, why)

    def _telling_among(self, words: Sequence[str]) -> dict[str, int]:
        """Return the facts of those words that have some, or a word for a salt glued on."""
        telling: dict[str, int] = {}
        for start in range(0, len(words), _AT_ONCE):
            self.learn(words[start : start + _AT_ONCE])
            telling |= {word: facts for word, facts in self._known.items() if facts or _may_be_salt(word)}
            self._known.clear()
        return telling


def _may_be_salt(word: str) -> bool:
    return len(word) >= SHORTEST_SALT and set_salt_words_aside(word)[0] != word


def _words(readings: Iterable[str]) -> Iterator[str]:
    return (word for reading in readings for word in reading.split())


def _ends(word: str) -> Iterator[str]:
    """Yield the beginnings and endings of a word that a stray space may have cut it into."""
    for size in range(4, len(word)):
        yield word[:size]
        yield word[-size:]


_NEAR_JOINING = frozenset().union(*(deletions(word) for word in _JOINING_WORDS)) - {""}
_LONGEST_NEAR_JOINING = max(map(len, _JOINING_WORDS)) + 3
"""Scanners make two letters of one: ``anhyclride``."""
_JOINING_KEYS = frozenset(map(ocr_key, _JOINING_WORDS))


def _hashes(words: Collection[str]) -> NDArray[np.int64]:
    """Return what tells words apart within one process."""
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words))
