"""Numbers other than the CAS RN that stand for a listed substance: EC, UN and CUS numbers, flavouring numbers."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["IdentifierKind", "SubstanceIdentifier", "has_ec_check_digit", "load_identifiers"]

IdentifierKind = Literal["ec", "un", "fema", "cus"]
"""EC (EINECS) number, UN number of dangerous goods, FEMA number of flavourings, CUS number of the European customs
inventory of chemical substances (ECICS)."""

_COLUMNS = ("substance_id", "kind", "value", "source", "mark")
_FORMS = {"ec": r"\d{3}-\d{3}-\d", "un": r"UN\d{4}", "fema": r"\d{4}", "cus": r"\d{7}-\d"}


@dataclass(frozen=True, slots=True)
class SubstanceIdentifier:
    """A number of a listed substance.

    Attributes
    ----------
    substance_id : str
        The listed substance.
    kind : {"ec", "un", "fema", "cus"}
        A UN number stands here only where its proper shipping name is the substance, pure or in water; a number of a
        generic entry ("n.o.s.") names no substance.
    value : str
        ``200-662-2``, ``UN1090``, ``3326`` or ``0012345-6`` (CUS). A substance may have several UN numbers (anhydrous,
        solution, molten).
    source, mark : str
        Where the row was read, how sure it is (see `riskscan.tables.reading.Mark`).
    """

    substance_id: str
    kind: IdentifierKind
    value: str
    source: str
    mark: str


@cache
def load_identifiers() -> tuple[SubstanceIdentifier, ...]:
    """Return every EC, UN, FEMA and CUS number of the listed substances, in table order.

    Raises
    ------
    TableError
        On an unknown kind, a value that is not written as its kind asks, or a wrong EC check digit.

    References
    ----------
    European Inventory of Existing Commercial Chemical Substances (EINECS), OJ C 146A, 15.6.1990.
    UN Recommendations on the Transport of Dangerous Goods, Model Regulations, Dangerous Goods List.

    Examples
    --------
    >>> [row.value for row in load_identifiers() if row.substance_id == "acetic-anhydride"]
    ['203-564-8', 'UN1715']
    """
    return tuple(_parse_identifier(row) for row in read_rows(DATA / "identifiers.csv", _COLUMNS))


def has_ec_check_digit(ec_number: str) -> bool:
    """Whether the last digit of an EC number is the weighted sum of the six before it, modulo 11.

    Examples
    --------
    >>> has_ec_check_digit("200-662-2"), has_ec_check_digit("200-662-3")
    (True, False)
    """
    digits = [int(digit) for digit in ec_number if digit.isdecimal()]
    weighted = sum(weight * digit for weight, digit in enumerate(digits[:-1], start=1))
    return len(digits) == 7 and weighted % 11 == digits[-1]


def _parse_identifier(row: dict[str, str]) -> SubstanceIdentifier:
    where = f"identifiers.csv, {row['substance_id']}"
    if row["kind"] not in get_args(IdentifierKind):
        raise TableError(f"{where}: unknown kind {row['kind']!r}; known: {', '.join(get_args(IdentifierKind))}.")
    if not re.fullmatch(_FORMS[row["kind"]], row["value"], re.ASCII):
        raise TableError(f"{where}: {row['value']!r} is not written like a number of kind {row['kind']!r}.")
    if row["kind"] == "ec" and not has_ec_check_digit(row["value"]):
        raise TableError(f"{where}: the check digit of EC number {row['value']} is wrong.")
    return SubstanceIdentifier(**row)  # type: ignore[arg-type]
