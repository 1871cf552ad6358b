"""Names that countries go by in trade papers beside those of ISO 3166, and groups of countries that law speaks of."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = [
    "CountryName",
    "CountryWord",
    "Dependency",
    "GroupMember",
    "groups_on",
    "load_cldr_country_names",
    "load_country_names",
    "load_country_words",
    "load_dependencies",
    "load_group_members",
]

_NAME_COLUMNS = ("alpha_2", "name", "language", "source", "mark")
_WORD_COLUMNS = ("word", "role", "stands_for", "languages", "source", "mark")
_DEPENDENCY_COLUMNS = ("alpha_2", "sovereign", "source", "mark")
_GROUP_COLUMNS = ("group", "alpha_2", "effective_from", "effective_to", "source", "mark")

_NO_GROUPS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name, abbreviation or former code of a country.

    Attributes
    ----------
    alpha_2 : str
        ISO 3166-1 alpha-2 code; ``XK``, user-assigned, for Kosovo; ``EU``, exceptionally reserved, for the European
        Union. Empty for a name that names no one country of today (``Virgin Islands``, ``Czechoslovakia``).
    name : str
        As written, or a code of another list; compared without case, accents and points.
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
def load_cldr_country_names() -> tuple[CountryName, ...]:
    """Return the names of Unicode CLDR that ISO 3166 does not have, in table order; see `riskscan.tables.cldr`."""
    rows = read_rows(DATA / "country_names_cldr.csv", _NAME_COLUMNS[:3])
    return tuple(CountryName(**row, source="Unicode CLDR", mark="S") for row in rows)


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word that many names of countries share.

    Attributes
    ----------
    word : str
        Folded; a word may have two rows (``isl`` is Islamic or island).
    role : {"article", "form", "short"}
        An article, preposition or conjunction, which says nothing; a word for the form of the state, which may be left
        out; an abbreviation or a translation.
    stands_for : str
        The one word that all forms and abbreviations of it are compared as; empty for an article.
    languages : tuple of str
        ISO 639-1 codes, ``mul`` where most languages write it so.
    source, mark : str
        Where the row was read, how sure it is.
    """

    word: str
    role: Literal["article", "form", "short"]
    stands_for: str
    languages: tuple[str, ...]
    source: str
    mark: str


@cache
def load_country_words() -> tuple[CountryWord, ...]:
    """Return every word, in table order."""
    rows = read_rows(DATA / "country_words.csv", _WORD_COLUMNS)
    return tuple(CountryWord(**(row | {"languages": split_cell(row["languages"])})) for row in rows)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A territory with an ISO 3166-1 code of its own, and the state whose name often stands beside its own.

    Attributes
    ----------
    alpha_2, sovereign : str
        ISO 3166-1 alpha-2 codes.
    source, mark : str
        Where the row was read, how sure it is.
    """

    alpha_2: str
    sovereign: str
    source: str
    mark: str


@cache
def load_dependencies() -> tuple[Dependency, ...]:
    """Return every territory, in table order."""
    return tuple(Dependency(**row) for row in read_rows(DATA / "country_dependencies.csv", _DEPENDENCY_COLUMNS))


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


def groups_on(country: str, day: date) -> frozenset[str]:
    """Return the groups of countries whose law was in force in a country (alpha-2) on a day.

    Examples
    --------
    >>> [sorted(groups_on(country, date(2019, 1, 1))) for country in ("GB", "HR", "CN")]
    [['EU'], ['EU'], []]
    """
    members = _memberships().get(country)
    if members is None:
        return _NO_GROUPS
    return frozenset(
        member.group
        for member in members
        if member.effective_from <= day and (member.effective_to is None or day <= member.effective_to)
    )


@cache
def _memberships() -> dict[str, tuple[GroupMember, ...]]:
    found: dict[str, tuple[GroupMember, ...]] = {}
    for member in load_group_members():
        found[member.alpha_2] = (*found.get(member.alpha_2, ()), member)
    return found


def _parse_member(row: dict[str, str]) -> GroupMember:
    first, last = row.pop("effective_from"), row.pop("effective_to")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last) if last else None
    except ValueError as error:
        raise TableError(f"country_groups.csv, {row['alpha_2']}: {error}.") from error
    return GroupMember(effective_from=days[0], effective_to=days[1], **row)
