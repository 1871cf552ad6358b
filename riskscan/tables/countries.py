"""Names that countries go by in trade papers beside those of ISO 3166, and groups of countries that law speaks of."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["CountryName", "GroupMember", "load_country_names", "load_group_members", "members_on"]

_NAME_COLUMNS = ("alpha_2", "name", "language", "source", "mark")
_GROUP_COLUMNS = ("group", "alpha_2", "effective_from", "effective_to", "source", "mark")


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


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A country in which the law of a group of countries is or was in force.

    Attributes
    ----------
    group, alpha_2 : str
        The group, such as ``EU``, and the country's ISO 3166-1 alpha-2 code.
    effective_from : datetime.date
        First day.
    effective_to : datetime.date or None
        Last day, None where it has not ended.
    source, mark : str
        Where the row was read, how sure it is.
    """

    group: str
    alpha_2: str
    effective_from: date
    effective_to: date | None
    source: str
    mark: str


@cache
def load_group_members() -> tuple[GroupMember, ...]:
    """Return the members of the groups of countries, past ones included, in table order.

    Raises
    ------
    TableError
        On a day that is not an ISO date.
    """
    return tuple(map(_parse_member, read_rows(DATA / "country_groups.csv", _GROUP_COLUMNS)))


@lru_cache(maxsize=10_000)
def members_on(group: str, day: date) -> frozenset[str]:
    """Return the countries (alpha-2 codes) in which the law of a group was in force on a day.

    Examples
    --------
    >>> [country in members_on("EU", date(2019, 1, 1)) for country in ("GB", "HR", "CH")]
    [True, True, False]
    """
    return frozenset(
        member.alpha_2
        for member in load_group_members()
        if member.group == group
        and member.effective_from <= day
        and (member.effective_to is None or day <= member.effective_to)
    )


def _parse_member(row: dict[str, str]) -> GroupMember:
    first, last = row.pop("effective_from"), row.pop("effective_to")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last) if last else None
    except ValueError as error:
        raise TableError(f"country_groups.csv, {row['alpha_2']}: {error}.") from error
    return GroupMember(effective_from=days[0], effective_to=days[1], **row)
