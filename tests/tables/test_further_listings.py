"""The lists of Canada, China, Mexico and India: how many entries, from when, and what their wording takes in."""

from datetime import date

import pytest

from riskscan.tables.listings import Listing, load_listings

LISTINGS = tuple(row for row in load_listings() if row.jurisdiction in ("CA", "CN", "MX", "IN"))
TODAY = date(2026, 11, 1)

every_listing = pytest.mark.parametrize(
    "listing",
    [
        pytest.param(row, id=f"{row.jurisdiction}-{row.list}-{row.subject}-{row.effective_from or 'undated'}")
        for row in LISTINGS
    ],
)


def find_listings(jurisdiction: str, subject: str, as_of: date) -> list[Listing]:
    return [
        row
        for row in LISTINGS
        if row.jurisdiction == jurisdiction and row.subject == subject and row.is_effective(as_of)
    ]


@every_listing
def test_what_was_not_read_says_so(listing: Listing) -> None:
    if listing.mark in ("M", "D"):
        assert listing.note
    if listing.effective_from is None and listing.status != "proposed":
        assert "not found" in listing.note or "not read" in listing.note


@pytest.mark.parametrize(
    ("jurisdiction", "name", "expected"),
    [
        # 32 items of Part 1 with their named members, and the five of 2026.
        pytest.param("CA", "Schedule VI, Class A precursors", 36, id="items of Class A"),
        pytest.param("CA", "Schedule VI, Class B precursors", 7, id="items of Class B"),
    ],
)
def test_canadian_items_are_all_there(jurisdiction: str, name: str, expected: int) -> None:
    items = {
        row.citation.split(", item ")[1].split(";")[0].split("(")[0]
        for row in LISTINGS
        if row.jurisdiction == jurisdiction and row.list == name and ", item " in row.citation
    }
    assert items == {str(number) for number in range(1, expected + 1)}


@pytest.mark.parametrize(
    ("name", "takes_in_salts"),
    [
        pytest.param("Precursor chemicals, Category I", True, id="Category I"),
        pytest.param("Precursor chemicals, Category II", True, id="Category II"),
        pytest.param("Precursor chemicals, Category III", False, id="Category III"),
    ],
)
def test_chinese_categories_take_in_salts_as_the_catalogue_says(name: str, takes_in_salts: bool) -> None:
    rows = [row for row in LISTINGS if row.jurisdiction == "CN" and row.list == name and row.subject != "ephedra"]
    assert rows
    assert {"salts" in row.covers for row in rows} == {takes_in_salts}


@pytest.mark.parametrize(
    ("jurisdiction", "subject", "before", "since"),
    [
        pytest.param("CA", "phenethyl-bromide", date(2025, 4, 13), date(2025, 4, 14), id="temporary control in Canada"),
        pytest.param("CA", "phenethyl-iodide", date(2026, 4, 11), date(2026, 4, 12), id="new in Canada in 2026"),
        pytest.param("CA", "anpp", date(2019, 5, 14), date(2019, 5, 15), id="ANPP in Canada"),
        pytest.param("CA", "r-29676", date(2026, 6, 4), date(2026, 6, 5), id="R 29676 in Canada"),
        pytest.param("CA", "1-boc-4-ap", date(2022, 8, 30), date(2022, 8, 31), id="1-boc-4-AP in Canada"),
        pytest.param("CN", "4-ap", date(2024, 8, 31), date(2024, 9, 1), id="4-AP in China"),
        pytest.param("CN", "npp", date(2018, 1, 31), date(2018, 2, 1), id="NPP in China"),
        pytest.param(
            "MX", "propionyl-chloride", date(2021, 5, 13), date(2021, 5, 14), id="propionyl chloride in Mexico"
        ),
        pytest.param("MX", "phenethyl-alcohol", date(2010, 12, 23), date(2010, 12, 24), id="named in Mexico"),
        pytest.param("IN", "4-piperidone", date(2025, 1, 22), date(2025, 1, 23), id="4-piperidone in India"),
    ],
)
def test_control_begins_on_its_day(jurisdiction: str, subject: str, before: date, since: date) -> None:
    assert not find_listings(jurisdiction, subject, before)
    assert find_listings(jurisdiction, subject, since)


@pytest.mark.parametrize("subject", ["phenethyl-bromide", "propionic-anhydride", "benzyl-chloride"])
def test_canadian_control_has_no_gap(subject: str) -> None:
    last_temporary = find_listings("CA", subject, date(2026, 4, 11))
    first_permanent = find_listings("CA", subject, date(2026, 4, 12))
    assert [row.status for row in last_temporary] == ["temporary"]
    assert [row.status for row in first_permanent] == ["in_force"]


@pytest.mark.parametrize("jurisdiction", ["CA", "CN", "MX", "IN"])
def test_the_first_precursors_of_the_convention_are_controlled(jurisdiction: str) -> None:
    for subject in ("ephedrine", "pseudoephedrine", "p2p", "acetic-anhydride", "safrole", "npp", "anpp", "4-ap"):
        assert find_listings(jurisdiction, subject, TODAY), subject
