"""Experience: trees over what rows of a world's past taught, and its place in a blend."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import ModelError
from riskscan.features.families import FeatureFamilies
from riskscan.modelling.adapting import load_base
from riskscan.modelling.blending import blend_models, fit_share, places_of
from riskscan.modelling.boosting import BoosterSettings
from riskscan.modelling.cross_fitting import fit_base
from riskscan.modelling.experience import Experience, experience_folder, load_experience
from riskscan.modelling.gaining import TaughtRows, gain_experience, teach
from riskscan.modelling.labelled_rows import gather_rows
from riskscan.modelling.model import Learner, fit_model
from riskscan.modelling.settings import TrainingConfig
from riskscan.modelling.splitting import time_split
from riskscan.simulation import simulate

_UNSEEN = ("log_value_per_kg", "hs_chapter", "history_address_rows_before")


@pytest.fixture(scope="module")
def worlds(screener: Screener) -> list[TaughtRows]:
    config = TrainingConfig(gap_days=1)
    return [teach(name, config, n_rows=2_500, seed=3, screener=screener) for name in ("drums", "plain_hiding")]


@pytest.fixture(scope="module")
def config() -> TrainingConfig:
    booster = BoosterSettings(max_iter=25, n_boosters=2, max_leaf_nodes=(8,))
    return TrainingConfig(gap_days=1, without=_UNSEEN, booster=booster)


@pytest.fixture(scope="module")
def experience(worlds: list[TaughtRows], config: TrainingConfig) -> Experience:
    return gain_experience(worlds, config)


def test_trees_see_what_is_not_left_out(experience: Experience) -> None:
    assert not set(_UNSEEN) & set(experience.names)
    assert {"route_log_lift", "history_consignor_violation_rate", "relative_round_package"} <= set(experience.names)


def test_rows_of_the_run_in_teach_and_are_not_learned_from(worlds: list[TaughtRows]) -> None:
    assert all(0.7 * 2_500 < len(world.y) < 2_500 and len(world.features) == len(world.y) for world in worlds)


def test_it_ranks_a_world_that_it_never_saw(
    worlds: list[TaughtRows], config: TrainingConfig, screener: Screener
) -> None:
    never = gain_experience(worlds[1:], config)
    margin, y = never.margin(worlds[0].features), worlds[0].y
    first = np.argsort(-margin, kind="stable")[: len(y) // 20]
    assert y[first].mean() > 5 * y.mean()


def test_it_is_kept_as_it_is(experience: Experience, worlds: list[TaughtRows], tmp_path: Path) -> None:
    from riskscan.modelling.persistence import load_metadata, load_plain

    experience.save(tmp_path / "kept", {"model_id": "one"}, "# Card\n")
    metadata = load_metadata(tmp_path / "kept")
    state = load_plain(tmp_path / "kept", "trees.zip", metadata)
    again = Experience(tuple(state["names"]), state["tables"])
    np.testing.assert_array_equal(again.margin(worlds[0].features), experience.margin(worlds[0].features))
    (tmp_path / "kept" / "trees.zip").write_bytes(b"altered")
    with pytest.raises(ModelError, match="hash does not fit"):
        load_plain(tmp_path / "kept", "trees.zip", metadata)


def test_a_blend_adds_the_margins_of_three(experience: Experience, screener: Screener) -> None:
    config = TrainingConfig(gap_days=1, booster=BoosterSettings(max_iter=30, n_boosters=2, max_leaf_nodes=(8,)))
    frame = simulate(1_500, seed=5, world="drums")
    data = gather_rows(frame, "is_violation", config, columns=None, screener=screener, say=lambda step: None)
    y, base = data.labels.y, load_base()
    split = time_split(data.X, calibration_share=0.3, test_share=0.2, gap_days=1, seed=0)
    own = fit_model(Learner.of(data.with_history(y), y, np.ones(len(y)), config), split).early
    features, shares = own.features(data.with_history(y)), base.shares(base.model.features(data.X))
    weights, judges = fit_base(base, shares[split.train], y[split.train], 0.4), split.calibration
    adapted, third = weights.odds(shares, base.start), experience.margin(features)
    margin = own.margin(features)
    share = fit_share(adapted[judges], margin[judges], y[judges], np.ones(judges.sum()), third[judges])
    places = places_of(base, own.families, data.X[:200])
    assert places is not None
    blended = blend_models(base, weights, own, share, places, experience)
    expected = (
        share.adapted * (adapted - weights.offset) + share.own * margin + share.experience * third
    )  # fmt: skip
    np.testing.assert_allclose(blended.margin(features), expected, atol=1e-9)
    assert share.experience > 0 and 0 < share.share < 1


def test_one_that_tells_nothing_gets_a_small_share() -> None:
    rng = np.random.default_rng(0)
    good = rng.normal(size=4_000) * 2
    y = (rng.random(4_000) < 1 / (1 + np.exp(-good + 2))).astype(float)
    share = fit_share(rng.normal(size=4_000), good, y, np.ones(4_000), rng.normal(size=4_000))
    assert share.share > 0.85 and share.experience < 0.1
    assert fit_share(rng.normal(size=4_000), rng.normal(size=4_000), y, np.ones(4_000), good).experience > 0.8


def test_rows_without_one_of_its_features_go_without_it(experience: Experience, worlds: list[TaughtRows]) -> None:
    assert experience.places(worlds[0].families) is not None
    others = FeatureFamilies(without=("party",), also=("relative",))
    others.feature_names_ = [name for name in worlds[0].families.feature_names_ if not name.startswith("history_")]
    assert experience.places(others) is None


def test_the_shipped_one_fits_the_features_of_training(worlds: list[TaughtRows]) -> None:
    shipped = load_experience()
    assert shipped is not None and experience_folder().name == "experience"
    assert shipped.places(worlds[0].families) is not None
    y = worlds[0].y
    first = np.argsort(-shipped.margin(worlds[0].features), kind="stable")[: len(y) // 20]
    assert y[first].mean() > 8 * y.mean()


def test_as_many_boosters_as_are_asked_for(worlds: list[TaughtRows], config: TrainingConfig) -> None:
    one = gain_experience(worlds[:1], replace(config, booster=replace(config.booster, n_boosters=1)))
    assert len(one.tables.sizes) == 1 and sum(one.tables.sizes) >= 25
