"""Parts that chemical names are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.languages import word_groups
from riskscan.tables.reading import DATA

__all__ = [
    "COMMON_WORDS", "SELDOM_WORDS", "Morphemes", "load_common_words", "load_everyday_words", "load_morphemes",
    "load_seldom_words",
]  # fmt: skip

COMMON_WORDS, SELDOM_WORDS = DATA / "common_words.txt", DATA / "seldom_words.txt"
_SHORTEST_DRUG = 7
"""Letters of a controlled drug's name that is a part of its own; the heroine of a novel is none."""
_LONGEST_PART = 14


@dataclass(frozen=True, slots=True)
class Morphemes:
    """Telling parts (``phenyl``) and parts that only join (``di``, ``yl``)."""

    telling: frozenset[str]
    joining: frozenset[str]


@cache
def load_morphemes() -> Morphemes:
    """Return the parts of chemical names, and the names of controlled drugs, which few such parts make up."""
    lines = (DATA / "morphemes.txt").read_text(encoding="utf-8").splitlines()
    parts = " ".join(line for line in lines if not line.startswith("#")).split()
    joining = frozenset(part[1:] for part in parts if part.startswith("!"))
    telling = frozenset(part for part in parts if not part.startswith("!"))
    return Morphemes(telling | frozenset(_parts_of_drugs()), joining)


def _parts_of_drugs() -> Iterator[str]:
    """Yield the names of controlled drugs that are one word; one longer than a part may be counts as two."""
    for row in load_controlled_drugs():
        for name in (row.name, *row.other_names) if row.schedules else ():
            if name.isalpha() and name.islower() and len(name) >= _SHORTEST_DRUG:
                half = len(name) // 2 if len(name) > _LONGEST_PART else len(name)
                yield from filter(None, (name[:half], name[half:]))


@cache
def load_everyday_words() -> frozenset[str]:
    """Return everyday words that look chemical or stand in names of chemicals: alone they name no substance."""
    return frozenset(word for group in word_groups("everyday", ()) for word in group.words)


@cache
def load_common_words() -> frozenset[str]:
    """Return frequent words of many languages that look chemical, or like a slip of a listed name, and are neither."""
    return _read_words(COMMON_WORDS)


@cache
def load_seldom_words() -> frozenset[str]:
    """Return words of many languages that look chemical and are none: alone they are no reason to look."""
    return _read_words(SELDOM_WORDS)


def _read_words(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
