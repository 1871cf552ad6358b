"""Headers that other systems give to the columns of a manifest, and the units that they state."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows

__all__ = ["ColumnAlias", "Unit", "load_column_aliases", "load_units"]

_ALIAS_COLUMNS = ("target", "alias", "language", "unit", "source", "mark")
_UNIT_COLUMNS = ("dimension", "symbol", "unit", "factor", "source", "mark")


@dataclass(frozen=True, slots=True)
class ColumnAlias:
    """A header that stands for a canonical column.

    Attributes
    ----------
    target : str
        Canonical column, or ``currency`` or ``mass_unit`` for the column that holds the unit of another.
    alias : str
        The header; compared without case, accents, punctuation and spaces, and with or without a unit beside it.
    language : str
        ISO 639-1 code.
    unit : str
        Unit that the header itself states, empty for none.
    source, mark : str
        Where the row was read, how sure it is.
    """

    target: str
    alias: str
    language: str
    unit: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written.

    Attributes
    ----------
    dimension : {"mass", "currency"}
        What it measures.
    symbol : str
        As written, compared without case.
    unit : str
        Its usual symbol: ``kg``, ``lb``, an ISO 4217 code.
    factor : float or None
        Kilograms in one unit; None for currencies, whose rates change.
    source, mark : str
        Where the row was read, how sure it is.
    """

    dimension: Literal["mass", "currency"]
    symbol: str
    unit: str
    factor: float | None
    source: str
    mark: str


@cache
def load_column_aliases() -> tuple[ColumnAlias, ...]:
    """Return every alias, in table order."""
    return tuple(ColumnAlias(**row) for row in read_rows(DATA / "column_aliases.csv", _ALIAS_COLUMNS))


@cache
def load_units() -> tuple[Unit, ...]:
    """Return every unit, in table order."""
    return tuple(
        Unit(**(row | {"factor": float(row["factor"]) if row["factor"] else None}))  # type: ignore[arg-type]
        for row in read_rows(DATA / "units.csv", _UNIT_COLUMNS)
    )
