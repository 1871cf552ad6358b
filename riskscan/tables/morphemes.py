"""Parts that chemical names are made of."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riskscan.tables.languages import word_groups
from riskscan.tables.reading import DATA

__all__ = [
    "COMMON_WORDS", "SELDOM_WORDS", "Morphemes", "load_common_words", "load_everyday_words", "load_morphemes",
    "load_seldom_words",
]  # fmt: skip

COMMON_WORDS, SELDOM_WORDS = DATA / "common_words.txt", DATA / "seldom_words.txt"


@dataclass(frozen=True, slots=True)
class Morphemes:
    """Telling parts (``phenyl``) and parts that only join (``di``, ``yl``)."""

    telling: frozenset[str]
    joining: frozenset[str]


@cache
def load_morphemes() -> Morphemes:
    """Return the parts of chemical names."""
    lines = (DATA / "morphemes.txt").read_text(encoding="utf-8").splitlines()
    parts = " ".join(line for line in lines if not line.startswith("#")).split()
    joining = frozenset(part[1:] for part in parts if part.startswith("!"))
    telling = frozenset(part for part in parts if not part.startswith("!"))
    return Morphemes(telling, joining)


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
