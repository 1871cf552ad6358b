"""Parts of trade that a listing may be limited to."""

from datetime import date

import pytest

from riskscan.exceptions import TableError
from riskscan.tables.listings import load_scopes, reach_of
from riskscan.tables.scopes import NO_REACH, UNKNOWN_ROUTE, Route, Scope, parse_scope, reach_among

DAY = date(2026, 1, 1)
TO_US = Scope("CN", "exports", ("MX", "US"))
FROM_CN = Scope("US", "imports", ("CN",))
EXPORTS = Scope("EU", "exports", ())


def route(leaving: str = "", entering: str = "") -> Route:
    return Route(frozenset(leaving.split()), frozenset(entering.split()))


@pytest.mark.parametrize(
    ("cell", "scope", "shown"),
    [
        pytest.param("exports to US;MX", TO_US, "exports to MX, US", id="exports to"),
        pytest.param("imports from CN", Scope("CN", "imports", ("CN",)), "imports from CN", id="imports from"),
        pytest.param("exports", Scope("CN", "exports", ()), "exports", id="all exports"),
    ],
)
def test_cells(cell, scope, shown):
    assert parse_scope("here", "CN", cell) == scope
    assert str(scope) == shown


def test_an_empty_cell_is_all_trade():
    assert parse_scope("here", "CN", "") is None


@pytest.mark.parametrize(
    "cell", ["US", "exports US", "exports to", "exports from US", "imports to US", "transit through US"]
)
def test_another_cell_is_refused(cell):
    with pytest.raises(TableError, match=f"here: '{cell}' is no part of trade; write 'exports to US;MX'"):
        parse_scope("here", "CN", cell)


@pytest.mark.parametrize(
    ("scope", "way", "expected"),
    [
        pytest.param(TO_US, route("CN", "US"), True, id="named partner"),
        pytest.param(TO_US, route("CN", "DE"), False, id="another partner"),
        pytest.param(TO_US, route("US", "CN"), False, id="the other way"),
        pytest.param(TO_US, route("DE", "US"), False, id="from elsewhere"),
        pytest.param(TO_US, route("CN"), None, id="destination not known"),
        pytest.param(TO_US, route("", "US"), None, id="sender not known"),
        pytest.param(TO_US, route("", "DE"), False, id="sender not known, no partner"),
        pytest.param(TO_US, route("HK CN", "DE MX"), True, id="several countries"),
        pytest.param(TO_US, UNKNOWN_ROUTE, None, id="nothing known"),
        pytest.param(FROM_CN, route("CN", "US"), True, id="imports"),
        pytest.param(FROM_CN, route("US", "CN"), False, id="exports are no imports"),
        pytest.param(EXPORTS, route("DE", "CH"), True, id="out of a group"),
        pytest.param(EXPORTS, route("DE", "FR"), False, id="inside a group"),
        pytest.param(EXPORTS, route("DE"), True, id="out of a group, destination not known"),
        pytest.param(EXPORTS, route("CH", "DE"), False, id="into a group"),
    ],
)
def test_which_routes_lie_in_it(scope, way, expected):
    assert scope.takes_in(way, DAY) is expected


def test_membership_is_that_of_the_day():
    way = route("GB", "US")
    assert EXPORTS.takes_in(way, date(2020, 12, 31)) is True
    assert EXPORTS.takes_in(way, date(2021, 1, 1)) is False


def test_reach():
    reach = reach_among((TO_US, FROM_CN, EXPORTS), route("CN"), DAY)
    assert (reach.inside, reach.open) == (frozenset(), {TO_US, FROM_CN})


def test_reach_among_the_listings():
    assert load_scopes()
    assert reach_of(UNKNOWN_ROUTE, DAY).open == load_scopes()
    assert reach_of(route("FR", "DE"), DAY) == NO_REACH


def test_countries_that_no_scope_names_are_alike():
    for leaving in ("CN", "DE", "AU"):
        for entering in ("US", "NZ", "CN", "AU"):
            route = Route(frozenset({leaving, "FR"}), frozenset({entering}))
            assert reach_of(route, date(2026, 5, 1)) == reach_among(load_scopes(), route, date(2026, 5, 1))
