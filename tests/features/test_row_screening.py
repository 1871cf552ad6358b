from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.features.row_screening import SCREENING_COLUMNS, screen_rows

DAY = pd.Timestamp("2026-06-01")


def _frame(**cells):
    row = {"chemical_name": None, "goods_description": None, "cas_rn": None, "hs_code": None, "lodged_on": DAY} | cells
    return pd.DataFrame([row])


def _row(screener, **cells):
    return screen_rows(_frame(**cells), screener).iloc[0]


def _codes(row):
    return [reason.code for reason in row.screening_reasons]


MANIFEST = pd.DataFrame(
    {
        "chemical_name": ["toluene", None, "N-phenethyl-4-piperidone", "caffeine", None],
        "goods_description": ["solvent", "cotton shirts", "dog food", None, "BMK oil 20 L"],
        "cas_rn": ["108-88-3", None, "108-88-3", None, None],
        "hs_code": ["290230", "610910", "230910", "293930", None],
        "lodged_on": [DAY, DAY, DAY, DAY, pd.NaT],
        "destination_country": ["US", "DE", "MX", None, "NL"],
    },
    index=["a", "b", "c", "d", "e"],
)


def test_columns_and_index_are_kept(screener):
    found = screen_rows(MANIFEST, screener)
    assert tuple(found.columns) == SCREENING_COLUMNS
    assert found.index.tolist() == MANIFEST.index.tolist()


def test_the_callers_frame_is_unchanged(screener):
    before = MANIFEST.copy(deep=True)
    screen_rows(MANIFEST, screener)
    pd.testing.assert_frame_equal(MANIFEST, before)


@pytest.mark.parametrize("columns", [[], ["hs_code"], ["goods_description"], ["lodged_on"]])
def test_missing_columns_are_no_matter(screener, columns):
    found = screen_rows(MANIFEST[columns], screener)
    assert len(found) == len(MANIFEST)


def test_all_null_columns_have_no_chemical(screener):
    frame = MANIFEST.copy()
    for column in frame:
        frame[column] = None
    found = screen_rows(frame, screener)
    assert set(found.screening_outcome) == {"no_chemical"}
    assert found.confidence.eq(0).all() and found.severity.eq(0).all() and found.n_mentions.eq(0).all()
    assert not found[["conflict_identifiers", "conflict_hs", "conflict_goods"]].any(axis=None)


def test_an_empty_frame(screener):
    found = screen_rows(MANIFEST.iloc[:0], screener)
    assert tuple(found.columns) == SCREENING_COLUMNS
    assert found.empty


@pytest.mark.parametrize("label", ["same", 7])
def test_an_index_with_duplicates_is_kept(screener, label):
    frame = MANIFEST.set_axis([label] * len(MANIFEST))
    assert screen_rows(frame, screener).index.tolist() == [label] * len(MANIFEST)


def test_a_hit_says_what_and_why(screener):
    row = _row(screener, chemical_name="N-phenethyl-4-piperidone")
    assert (row.screening_outcome, row.substance_id, row.relation) == ("listed", "npp", "identical")
    assert row.confidence > 0.9 and row.severity > 0 and row.n_hits == 1
    assert row.substance_cas_rn == "39742-60-4"
    [reason] = row.screening_reasons
    assert reason.code == "LISTED" and "39742-60-4" in reason.sentence


def test_ordinary_goods_have_no_reasons(screener):
    row = _row(screener, goods_description="cotton shirts", hs_code="610910")
    assert (row.screening_outcome, row.n_mentions, row.screening_reasons) == ("no_chemical", 0, ())


def test_name_and_number_that_disagree(screener):
    row = _row(screener, chemical_name="N-phenethyl-4-piperidone", cas_rn="108-88-3")
    assert row.conflict_identifiers and "CONFLICT_IDENTIFIERS" in _codes(row)


@pytest.mark.parametrize("number", ["39742-60-4", "CAS 39742-60-4"])
def test_name_and_number_that_agree(screener, number):
    assert not _row(screener, chemical_name="N-phenethyl-4-piperidone", cas_rn=number).conflict_identifiers


def test_benign_name_and_number_that_disagree_are_none_of_our_business(screener):
    assert not _row(screener, chemical_name="caffeine", cas_rn="64-17-5").conflict_identifiers


@pytest.mark.parametrize(
    ("hs_code", "conflict"),
    [
        pytest.param("230910", True, id="animal feed"),
        pytest.param("293337", False, id="its own line"),
        pytest.param("2933390000", False, id="national line of its heading"),
        pytest.param(None, False, id="no code"),
        pytest.param("23", True, id="another chapter"),
        pytest.param("29", False, id="its chapter"),
    ],
)
def test_substance_under_another_heading(screener, hs_code, conflict):
    row = _row(screener, chemical_name="N-phenethyl-4-piperidone", hs_code=hs_code)
    assert bool(row.conflict_hs) == conflict
    assert ("CONFLICT_HS" in _codes(row)) == conflict


def test_substance_beside_everyday_goods(screener):
    assert _row(screener, chemical_name="N-phenethyl-4-piperidone", goods_description="dog food").conflict_goods
    row = _row(screener, chemical_name="toluene", goods_description="toluene, technical, 200 L drums")
    assert not row.conflict_goods


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
    row = _row(screener, **cells)
    assert row.listings.startswith(listings)
    assert row.severity == (1.0 if listings == "elsewhere: " else 3.0)


def test_before_the_first_listing_a_row_is_clear(screener):
    cells = {"chemical_name": "N-phenethyl-4-piperidone", "destination_country": "US"}
    assert _row(screener, lodged_on=pd.Timestamp("2006-01-01"), **cells).screening_outcome == "clear"


