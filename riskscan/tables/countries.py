"""Names that countries go by in trade papers beside those of ISO 3166, and groups of countries that law speaks of."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["CountryName", "load_country_groups", "load_country_names"]

_NAME_COLUMNS = ("alpha_2", "name", "language", "source", "mark")
_GROUP_COLUMNS = ("group", "alpha_2", "source", "mark")


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name, abbreviation or former code of a country.

    Attributes
    ----------
    alpha_2 : str
        ISO 3166-1 alpha-2 code (``XK``, user-assigned, for Kosovo).
    name : str
        As written; compared without case, accents and points.
    language : str
        ISO 639-1 code, ``mul`` where several languages write it so.
    source, mark : str
        Where the row was read, how sure it is.
    """

    alpha_2: str
    name: str
    language: str
    source: str
    mark: str


@cache
def load_country_names() -> tuple[CountryName, ...]:
    """Return every everyday name, in table order."""
    return tuple(CountryName(**row) for row in read_rows(DATA / "country_names.csv", _NAME_COLUMNS))


@cache
def load_country_groups() -> dict[str, frozenset[str]]:
    """Return the members (alpha-2 codes) of each group of countries, such as ``EU``."""
    groups: dict[str, set[str]] = {}
    for row in read_rows(DATA / "country_groups.csv", _GROUP_COLUMNS):
        groups.setdefault(row["group"], set()).add(row["alpha_2"])
    return {group: frozenset(members) for group, members in groups.items()}
