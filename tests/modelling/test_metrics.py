import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from riskscan.modelling.metrics import (
    bootstrap_average_precision,
    interval,
    rank_metrics,
    ranking_order,
    reliability,
)


def _keys(n_rows: int) -> np.ndarray:
    return np.random.default_rng(9).integers(0, 2**63, n_rows).astype(np.uint64)


def _drawn(n_rows: int = 500) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    y = (rng.random(n_rows) < 0.1).astype(np.float64)
    return y, rng.normal(size=n_rows) + y


def test_agrees_with_scikit_learn() -> None:
    y, score = _drawn()
    found = rank_metrics(y, score, _keys(len(y)))
    assert found.pr_auc == pytest.approx(average_precision_score(y, score))
    assert found.roc_auc == pytest.approx(roc_auc_score(y, score))


def test_weights_act_like_repeated_rows() -> None:
    y, score = _drawn(300)
    weights = np.random.default_rng(5).integers(1, 4, 300)
    repeated = np.repeat(np.arange(300), weights)
    weighted = rank_metrics(y, score, _keys(300), weights.astype(np.float64))
    assert weighted.pr_auc == pytest.approx(average_precision_score(y[repeated], score[repeated]), abs=0.02)
    assert weighted.roc_auc == pytest.approx(roc_auc_score(y[repeated], score[repeated]), abs=1e-9)


def test_capacities_of_a_perfect_ranking() -> None:
    y = np.zeros(1_000)
    y[:10] = 1
    found = {entry.share: entry for entry in rank_metrics(y, y, _keys(1_000)).at}
    assert (found[0.01].precision, found[0.01].recall, found[0.01].lift) == (1.0, 1.0, 100.0)
    assert found[0.02].n_inspected == 20
    assert found[0.005].recall == 0.5


def test_constant_scores_are_worth_the_base_rate() -> None:
    y, _ = _drawn(4_000)
    found = rank_metrics(y, np.zeros(4_000), _keys(4_000))
    assert found.pr_auc == pytest.approx(found.base_rate, abs=0.03)


@given(st.permutations(range(40)))
def test_row_order_decides_nothing(order: list[int]) -> None:
    y, score = _drawn(40)
    score = np.round(score)
    keys = _keys(40)
    shuffled = np.array(order)
    assert rank_metrics(y, score, keys) == rank_metrics(y[shuffled], score[shuffled], keys[shuffled])
    np.testing.assert_array_equal(shuffled[ranking_order(score[shuffled], keys[shuffled])], ranking_order(score, keys))


@pytest.mark.parametrize("value", [pytest.param(0.0, id="no violation"), pytest.param(1.0, id="violations only")])
def test_one_class_has_no_measure(value: float) -> None:
    found = rank_metrics(np.full(5, value), np.arange(5.0), _keys(5))
    assert np.isnan(found.pr_auc) and found.at == ()


def test_bootstrap_is_paired_seeded_and_clustered() -> None:
    y, score = _drawn()
    clusters = np.repeat(np.arange(50), 10).astype(np.uint64)
    scores = {"good": score, "bad": -score}
    first = bootstrap_average_precision(y, scores, _keys(500), clusters, seed=1, n_draws=30)
    again = bootstrap_average_precision(y, scores, _keys(500), clusters, seed=1, n_draws=30)
    np.testing.assert_array_equal(first["good"], again["good"])
    assert (first["good"] > first["bad"]).all()
    single = bootstrap_average_precision(y, scores, _keys(500), np.zeros(500, dtype=np.uint64), seed=1, n_draws=5)
    assert np.ptp(single["good"]) == 0


def test_interval_of_draws_without_value_is_null() -> None:
    assert np.isnan(interval(0.5, np.array([np.nan])).low)


def test_reliability_of_true_probabilities_is_near_zero() -> None:
    rng = np.random.default_rng(8)
    p = rng.beta(1, 20, 20_000)
    found = reliability((rng.random(20_000) < p).astype(np.float64), p)
    assert found.calibration_error < 0.01
    assert len(found.bins) == 15


def test_reliability_sees_overconfidence() -> None:
    y, _ = _drawn(1_000)
    assert reliability(y, np.full(1_000, 0.6)).calibration_error == pytest.approx(0.6 - y.mean())
