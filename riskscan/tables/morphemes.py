"""Parts that chemical names are made of."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["Morphemes", "load_materials", "load_morphemes"]


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
def load_materials() -> frozenset[str]:
    """Return everyday materials whose names look chemical: alone they name no single substance."""
    return frozenset(row["word"] for row in read_rows(DATA / "materials.csv", ("language", "word", "source")))
