"""Parts of Chinese names of chemicals, with their English form."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from riskscan.tables.part_rows import read_part_rows
from riskscan.tables.reading import DATA

__all__ = ["ChinesePart", "ChinesePartRole", "load_chinese_parts"]

ChinesePartRole = Literal[
    "stem", "ending", "suffix", "number", "prefix", "group", "parent", "acid", "metal", "onium", "binary"
]
"""What a part does: a chain, and what is made of it, also behind a position; how many; where; a substituent; a compound
that others are named after; an acid; a metal or other first part of a salt, also one that bears groups (ammonium); the
other part, as in chlorides."""


@dataclass(frozen=True, slots=True)
class ChinesePart:
    """One row.

    Attributes
    ----------
    part : str
    role : ChinesePartRole
    english : str
        Of a stem without its ending: ``meth``.
    """

    part: str
    role: ChinesePartRole
    english: str


@cache
def load_chinese_parts() -> tuple[ChinesePart, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        On an unknown role, or a part that comes twice in one.

    Examples
    --------
    >>> [row.english for row in load_chinese_parts() if row.part == "吡啶"]
    ['pyridine']
    """
    columns = ("part", "role", "english", "source", "mark")
    rows = read_part_rows(DATA / "chinese_parts.csv", columns, "part", get_args(ChinesePartRole))
    return tuple(ChinesePart(row["part"], cast(ChinesePartRole, row["role"]), row["english"]) for row in rows)