def test_a_proposal_alone_does_not_concern_a_row(screener):
    row = _row(screener, chemical_name="methylamine", destination_country="IN", lodged_on=pd.Timestamp("2010-01-01"))
    assert row.listings.startswith("elsewhere: ")
    assert row.severity == 1.0


@pytest.mark.parametrize("country", ["DE", "HR", "IE"])
def test_a_member_of_the_union_applies_its_law(screener, country):
    row = _row(screener, chemical_name="diethyl (phenylacetyl)propanedioate", destination_country=country)
    assert "EU Category 1" in row.listings


@pytest.mark.parametrize(("day", "applies"), [("2020-06-01", True), ("2021-06-01", False)])
def test_a_former_member_applied_its_law(screener, day, applies):
    cells = {"chemical_name": "phenylacetone", "destination_country": "GB", "lodged_on": pd.Timestamp(day)}
    concerned = _row(screener, **cells).listings.partition("elsewhere: ")[0]
    assert ("EU Category 1" in concerned) == applies


def test_day_and_jurisdictions_can_be_given(screener):
    frame = _frame(chemical_name="N-phenethyl-4-piperidone", destination_country="DE")
    us = frozenset({"US"})
    assert screen_rows(frame, screener, as_of=date(2008, 1, 1), jurisdictions=us).screening_outcome[0] == "listed"
    assert screen_rows(frame, screener, as_of=date(2006, 1, 1), jurisdictions=us).screening_outcome[0] == "clear"


def test_counts(screener):
    row = _row(screener, goods_description="toluene, acetone; CAS 39742-60-5", chemical_name="caffeine")
    assert (row.n_hits, row.n_unresolved, row.n_mentions) == (2, 1, 4)


def test_reasons_are_strongest_first_and_distinct(screener):
    row = _row(screener, chemical_name="N-phenethyl-4-piperidone", goods_description="dog food", hs_code="230910")
    strengths = [reason.strength for reason in row.screening_reasons]
    assert strengths == sorted(strengths, reverse=True)
    assert len(set(row.screening_reasons)) == len(row.screening_reasons) >= 3


@given(st.permutations(range(len(MANIFEST))))
@settings(max_examples=15)
def test_permuted_rows_give_permuted_results(screener, order):
    shuffled = screen_rows(MANIFEST.iloc[list(order)], screener)
    pd.testing.assert_frame_equal(shuffled, screen_rows(MANIFEST, screener).iloc[list(order)])


def test_a_wrong_check_digit_in_the_column_of_numbers_is_reported(screener):
    row = _row(screener, chemical_name="ethanol", cas_rn="103-79-8")
    assert "CAS_CHECK_DIGIT" in {reason.code for reason in row.screening_reasons}


@pytest.mark.parametrize(("goods", "conflict"), [("dog food", True), ("solvent for laboratory", False)])
def test_goods_that_speak_of_chemistry_contradict_no_chemical(screener, goods, conflict):
    assert _row(screener, chemical_name="acetone", goods_description=goods).conflict_goods == conflict


def test_a_controlled_drug_is_a_reason_and_no_hit(screener):
    row = _row(screener, goods_description="diazepam tablets 5 mg")
    assert row.screening_outcome == "controlled_drug"
    assert [reason.sentence for reason in row.screening_reasons] == [
        "'diazepam' is the controlled drug diazepam, 1971 Convention Schedule IV; no listed precursor."
    ]
    assert (row.severity, row.confidence, row.n_hits, row.n_unresolved) == (0.0, 0.0, 0, 0)
    assert row.substance_name is None and row.listings is None


def test_a_precursor_beside_a_controlled_drug_leads(screener):
    row = _row(screener, goods_description="diazepam tablets", chemical_name="ephedrine hydrochloride")
    assert row.screening_outcome == "listed"
    assert _codes(row)[0] == "LISTED" and "CONTROLLED_DRUG" in _codes(row)


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
    row = _row(screener, chemical_name=NAME, lodged_on=pd.Timestamp("2026-10-01"), **cells)
    assert row.screening_outcome == outcome


def test_a_listing_for_some_trade_counts_from_its_day(screener):
    cells = {"chemical_name": NAME, "export_country": "CN", "destination_country": "US"}
    assert _row(screener, lodged_on=pd.Timestamp("2026-09-21"), **cells).screening_outcome == "clear"
    assert _row(screener, lodged_on=pd.Timestamp("2026-09-22"), **cells).severity == 2.0


def test_what_is_watched_is_a_reason_and_no_hit(screener):
    row = _row(screener, goods_description="sodium borohydride 25 kg", destination_country="US")
    assert (row.screening_outcome, row.severity, row.confidence, row.n_hits) == ("watched", 0.5, 0.0, 0)
    assert row.substance_name is None and row.listings is None
    [reason] = row.screening_reasons
    assert reason.code == "WATCHED" and "US Special Surveillance List since 2023-10-24" in reason.sentence


def test_watching_hides_nothing_that_was_not_read(screener):
    row = _row(screener, goods_description="sodium borohydride; CAS 39742-60-5")
    assert row.screening_outcome == "unresolved"
    assert {"WATCHED", "CAS_CHECK_DIGIT"} <= set(_codes(row))


def test_a_list_that_watches_does_not_lower_a_hit(screener):
    row = _row(screener, chemical_name="phenethyl bromide", destination_country="US")
    assert (row.screening_outcome, row.severity) == ("listed", 1.0)
    assert row.listings.startswith("elsewhere: CA")
