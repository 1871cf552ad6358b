"""Check the law and the tariff in the tables: days, status, parts of trade, editions, how strict each list is."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.identifiers.country import normalize_country
from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.tables.countries import load_group_members
from riskscan.tables.listings import Listing
from riskscan.tables.lists import EVERYWHERE, OWN, LawList
from riskscan.tables.reading import MARKS
from riskscan.tables.tariff_codes import TariffCode, load_tariff_editions

__all__ = ["check_listings", "check_lists", "check_numbers", "check_tariff_codes"]

_DIGITS = 6


def check_listings(
    listings: Iterable[Listing], subjects: Iterable[str], listed_elsewhere: Iterable[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with listings: each subject is listed, each listing cited, none overlaps another.

    Parameters
    ----------
    listings : iterable of Listing
    subjects : iterable of str
        What must be listed.
    listed_elsewhere : iterable of str
        What may be.
    """
    listings, known = tuple(listings), set(subjects)
    listed = {listing.subject for listing in listings}
    unknown = listed - known - set(listed_elsewhere)
    yield from (f"listing of unknown subject {subject}" for subject in sorted(unknown))
    yield from (f"{subject} has no listing" for subject in sorted(known - listed))
    for listing in listings:
        where = f"listing of {listing.subject} by {listing.jurisdiction}"
        yield from check_numbers(where, "", listing.mark, listing.source)
        if not listing.citation:
            yield f"{where}: no citation"
        if listing.mark in ("M", "D") and not listing.note:
            yield f"{where}: mark {listing.mark} without a note that says what is remembered or derived"
        yield from _check_status(where, listing)
        yield from _check_scope(where, listing)
    in_effect = [listing for listing in listings if listing.status != "proposed"]
    places = sorted({_place(listing) for listing in in_effect})
    for place in places:
        rows = [row for row in in_effect if _place(row) == place]
        if any(_overlap(one, other) for one, other in combinations(rows, 2)):
            yield f"listings of {place[2]} on {place[1]} ({place[0]}) overlap"


def _check_status(where: str, listing: Listing) -> Iterator[str]:
    first, last = listing.effective_from, listing.effective_to
    if listing.not_before and first:
        yield f"{where}: a bound beside its first day"
    if not listing.not_before and not first and not listing.note and listing.jurisdiction != OWN:
        yield f"{where}: no first day, and no note that says so"
    if listing.status in ("repealed", "temporary") and last is None:
        yield f"{where}: {listing.status}, but no last day"
    if listing.status == "proposed" and last:
        yield f"{where}: proposed, but a last day"
    begins = first or listing.not_before
    if last and begins and last < begins:
        yield f"{where}: ends before it begins"


def _check_scope(where: str, listing: Listing) -> Iterator[str]:
    scope = listing.applies_to
    if scope is None:
        return
    if scope.jurisdiction in (EVERYWHERE, OWN):
        yield f"{where}: {scope.jurisdiction} is no place with exports and imports of its own"
    if scope.jurisdiction in scope.partners:
        yield f"{where}: trade of {scope.jurisdiction} with itself"
    if len(set(scope.partners)) < len(scope.partners):
        yield f"{where}: a partner stands in it twice"
    groups = {member.group for member in load_group_members()}
    strangers = (one for one in scope.partners if normalize_country(one) != one and one not in groups)
    yield from (f"{where}: {one} is no country and no group of countries" for one in strangers)


def check_lists(lists: Iterable[LawList], listings: Iterable[Listing]) -> Iterator[str]:
    """Yield what is wrong with lists: every listing is as strict as its list, and watches where that watches.

    Parameters
    ----------
    lists : iterable of LawList
    listings : iterable of Listing
        Those that stand on them.
    """
    known = {(found.jurisdiction, found.name): found for found in lists}
    for listing in listings:
        where = f"listing of {listing.subject} by {listing.jurisdiction}"
        found = known.get((listing.jurisdiction, listing.list))
        if found is None:
            yield f"{where}: the list {listing.list!r} has no severity"
        elif (listing.severity, listing.is_watch) != (found.severity, found.kind == "watch"):
            yield f"{where}: severity {listing.severity:g} is not that of the list {listing.list!r}"


def _place(listing: Listing) -> tuple[str, str, str, str]:
    return listing.jurisdiction, listing.list, listing.subject, str(listing.applies_to or "")


def check_tariff_codes(codes: Iterable[TariffCode], known: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with tariff codes: each of the `known` substances has some in every edition, each is one.

    A code has the days of its edition, and as many digits as that has.
    """
    codes, known = tuple(codes), set(known)
    for row in codes:
        where = f"tariff code {row.code} of {row.substance_id} in {row.edition}"
        yield from check_numbers(where, "", row.mark, row.source)
        if row.substance_id not in known:
            yield f"{where}: unknown substance"
        if normalize_hs_code(row.code) is None:
            yield f"{where}: no HS code"
        if row.effective_from and row.effective_to and row.effective_to < row.effective_from:
            yield f"{where}: ends before it begins"
        yield from _check_edition(where, row)
    editions = load_tariff_editions().values()
    for day in filter(None, (edition.effective_to or edition.effective_from for edition in editions)):
        for form in ("base", "salt"):
            named = {row.substance_id for row in codes if row.is_effective(day) and row.form in ("", form)}
            yield from (f"{one} has no tariff code ({form}) on {day.isoformat()}" for one in sorted(known - named))


def _check_edition(where: str, row: TariffCode) -> Iterator[str]:
    edition = load_tariff_editions().get(row.edition)
    if edition is None or edition.place:
        if edition is None and normalize_country(row.edition) != row.edition:
            yield f"{where}: no edition and no country"
        if len(row.code) <= _DIGITS:
            yield f"{where}: a national code has more than {_DIGITS} digits"
        return
    if (row.effective_from, row.effective_to) != (edition.effective_from, edition.effective_to):
        yield f"{where}: its days are not those of the edition"
    if len(row.code) != _DIGITS:
        yield f"{where}: a subheading has {_DIGITS} digits"


def check_numbers(where: str, cas_rn: str, mark: str, source: str) -> Iterator[str]:
    """Yield what is wrong with the CAS RN, the mark and the source of a row; `where` names it."""
    if cas_rn and not has_valid_check_digit(cas_rn):
        yield f"{where}: CAS {cas_rn} has a wrong check digit"
    if mark not in MARKS:
        yield f"{where}: unknown mark {mark!r}"
    if not source:
        yield f"{where}: no source"


def _overlap(one: Listing, other: Listing) -> bool:
    return _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _begin(listing: Listing) -> date:
    return listing.effective_from or listing.not_before or date.min


def _end(listing: Listing) -> date:
    return listing.effective_to or date.max
