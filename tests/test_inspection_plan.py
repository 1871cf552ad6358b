import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.exceptions import ManifestError, OptionError
from riskscan.inspection_plan import make_plan
from riskscan.modelling.labels import parse_labels
from riskscan.policy import Tier


def _scored(n_rows: int = 100, seed: int = 0, n_hold: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    score = np.sort(rng.random(n_rows))[::-1].round(3)
    tier = np.where(np.arange(n_rows) < n_hold, "hold", "release")
    frame = pd.DataFrame(
        {
            "goods_description": "goods",
            "consignor_name": [f"Firm {number}" for number in rng.integers(0, 10, n_rows)],
            "risk_score": score,
            "risk_tier": tier,
            "risk_rank": np.arange(1, n_rows + 1),
        }
    )
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True)


@settings(max_examples=60, deadline=None)
@given(
    n_rows=st.integers(0, 60),
    capacity=st.integers(1, 80),
    explore=st.floats(0, 1),
    seed=st.integers(0, 99),
    n_hold=st.integers(0, 60),
)
def test_never_more_than_the_capacity_and_never_less_than_it_could(
    n_rows: int, capacity: int, explore: float, seed: int, n_hold: int
) -> None:
    plan = make_plan(_scored(n_rows, seed, n_hold), capacity=capacity, explore=explore, seed=seed)
    chosen = plan[plan["inspect"] == 1]
    assert len(plan) == n_rows
    assert len(chosen) <= capacity
    if explore:
        assert len(chosen) >= min(capacity - int(capacity * explore), n_rows)
    assert sorted(chosen["plan_order"]) == list(range(1, len(chosen) + 1))
    assert (chosen["plan_reason"] != "").all()
    assert plan["selection_probability"].between(0, 1).all()
    assert (chosen["selection_probability"] > 0).all()


def test_mandatory_rows_then_ranking_then_those_that_teach() -> None:
    plan = make_plan(_scored(), capacity=20, explore=0.25, seed=7)
    kinds = plan[plan["inspect"] == 1].sort_values("plan_order")["plan_reason"].str.partition(":")[0]
    assert kinds.tolist() == ["mandatory"] * 3 + ["ranking"] * 12 + ["explore"] * 5


def test_selection_probabilities_add_up_to_the_rows_inspected() -> None:
    plan = make_plan(_scored(), capacity=20, explore=0.25, seed=7)
    assert plan["selection_probability"].sum() == pytest.approx(20)


def test_the_share_that_explores_stays_when_mandatory_rows_fill_the_capacity() -> None:
    plan = make_plan(_scored(n_hold=60), capacity=20, explore=0.25, seed=7)
    assert plan["plan_reason"].str.startswith("explore").sum() == 5


def test_same_seed_same_plan_whatever_the_row_order() -> None:
    scored = _scored()
    first = make_plan(scored, capacity=20, explore=0.5, seed=7)
    turned = make_plan(scored[::-1], capacity=20, explore=0.5, seed=7)
    pd.testing.assert_frame_equal(first, turned.sort_index())
    other = make_plan(scored, capacity=20, explore=0.5, seed=8)
    assert not first["inspect"].equals(other["inspect"])


def test_equal_scores_are_spread_over_consignors() -> None:
    scored = _scored(40, n_hold=0).assign(risk_score=0.5)
    scored["consignor_name"] = np.where(
        scored["risk_rank"] <= 30, "Big firm", "Small " + scored["risk_rank"].astype(str)
    )
    plan = make_plan(scored, capacity=11, explore=0, seed=0)
    assert plan.loc[plan["inspect"] == 1, "consignor_name"].nunique() == 11


def test_better_scores_come_first_whoever_sends() -> None:
    plan = make_plan(_scored(n_hold=0).assign(consignor_name="One firm"), capacity=10, explore=0, seed=0)
    assert plan.loc[plan["inspect"] == 1, "risk_rank"].max() == 10


def test_other_tiers_can_be_mandatory() -> None:
    plan = make_plan(_scored(n_hold=4), capacity=2, explore=0, seed=0, mandatory=(Tier.INSPECT,))
    assert not plan["plan_reason"].str.startswith("mandatory").any()


def test_every_row_comes_as_often_as_its_chance_says() -> None:
    scored = _scored(40, n_hold=2)
    plans = [make_plan(scored, capacity=8, explore=0.5, seed=seed) for seed in range(400)]
    often = np.mean([plan["inspect"] for plan in plans], axis=0)
    np.testing.assert_allclose(often, plans[0]["selection_probability"], atol=0.1)
    assert plans[0]["selection_probability"].min() > 0.01


def test_undecided_rows_are_likelier_and_kinds_take_turns() -> None:
    scored = _scored(400, n_hold=0).assign(risk_score=0.02)
    scored["screening_outcome"] = np.where(scored["risk_rank"] % 4 == 0, "listed", "no_chemical")
    scored.loc[scored["risk_rank"] <= 40, "risk_score"] = 0.5
    plan = make_plan(scored, capacity=40, explore=1, seed=3)
    chosen = plan[plan["inspect"] == 1]
    chance = plan["selection_probability"].groupby(plan["risk_score"]).first()
    assert chance[0.5] > 5 * chance[0.02]
    assert (chosen["screening_outcome"] == "listed").sum() in (9, 10, 11)


def test_a_share_of_violations_is_estimated_without_bias() -> None:
    scored = _scored(300, n_hold=0)
    is_violation = np.random.default_rng(1).random(300) < scored["risk_score"] ** 3
    found = []
    for seed in range(300):
        plan = make_plan(scored, capacity=60, explore=1, seed=seed)
        chosen = plan["inspect"] == 1
        found.append((is_violation[chosen] / plan.loc[chosen, "selection_probability"]).sum())
    assert np.mean(found) == pytest.approx(is_violation.sum(), rel=0.05)


@pytest.mark.parametrize(
    ("frame", "error", "words"),
    [
        pytest.param(pd.DataFrame({"goods_description": ["a"]}), ManifestError, "riskscan score", id="not scored"),
        pytest.param(_scored().assign(risk_score="high"), ManifestError, "100 rows have no readable", id="spoiled"),
    ],
)
def test_frames_that_were_not_scored(frame: pd.DataFrame, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        make_plan(frame, capacity=5, explore=0, seed=0)


@pytest.mark.parametrize(
    ("capacity", "explore"), [pytest.param(0, 0.1, id="capacity"), pytest.param(5, 1.5, id="share")]
)
def test_numbers_out_of_range(capacity: int, explore: float) -> None:
    with pytest.raises(OptionError):
        make_plan(_scored(), capacity=capacity, explore=explore, seed=0)


def test_training_finds_the_chances_of_a_plan() -> None:
    plan = make_plan(_scored(200), capacity=60, explore=0.5, seed=3)
    found = parse_labels(plan.assign(found=[1, 0] * (len(plan) // 2)), "found")
    chance = plan["selection_probability"].to_numpy(dtype=np.float64)
    np.testing.assert_allclose(found.weights * chance, np.full(len(plan), found.weights[0] * chance[0]))
