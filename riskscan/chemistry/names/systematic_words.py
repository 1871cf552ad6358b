"""Tell names that OPSIN cannot read by one of their words, so that it is not asked.

A word that holds no telling part of chemical names is read by OPSIN only where it is one of the short words and endings
it knows. Of the words of known names those are found once, by trying them in the places where such words stand; what is
no word of a known name is none of them.
"""

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.names.nomenclature import parse_name
from riskscan.chemistry.text.chemical_words import has_telling_part
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.compiling.compile_once import compile_once, tables_digest
from riskscan.tables.small_words import load_small_words

__all__ = ["may_be_systematic"]

_FORMAT = 1
_FILE = "words.marisa"
_SHORTEST = 3
_PART = re.compile("[a-z]{4,}")
_NEVER = re.compile(
    r"[a-z]{5,}[^iuos\W\d_]s(?![a-z])|\((?:inn|iso|ban|usan|inci)\)|(?<![a-z])[a-z]\.[a-z]\.(?![a-z]{2})"
)
"""A class of chemicals (``phosphonates``), the list that a name is from, an abbreviation."""
_PLACES = (
    "{}", "{} acid", "{} chloride", "methyl {}", "methyl{}", "{}benzene", "sodium {}", "sodium chloride {}",
    "{} sodium chloride", "acetic acid, ethyl {}", "acetic {}", "acetone {}", "ethylene {}", "{} but-2-ene",
    "butan-2-{}", "propane-1,2-{}", "prop-2-{}", "acetic acid {} with ethanamine", "acetic acid compd. {} ethanamine",
    "acetic acid {} ethanol", "{} xylene", "{} methylbenzyl alcohol", "{} bromo acetophenone", "2-{}propane",
    "{} (ethylene)", "{}-but-2-ene", "{}-butyl acetate", "{}-xylene", "{}-naphthylamine", "{}-D-glucose",
    "{}-methylstyrene",
)  # fmt: skip


def may_be_systematic(folded: str) -> bool:
    """Whether a folded name may be one that OPSIN reads.

    Examples
    --------
    >>> may_be_systematic("butan-2-one"), may_be_systematic("acids other than benzoic acid")
    (True, False)
    >>> may_be_systematic("sodium phosphonates"), may_be_systematic("4,4'-oxybis(benzoic acid)")
    (False, True)
    """
    if _NEVER.search(folded):
        return False
    for token in folded.split():
        if token.isalpha():
            if not _may_be_read(token):
                return False
        elif not has_telling_part(token) and any(map(_is_everyday, _PART.findall(token))):
            return False
    return True


def _is_everyday(part: str) -> bool:
    return is_everyday_word(part) and not _may_be_read(part)


def _may_be_read(word: str) -> bool:
    if not word.isascii():
        return True
    if len(word) < _SHORTEST:
        return word not in _small_words()
    return word in _read_words() or has_telling_part(word)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for kind in ("of", "article") for word in load_small_words(kind))


@cache
def _read_words() -> marisa_trie.Trie:
    """Return the words of known names that hold no telling part and that OPSIN reads in some place."""

    def compile_into(folder: Path) -> None:
        words = (word for word in load_lexicon().words() if not has_telling_part(word))
        read = [word for word in words if any(parse_name(place.format(word)) for place in _PLACES)]
        (folder / _FILE).write_bytes(marisa_trie.Trie(read).tobytes())

    parts = tables_digest("morphemes.txt")
    stamp = f"{_FORMAT}-{load_lexicon().folder.name}-{version('py2opsin')}-{_PLACES}-{parts}"
    why = "Compiling the words of systematic names: once, some twenty seconds"
    return marisa_trie.Trie().mmap(str(compile_once("systematic-words", stamp, compile_into, why) / _FILE))
