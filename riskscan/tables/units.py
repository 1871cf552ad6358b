"""Units of mass and currencies as headers and cells state them, and the words that stand beside them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["Dimension", "Unit", "load_units"]

_UNIT_COLUMNS = ("dimension", "symbol", "unit", "factor", "source", "mark")

Dimension = Literal["mass", "mass code", "currency", "multiplier", "qualifier", "other"]
"""What a row of the table is about: ``mass code`` means a mass only in a column whose other cells do, ``other`` is the
unit of something else (pieces, liters)."""

_MULTIPLE = re.compile(r"×?\d+ ?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, or a word that stands beside one.

    Attributes
    ----------
    dimension : {"mass", "mass code", "currency", "multiplier", "qualifier", "other"}
        What it measures; a multiplier (``thousand``) or a word that says nothing of the size (``net``).
    symbol : str
        As written, compared without case.
    unit : str
        Its usual symbol: ``kg``, ``lb``, an ISO 4217 code, with a multiplier before it (``1000 USD``). That text looked
        up again is the same unit. A sign of several currencies stands for itself, but dollars are taken for USD.
    factor : float
        Kilograms, or units of the currency, in one unit; 1 for a qualifier.
    candidates : tuple of str
        ISO 4217 codes that a sign or name may mean, where these are several; for ``$`` too.
    source, mark : str
        Where the row was read, how sure it is.
    """

    dimension: Dimension
    symbol: str
    unit: str
    factor: float
    candidates: tuple[str, ...] = ()
    source: str = ""
    mark: str = "M"

    @property
    def base(self) -> str:
        """The unit without a multiplier; empty where there is nothing else."""
        return _MULTIPLE.sub("", self.unit, count=1)


@cache
def load_units() -> tuple[Unit, ...]:
    """Return every row, in table order."""
    return tuple(_parse(row) for row in read_rows(DATA / "units.csv", _UNIT_COLUMNS))


def _parse(row: dict[str, str]) -> Unit:
    codes = split_cell(row["unit"])
    shared = len(codes) > 1
    usual = row["unit"] if not shared else "USD" if codes[0] == "USD" else row["symbol"].upper()
    return Unit(
        row["dimension"],  # type: ignore[arg-type]
        row["symbol"],
        usual,
        float(row["factor"] or 1),
        codes if shared else (),
        row["source"],
        row["mark"],
    )
