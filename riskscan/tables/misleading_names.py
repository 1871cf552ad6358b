"""Names that the table of known compounds gives to a compound, and that must not be read as it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows

__all__ = ["MisleadingName", "NameMeaning", "load_misleading_names"]

NameMeaning = Literal["goods", "chemical", "another compound", "unclear"]
"""What a misleading name means: no chemical; a chemical that is listed in no form; one that its name may tell; or
something of which a chemist must say what it is."""

_MEANINGS: dict[str, NameMeaning] = {
    "the name of goods, not of the substance": "goods",
    "no name at all": "goods",
    "a plant": "goods",
    "a natural oil of which it is a part": "goods",
    "boiled linseed oil goes by it": "goods",
    "a polymer or resin made of it or carrying it": "chemical",
    "says no position: isomers are sold under it": "another compound",
    "another compound": "another compound",
    "a part of another structure": "another compound",
    "two letters from a common solvent, dimethylformamide": "unclear",
    "chlorine on the ring: another compound, a solvent of the trade": "another compound",
    "a class of compounds, not this one": "unclear",
    "a class of compounds, and a brand": "unclear",
    "a solvent mixture of the trade": "unclear",
    "a part of a structure, or of the name of a salt": "unclear",
    "half of a longer name, as of p-toluenesulfonic acid": "unclear",
    "a piece of a name": "unclear",
}


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

    @property
    def meaning(self) -> NameMeaning:
        """What is read where the name stands."""
        return _MEANINGS[self.why]


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
