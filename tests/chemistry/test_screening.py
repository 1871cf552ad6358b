from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riskscan
from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.exceptions import OptionError
from riskscan.identifiers.errors import IdentifierError
from riskscan.tables.listings import describe_listings
from riskscan.tables.lists import load_jurisdictions

COLUMNS = [
    "text_index", "text", "outcome", "mention", "substance_id", "substance_name", "cas_rn", "relation", "method",
    "confidence", "smiles", "inchikey", "listings",
]  # fmt: skip
TEXTS = ["toluene", "dog food", "N-phenethyl-4-piperidone", "methyl anthranilate", "caffeine", "CAS 397426"]


def test_columns(screener):
    assert list(screener.screen(["toluene"]).columns) == COLUMNS
    assert list(screener.screen([]).columns) == COLUMNS


@pytest.mark.parametrize("text", [None, "", "  ", float("nan"), np.nan, pd.NA, pd.NaT, 5])
def test_what_is_no_text_has_no_chemical(screener, text):
    frame = screener.screen([text])
    assert frame["outcome"].tolist() == ["no_chemical"]
    assert frame.loc[0, "confidence"] == 0


def test_one_row_a_mention_and_at_least_one_a_text(screener):
    frame = screener.screen(["toluene, acetone", "", "dog food"])
    assert frame["text_index"].tolist() == [0, 0, 1, 2]
    assert frame["text"].tolist() == ["toluene, acetone", "toluene, acetone", "", "dog food"]


def test_the_callers_list_is_unchanged(screener):
    texts = ["toluene", None, "dog food"]
    screener.screen(texts)
    assert texts == ["toluene", None, "dog food"]


@pytest.mark.parametrize("texts", [tuple(TEXTS), iter(TEXTS), pd.Series(TEXTS, index=range(9, 9 + len(TEXTS)))])
def test_any_iterable_will_do(screener, texts):
    pd.testing.assert_frame_equal(screener.screen(texts), screener.screen(TEXTS))


def test_the_entry_is_named_and_the_mention_drawn(screener):
    [row] = screener.screen(["ephedrine hydrochloride"], as_of="2026-01-01", jurisdictions=["UN"]).to_dict("records")
    assert (row["substance_id"], row["cas_rn"], row["relation"]) == ("ephedrine", "299-42-3", "salt")
    assert row["smiles"] and row["inchikey"]
    assert row["listings"].startswith("UN Table I since 1990-11-11 [")


@pytest.mark.parametrize(
    ("text", "as_of", "where", "outcome"),
    [
        pytest.param("N-phenethyl-4-piperidone", "2006-01-01", ["US"], "clear", id="before its listing"),
        pytest.param("N-phenethyl-4-piperidone", "2007-04-22", ["US"], "clear", id="the day before"),
        pytest.param("N-phenethyl-4-piperidone", "2007-04-23", ["US"], "listed", id="the first day"),
        pytest.param("N-phenethyl-4-piperidone", "2008-01-01", ["US"], "listed", id="after its listing"),
        pytest.param("N-phenethyl-4-piperidone", "2008-01-01", ["UN"], "clear", id="listed elsewhere only"),
        pytest.param("N-phenethyl-4-piperidone", "2017-10-18", ["UN"], "listed", id="UN"),
        pytest.param("1-boc-4-piperidone", "2024-01-01", ["US"], "listed", id="in the US in 2024"),
        pytest.param("1-boc-4-piperidone", "2024-01-01", ["UN", "EU"], "clear", id="not yet elsewhere"),
        pytest.param("1-boc-4-piperidone", "2023-01-01", ["US"], "clear", id="before the class"),
        pytest.param("methyl anthranilate", "2026-01-01", ["US"], "covered", id="class of the US"),
        pytest.param("methyl anthranilate", "2026-01-01", ["UN"], "clear", id="no class of the UN"),
        pytest.param("benzyl 4-oxopiperidine-1-carboxylate", "2024-01-01", ["US"], "covered", id="carbamate"),
        pytest.param("benzyl 4-oxopiperidine-1-carboxylate", "2023-05-11", ["US"], "clear", id="carbamate, earlier"),
        pytest.param("phenethyl bromide", "2025-06-01", ["CA"], "listed", id="temporary"),
        pytest.param("phenethyl bromide", "2025-01-01", ["CA"], "clear", id="temporary, not yet"),
    ],
)
def test_day_and_jurisdictions(screener, text, as_of, where, outcome):
    frame = screener.screen([text], as_of=as_of, jurisdictions=where)
    assert frame.loc[0, "outcome"] == outcome
    assert (frame.loc[0, "listings"] is None) == (outcome == "clear")


def test_all_jurisdictions_and_today_by_default(screener):
    given_all = screener.screen(TEXTS, as_of=date.today(), jurisdictions=load_jurisdictions())
    pd.testing.assert_frame_equal(screener.screen(TEXTS), given_all)


def test_status_is_said_where_not_in_force(screener):
    listings = screener.screen(["phenethyl bromide"], as_of="2025-06-01", jurisdictions=["CA"]).loc[0, "listings"]
    assert "(temporary)" in listings


def test_a_listing_repealed_since_is_shown_with_its_last_day(screener):
    listings = screener.screen(["iodine"], as_of="2000-01-01", jurisdictions=["US"]).loc[0, "listings"]
    assert "until 2007-07-31" in listings and "repealed" not in listings


