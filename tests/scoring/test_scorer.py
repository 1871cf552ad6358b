from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import ManifestError, OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.manifest.cleaning import clean_manifest
from riskscan.modelling.artefact import TrainedModel
from riskscan.policy import Bound, load_policy
from riskscan.scoring import OUTPUT_COLUMNS, InputTable, RiskScorer
from riskscan.simulation import LABEL_COLUMNS, simulate

NPP = "4-Piperidinone, 1-(2-phenylethyl)-"


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    frame = simulate(300, seed=31, world="test", violation_share=0.05).drop(columns=list(LABEL_COLUMNS))
    hidden = frame.head(1).assign(
        consignment_id="HIDDEN", goods_description=f"dog food {NPP}", hs_code="230910", net_mass_kg=5.0
    )
    return pd.concat([frame, hidden], ignore_index=True)


@pytest.fixture(scope="module")
def scored(scorer: RiskScorer, rows: pd.DataFrame) -> pd.DataFrame:
    return scorer.score(rows)


def test_every_row_and_column_comes_out_in_order(scored: pd.DataFrame, rows: pd.DataFrame) -> None:
    assert list(scored.columns) == [*rows.columns, *OUTPUT_COLUMNS]
    pd.testing.assert_frame_equal(scored[list(rows.columns)], rows)


def test_scores_are_probabilities_and_ranks_are_a_permutation(scored: pd.DataFrame) -> None:
    assert scored["risk_score"].between(0, 1).all()
    assert sorted(scored["risk_rank"]) == list(range(1, len(scored) + 1))
    assert set(scored["risk_tier"]) <= {"release", "review", "inspect", "hold"}


def test_a_hidden_precursor_stands_on_top(scored: pd.DataFrame) -> None:
    hidden = scored[scored["consignment_id"] == "HIDDEN"].iloc[0]
    assert hidden["risk_tier"] in ("inspect", "hold")
    assert hidden["risk_rank"] <= 25
    assert hidden["substance_cas_rn"] == "39742-60-4"
    assert hidden["reasons"].split(" | ")[0].startswith(("LISTED: ", "CONFLICT"))
    assert any(part.startswith("LISTED: ") for part in hidden["reasons"].split(" | "))


def test_within_a_tier_the_rank_follows_the_score(scored: pd.DataFrame) -> None:
    for _, part in scored[scored["risk_tier"].isin(["hold", "inspect"])].groupby("risk_tier"):
        assert part.sort_values("risk_rank")["risk_score"].is_monotonic_decreasing


def test_facts_come_before_statistics(scored: pd.DataFrame) -> None:
    facts = {"LISTED", "COVERED", "CONFLICT_HS", "CONFLICT_GOODS", "CONFLICT_IDENTIFIERS", "PARTIAL_CAS", "UNRESOLVED"}
    statistics = ("QUANTITY", "COMMODITY", "ROUTE", "PARTY", "DESCRIPTION", "CARRIAGE", "CALENDAR", "EXTRA")
    for reasons in scored["reasons"]:
        codes = [part.partition(":")[0] for part in reasons.split(" | ") if part]
        kinds = [
            "fact" if code in facts else "statistic" for code in codes if code in facts or code.startswith(statistics)
        ]
        assert kinds == sorted(kinds)


def test_rows_that_matter_say_why(scored: pd.DataFrame) -> None:
    assert (scored.loc[scored["risk_tier"].isin(["inspect", "hold"]), "reasons"] != "").all()


def test_row_order_index_and_other_columns_change_nothing(
    scorer: RiskScorer, rows: pd.DataFrame, scored: pd.DataFrame
) -> None:
    order = np.random.default_rng(1).permutation(len(rows))
    turned = rows.iloc[order].assign(remark="x", is_violation=1)
    turned.index = pd.Index([f"row {number}" for number in order])
    found = scorer.score(turned)
    assert found.index.equals(turned.index)
    expected = scored.iloc[order][list(OUTPUT_COLUMNS)].reset_index(drop=True)
    pd.testing.assert_frame_equal(found[list(OUTPUT_COLUMNS)].reset_index(drop=True), expected)


def test_chunks_after_a_first_pass_score_as_the_whole(
    small_model: TrainedModel, screener: Screener, rows: pd.DataFrame
) -> None:
    # How many rows the score may raise is a share of the rows that are scored together.
    unbound = replace(load_policy(), bound=Bound(above_release=1.0, above_review=1.0))
    scorer = RiskScorer(small_model, policy=unbound, screener=screener)
    whole = TraderHistory.from_rows(clean_manifest(rows).frame)
    parts = [rows.iloc[:120], rows.iloc[120:]]
    scored = scorer.score(rows)
    found = pd.concat([scorer.score(part, history=whole, within=False) for part in parts])
    np.testing.assert_array_equal(found["risk_score"], scored["risk_score"])
    assert found["risk_tier"].tolist() == scored["risk_tier"].tolist()


