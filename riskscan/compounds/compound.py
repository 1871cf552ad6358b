"""One compound of a file, and a file of compounds as a table that is read in parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from riskscan.tables.compound_fields import FieldKind

__all__ = ["Compound", "CompoundPart", "CompoundTable"]


@dataclass(frozen=True, slots=True)
class Compound:
    """What a record says of which compound it is.

    Attributes
    ----------
    told : mapping of FieldKind to tuple of str
        What its fields say, by kind.
    mol_block : str
        The drawn structure; empty where there is none.
    issues : tuple of str
        What was wrong in reading the record.
    """

    told: Mapping[FieldKind, tuple[str, ...]]
    mol_block: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompoundPart:
    """Some compounds that follow each other, with the fields of the file.

    Attributes
    ----------
    frame : DataFrame
        Their fields as they stand in the file, one row a compound.
    compounds : sequence of Compound
        One for each row.
    """

    frame: pd.DataFrame
    compounds: Sequence[Compound]


class CompoundTable(Protocol):
    """A file of compounds."""

    name: str
    notes: tuple[str, ...]

    @property
    def template(self) -> pd.DataFrame:
        """The fields with their types, without a row."""

    def parts(self, n_compounds: int) -> Iterator[CompoundPart]:
        """Yield all compounds in order, at most so many at a time."""
