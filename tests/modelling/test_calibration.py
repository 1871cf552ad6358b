import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from riskscan.modelling.calibration import MarginCalibrator
from riskscan.modelling.metrics import reliability


def _margins(n_rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    margin = rng.normal(-4, 2, n_rows)
    return margin, (rng.random(n_rows) < expit(0.5 * margin - 1)).astype(np.float64)


@pytest.mark.parametrize("n_rows", [pytest.param(800, id="few violations"), pytest.param(20_000, id="many violations")])
def test_calibrates_overconfident_margins(n_rows: int) -> None:
    margin, y = _margins(n_rows, 1)
    fitted = MarginCalibrator().fit(margin, y, np.ones(n_rows))
    fresh, truth = _margins(20_000, 2)
    assert reliability(truth, fitted.predict(fresh)).calibration_error < 0.02


def test_few_violations_get_a_sigmoid() -> None:
    margin, y = _margins(800, 1)
    assert MarginCalibrator().fit(margin, y, np.ones(800)).method_ == "sigmoid"


def test_a_bent_curve_gets_an_isotonic_map() -> None:
    rng = np.random.default_rng(3)
    margin = rng.uniform(-6, 6, 20_000)
    y = (rng.random(20_000) < np.where(margin > 0, 0.5, 0.01)).astype(np.float64)
    fitted = MarginCalibrator().fit(margin, y, np.ones(20_000))
    assert fitted.method_ == "isotonic"
    assert fitted.predict(np.array([-5.0, 5.0])).round(1).tolist() == [0.0, 0.5]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([300, 5_000]))
def test_strictly_increasing_so_that_no_ties_arise(seed: int, n_rows: int) -> None:
    margin, y = _margins(n_rows, seed)
    y[:2] = [0, 1]
    fitted = MarginCalibrator().fit(margin, y, np.ones(n_rows))
    grid = np.linspace(margin.min() - 2, margin.max() + 2, 400)
    assert (np.diff(fitted.predict(grid)) > 0).all()


def test_row_order_decides_nothing() -> None:
    margin, y = _margins(5_000, 1)
    order = np.random.default_rng(0).permutation(5_000)
    first = MarginCalibrator().fit(margin, y, np.ones(5_000))
    second = MarginCalibrator().fit(margin[order], y[order], np.ones(5_000))
    np.testing.assert_allclose(first.predict(margin), second.predict(margin), rtol=1e-4)


def test_weights_move_the_rate() -> None:
    margin, y = _margins(5_000, 1)
    plain = MarginCalibrator().fit(margin, y, np.ones(5_000)).predict(margin).mean()
    heavy = MarginCalibrator().fit(margin, y, np.where(y == 1, 3.0, 1.0)).predict(margin).mean()
    assert heavy > 2 * plain
