"""Names that the table of known compounds gives to a compound, and that must not be read as it."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["MisleadingName", "load_misleading_names"]


@dataclass(frozen=True, slots=True)
class MisleadingName:
    """A name that stands for more, or for something else, than the compound it is filed under.

    Attributes
    ----------
    name : str
        As the table of known compounds writes it or as OPSIN reads it, in small letters.
    cas_rn : str
        The compound it is filed under, or read as.
    why : str
        What the name rather means: a class, goods, a polymer, an isomer.
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    name: str
    cas_rn: str
    why: str
    source: str
    mark: str


@cache
def load_misleading_names() -> tuple[MisleadingName, ...]:
    """Return the names of known compounds that are not to be read as those compounds, in table order.

    Examples
    --------
    >>> [row.why for row in load_misleading_names() if row.name == "ether"]
    ['a class of compounds, not this one']
    """
    rows = read_rows(DATA / "misleading_names.csv", ("name", "cas_rn", "why", "source", "mark"))
    return tuple(MisleadingName(**row) for row in rows)
