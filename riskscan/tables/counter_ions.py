"""Acids, bases and ions that make a salt of another substance and are then not what the text is about."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["CounterIon", "load_counter_ions"]


@dataclass(frozen=True, slots=True)
class CounterIon:
    """A partner in salts.

    Attributes
    ----------
    name : str
    smiles : str
        As acid, base or ion; compared without charge and stereochemistry.
    source : str
    """

    name: str
    smiles: str
    source: str


@cache
def load_counter_ions() -> tuple[CounterIon, ...]:
    """Return the partners in salts, in table order."""
    return tuple(CounterIon(**row) for row in read_rows(DATA / "counter_ions.csv", ("name", "smiles", "source")))
