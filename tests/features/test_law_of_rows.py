"""Which law concerns a row: that of its day, of the countries it touches and of its route."""

from datetime import date

import pandas as pd
import pytest

from riskscan.features.row_screening import screen_rows
from tests.features.screened_rows import DAY, frame_of_row, reason_codes, screened_row, sentences_of


@pytest.mark.parametrize(
    ("column", "country", "on", "listings"),
    [
        pytest.param("destination_country", "US", "2008-01-01", "US List I", id="US to the US"),
        pytest.param("destination_country", "DE", "2008-01-01", "elsewhere: ", id="US law does not bind Germany"),
        pytest.param("origin_country", "US", "2008-01-01", "US List I", id="from the US"),
        pytest.param("transit_countries", "KR;US", "2008-01-01", "US List I", id="through the US"),
        pytest.param("destination_country", "KR", "2018-01-01", "UN Table I", id="UN law binds everywhere"),
    ],
)
def test_the_law_of_the_day_and_of_the_countries(screener, column, country, on, listings):
    cells = {"chemical_name": "N-phenethyl-4-piperidone", column: country, "lodged_on": pd.Timestamp(on)}
    row = screened_row(screener, **cells)
    assert row.listings.startswith(listings)
    assert row.severity == (1.0 if listings == "elsewhere: " else 3.0)


def test_before_the_first_listing_a_row_is_clear(screener):
    cells = {"chemical_name": "N-phenethyl-4-piperidone", "destination_country": "US"}
    assert screened_row(screener, lodged_on=pd.Timestamp("2006-01-01"), **cells).screening_outcome == "clear"


def test_a_proposal_alone_does_not_concern_a_row(screener):
    row = screened_row(
        screener, chemical_name="methylamine", destination_country="IN", lodged_on=pd.Timestamp("2010-01-01")
    )
    assert row.listings.startswith("elsewhere: ")
    assert row.severity == 1.0


@pytest.mark.parametrize("country", ["DE", "HR", "IE"])
def test_a_member_of_the_union_applies_its_law(screener, country):
    row = screened_row(screener, chemical_name="diethyl (phenylacetyl)propanedioate", destination_country=country)
    assert "EU Category 1" in row.listings


@pytest.mark.parametrize(("day", "applies"), [("2020-06-01", True), ("2021-06-01", False)])
def test_a_former_member_applied_its_law(screener, day, applies):
    cells = {"chemical_name": "phenylacetone", "destination_country": "GB", "lodged_on": pd.Timestamp(day)}
    concerned = screened_row(screener, **cells).listings.partition("elsewhere: ")[0]
    assert ("EU Category 1" in concerned) == applies


def test_day_and_jurisdictions_can_be_given(screener):
    frame = frame_of_row(chemical_name="N-phenethyl-4-piperidone", destination_country="DE")
    us = frozenset({"US"})
    assert screen_rows(frame, screener, as_of=date(2008, 1, 1), jurisdictions=us).screening_outcome[0] == "listed"
    assert screen_rows(frame, screener, as_of=date(2006, 1, 1), jurisdictions=us).screening_outcome[0] == "clear"


NAME = "methyl 1-phenethyl-4-oxopiperidine-3-carboxylate"


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        pytest.param({"export_country": "CN", "destination_country": "US"}, "listed", id="to a named country"),
        pytest.param({"consignor_country": "CN", "consignee_country": "MX"}, "listed", id="by the parties"),
        pytest.param({"origin_country": "CN", "destination_country": "CA"}, "listed", id="by the origin alone"),
        pytest.param(
            {"origin_country": "CN", "export_country": "DE", "destination_country": "US"}, "clear", id="sent on"
        ),
        pytest.param({"export_country": "CN", "destination_country": "DE"}, "clear", id="to another country"),
        pytest.param({"export_country": "US", "destination_country": "CN"}, "clear", id="the other way"),
        pytest.param({"export_country": "CN"}, "watched", id="no destination"),
        pytest.param({}, "watched", id="no route"),
    ],
)
def test_a_listing_for_some_trade_counts_on_its_route(screener, cells, outcome):
    row = screened_row(screener, chemical_name=NAME, lodged_on=pd.Timestamp("2026-10-01"), **cells)
    assert row.screening_outcome == outcome


