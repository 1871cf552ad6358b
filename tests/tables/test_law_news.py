"""What changed in the law, from the dates of the tables."""

from dataclasses import replace
from datetime import date

import pytest

from riskscan.tables.law_news import changes_since
from riskscan.tables.listings import Listing, load_listings
from riskscan.tables.lists import load_jurisdictions
from riskscan.tables.own_rows import OwnRows


def told(day: date, *jurisdictions: str) -> set[tuple[str, str, str, str]]:
    changes = changes_since(day, jurisdictions or None)
    return {(change.day.isoformat(), change.kind, change.place, change.name) for change in changes}


@pytest.mark.parametrize(
    ("jurisdiction", "change"),
    [
        pytest.param(
            "CA",
            (
                "2026-06-05", "begins", "CA Schedule V, Class A precursors (temporary)",
                "R 29676 (5-chloro-1-(piperidin-4-yl)benzimidazol-2-one)",
            ),
            id="begins",
        ),
        pytest.param(
            "CA",
            (
                "2027-06-05", "ends", "CA Schedule V, Class A precursors (temporary)",
                "R 29676 (5-chloro-1-(piperidin-4-yl)benzimidazol-2-one)",
            ),
            id="ends on the day after its last",
        ),
        pytest.param(
            "CN",
            (
                "2026-09-22", "begins", "CN Special export catalogue, part 1 (only exports to CA, MX, US)",
                "methyl 1-phenethyl-4-oxopiperidine-3-carboxylate",
            ),
            id="for some trade",
        ),
        pytest.param(
            "EU",
            ("2025-12-03", "is proposed", "EU Category 1 (COM(2025) 747)", "1-phenyl-2-propanone (P2P, BMK)"),
            id="proposed",
        ),
        pytest.param(
            "VN",
            ("2026-01-19", "begins, day not found", "VN List IVA", "norfentanyl"),
            id="day not found",
        ),
    ],
)  # fmt: skip
def test_changes(jurisdiction, change):
    assert change in told(date(2025, 1, 1), jurisdiction)


def test_tariffs_are_told_where_no_jurisdiction_is_asked_for():
    change = ("2028-01-01", "tariff code", "HS2028", "N-phenethyl-4-piperidone (NPP): 2933.36")
    assert change in told(date(2028, 1, 1))
    assert change not in told(date(2028, 1, 1), *load_jurisdictions())


def test_packs_are_told_too():
    own = Listing(
        "OWN", "npp", "watch words", frozenset(), "in_force", None, None, None, "letter 12", "lab", "V", "", 0.5,
        is_watch=True,
    )  # fmt: skip
    law = replace(own, jurisdiction="US", list="List I", effective_from=date(2099, 1, 5), effective_to=date(2099, 1, 6))
    rows = OwnRows(listings=(own, law))
    day = date(2099, 1, 1)
    found = [
        (change.day.day, change.kind, change.place, change.citation)
        for change in changes_since(day, own=[(date(2099, 1, 2), rows)])
    ]
    assert found == [
        (2, "begins", "OWN watch words", "letter 12"), (5, "begins", "US List I", "letter 12"),
        (7, "ends", "US List I", "letter 12"),
    ]  # fmt: skip
    assert {change.place for change in changes_since(day, ["US"], [(day, rows)])} == {"US List I"}


def test_they_are_in_order_and_begin_with_the_day():
    days = [change.day for change in changes_since(date(2024, 12, 3))]
    assert days == sorted(days)
    assert days[0] == date(2024, 12, 3)


def test_every_dated_listing_is_told_once():
    begins = [change for change in changes_since(date.min, load_jurisdictions()) if change.kind != "ends"]
    assert len(begins) == sum(bool(row.effective_from or row.not_before) for row in load_listings())
