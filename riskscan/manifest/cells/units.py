"""Units of mass and currencies as written in headers and cells."""

from functools import cache
from typing import Literal

from riskscan.identifiers.characters import to_plain
from riskscan.tables.units import Unit, load_units

__all__ = ["lookup_unit"]


@cache
def lookup_unit(symbol: str, dimension: Literal["mass", "currency"]) -> Unit | None:
    """Return the unit that a text means, or None.

    Examples
    --------
    >>> lookup_unit("LBS", "mass").factor, lookup_unit("US$", "currency").unit, lookup_unit("kg", "currency")
    (0.45359237, 'USD', None)
    """
    return _units().get((dimension, _key(symbol)))


@cache
def _units() -> dict[tuple[str, str], Unit]:
    return {(unit.dimension, _key(unit.symbol)): unit for unit in load_units()}


def _key(symbol: str) -> str:
    return to_plain(symbol).casefold().strip(" .")