def test_a_listing_for_some_trade_counts_from_its_day(screener):
    cells = {"chemical_name": NAME, "export_country": "CN", "destination_country": "US"}
    assert screened_row(screener, lodged_on=pd.Timestamp("2026-09-21"), **cells).screening_outcome == "clear"
    assert screened_row(screener, lodged_on=pd.Timestamp("2026-09-22"), **cells).severity == 2.0


def test_what_is_watched_is_a_reason_and_no_hit(screener):
    row = screened_row(screener, goods_description="sodium borohydride 25 kg", destination_country="US")
    assert (row.screening_outcome, row.severity, row.confidence, row.n_hits) == ("watched", 0.5, 0.0, 0)
    assert row.substance_name is None and row.listings is None
    [reason] = row.screening_reasons
    assert reason.code == "WATCHED" and "US Special Surveillance List since 2023-10-24" in reason.sentence


def test_watching_hides_nothing_that_was_not_read(screener):
    row = screened_row(screener, goods_description="sodium borohydride; CAS 39742-60-5")
    assert row.screening_outcome == "unresolved"
    assert {"WATCHED", "CAS_CHECK_DIGIT"} <= set(reason_codes(row))


def test_a_list_that_watches_does_not_lower_a_hit(screener):
    row = screened_row(screener, chemical_name="phenethyl bromide", destination_country="US")
    assert (row.screening_outcome, row.severity) == ("listed", 1.0)
    assert row.listings.startswith("elsewhere: CA")


@pytest.mark.parametrize(
    "column",
    [
        "origin_country", "export_country", "destination_country", "consignor_country", "consignee_country",
        "transit_countries",
    ],
)  # fmt: skip
def test_every_country_of_a_row_brings_its_law(screener, column):
    cells = {"chemical_name": "N-phenethyl-4-piperidone", "lodged_on": pd.Timestamp("2016-06-01")}
    assert screened_row(screener, **cells, **{column: "US"}).listings.startswith("US List I since 2007-04-23")
    assert screened_row(screener, **cells, **{column: "AR"}).listings.startswith("elsewhere: US List I")


def test_a_member_of_the_union_on_the_way_brings_its_law(screener):
    row = screened_row(screener, chemical_name="phenylacetone", transit_countries="AR;DE")
    assert "EU Category 1" in row.listings and "US List II" not in row.listings


def test_where_no_country_is_named_all_law_concerns_a_row(screener):
    row = screened_row(screener, chemical_name="N-phenethyl-4-piperidone")
    assert not row.listings.startswith("elsewhere") and "MX Artículo 4" in row.listings and "KR " in row.listings
    assert row.severity == 3.0


def test_a_proposal_does_not_raise_the_severity_of_a_row_that_another_list_concerns(screener):
    cells = {"chemical_name": "methylamine", "lodged_on": DAY}
    assert screened_row(screener, **cells, destination_country="IN").severity == 1.0
    row = screened_row(screener, **cells, destination_country="IN", origin_country="US")
    assert row.severity == 3.0
    assert row.listings.startswith("US List I") and row.listings.endswith("proposed amendment]")


@pytest.mark.parametrize("route", [{}, {"destination_country": "KR", "lodged_on": pd.Timestamp("2016-06-01")}])
def test_a_reason_names_three_listings_at_most(screener, route):
    name = "N-phenethyl-4-piperidone"
    [sentence] = sentences_of(screened_row(screener, chemical_name=name, **route), "LISTED")
    assert sentence.count("]; ") == 2


def test_without_a_day_todays_law_is_asked(screener, monkeypatch):
    class Monday(date):
        @classmethod
        def today(cls):
            return cls(2006, 1, 2)

    monkeypatch.setattr("riskscan.features.row_screening.date", Monday)
    frame = pd.DataFrame({"chemical_name": ["N-phenethyl-4-piperidone"] * 3, "lodged_on": ["", "soon", "2026-06-01"]})
    frame["lodged_on"] = pd.to_datetime(frame["lodged_on"], format="%Y-%m-%d", errors="coerce")
    assert screen_rows(frame, screener)["screening_outcome"].tolist() == ["clear", "clear", "listed"]
    assert screen_rows(frame[["chemical_name"]], screener)["screening_outcome"].tolist() == ["clear"] * 3
    assert set(screen_rows(frame, screener, as_of=date(2026, 6, 1))["screening_outcome"]) == {"listed"}
