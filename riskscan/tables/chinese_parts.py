"""Parts of Chinese names of chemicals, with their English form."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["ChinesePart", "ChinesePartRole", "load_chinese_parts"]

ChinesePartRole = Literal["stem", "ending", "number", "prefix", "group", "parent", "acid", "metal", "binary"]
"""What a part does: a chain, and what is made of it; how many; where; a substituent; a compound that others are named
after; an acid; a metal or other first part of a salt; the other part, as in chlorides."""


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
    parts: dict[tuple[str, str], ChinesePart] = {}
    for row in read_rows(DATA / "chinese_parts.csv", ("part", "role", "english", "source", "mark")):
        role: ChinesePartRole | None = next((one for one in get_args(ChinesePartRole) if one == row["role"]), None)
        if role is None or (row["part"], role) in parts:
            problem = f"has no role {row['role']!r}" if role is None else "comes twice"
            raise TableError(f"chinese_parts.csv: {row['part']} {problem}.")
        parts[row["part"], role] = ChinesePart(row["part"], role, row["english"])
    return tuple(parts.values())
