"""Parts of names of chemicals that Japanese writes in katakana."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from riskscan.tables.part_rows import read_part_rows
from riskscan.tables.reading import DATA

__all__ = ["JapanesePart", "JapanesePartRole", "load_japanese_parts"]

JapanesePartRole = Literal["stem", "number", "prefix", "parent", "word", "salt_before", "salt_behind"]
"""What a part does: a chain, how many, a substituent, a compound that others are named after, a
class that English writes as a word of its own (ether), the acid of a salt or ester that stands before or behind."""


@dataclass(frozen=True, slots=True)
class JapanesePart:
    """One row.

    Attributes
    ----------
    english : str
    role : JapanesePartRole
    katakana : str
        Empty where it is written letter by letter.
    """

    english: str
    role: JapanesePartRole
    katakana: str


@cache
def load_japanese_parts() -> tuple[JapanesePart, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        On an unknown role, or a part that comes twice in one.

    Examples
    --------
    >>> [row.katakana for row in load_japanese_parts() if row.english == "benzene"]
    ['ベンゼン']
    """
    columns = ("english", "role", "katakana", "source", "mark")
    rows = read_part_rows(DATA / "japanese_parts.csv", columns, "english", get_args(JapanesePartRole))
    return tuple(JapanesePart(row["english"], cast(JapanesePartRole, row["role"]), row["katakana"]) for row in rows)
