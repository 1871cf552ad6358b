"""Parts of names of chemicals that Japanese writes in katakana."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["JapanesePart", "JapanesePartRole", "load_japanese_parts"]

JapanesePartRole = Literal["stem", "number", "prefix", "parent", "salt_before", "salt_behind"]
"""What a part does: a chain, how many, a substituent, a compound that others are named after, the acid of a salt or
ester that stands before or behind."""


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
    parts: dict[tuple[str, str], JapanesePart] = {}
    for row in read_rows(DATA / "japanese_parts.csv", ("english", "role", "katakana", "source", "mark")):
        role: JapanesePartRole | None = next((one for one in get_args(JapanesePartRole) if one == row["role"]), None)
        if role is None or (row["english"], role) in parts:
            problem = f"has no role {row['role']!r}" if role is None else "comes twice"
            raise TableError(f"japanese_parts.csv: {row['english']} {problem}.")
        parts[row["english"], role] = JapanesePart(row["english"], role, row["katakana"])
    return tuple(parts.values())
