"""The lists of the law: of which jurisdiction, of what kind, and how strict; and where the law of each is in force.

A jurisdiction is what has a list here. The law of a group of countries, such as the EU's, is in force in its members.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.countries import groups_on
from riskscan.tables.reading import DATA, read_rows

__all__ = [
    "EVERYWHERE", "LIST_COLUMNS", "OWN", "LawList", "jurisdictions_in", "load_jurisdictions", "load_lists",
    "parse_list",
]  # fmt: skip

EVERYWHERE = "UN"
"""Jurisdiction whose lists count wherever goods go."""

OWN = "OWN"
"""Jurisdiction of a user's own watch list; it counts always."""

LIST_COLUMNS = ("jurisdiction", "list", "severity", "kind", "note")
_Kind = Literal["precursor", "drug", "watch", "own"]


@dataclass(frozen=True, slots=True)
class LawList:
    """A list of a jurisdiction.

    Attributes
    ----------
    jurisdiction, name : str
        Whose it is, and what it is called: ``US``, ``List I``.
    severity : float
        How strict it is, for ranking hits: a judgment of this project, not of the law. 3 are drugs and the precursors
        under the strictest rules, 2 the middle categories, 1 the bulk solvents and reagents of large legal trade;
        below 1 is a list that only watches.
    kind : {"precursor", "drug", "watch", "own"}
        What stands on it. A list that watches asks for care and controls nothing: who is on it is no hit.
    note : str
        Remarks.
    """

    jurisdiction: str
    name: str
    severity: float
    kind: _Kind
    note: str


@cache
def load_lists() -> dict[tuple[str, str], LawList]:
    """Return every list by jurisdiction and name, in table order.

    Raises
    ------
    TableError
        On an unknown kind, or a severity that is missing, no number or outside of 0 to 3; one that watches is below 1;
        on a list that stands there twice.
    """
    lists: dict[tuple[str, str], LawList] = {}
    for row in map(parse_list, read_rows(DATA / "lists.csv", LIST_COLUMNS)):
        if lists.setdefault((row.jurisdiction, row.name), row) is not row:
            raise TableError(f"lists.csv, {row.jurisdiction} {row.name}: the list stands there twice; leave one out.")
    return lists


@cache
def load_jurisdictions() -> tuple[str, ...]:
    """Return every jurisdiction that has a list, in table order, without the user's own.

    Examples
    --------
    >>> load_jurisdictions()[:3]
    ('UN', 'US', 'EU')
    """
    return tuple(dict.fromkeys(row.jurisdiction for row in load_lists().values() if row.jurisdiction != OWN))


def jurisdictions_in(country: str, day: date) -> frozenset[str]:
    """Return the jurisdictions whose law was in force in a country (alpha-2) on a day: its own and its groups'.

    Examples
    --------
    >>> sorted(jurisdictions_in("FR", date(2026, 1, 1)))
    ['EU']
    """
    return _having_lists(country, groups_on(country, day))


@lru_cache(maxsize=10_000)
def _having_lists(country: str, groups: frozenset[str]) -> frozenset[str]:
    return frozenset({country, *groups}) & frozenset(load_jurisdictions())


def parse_list(row: dict[str, str]) -> LawList:
    """Return the list of a row of ``lists.csv``.

    Raises
    ------
    TableError
        As `load_lists`.
    """
    where = f"lists.csv, {row['jurisdiction']} {row['list']}"
    if row["kind"] not in get_args(_Kind):
        raise TableError(f"{where}: unknown kind {row['kind']!r}; known: {', '.join(get_args(_Kind))}.")
    try:
        severity = float(row["severity"])
    except ValueError as error:
        raise TableError(f"{where}: severity {row['severity']!r} is not a number from 0 to 3.") from error
    if not (0 < severity < 1 if row["kind"] == "watch" else 1 <= severity <= 3):
        raise TableError(f"{where}: severity is {severity:g}; below 1 for a list that watches, else from 1 to 3.")
    return LawList(row["jurisdiction"], row["list"], severity, row["kind"], row["note"])  # type: ignore[arg-type]
