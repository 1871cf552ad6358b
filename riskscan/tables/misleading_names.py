"""Names that the table of known compounds gives to a compound, and that must not be read as it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["MisleadingName", "NameMeaning", "load_misleading_names"]

NameMeaning = Literal["goods", "chemical", "another compound", "unclear"]
"""What a misleading name means: no chemical; a chemical that is listed in no form; one that its name may tell; or
something of which a chemist must say what it is."""


@dataclass(frozen=True, slots=True)
class MisleadingName:
    """A name that stands for more, or for something else, than the compound it is filed under.

    Attributes
    ----------
    name : str
        As the table of known compounds writes it or as OPSIN reads it, in small letters.
    cas_rn : str
        The compound it is filed under, or read as.
    meaning : NameMeaning
        What is read where the name stands.
    why : str
        What the name rather means, in words: a class, goods, a polymer, an isomer.
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    name: str
    cas_rn: str
    meaning: NameMeaning
    why: str
    source: str
    mark: str


@cache
def load_misleading_names() -> tuple[MisleadingName, ...]:
    """Return the names of known compounds that are not to be read as those compounds, in table order.

    Raises
    ------
    TableError
        On an unknown meaning.

    Examples
    --------
    >>> [row.why for row in load_misleading_names() if row.name == "ether"]
    ['a class of compounds, not this one']
    """
    rows = list(read_rows(DATA / "misleading_names.csv", ("name", "cas_rn", "meaning", "why", "source", "mark")))
    for row in rows:
        if row["meaning"] not in get_args(NameMeaning):
            raise TableError(f"misleading_names.csv: {row['name']} has no meaning {row['meaning']!r}.")
    return tuple(MisleadingName(**row) for row in rows)  # type: ignore[arg-type]  # the meaning was looked at
