"""The shipped model split into signals, weighed, and blended with another: always the same trees, never other sums."""

from dataclasses import replace

import numpy as np
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.features.families import FeatureFamilies
from riskscan.modelling.adapting import HELD, BaseModel, load_base
from riskscan.modelling.blending import blend_models, fit_share, places_of
from riskscan.modelling.boosting import BoosterSettings
from riskscan.modelling.cross_fitting import cross_fit, fit_base, share_interval
from riskscan.modelling.model import Learner, RiskModel, fit_model
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import Split
from riskscan.transferring import WorldRows, prepare_worlds


@pytest.fixture(scope="module")
def base() -> BaseModel:
    return load_base()


@pytest.fixture(scope="module")
def rows(screener: Screener) -> WorldRows:
    return prepare_worlds(("drums",), n_rows=1_500, seed=5, screener=screener)[0]


@pytest.fixture(scope="module")
def shares(base: BaseModel, rows: WorldRows) -> np.ndarray:
    return base.shares(base.model.features(rows.X))


def test_shares_of_signals_add_up_to_the_margin(base: BaseModel, rows: WorldRows, shares: np.ndarray) -> None:
    assert {"substance", "value", "mass", "party", "route"} <= set(base.signals)
    margin = base.model.margin(base.model.features(rows.X))
    np.testing.assert_allclose(base.start + shares.sum(axis=1), margin, atol=1e-9)


def test_a_signal_without_weight_is_not_heard(base: BaseModel, rows: WorldRows, shares: np.ndarray) -> None:
    place = base.signals.index("value")
    weights = np.ones(len(base.signals))
    weights[place] = 0.0
    silent = replace(fit_base(base, shares[:50], rows.y[:50], HELD), weights=weights)
    model = base.adapted(silent)
    margin = model.margin(base.model.features(rows.X))
    np.testing.assert_allclose(margin, base.start + np.delete(shares, place, axis=1).sum(axis=1), atol=1e-9)
    np.testing.assert_allclose(model.probability(margin), silent.probability(shares, base.start), atol=1e-9)


def test_no_labels_leave_the_model_as_it_is(base: BaseModel, shares: np.ndarray) -> None:
    weights = fit_base(base, shares[:0], np.zeros(0), 0.4)
    np.testing.assert_allclose(weights.weights, 1.0)
    assert weights.slope == pytest.approx(base.model.calibrator.slope_)
    assert weights.offset == pytest.approx(base.model.calibrator.offset_)


def test_a_signal_that_misleads_loses_weight(base: BaseModel, shares: np.ndarray) -> None:
    rng = np.random.default_rng(3)
    told = shares.copy()
    place = base.signals.index("party")
    told[:, place] = rng.permutation(told[:, place])
    odds = base.start + np.delete(shares, place, axis=1).sum(axis=1) * 2 + 3
    y = (rng.random(len(odds)) < 1 / (1 + np.exp(-odds))).astype(float)
    weights = fit_base(base, told, y, 0.4)
    assert weights.interval("party")[1] < 1 and weights.weights[place] == min(weights.weights)


def test_more_labels_more_certainty(base: BaseModel, rows: WorldRows, shares: np.ndarray) -> None:
    few, many = (fit_base(base, shares[:n], rows.y[:n], 0.4) for n in (40, 1_500))
    for signal in base.signals:
        low, high = few.interval(signal)
        assert high - low > np.diff(many.interval(signal))[0]
    draws = [one.mean_probability(shares, base.start, seed=1, n_draws=50).std() for one in (few, many)]
    assert draws[0] > draws[1]


