"""What a model learns from which rows, and with which weights."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.boosting import BoosterSettings
from riskscan.modelling.model import Learner, fit_model
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import Split
from riskscan.transferring import WorldRows, prepare_worlds


@pytest.fixture(scope="module")
def rows(screener: Screener) -> WorldRows:
    return prepare_worlds(("drums",), n_rows=1_500, seed=5, screener=screener)[0]


@pytest.fixture(scope="module")
def config() -> TrainingConfig:
    booster = BoosterSettings(max_iter=20, n_boosters=2, max_leaf_nodes=(8,))
    return TrainingConfig(gap_days=1, without=("party", "route", "description"), booster=booster)


@pytest.fixture(scope="module")
def learner(rows: WorldRows, config: TrainingConfig) -> Learner:
    return Learner.of(rows.X, rows.y, np.ones(len(rows.y)), config)


def _split(n_rows: int, first: int, second: int) -> Split:
    place = np.arange(n_rows)
    return Split(place < first, (place >= first) & (place < second), place >= second, "time", "")


def test_rows_read_once_say_what_rows_say(rows: WorldRows, learner: Learner) -> None:
    some = np.arange(len(rows.y)) % 3 == 0
    families = learner.config.families().fit(rows.X, rows.y)
    pd.testing.assert_frame_equal(families.transform(learner.read.take(some)), families.transform(rows.X[some]))


def test_chances_of_choice_calibrate_and_do_not_teach(rows: WorldRows, learner: Learner) -> None:
    weights = np.where(rows.y == 1, 0.2, 1.0)
    split = _split(len(rows.y), 900, 1_200)
    plain = fit_model(learner, split)
    weighted = fit_model(Learner.of(rows.X, rows.y, weights, learner.config), split)
    late = learner.features(plain.model, split.test)
    margin = plain.model.margin(late)
    np.testing.assert_array_equal(margin, weighted.model.margin(late))
    assert weighted.model.probability(margin).mean() < 0.7 * plain.model.probability(margin).mean()


def test_weights_of_samples_teach(rows: WorldRows, learner: Learner) -> None:
    weights = np.where(rows.y == 1, 0.2, 1.0)
    split = _split(len(rows.y), 900, 1_200)
    taught = Learner.of(rows.X, rows.y, weights, learner.config, is_weighted=True)
    models = [fit_model(one, split).model for one in (learner, taught)]
    margins = [model.margin(learner.features(model, split.test)) for model in models]
    assert margins[1].mean() < margins[0].mean()


def test_a_measured_model_calibrates_the_kept_one(rows: WorldRows, learner: Learner) -> None:
    split = _split(len(rows.y), 700, 1_000)
    measured = fit_model(learner, split)
    known = measured.model.calibrator.offset_
    later = replace(split, train=~split.test, calibration=split.test, test=np.zeros(len(rows.y), dtype=bool))
    kept = fit_model(learner, later, measured)
    assert kept.early is measured.model
    assert kept.size == measured.size
    assert measured.model.calibrator.offset_ == known  # what was measured stays as it was
    margin = measured.model.margin(learner.features(measured.model, split.test))
    assert kept.model.probability(margin).mean() == pytest.approx(rows.y[split.test].mean(), abs=0.01)


def test_a_look_takes_one_booster_and_half_of_the_rows() -> None:
    look = BoosterSettings(ordinary_rows=25).for_a_look()
    assert (look.n_boosters, look.ordinary_rows) == (1, 13)


def test_many_rows_take_a_booster_less() -> None:
    settings = BoosterSettings(learning_rate=0.06, n_boosters=4, many_rows=1_000)
    assert settings.for_rows(999) == settings
    many = settings.for_rows(1_000)
    assert (round(many.learning_rate, 4), many.n_boosters) == (0.08, 3)
    assert many.most_rows == 24_000
    assert BoosterSettings(n_boosters=1, many_rows=1_000).for_rows(5_000).n_boosters == 1
