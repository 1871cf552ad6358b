"""Every row of the listings tables: it names a subject, cites a text, has plausible dates; lists are complete."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from riskscan.tables.classes import load_classes
from riskscan.tables.listings import Listing, load_listings
from riskscan.tables.lists import load_jurisdictions
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import load_substances

LISTINGS = load_listings()
SUBSTANCE_IDS = {substance.substance_id for substance in load_substances()}
TODAY = date(2026, 11, 1)
OLDEST = date(1961, 3, 30)  # the Single Convention on Narcotic Drugs

every_listing = pytest.mark.parametrize(
    "listing",
    [
        pytest.param(row, id=f"{row.jurisdiction}-{row.list}-{row.subject}-{row.effective_from or 'undated'}")
        for row in LISTINGS
    ],
)


def list_subjects(jurisdiction: str, name: str, as_of: date = TODAY) -> set[str]:
    """Substances on a list; classes, which widen an entry, are left out."""
    return {
        row.subject
        for row in LISTINGS
        if row.subject in SUBSTANCE_IDS
        and row.jurisdiction == jurisdiction
        and row.list == name
        and row.is_effective(as_of)
    }


def list_covers(jurisdiction: str, subject: str, as_of: date = TODAY) -> set[str]:
    rows = [
        row
        for row in LISTINGS
        if (row.jurisdiction, row.subject) == (jurisdiction, subject) and row.is_effective(as_of)
    ]
    assert rows, f"{subject} is not listed by {jurisdiction}"
    return set().union(*(row.covers for row in rows))


@every_listing
def test_listing_subject_exists(listing: Listing) -> None:
    assert listing.subject in SUBSTANCE_IDS | {legal_class.class_id for legal_class in load_classes()}


@every_listing
def test_listing_is_cited(listing: Listing) -> None:
    assert listing.jurisdiction in load_jurisdictions()
    assert listing.list
    assert listing.citation
    assert listing.source
    assert listing.mark in MARKS


@every_listing
def test_listing_dates_are_plausible(listing: Listing) -> None:
    if listing.effective_from is not None:
        assert OLDEST <= listing.effective_from <= TODAY or listing.status == "proposed"
    if listing.effective_to is not None and listing.effective_from is not None:
        assert listing.effective_from <= listing.effective_to
    if listing.status == "repealed":
        assert listing.effective_to is not None


@every_listing
def test_listing_without_a_date_says_so(listing: Listing) -> None:
    if listing.effective_from is None and listing.status != "proposed" and listing.jurisdiction in ("UN", "US", "EU"):
        assert "date not found" in listing.note
        assert listing.mark in ("M", "S")


# 22 and 8 substances: INCB, report on precursors for 2020. Three more in Table I in 2022, eighteen in 2024.
@pytest.mark.parametrize(
    ("jurisdiction", "name", "as_of", "expected"),
    [
        pytest.param("UN", "Table I", date(2021, 6, 1), 22, id="UN Table I of 2020"),
        pytest.param("UN", "Table II", date(2021, 6, 1), 8, id="UN Table II of 2020"),
        pytest.param("UN", "Table I", date(2023, 6, 1), 25, id="UN Table I of 2022"),
        pytest.param("UN", "Table I", TODAY, 43, id="UN Table I"),
        pytest.param("UN", "Table II", TODAY, 8, id="UN Table II"),
        pytest.param("US", "List I", TODAY, 42, id="US List I"),
        pytest.param("US", "List II", TODAY, 11, id="US List II"),
        pytest.param("US", "Schedule II immediate precursor", TODAY, 5, id="US immediate precursors"),
        pytest.param("EU", "Category 1", date(2015, 1, 1), 13, id="EU Category 1 of 2013"),
        pytest.param("EU", "Category 1", date(2026, 1, 1), 48, id="EU Category 1 of 2025"),
        pytest.param("EU", "Category 1", TODAY, 57, id="EU Category 1"),
        pytest.param("EU", "Category 2A", TODAY, 2, id="EU Category 2A"),
        pytest.param("EU", "Category 2B", TODAY, 4, id="EU Category 2B"),
        pytest.param("EU", "Category 3", TODAY, 6, id="EU Category 3"),
    ],
)
def test_list_has_as_many_entries_as_its_text(jurisdiction: str, name: str, as_of: date, expected: int) -> None:
    assert len(list_subjects(jurisdiction, name, as_of)) == expected


def test_every_substance_of_the_un_tables_is_listed_by_the_eu() -> None:
    un = list_subjects("UN", "Table I") | list_subjects("UN", "Table II")
    eu = {row.subject for row in LISTINGS if row.jurisdiction == "EU" and row.is_effective(TODAY)}
    assert un <= eu


@pytest.mark.parametrize(
    ("jurisdiction", "name", "subject", "first"),
    [
        pytest.param("US", "List I", "npp", date(2007, 4, 23), id="NPP in the US"),
        pytest.param("US", "List I", "4-ap", date(2020, 5, 15), id="4-AP in the US"),
        pytest.param("US", "List I", "1-boc-4-piperidone", date(2023, 5, 12), id="as a carbamate"),
        pytest.param("UN", "Table I", "4-piperidone", date(2024, 12, 3), id="4-piperidone"),
        pytest.param("EU", "Category 1", "eapa", date(2022, 10, 3), id="EAPA in the EU"),
        pytest.param("US", "List I", "iodine", date(2007, 8, 1), id="iodine moves to List I"),
        pytest.param(
            "CA", "Schedule V, Class A precursors (temporary)", "r-29676", date(2026, 6, 5), id="R 29676 in Canada"
        ),
    ],
)
def test_listing_begins_on_its_day(jurisdiction: str, name: str, subject: str, first: date) -> None:
    assert subject not in list_subjects(jurisdiction, name, first - timedelta(days=1))
    assert subject in list_subjects(jurisdiction, name, first)


@pytest.mark.parametrize(
    ("jurisdiction", "name", "subject", "last"),
    [
        pytest.param("US", "List I", "n-ethylephedrine", date(1994, 4, 15), id="repealed"),
        pytest.param(
            "CA", "Schedule V, Class A precursors (temporary)", "r-29676", date(2027, 6, 4), id="temporary in Canada"
        ),
    ],
)
def test_listing_ends_after_its_last_day(jurisdiction: str, name: str, subject: str, last: date) -> None:
    assert subject in list_subjects(jurisdiction, name, last)
    assert subject not in list_subjects(jurisdiction, name, last + timedelta(days=1))


@pytest.mark.parametrize("subject", ["mapa", "mamdpa"])
def test_acetoacetates_are_alike_under_canadas_derivatives(subject: str) -> None:
    assert subject in list_subjects("CA", "Schedule VI, Class A precursors")


@pytest.mark.parametrize(
    ("jurisdiction", "subject", "covered", "not_covered"),
    [
        pytest.param("UN", "hydrochloric-acid", set(), {"salts"}, id="chlorides are free"),
        pytest.param("EU", "sulfuric-acid", set(), {"salts"}, id="sulphates are free"),
        pytest.param("US", "p2p", set(), {"stereoisomers"}, id="no isomers where none are named"),
        pytest.param("US", "hydriodic-acid", set(), {"salts"}, id="iodides are free"),
        pytest.param("US", "ephedrine", {"salts", "stereoisomers"}, set(), id="salts and optical isomers"),
        pytest.param("US", "hypophosphorous-acid", {"salts"}, set(), id="hypophosphites"),
        pytest.param("UN", "4-piperidone", {"salts"}, set(), id="salts of Table I"),
        pytest.param("US", "mapa", {"stereoisomers"}, {"salts"}, id="optical isomers alone"),
    ],
)
def test_wording_decides_what_is_covered(
    jurisdiction: str, subject: str, covered: set[str], not_covered: set[str]
) -> None:
    covers = list_covers(jurisdiction, subject)
    assert covered <= covers
    assert not not_covered & covers


@every_listing
def test_listing_names_a_substance_whatever_its_isotopes(listing: Listing) -> None:
    if listing.subject in SUBSTANCE_IDS:
        assert "isotopologues" in listing.covers


def test_between_turning_days_the_law_is_one():
    for listing in load_listings():
        days = sorted({date.min, *listing.turning_days, date.max})
        for first, after in pairwise(days):
            last = after - timedelta(days=1) if after > first else first
            assert listing.is_effective(first) == listing.is_effective(last)
            assert listing.is_proposed_on(first) == listing.is_proposed_on(last)
