"""Tariff codes under which listed substances are rightly declared, by edition of the tariff and by day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["TariffCode", "TariffEdition", "load_tariff_codes", "load_tariff_editions", "shown_codes"]

_COLUMNS = (
    "substance_id", "form", "edition", "code", "effective_from", "effective_to", "source", "mark", "note",
)  # fmt: skip
_FORMS = ("", "base", "salt")
_EDITION_COLUMNS = ("edition", "name", "place", "effective_from", "effective_to", "source", "mark")


@dataclass(frozen=True, slots=True)
class TariffEdition:
    """An edition of the Harmonized System, or the tariff of a group of countries.

    Attributes
    ----------
    edition : str
        As in the tables: ``HS2022``.
    name : str
        As it is shown: ``HS 2022``.
    place : str
        Jurisdiction whose tariff it is; empty for the Harmonized System, which counts everywhere.
    effective_from, effective_to : datetime.date or None
        First and last day.
    source, mark : str
        Where the row was read, how sure it is.
    """

    edition: str
    name: str
    place: str
    effective_from: date | None
    effective_to: date | None
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class TariffCode:
    """A code of a substance in one edition.

    Attributes
    ----------
    substance_id : str
    form : {"", "base", "salt"}
        Whether it is the code of the substance as it stands or of its salts alone; empty is both.
    edition : str
        One of ``tariff_editions.csv`` (``HS`` where all of the Harmonized System have it), or a country (ISO alpha-2)
        for its national tariff.
    code : str
        Digits without points: 6 of the Harmonized System, more of a national tariff.
    effective_from, effective_to : datetime.date or None
        First and last day. What came before HS 2017 is not kept: days before it have its codes.
    source, mark, note : str
        Where the row was read, how sure it is, remarks.
    """

    substance_id: str
    form: Literal["", "base", "salt"]
    edition: str
    code: str
    effective_from: date | None
    effective_to: date | None
    source: str
    mark: str
    note: str

    def is_effective(self, day: date) -> bool:
        """Whether the code is one of the tariff of a day."""
        return (self.effective_from or day) <= day <= (self.effective_to or day)

    @property
    def subheading(self) -> str:
        """The first six digits, which all tariffs share."""
        return self.code[:6]

    def counts_in(self, places: Collection[str] | None) -> bool:
        """Whether it counts among jurisdictions: a national line in its own, the Harmonized System everywhere.

        Parameters
        ----------
        places : collection of str or None
            Jurisdictions, None where they are not known.
        """
        known = load_tariff_editions().get(self.edition)
        place = known.place if known else self.edition
        return places is None or not place or place in places

    @property
    def period(self) -> str:
        """The edition in words and when it ends or begins."""
        known = load_tariff_editions().get(self.edition)
        name = known.name if known else f"the tariff of {self.edition}"
        if self.effective_to:
            return f"{name}, until {self.effective_to.isoformat()}"
        return f"{name}, from {self.effective_from.isoformat()}" if self.effective_from else name


@cache
def load_tariff_editions() -> dict[str, TariffEdition]:
    """Return the editions by the name they have in the tables, in table order.

    Raises
    ------
    TableError
        On a day that is not an ISO date.
    """
    rows = read_rows(DATA / "tariff_editions.csv", _EDITION_COLUMNS)
    return {
        row["edition"]: TariffEdition(**(row | _days_of(f"tariff_editions.csv, {row['edition']}", row)))  # type: ignore[arg-type]
        for row in rows
    }


@cache
def load_tariff_codes() -> dict[str, tuple[TariffCode, ...]]:
    """Return the codes of each substance, in table order.

    Raises
    ------
    TableError
        On an unknown form, a code that is none or a day that is not an ISO date.
    """
    codes: dict[str, tuple[TariffCode, ...]] = {}
    for row in read_rows(DATA / "tariff_codes.csv", _COLUMNS):
        codes[row["substance_id"]] = (*codes.get(row["substance_id"], ()), _parse_code(row))
    return codes


def shown_codes(codes: Iterable[str]) -> str:
    """Return codes as an officer writes them.

    Examples
    --------
    >>> shown_codes(["293337", "2933399073", "2930"])
    '2933.37, 2933.39.9073, 2930'
    """
    parts = ((code[:4], code[4:6], code[6:]) for code in codes)
    return ", ".join(".".join(filter(None, part)) for part in parts)


def _parse_code(row: dict[str, str]) -> TariffCode:
    where = f"tariff_codes.csv, {row['substance_id']} {row['edition']}"
    if row["form"] not in _FORMS:
        raise TableError(f"{where}: unknown form {row['form']!r}; known: base, salt, or empty for both.")
    if not (row["code"].isdigit() and 6 <= len(row["code"]) <= 12):
        raise TableError(f"{where}: {row['code']!r} is no code of 6 to 12 digits.")
    return TariffCode(**(row | _days_of(where, row)))  # type: ignore[arg-type]


def _days_of(where: str, row: dict[str, str]) -> dict[str, date | None]:
    try:
        return {
            name: date.fromisoformat(row[name]) if row[name] else None for name in ("effective_from", "effective_to")
        }
    except ValueError as error:
        raise TableError(f"{where}: {error}.") from error
