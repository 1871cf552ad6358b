from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from riskscan.policy import Bound, Policy, Tier, load_policy
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.tiering import Tiering, decide_tiers

RULES = [rule.name for rule in load_policy().rules]
NONE, REVIEWED, INSPECTED, HELD = (
    -1,
    RULES.index("hit_without_permit"),
    RULES.index("severe_hit_without_permit"),
    RULES.index("severe_hit_hidden"),
)
PERMITTED = RULES.index("legal_trade_with_permit")


def _keys(reached: list[int], floor: list[int], margin: list[float], ceiling: list[int] | None = None) -> RankKeys:
    n = len(reached)
    return RankKeys(
        np.array(reached, dtype=np.int8), np.array(floor, dtype=np.int8),
        np.array(ceiling or [NONE] * n, dtype=np.int8), np.array(margin, dtype=np.float64), np.zeros(n),
        np.arange(n, dtype=np.uint64),
    )  # fmt: skip


def _policy(**bound: object) -> Policy:
    return replace(load_policy(), bound=Bound(**bound))  # type: ignore[arg-type]


def _strange(n: int = 100) -> RankKeys:
    """All rows reach ``hold`` by score alone."""
    return _keys([int(Tier.HOLD)] * n, [NONE] * n, list(np.linspace(0, 5, n)))


def _counts(tier: NDArray[np.int8]) -> list[int]:
    return np.bincount(tier, minlength=4).tolist()


def test_a_strange_file_never_floods() -> None:
    tiering = decide_tiers(_strange(), load_policy(), is_bound=True)
    assert _counts(tiering.tier) == [85, 10, 0, 5]
    assert set(np.flatnonzero(tiering.tier == int(Tier.HOLD))) == {95, 96, 97, 98, 99}


def test_without_a_bound_the_score_decides() -> None:
    assert _counts(decide_tiers(_strange(), load_policy(), is_bound=False).tier) == [0, 0, 0, 100]


@pytest.mark.parametrize(
    ("bound", "counts"),
    [
        pytest.param({"above_release": 1.0, "above_review": 1.0}, [0, 0, 0, 100], id="whole shares"),
        pytest.param({"above_release": 0.0, "above_review": 0.0}, [100, 0, 0, 0], id="no share"),
        pytest.param({"capacity": 8}, [85, 7, 0, 8], id="capacity"),
        pytest.param({"capacity": 30}, [70, 0, 0, 30], id="capacity above the other share"),
    ],
)
def test_shares_and_capacity_of_the_policy(bound: dict[str, object], counts: list[int]) -> None:
    assert _counts(decide_tiers(_strange(), _policy(**bound), is_bound=True).tier) == counts


def test_facts_of_law_pass_and_use_up_the_bound() -> None:
    floor = [INSPECTED] * 10 + [REVIEWED] * 10 + [NONE] * 80
    keys = _keys([int(Tier.RELEASE)] * 20 + [int(Tier.HOLD)] * 80, floor, [0.0] * 20 + [1.0] * 80)
    assert _counts(decide_tiers(keys, load_policy(), is_bound=True).tier) == [80, 10, 10, 0]


def test_a_score_may_raise_a_row_that_is_inspected_anyway() -> None:
    keys = _keys([int(Tier.HOLD)], [INSPECTED], [3.0])
    assert decide_tiers(keys, load_policy(), is_bound=True).tier.tolist() == [int(Tier.HOLD)]


@given(
    rows=st.lists(
        st.tuples(
            st.floats(-5, 5),
            st.sampled_from([NONE, REVIEWED, INSPECTED, HELD]),
            st.sampled_from([NONE, PERMITTED]),
        ),
        min_size=1,
        max_size=60,
    ),
    most=st.integers(1, 8),
)
def test_leading_rows_hold_the_first_of_all(rows: list[tuple[float, int, int]], most: int) -> None:
    margin = [row[0] for row in rows]
    reached = np.searchsorted([-2, 0, 2], margin, side="right").tolist()
    keys = _keys(reached, [row[1] for row in rows], margin, [row[2] for row in rows])
    for is_bound in (True, False):
        tiering = decide_tiers(keys, load_policy(), is_bound=is_bound)
        ranks = keys.ranks(tiering.tier)
        assert set(np.flatnonzero(ranks <= most)) <= set(keys.leading(most))


@given(reached=st.lists(st.integers(0, 3), min_size=1, max_size=80))
def test_the_bound_holds_for_any_scores(reached: list[int]) -> None:
    keys = _keys(reached, [NONE] * len(reached), [float(level) for level in reached])
    tiering = decide_tiers(keys, load_policy(), is_bound=True)
    assert (tiering.tier >= int(Tier.INSPECT)).sum() <= 0.05 * len(reached)
    assert (tiering.tier >= int(Tier.REVIEW)).sum() <= 0.15 * len(reached)
    assert (tiering.tier <= tiering.asked).all()


def _one(reached: Tier, floor: int, ceiling: int = NONE, *, is_bound: bool = False) -> Tiering:
    keys = _keys([int(reached)], [floor], [0.0], [ceiling])
    return decide_tiers(keys, load_policy(), is_bound=is_bound)


@pytest.mark.parametrize(
    ("tiering", "codes"),
    [
        pytest.param(_one(Tier.RELEASE, NONE), [], id="nothing to say"),
        pytest.param(_one(Tier.RELEASE, INSPECTED), ["POLICY_RULE"], id="rule"),
        pytest.param(_one(Tier.INSPECT, INSPECTED), ["POLICY_RULE"], id="rule and score agree"),
        pytest.param(_one(Tier.HOLD, INSPECTED), ["POLICY_SCORE"], id="score above the rule"),
        pytest.param(_one(Tier.REVIEW, NONE), ["POLICY_SCORE"], id="score alone"),
        pytest.param(_one(Tier.HOLD, NONE, is_bound=True), ["POLICY_BOUND"], id="kept down by the bound"),
        pytest.param(_one(Tier.HOLD, REVIEWED, is_bound=True), ["POLICY_RULE", "POLICY_BOUND"], id="rule and bound"),
        pytest.param(_one(Tier.HOLD, NONE, PERMITTED), ["POLICY_CEILING", "POLICY_SCORE"], id="ceiling"),
        pytest.param(_one(Tier.INSPECT, NONE, PERMITTED), ["POLICY_SCORE"], id="ceiling that changes nothing"),
    ],
)
def test_what_decided_the_tier_is_said(tiering: Tiering, codes: list[str]) -> None:
    reasons = tiering.reasons(0, 0.7)
    assert [reason.code for reason in reasons] == codes
    assert bool(codes) == bool(len(tiering.decided()))
    assert all("{" not in reason.sentence for reason in reasons)


def test_the_reason_of_a_rule_is_its_why() -> None:
    [reason] = _one(Tier.RELEASE, HELD).reasons(0, 0.01)
    assert load_policy().rules[HELD].why in reason.sentence and "'hold'" in reason.sentence


def test_rows_of_one_verdict_are_ranked_by_margin() -> None:
    keys = _strange(40)
    ranks = pd.Series(keys.ranks(decide_tiers(keys, load_policy(), is_bound=True).tier))
    assert ranks.is_monotonic_decreasing
