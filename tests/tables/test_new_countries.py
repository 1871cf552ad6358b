"""Lists of the countries that were added after the first seven jurisdictions."""

from datetime import date, timedelta

import pytest

from riskscan.tables.listings import Listing, load_listings

TODAY = date(2026, 11, 1)
ADDED = ("VN", "BR", "JP", "GB", "AU", "SG", "KR", "CO", "CH", "GT")


def rows(jurisdiction: str, name: str, day: date = TODAY) -> dict[str, Listing]:
    return {
        row.subject: row
        for row in load_listings()
        if (row.jurisdiction, row.list) == (jurisdiction, name) and row.is_effective(day)
    }


@pytest.mark.parametrize(
    ("jurisdiction", "name", "size", "subject"),
    [
        pytest.param("VN", "List IVA", 31, "1-boc-4-piperidone", id="Viet Nam"),
        pytest.param("BR", "Lista I", 27, "npp", id="Brazil I"),
        pytest.param("BR", "Lista VI", 6, "potassium-permanganate", id="Brazil VI"),
        pytest.param("JP", "Specified precursors", 15, "norfentanyl", id="Japan, specified"),
        pytest.param("JP", "Precursors", 8, "toluene", id="Japan"),
        pytest.param("GB", "Category 1", 25, "mapa", id="United Kingdom"),
        pytest.param("AU", "Schedule 4 (imports)", 13, "ephedrine", id="Australia, imports"),
        pytest.param("AU", "Schedule 8, Part 3 (exports)", 13, "ephedrine", id="Australia, exports"),
        pytest.param("SG", "Third Schedule, Part 1", 7, "mdp2p-methyl-glycidate-ethyl", id="Singapore"),
        pytest.param("VN", "List IVB", 29, "acetic-anhydride", id="Viet Nam, with permits"),
        pytest.param("VN", "List IVC", 9, "potassium-permanganate", id="Viet Nam, solvents"),
        pytest.param("KR", "Raw materials", 22, "anpp", id="Korea"),
        pytest.param("CH", "Verzeichnis f (Anhang 7)", 1, "lysergic-acid", id="Switzerland"),
        pytest.param("GT", "Acuerdo Gubernativo 54-2003, Listados I a III", 9, "ephedrine", id="Guatemala"),
        pytest.param("CO", "Resolución 1 de 2015", 4, "acetic-anhydride", id="Colombia"),
    ],
)
def test_what_was_read_is_there(jurisdiction, name, size, subject):
    found = rows(jurisdiction, name)
    assert len(found) == size
    assert subject in found


@pytest.mark.parametrize(
    ("jurisdiction", "name", "subject", "first"),
    [
        pytest.param("JP", "Specified precursors", "4-ap", date(2022, 8, 26), id="Japan"),
        pytest.param("JP", "Specified precursors", "npp", date(2017, 8, 25), id="Japan, by order 204 of 2017"),
        pytest.param("GB", "Category 1", "npp", date(2021, 1, 1), id="a law of its own"),
        pytest.param("SG", "Third Schedule, Part 1", "mdp2p-methyl-glycidate-ethyl", date(2024, 6, 1), id="Singapore"),
        pytest.param("VN", "List IVA", "anpp", date(2026, 1, 19), id="not before the decree"),
        pytest.param("CH", "Verzeichnis f (Anhang 7)", "lysergic-acid", date(2011, 7, 1), id="Switzerland"),
    ],
)
def test_listings_begin_on_their_day(jurisdiction, name, subject, first):
    assert subject not in rows(jurisdiction, name, first - timedelta(days=1))
    assert subject in rows(jurisdiction, name, first)


@pytest.mark.parametrize("listing", [row for row in load_listings() if row.jurisdiction in ADDED])
def test_a_first_day_that_was_not_found_is_said(listing):
    assert listing.effective_from or (listing.not_before and "first day not found" in listing.note)


def test_imports_and_exports_have_lists_of_their_own():
    assert str(rows("AU", "Schedule 4 (imports)")["p2p"].applies_to) == "imports"
    assert str(rows("AU", "Schedule 8, Part 3 (exports)")["p2p"].applies_to) == "exports"


def test_the_un_comes_first():
    assert [*dict.fromkeys(row.jurisdiction for row in load_listings())][:3] == ["UN", "US", "EU"]
