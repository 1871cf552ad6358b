"""Words that name a family of chemicals, or goods, where they look like the name of one chemical."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["Family", "FamilyMeaning", "find_family", "load_families"]

FamilyMeaning = Literal["family", "goods"]
"""Chemicals of which none is listed, or no chemical."""


@dataclass(frozen=True, slots=True)
class Family:
    """Words that say what kind of thing is meant and not which chemical.

    Attributes
    ----------
    pattern : re.Pattern
        Over a whole name, in small letters without accents.
    meaning : FamilyMeaning
    why : str
        What is meant, in words.
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    pattern: re.Pattern[str]
    meaning: FamilyMeaning
    why: str
    source: str
    mark: str


@cache
def load_families() -> tuple[Family, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        On an unknown meaning, or where a pattern is not a regular expression.

    Examples
    --------
    >>> [row.why for row in load_families() if row.pattern.fullmatch("poly(ethylene terephthalate)")]
    ['a polymer']
    """
    families = []
    for row in read_rows(DATA / "families.csv", ("pattern", "meaning", "why", "source", "mark")):
        if row["meaning"] not in get_args(FamilyMeaning):
            raise TableError(f"families.csv: {row['pattern']} has no meaning {row['meaning']!r}.")
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise TableError(f"families.csv: {row['pattern']!r} is no pattern ({error}).") from error
        families.append(Family(pattern, row["meaning"], row["why"], row["source"], row["mark"]))  # type: ignore[arg-type]  # it was looked at
    return tuple(families)


def find_family(folded: str) -> Family | None:
    """Return the first row whose pattern is the whole name, None where there is none, which is told at once.

    Examples
    --------
    >>> find_family("poly(ethylene terephthalate)").why, find_family("acetone") is None
    ('a polymer', True)
    """
    if _any_family().fullmatch(folded) is None:
        return None
    return next(row for row in load_families() if row.pattern.fullmatch(folded))


@cache
def _any_family() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in load_families()))
