import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.modelling.base_rate import HALF_WEIGHT, OddsCounts, OddsMove
from riskscan.modelling.calibration import share_of


def _odds(n_rows: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(-5, 2, n_rows)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 500), max_size=5), st.integers(0, 1_000))
def test_counts_know_neither_order_nor_parts(cuts: list[int], seed: int) -> None:
    odds = _odds(500, seed)
    shuffled = np.random.default_rng(seed).permutation(odds)
    whole = OddsCounts.of(odds)
    parts = [OddsCounts.of(part) for part in np.split(shuffled, sorted(cuts))]
    np.testing.assert_array_equal(sum(parts[1:], start=parts[0]).counts, whole.counts)


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.3, 0.9])
def test_the_move_gives_the_mean(share: float) -> None:
    odds = _odds(3_000)
    moved = share_of(odds + OddsCounts.of(odds).move_to(share))
    assert moved.mean() == pytest.approx(share, rel=0.001)


def test_rows_that_are_beyond_doubt_and_rows_without_a_number() -> None:
    odds = np.array([np.inf, -np.inf, np.nan, 0.0])
    counts = OddsCounts.of(odds)
    assert counts.n_rows == 3
    assert np.isfinite(counts.move_to(0.01))
    np.testing.assert_array_equal(OddsMove(0.2, 3, 1.0, 1.0).apply(np.array([1.0, 0.0])), [1.0, 0.0])


def test_without_rows_the_rate_alone_moves() -> None:
    move = OddsMove.of(OddsCounts.of(np.zeros(0)), calibrated_to=0.01, stated=0.02)
    assert move.by == move.by_rate == pytest.approx(np.log(0.02 / 0.98 * 99))


@pytest.mark.parametrize(
    ("n_rows", "stated", "weight"),
    [
        pytest.param(1, 0.01, 0.001, id="one row says nothing"),
        pytest.param(10, 0.01, 0.008, id="ten rows say next to nothing"),
        pytest.param(1_200, 0.01, 0.5, id="as many violations as weigh half"),
        pytest.param(12_000, 0.01, 0.909, id="a large file"),
        pytest.param(60, 0.2, 0.5, id="a few rows of many violations"),
    ],
)
def test_the_mean_weighs_as_many_violations_as_are_expected(n_rows: int, stated: float, weight: float) -> None:
    assert OddsMove(stated, n_rows, 0.0, 1.0).weight == pytest.approx(weight, abs=0.0006)
    assert OddsMove(stated, n_rows, 0.0, 1.0).by == pytest.approx(weight, abs=0.0006)


def test_ten_rows_that_were_picked_are_not_forced_to_the_rate() -> None:
    sure = np.full(10, 0.9)
    move = OddsMove.of(OddsCounts.of(np.log(sure / (1 - sure))), calibrated_to=0.01, stated=0.01)
    assert move.by_mean < -6 and move.apply(sure).min() > 0.89


def test_a_large_file_has_the_mean_that_was_stated() -> None:
    odds = _odds(20_000) + 3  # honest rows look odd here
    move = OddsMove.of(OddsCounts.of(odds), calibrated_to=0.01, stated=0.015)
    alone = share_of(odds + move.by_rate).mean()
    assert alone > 0.15 and move.apply(share_of(odds)).mean() == pytest.approx(0.015, rel=0.2)
    assert move.weight == 20_000 * 0.015 / (20_000 * 0.015 + HALF_WEIGHT)


def test_no_order_of_rows_changes() -> None:
    odds = np.sort(_odds(1_000))
    moved = OddsMove.of(OddsCounts.of(odds), calibrated_to=0.01, stated=0.3).apply(share_of(odds))
    assert (np.diff(moved) > 0).all()


def test_it_says_what_it_did() -> None:
    move = OddsMove(0.015, 3_000, np.log(1.511), np.log(0.7333))
    assert str(move) == "base rate 0.015, odds x 0.854 (rate alone x 1.51)"
    assert move.to_dict() == {
        "stated": 0.015, "rows": 3_000, "odds_times": 0.854, "by_rate_alone": 1.51, "by_mean_of_rows": 0.733,
        "weight_of_mean": 0.7895,
    }  # fmt: skip
