"""What some substances are beside other words: elements of binary compounds, acids of salts, nutrients."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["Role", "SubstanceRole", "load_substance_roles", "with_role"]

Role = Literal[
    "mineral_acid", "element", "anion", "metal", "anion_of_acid", "nutrient", "enriching_metal", "goods_among_elements"
]
"""``mineral_acid``: its ester or salt with further words is another compound. ``element``: so is what is binary.
``anion``: the words for it make another salt behind any but its ``metal``. ``anion_of_acid``: so they do behind any
word. ``nutrient``: goods are enriched with it, as they are with an ``enriching_metal``, which is no substance of the
lists but a cation; ``goods_among_elements``: not so in a line of nothing but elements."""


@dataclass(frozen=True, slots=True)
class SubstanceRole:
    """One role of one substance.

    Attributes
    ----------
    subject : str
        Substance id; of an ``enriching_metal`` its name in ``ions.csv``.
    role : Role
    words : str
        A pattern of the words that the role is about, a metal in English, or empty.
    why : str
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    subject: str
    role: Role
    words: str
    why: str
    source: str
    mark: str


@cache
def load_substance_roles() -> tuple[SubstanceRole, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        On an unknown role, or where words are not a regular expression.
    """
    roles = []
    for row in read_rows(DATA / "substance_roles.csv", ("subject", "role", "words", "why", "source", "mark")):
        if row["role"] not in get_args(Role):
            raise TableError(f"substance_roles.csv: {row['subject']} has no role {row['role']!r}.")
        try:
            re.compile(row["words"])
        except re.error as error:
            raise TableError(f"substance_roles.csv: {row['words']!r} is no pattern ({error}).") from error
        roles.append(SubstanceRole(**row))  # type: ignore[arg-type]  # the role was looked at
    return tuple(roles)


@cache
def with_role(role: Role) -> dict[str, tuple[str, ...]]:
    """Return the subjects with a role, and the words of each.

    Examples
    --------
    >>> with_role("metal")
    {'potassium-permanganate': ('potassium', 'sodium')}
    """
    subjects: dict[str, tuple[str, ...]] = {}
    for row in load_substance_roles():
        if row.role == role:
            subjects[row.subject] = (*subjects.get(row.subject, ()), *([row.words] if row.words else []))
    return subjects
