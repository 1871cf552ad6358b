"""Lists of the law, and the countries in which each is in force."""

from datetime import date

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import lists
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import OWN, jurisdictions_in, load_jurisdictions, load_lists
from riskscan.tables.reading import DATA

DAY = date(2026, 1, 1)


def test_every_list_is_used_and_every_file_has_lists():
    drugs = [listing for drug in load_controlled_drugs() for listing in drug.listings(drug.name)]
    used = {(listing.jurisdiction, listing.list) for listing in (*load_listings(), *drugs)}
    assert set(load_lists()) - used == {(OWN, "watch list")}
    assert used <= set(load_lists())
    assert {table.stem.upper() for table in (DATA / "listings").glob("*.csv")} == set(load_jurisdictions())


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        pytest.param("US", DAY, {"US"}, id="a jurisdiction"),
        pytest.param("DE", DAY, {"EU"}, id="a member"),
        pytest.param("AT", date(1994, 12, 31), set(), id="no member yet"),
        pytest.param("AQ", DAY, set(), id="none"),
        pytest.param(OWN, DAY, set(), id="no country"),
    ],
)
def test_whose_law_is_in_force(country, day, expected):
    assert jurisdictions_in(country, day) == expected


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param({"severity": ""}, "severity '' is not a number", id="no severity"),
        pytest.param({"severity": "4"}, "severity is 4", id="too strict"),
        pytest.param({"severity": "0.5"}, "severity is 0.5", id="a control that is lower than any"),
        pytest.param({"kind": "watch"}, "severity is 2; below 1 for a list that watches", id="a strict watch"),
        pytest.param({"kind": "law"}, "unknown kind 'law'", id="unknown kind"),
    ],
)
def test_a_broken_row_is_refused(monkeypatch, row, problem):
    cells = {"jurisdiction": "ZZ", "list": "A", "severity": "2", "kind": "precursor", "note": ""} | row
    monkeypatch.setattr(lists, "read_rows", lambda table, columns: iter([cells]))
    with pytest.raises(TableError, match=f"lists.csv, ZZ A: {problem}"):
        load_lists.__wrapped__()
