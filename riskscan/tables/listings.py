"""Listings: which substance or class stands on which control list, covering which forms, from when to when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from riskscan.exceptions import TableError
from riskscan.tables.countries import load_group_members
from riskscan.tables.lists import OWN, LawList, load_jurisdictions, load_lists
from riskscan.tables.reading import DATA, read_rows, split_cell
from riskscan.tables.scopes import Reach, Route, Scope, parse_scope, reach_among

__all__ = [
    "LISTING_COLUMNS",
    "Listing",
    "describe_listing",
    "describe_listings",
    "load_listings",
    "load_scopes",
    "parse_listing",
    "reach_of",
]

LISTING_COLUMNS = (
    "subject", "list", "covers", "applies_to", "status", "not_before", "effective_from", "effective_to", "citation",
    "source", "mark", "note",
)  # fmt: skip
_COVERS = {"salts", "stereoisomers", "isotopologues"}
_STATUSES = {"in_force", "temporary", "proposed", "repealed"}


@dataclass(frozen=True, slots=True)
class Listing:
    """One substance or class on one control list.

    Attributes
    ----------
    jurisdiction : str
        One of `riskscan.tables.lists.load_jurisdictions`, or ``OWN``.
    subject : str
        A ``substance_id`` or a ``class_id``.
    list : str
        Name of the list, e.g. ``Table I`` or ``List I``.
    covers : frozenset of {"salts", "stereoisomers", "isotopologues"}
        Forms that the wording takes in beside the substance itself. Hydrates are the substance with water and
        always count. Esters, amides and the like are classes of their own (`riskscan.tables.classes`).
    status : {"in_force", "temporary", "proposed", "repealed"}
        As published.
    not_before : date or None
        Where the first day was not found: a day before which the listing cannot have had effect (that of the order it
        was added to, say). It counts from then on, and `note` says so.
    effective_from, effective_to : date or None
        First and last day of effect; None where open, or (from) where the date was not found.
    citation : str
        The legal text.
    source, mark, note : str
        Where the row was read, how sure it is, remarks.
    severity : float
        How strict its list is; see `riskscan.tables.lists.LawList`.
    applies_to : Scope or None
        The only trade that it concerns; None is all.
    is_watch : bool
        Whether its list only watches: what stands on it is not controlled.
    """

    jurisdiction: str
    subject: str
    list: str
    covers: frozenset[str]
    status: Literal["in_force", "temporary", "proposed", "repealed"]
    not_before: date | None
    effective_from: date | None
    effective_to: date | None
    citation: str
    source: str
    mark: str
    note: str
    severity: float
    applies_to: Scope | None = None
    is_watch: bool = False

    def __hash__(self) -> int:
        # what nearly always tells two rows apart: all fields take ten times as long, and listings are looked up often
        return hash((self.jurisdiction, self.list, self.subject, self.citation))

    @property
    def turning_days(self) -> tuple[date, ...]:
        """The days from which on its effect may be another."""
        after = self.effective_to + timedelta(days=1) if self.effective_to and self.effective_to < date.max else None
        return tuple(day for day in (self.not_before, self.effective_from, after) if day)

    @property
    def binds(self) -> bool:
        """Whether it is law that controls: no proposal, and on no list that only watches."""
        return self.status != "proposed" and not self.is_watch

    def is_effective(self, as_of: date) -> bool:
        """Whether the listing has legal effect on a day (a proposed one never has).

        Parameters
        ----------
        as_of : datetime.date
            The day.

        Returns
        -------
        bool
            Whether it has effect.
        """
        if self.status == "proposed" or (self.status == "repealed" and self.effective_to is None):
            return False
        first = self.effective_from or self.not_before
        return (first is None or first <= as_of) and (self.effective_to is None or as_of <= self.effective_to)

    @property
    def period(self) -> str:
        """From when to when it has effect, and on what trade, in words."""
        if self.status == "proposed":
            first = f"proposed on {self.effective_from.isoformat()}" if self.effective_from else "proposed"
        elif self.effective_from:
            first = f"since {self.effective_from.isoformat()}"
        elif self.jurisdiction == OWN:
            first = ""
        else:
            bound = f", not before {self.not_before.isoformat()}" if self.not_before else ""
            first = f"first day not found{bound}"
        last = f" until {self.effective_to.isoformat()}" if self.effective_to else ""
        trade = f" (only {self.applies_to})" if self.applies_to else ""
        return f"{first}{last}{' (temporary)' if self.status == 'temporary' else ''}{trade}".strip()

    def is_proposed_on(self, as_of: date) -> bool:
        """Whether the listing is a proposal that had been made by a day: to be shown, without effect.

        Parameters
        ----------
        as_of : datetime.date
            The day.

        Returns
        -------
        bool
            Whether it is a proposal by then.
        """
        return self.status == "proposed" and (self.effective_from is None or self.effective_from <= as_of)


def describe_listings(listings: Sequence[Listing]) -> str:
    """Return listings as one text: jurisdiction, list, from and to when, whether temporary or proposed, citation.

    Parameters
    ----------
    listings : sequence of Listing
        In the order in which they are said.

    Returns
    -------
    str
        Separated by ``;``.
    """
    return "; ".join(map(describe_listing, listings))


@lru_cache(maxsize=10_000)
def describe_listing(listing: Listing) -> str:
    """Return a listing as `describe_listings` does."""
    period = f" {listing.period}" if listing.period else ""
    return f"{listing.jurisdiction} {listing.list}{period} [{listing.citation.replace(';', ',')}]"


@cache
def load_listings() -> tuple[Listing, ...]:
    """Return every listing: one file a jurisdiction, ``listings/<jurisdiction>.csv``, in the order of ``lists.csv``.

    Raises
    ------
    TableError
        On an unknown list, status, covered form, part of trade or date, naming file and subject.
    """
    order = {jurisdiction: place for place, jurisdiction in enumerate(load_jurisdictions())}
    tables = {table.stem.upper(): table for table in sorted((DATA / "listings").glob("*.csv"))}
    return tuple(
        parse_listing(jurisdiction, row, load_lists())
        for jurisdiction in sorted(tables, key=lambda found: order.get(found, len(order)))
        for row in read_rows(tables[jurisdiction], LISTING_COLUMNS)
    )


@cache
def load_scopes() -> frozenset[Scope]:
    """Return the parts of trade that some listing is limited to."""
    return frozenset(listing.applies_to for listing in load_listings() if listing.applies_to)


def reach_of(route: Route, day: date) -> Reach:
    """Return which of those parts a route lies in on a day, and of which it does not tell.

    Parameters
    ----------
    route : Route
        Where the goods leave and enter.
    day : datetime.date
        Members of groups of countries change.

    Returns
    -------
    Reach
        Parts of trade inside, and those that are open.
    """
    if _scopes_name_groups():
        return _reach(route, day)
    return _reach(Route(_named(route.leaving), _named(route.entering)), date.min)


@lru_cache(maxsize=100_000)
def _reach(route: Route, day: date) -> Reach:
    return reach_among(load_scopes(), route, day)


@cache
def _places() -> frozenset[str]:
    return frozenset(place for scope in load_scopes() for place in (scope.jurisdiction, *scope.partners))


@cache
def _scopes_name_groups() -> bool:
    """Whether the day matters to a route: the members of a group change, countries stay."""
    return not _places().isdisjoint(member.group for member in load_group_members())


@lru_cache(maxsize=10_000)
def _named(countries: frozenset[str]) -> frozenset[str]:
    """Return countries with one word for all that no scope names: they are all alike to it."""
    return frozenset(country if country in _places() else "other" for country in countries)


def parse_listing(jurisdiction: str, row: dict[str, str], lists: Mapping[tuple[str, str], LawList]) -> Listing:
    """Return the listing of a row of ``listings/<jurisdiction>.csv``; `lists` are those it may stand on.

    Parameters
    ----------
    jurisdiction : str
        Of the file.
    row : dict of str to str
        Its cells by column.
    lists : mapping of (str, str) to LawList
        Lists by jurisdiction and name.

    Returns
    -------
    Listing
        The row.

    Raises
    ------
    TableError
        As `load_listings`.
    """
    where = f"listings of {jurisdiction}, {row['subject']}"
    law_list = lists.get((jurisdiction, row["list"]))
    if law_list is None:
        raise TableError(f"{where}: the list {row['list']!r} of {jurisdiction} stands in no row of lists.csv; add it.")
    covers = frozenset(split_cell(row["covers"]))
    if unknown := covers - _COVERS:
        raise TableError(f"{where}: unknown covered forms {sorted(unknown)}; known: {sorted(_COVERS)}.")
    if row["status"] not in _STATUSES:
        raise TableError(f"{where}: unknown status {row['status']!r}; known: {sorted(_STATUSES)}.")
    dates = {name: _parse_date(where, row[name]) for name in ("not_before", "effective_from", "effective_to")}
    parsed = {
        "jurisdiction": jurisdiction, "covers": covers, "severity": law_list.severity,
        "is_watch": law_list.kind == "watch", "applies_to": parse_scope(where, jurisdiction, row["applies_to"]),
    }  # fmt: skip
    return Listing(**(row | parsed | dates))  # type: ignore[arg-type]


def _parse_date(where: str, cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise TableError(f"{where}: {cell!r} is not an ISO date.") from error
