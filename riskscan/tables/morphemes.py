"""Parts that chemical names are made of."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.languages import word_groups
from riskscan.tables.reading import DATA

__all__ = ["Morphemes", "load_everyday_words", "load_morphemes"]


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
    return Morphemes(frozenset(part for part in parts if not part.startswith("!")), joining)


@cache
def load_everyday_words() -> frozenset[str]:
    """Return everyday words that look chemical or stand in names of chemicals: alone they name no substance."""
    return frozenset(word for group in word_groups("everyday", ()) for word in group.words)