def test_weights_are_held_where_labels_say_nothing_of_them(base: BaseModel, shares: np.ndarray) -> None:
    y = np.zeros(60)
    y[:4] = 1
    assert cross_fit(base, shares[:60], y, np.arange(60, dtype=np.uint64)) is None
    # Labels by the shipped model's own order: weighing signals cannot do better than leaving them.
    margin = base.start + shares.sum(axis=1)
    rng = np.random.default_rng(0)
    chance = (rng.random(400) < 1 / (1 + np.exp(-3 * margin[:400] - 6))).astype(float)
    judged = cross_fit(base, shares[:400], chance, np.arange(400, dtype=np.uint64))
    assert judged is not None and judged.loss > 0.9 * judged.loss_held


def test_equal_rows_are_left_out_together(base: BaseModel, shares: np.ndarray) -> None:
    from riskscan.modelling.cross_fitting import _folds

    keys = np.repeat(np.arange(20, dtype=np.uint64), 3)
    fold = _folds(np.tile([1.0, 1.0, 1.0], 20), keys)
    assert all(len(set(fold[keys == key])) == 1 for key in range(20)) and len(set(fold)) == 5


@pytest.mark.parametrize(
    ("found", "total", "low", "high"),
    [
        pytest.param(0, 30, 0.0, 0.1135, id="none"),
        pytest.param(5, 10, 0.2366, 0.7634, id="half"),
        pytest.param(30, 30, 0.8865, 1.0, id="all"),
    ],
)
def test_intervals_of_shares_as_wilson_gives_them(found: int, total: int, low: float, high: float) -> None:
    assert share_interval(found, total) == pytest.approx((low, high), abs=1e-4)


@pytest.fixture(scope="module")
def own(rows: WorldRows) -> RiskModel:
    late = np.arange(len(rows.y)) >= 1_100
    booster = BoosterSettings(max_iter=30, n_boosters=2, max_leaf_nodes=(8,))
    config = TrainingConfig(gap_days=1, without=("party", "route"), booster=booster)
    learner = Learner.of(rows.X, rows.y, np.ones(len(rows.y)), config)
    return fit_model(learner, Split(~late, late, ~late & late, "time", "")).early


def test_a_blend_adds_both_margins(base: BaseModel, own: RiskModel, rows: WorldRows, shares: np.ndarray) -> None:
    weights = fit_base(base, shares[:200], rows.y[:200], 0.4)
    adapted, features = weights.odds(shares, base.start), own.features(rows.X)
    share = fit_share(adapted[1_100:], own.margin(features)[1_100:], rows.y[1_100:], np.ones(400))
    places = places_of(base, own.families, rows.X[:200])
    assert places is not None
    blended = blend_models(base, weights, own, share, places)
    # What the slope adds to all margins alike is left to the calibration.
    expected = share.adapted * (adapted - weights.offset) + share.own * own.margin(features)
    np.testing.assert_allclose(blended.margin(features), expected, atol=1e-9)
    assert 0 < share.share < 1 and share.n_rows == 400


def test_a_model_that_tells_nothing_gets_the_smaller_share() -> None:
    rng = np.random.default_rng(0)
    good = rng.normal(size=4_000) * 2
    y = (rng.random(4_000) < 1 / (1 + np.exp(-good + 2))).astype(float)
    assert fit_share(good - 2, rng.normal(size=4_000), y, np.ones(4_000)).share < 0.1
    assert fit_share(rng.normal(size=4_000), good, y, np.ones(4_000)).share > 0.9


def test_a_blend_needs_every_feature_of_the_base(base: BaseModel, rows: WorldRows) -> None:
    families = FeatureFamilies(without=("commodity",), also=("relative",)).fit(rows.X, rows.y)
    assert places_of(base, families, rows.X) is None


def test_a_blend_needs_features_that_mean_the_same(base: BaseModel, rows: WorldRows) -> None:
    families = FeatureFamilies(also=("relative",)).fit(rows.X, rows.y)
    learned = RiskModel(base.model.families, [], np.arange(len(base.model.feature_names)), base.model.calibrator)
    assert places_of(base, families, rows.X) is not None
    assert places_of(BaseModel(learned, "learned"), families, rows.X) is None