def test_no_listings_no_words():
    assert describe_listings(()) == ""


@pytest.mark.parametrize("as_of", ["yesterday", "2026-13-01", "01/02/2026", "2026-02-30", 20260131])
def test_a_wrong_day_is_an_error_with_a_remedy(screener, as_of):
    with pytest.raises(OptionError, match="write it as 2026-01-31"):
        screener.screen(["x"], as_of=as_of)


def test_one_text_in_place_of_several_is_an_error(screener):
    with pytest.raises(OptionError, match="give a list of texts"):
        screener.screen("toluene")
    with pytest.raises(OptionError, match=r"give a list: \['US'\]"):
        screener.screen(["toluene"], jurisdictions="US")


def test_an_unknown_jurisdiction_is_an_error_that_names_the_known(screener):
    with pytest.raises(OptionError, match=r"unknown jurisdiction ATLANTIS; known: UN, US, EU"):
        screener.screen(["x"], jurisdictions=["UN", "Atlantis"])


def test_options():
    assert parse_as_of(date(2020, 1, 2)) == parse_as_of("2020-01-02") == date(2020, 1, 2)
    assert parse_as_of(pd.Timestamp("2020-01-02 10:00")) == date(2020, 1, 2)
    assert parse_jurisdictions(["us"]) == {"US"}
    for nothing in ([], [None]):
        with pytest.raises(OptionError):
            parse_jurisdictions(nothing)


def test_convenience_function_and_class_agree(screener):
    pd.testing.assert_frame_equal(
        riskscan.screen(TEXTS, as_of="2026-01-01"), screener.screen(TEXTS, as_of="2026-01-01")
    )


@given(st.permutations(range(len(TEXTS))))
@settings(max_examples=20)
def test_order_of_texts_does_not_matter(screener, order):
    frame = screener.screen([TEXTS[place] for place in order])
    straight = screener.screen(TEXTS)
    for place, original in enumerate(order):
        mine = frame[frame.text_index == place].drop(columns="text_index").reset_index(drop=True)
        theirs = straight[straight.text_index == original].drop(columns="text_index").reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, theirs, check_dtype=False)


@pytest.mark.parametrize(
    ("text", "written", "read_as"),
    [
        pytest.param("sample a c e t o n e", "a c e t o n e", "acetone", id="letters set apart"),
        pytest.param("phenyla\u0441etone 1 kg", "phenyla\u0441etone", "phenylacetone", id="a Cyrillic letter"),
        pytest.param("saf\u200brole", "saf\u200brole", "safrole", id="an invisible character"),
    ],
)
def test_what_was_seen_through_is_shown(screener, text, written, read_as):
    [finding] = screener.find(text, date(2026, 1, 1), parse_jurisdictions(None))
    assert (finding.mention, finding.read_as) == (written, read_as)
    assert finding.confidence < 0.95


def test_a_name_as_it_stands_is_not_called_mended(screener):
    [finding] = screener.find("5 kg Acetone, new", date(2026, 1, 1), parse_jurisdictions(None))
    assert (finding.mention, finding.read_as) == ("Acetone", None)


def test_lone_surrogates_are_returned_as_given(screener):
    assert screener.screen(["acetone \ud800 drum"])["text"].tolist() == ["acetone \ud800 drum"]


def test_a_listing_without_a_day_says_so_and_counts_from_its_bound(screener):
    rows = screener.screen(["1-phenethyl-4-piperidone"], as_of="2026-01-01", jurisdictions=["IN"])
    assert "first day not found, not before 2013-03-26" in rows["listings"][0]
    before = screener.screen(["1-phenethyl-4-piperidone"], as_of="2013-03-25", jurisdictions=["IN"])
    assert before["outcome"].tolist() == ["clear"]


LIMITED = "methyl 1-phenethyl-4-oxopiperidine-3-carboxylate"


@pytest.mark.parametrize(
    ("route", "outcome"),
    [
        pytest.param(("CN", "US"), "listed", id="inside"),
        pytest.param("CN:US", "listed", id="as text"),
        pytest.param(("China", None), "watched", id="half known"),
        pytest.param(None, "watched", id="not known"),
        pytest.param(("FR", "US"), "clear", id="outside"),
    ],
)
def test_a_listing_for_some_trade_counts_where_the_route_is_known(screener, route, outcome):
    assert screener.screen([LIMITED], as_of="2026-10-01", route=route)["outcome"].tolist() == [outcome]


@pytest.mark.parametrize("route", ["CN", ("CN",), "CN:US:MX"])
def test_a_route_is_a_pair(screener, route):
    with pytest.raises(OptionError, match="is no pair of countries"):
        screener.screen(["x"], route=route)


def test_a_route_names_countries(screener):
    with pytest.raises(IdentifierError, match="'Atlantis' is not a country"):
        screener.screen(["x"], route=("CN", "Atlantis"))


def test_each_day_has_its_own_law_in_whatever_order_days_are_asked_for(screener):
    days = ("2026-04-12", "2025-04-13", "2025-04-14", "2026-04-11", "2025-04-13")
    found = [screener.screen(["phenethyl bromide"], as_of=day, jurisdictions=["CA"]).iloc[0] for day in days]
    assert [row["outcome"] for row in found] == ["listed", "clear", "listed", "listed", "clear"]
    assert "Schedule VI" in found[0]["listings"] and "temporary" in found[3]["listings"]
