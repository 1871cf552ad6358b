"""Units of mass and currencies as headers and cells state them."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows

__all__ = ["Unit", "load_units"]

_UNIT_COLUMNS = ("dimension", "symbol", "unit", "factor", "source", "mark")


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
def load_units() -> tuple[Unit, ...]:
    """Return every unit, in table order."""
    return tuple(
        Unit(**(row | {"factor": float(row["factor"]) if row["factor"] else None}))  # type: ignore[arg-type]
        for row in read_rows(DATA / "units.csv", _UNIT_COLUMNS)
    )