def test_the_frame_is_never_changed(scorer: RiskScorer, rows: pd.DataFrame) -> None:
    before = rows.copy(deep=True)
    scorer.score(rows)
    pd.testing.assert_frame_equal(rows, before)


def test_scoring_twice_replaces_the_first_scores(scorer: RiskScorer, scored: pd.DataFrame) -> None:
    again = scorer.score(scored)
    pd.testing.assert_frame_equal(again, scored)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    missing=st.sets(
        st.sampled_from(["hs_code", "net_mass_kg", "consignor_name", "lodged_on", "origin_country", "carrier"])
    )
)
def test_missing_or_null_columns_never_crash(missing: set[str], scorer: RiskScorer, rows: pd.DataFrame) -> None:
    part = rows.head(12)
    without = scorer.score(part.drop(columns=list(missing)), explain=False)
    null = scorer.score(part.assign(**dict.fromkeys(missing)), explain=False)
    np.testing.assert_array_equal(without["risk_score"], null["risk_score"])


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(pd.DataFrame({"goods_description": []}, dtype=object), id="no row"),
        pytest.param(pd.DataFrame({"goods_description": [None, ""]}), id="no text"),
        pytest.param(pd.DataFrame({"chemical_name": ["acetone"]}), id="chemical name only"),
    ],
)
def test_poor_frames_come_out_whole(frame: pd.DataFrame, scorer: RiskScorer) -> None:
    assert len(scorer.score(frame)) == len(frame)


def test_issues_of_rows_are_written(scorer: RiskScorer) -> None:
    frame = pd.DataFrame({"goods_description": ["tea", "tea"], "lodged_on": ["2026-13-45", "2026-01-02"]})
    found = scorer.score(frame)
    assert "lodged_on" in found["row_issues"].iloc[0] and found["row_issues"].iloc[1] == ""


def test_several_tables_get_one_ranking(scorer: RiskScorer, rows: pd.DataFrame) -> None:
    first = InputTable(rows.head(5), name="a.csv")
    second = InputTable(rows.iloc[5:8].rename(columns={"goods_description": "Description"}), name="b.csv")
    scored = scorer.score_tables([first, second])
    assert scored.frame["source_file"].tolist() == ["a.csv"] * 5 + ["b.csv"] * 3
    assert sorted(scored.frame["risk_rank"]) == list(range(1, 9))
    assert list(scored.frame.columns[-len(OUTPUT_COLUMNS) :]) == list(OUTPUT_COLUMNS)
    assert [row.rank for row in scored.finished.top(3)] == [1, 2, 3]


def test_law_of_another_day(small_model: TrainedModel, screener: Screener) -> None:
    frame = pd.DataFrame({"goods_description": [NPP]})
    old = RiskScorer(small_model, screener=screener, as_of="2006-01-01", jurisdictions=["US"]).score(frame)
    new = RiskScorer(small_model, screener=screener, as_of="2020-01-01", jurisdictions=["US"]).score(frame)
    assert old["screening_outcome"].item() not in ("listed", "covered")
    assert new["screening_outcome"].item() == "listed"
    assert new["risk_score"].item() > old["risk_score"].item()


@pytest.mark.parametrize(
    ("frame", "error", "words"),
    [
        pytest.param(pd.DataFrame({"weight": [1]}), ManifestError, "goods_description", id="no goods text"),
        pytest.param(
            pd.DataFrame([["a", "b"]], columns=["goods_description"] * 2), OptionError, "twice", id="column twice"
        ),
        pytest.param(None, OptionError, "no DataFrame", id="no frame"),
    ],
)
def test_frames_that_cannot_be_scored(
    frame: pd.DataFrame, error: type[Exception], words: str, scorer: RiskScorer
) -> None:
    with pytest.raises(error, match=words):
        scorer.score(frame)


def test_rows_without_traders_are_not_explained_with_them(scorer: RiskScorer, rows: pd.DataFrame) -> None:
    parties = [column for column in rows if column.startswith(("consignor_", "consignee_"))]
    reasons = scorer.score(rows.drop(columns=parties))["reasons"].fillna("")
    assert (reasons != "").any()
    assert not reasons.str.contains("Names and addresses of the parties").any()


def test_cells_that_hold_lists_do_no_harm(scorer: RiskScorer) -> None:
    frame = pd.DataFrame({"tags": [["a", "b"], ["c"]], "goods_description": ["acetone", "toluene"]})
    assert scorer.score(frame)["screening_outcome"].tolist() == ["listed", "listed"]
