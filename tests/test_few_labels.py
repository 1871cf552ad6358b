"""Few labels adapt the shipped model, and no more is said of it than they tell."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.settings import TrainingConfig, make_config
from riskscan.scoring import RiskScorer
from riskscan.simulation import LABEL_COLUMNS, simulate
from riskscan.training import train

CONFIG = make_config({"n_draws": 20, "party_share": 0.0, "booster": {"max_iter": 20, "n_boosters": 1}})


@pytest.fixture(scope="module")
def manifest() -> pd.DataFrame:
    """Rows of a world of drums, a few of them labelled, none of them said to be simulated."""
    frame = simulate(900, seed=4, world="drums", violation_share=0.15)
    y = frame["is_violation"]
    rows = frame.drop(columns=list(LABEL_COLUMNS))
    labelled = [*np.flatnonzero(y == 1)[:20], *np.flatnonzero(y == 0)[:60]]
    return rows.assign(found=y.iloc[labelled], all_found=y)


def _told(model: TrainedModel) -> str:
    return " ".join(model.metadata["notes"])


@pytest.fixture(scope="module")
def adapted(manifest: pd.DataFrame, screener: Screener) -> TrainedModel:
    return train(manifest.drop(columns="all_found"), "found", config=CONFIG, screener=screener)


def test_few_labels_adapt_and_say_so(adapted: TrainedModel) -> None:
    assert adapted.metadata["way"] == "adapted"
    assert "needs 30 violations and 30 others in all; 20 and 60 were found" in adapted.metadata["way_because"]
    assert "Adapted with 80 labels, 20 positive (0.250; 95 % interval 0.168 to 0.355" in _told(adapted)
    assert "80 labels, 20 positive" in adapted.card and "| party |" in adapted.card
    low, high = adapted.metadata["expected_share"]
    assert low < adapted.metadata["base_rate"] < high
    assert adapted.evaluation is not None and {"shipped", "two_lines"} <= set(adapted.evaluation.rankings)


def test_an_adapted_model_is_bounded_and_quotes_no_simulated_row(adapted: TrainedModel) -> None:
    assert adapted.own_rows is None and adapted.score_basis(None) == "training rows"
    assert adapted.references.n_rows == 900


def test_it_is_kept_without_boosters_and_scores_the_same(
    adapted: TrainedModel, manifest: pd.DataFrame, screener: Screener, tmp_path: Path
) -> None:
    adapted.save(tmp_path / "model")
    assert sorted(path.suffix for path in (tmp_path / "model").iterdir() if path.suffix in (".zip", ".skops")) == [
        ".zip"
    ]
    rows = manifest.drop(columns=["found", "all_found"]).head(80)
    first = RiskScorer(adapted, screener=screener).score(rows)
    second = RiskScorer(load_model(tmp_path / "model"), screener=screener).score(rows)
    pd.testing.assert_frame_equal(first, second)


def test_rows_without_label_tell_what_is_usual(manifest: pd.DataFrame, screener: Screener) -> None:
    alone = train(manifest[manifest["found"].notna()], "found", config=CONFIG, screener=screener)
    assert alone.references.n_rows == 80 and alone.metadata["n_rows"] == 80


def test_with_fewer_than_five_only_the_prior_moves(manifest: pd.DataFrame, screener: Screener) -> None:
    kept = manifest["found"].where(manifest["found"].eq(0) | manifest["found"].cumsum().le(3))
    model = train(manifest.assign(found=kept), "found", config=CONFIG, screener=screener)
    assert {weight[0] for weight in model.metadata["signals"]["weights"].values()} == {1.0}
    assert model.evaluation is None and "how good it is here cannot be told" in _told(model)
    assert "too few to measure" in model.card


@pytest.mark.parametrize(
    ("label", "words"),
    [
        pytest.param(0, "0 violations and 60 others among 60 .* between 0.000 and 0.060", id="no violation"),
        pytest.param(None, "has the value|No row has a label|0 different", id="no label"),
    ],
)
def test_one_class_adapts_nothing(label: object, words: str, manifest: pd.DataFrame, screener: Screener) -> None:
    found = manifest["found"].where(manifest["found"].eq(0), None)
    frame = manifest.assign(found=found if label == 0 else np.nan)
    with pytest.raises(TrainingDataError, match=words):
        train(frame, "found", config=CONFIG, screener=screener)


def test_labels_enough_for_both_are_blended_as_measured(manifest: pd.DataFrame, screener: Screener) -> None:
    frame = manifest.drop(columns="found")
    model = train(frame, "all_found", config=replace(CONFIG, refit=False), screener=screener)
    assert model.metadata["way"] == "blended" and model.own_rows is not None
    assert "give the model trained from scratch" in _told(model)
    assert model.evaluation is not None and {"shipped", "adapted", "own"} <= set(model.evaluation.rankings)
    assert model.evaluation.best_baseline not in ("shipped", "adapted", "own")


@pytest.mark.parametrize(("way", "expected"), [("adapt", "adapted"), ("from_scratch", "from scratch")])
def test_a_way_can_be_asked_for(way: str, expected: str, manifest: pd.DataFrame, screener: Screener) -> None:
    config = replace(CONFIG, way=way, refit=False)
    model = train(manifest.drop(columns="found"), "all_found", config=config, screener=screener)
    assert model.metadata["way"] == expected and "asked for" in model.metadata["way_because"]


@pytest.mark.parametrize(
    ("config", "drop", "words"),
    [
        pytest.param(CONFIG, ["goods_description", "chemical_name"], "goods texts", id="no text"),
        pytest.param(replace(CONFIG, without=("commodity",)), [], "commodity", id="a family left out"),
        pytest.param(replace(CONFIG, also=()), [], "relative", id="no comparison"),
    ],
)
def test_rows_that_the_shipped_model_cannot_read(
    config: TrainingConfig, drop: list[str], words: str, manifest: pd.DataFrame, screener: Screener
) -> None:
    frame = manifest.drop(columns=["found", *drop], errors="ignore")
    with pytest.raises(OptionError, match=words):
        train(frame, "all_found", config=replace(config, way="adapt"), screener=screener)
