from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.settings import TrainingConfig
from riskscan.scoring import RiskScorer
from riskscan.training import train


@pytest.fixture(scope="module")
def declarations() -> pd.DataFrame:
    """Rows without any goods text or canonical name: what another office might keep."""
    rng = np.random.default_rng(5)
    n_rows = 1_800
    office = rng.choice(["10", "20", "30", "40"], n_rows)
    declarant = rng.integers(0, 150, n_rows)
    tax_rate = rng.choice([0.0, 4.0, 8.0, 13.0], n_rows)
    risk = 0.02 + 0.25 * (declarant % 17 == 0) + 0.15 * ((office == "40") & (tax_rate == 0))
    return pd.DataFrame(
        {
            "day": pd.date_range("2024-01-01", periods=n_rows, freq="2h").strftime("%Y-%m-%d"),
            "office_no": office,
            "declarant_no": [f"D{number}" for number in declarant],
            "rate": tax_rate,
            "fraudulent": np.where(rng.random(n_rows) < risk, "yes", "no"),
        }
    )


@pytest.fixture(scope="module")
def own_config(small_config: TrainingConfig) -> TrainingConfig:
    return replace(small_config, extra_numeric=("rate",), extra_categorical=("office_no", "declarant_no"))


def test_own_columns_train_without_goods_text(
    declarations: pd.DataFrame, own_config: TrainingConfig, screener: Screener
) -> None:
    trained = train(declarations, "fraudulent", config=own_config, screener=screener)
    assert trained.evaluation is not None
    assert trained.evaluation.rankings["model"].pr_auc > 1.5 * trained.evaluation.rankings["model"].base_rate
    assert {"extra_rate", "extra_office_no", "extra_declarant_no_log_lift"} <= set(trained.model.feature_names)
    scored = RiskScorer(trained, screener=screener).score(declarations.drop(columns="fraudulent").tail(50))
    assert scored["risk_score"].between(0, 1).all()


def test_same_seed_same_model(
    labelled_frame: pd.DataFrame, small_model: TrainedModel, small_config: TrainingConfig, screener: Screener
) -> None:
    again = train(labelled_frame, "is_violation", config=small_config, screener=screener)
    assert again.metadata == small_model.metadata


def test_label_columns_never_become_features(small_model: TrainedModel) -> None:
    assert not any("violation" in name and not name.startswith("history_") for name in small_model.model.feature_names)
    assert not any(name.startswith(("pattern", "segment", "inspected")) for name in small_model.model.feature_names)


def test_training_is_pure(labelled_frame: pd.DataFrame, small_model: TrainedModel) -> None:
    assert "is_violation" in labelled_frame.columns
    assert small_model.metadata["n_rows"] == len(labelled_frame)


def test_progress_names_the_steps(declarations: pd.DataFrame, own_config: TrainingConfig, screener: Screener) -> None:
    steps: list[str] = []
    config = replace(own_config, refit=True)
    train(declarations, "fraudulent", config=config, screener=screener, progress=steps.append)
    assert steps[0] == "cleaning and screening" and "training the model to be kept" in steps


def test_only_inspected_rows_teach_violations(
    labelled_frame: pd.DataFrame, small_config: TrainingConfig, screener: Screener
) -> None:
    config = replace(small_config, selection_probability="selection_probability", inspected="inspected")
    blind = labelled_frame.assign(
        is_violation=labelled_frame["is_violation"].where(labelled_frame["inspected"] == 1, 0)
    )
    try:
        trained = train(blind, "is_violation", config=config, screener=screener)
    except TrainingDataError as error:
        assert "violations" in str(error)
        return
    assert trained.metadata["n_labelled"] == int(labelled_frame["inspected"].sum())
    assert any("inverse of their selection probability" in note for note in trained.metadata["notes"])


@pytest.mark.parametrize(
    ("change", "label", "error", "words"),
    [
        pytest.param(lambda f: f, "nothing", OptionError, "no column 'nothing'", id="no label column"),
        pytest.param(lambda f: f.assign(fraudulent="no"), "fraudulent", TrainingDataError, "0 violations", id="one"),
        pytest.param(
            lambda f: f.assign(fraudulent=["yes"] * 4 + ["no"] * (len(f) - 4)), "fraudulent", TrainingDataError,
            "4 violations among 1,800", id="too few violations",
        ),
        pytest.param(lambda f: f.drop(columns="rate"), "fraudulent", OptionError, "'rate'", id="missing own column"),
        pytest.param(lambda f: f, "office_no", OptionError, "cannot be a feature", id="label as feature"),
        pytest.param(
            lambda f: f.assign(rate=(f["fraudulent"] == "yes") * 100.0), "fraudulent", TrainingDataError,
            "extra_rate.*ROC-AUC 1.0000", id="own column that leaks",
        ),
    ],
)  # fmt: skip
def test_labels_that_cannot_train(
    change: object, label: str, error: type[Exception], words: str, declarations: pd.DataFrame,
    own_config: TrainingConfig, screener: Screener,
) -> None:  # fmt: skip
    with pytest.raises(error, match=words):
        train(change(declarations), label, config=own_config, screener=screener)  # type: ignore[operator]


def test_contradicting_and_undated_rows_are_counted(
    declarations: pd.DataFrame, own_config: TrainingConfig, screener: Screener
) -> None:
    first = declarations.head(40)
    turned = first.assign(fraudulent=np.where(first["fraudulent"] == "yes", "no", "yes"))
    notes = train(
        pd.concat([declarations, turned]), "fraudulent", config=own_config, screener=screener
    ).metadata["notes"]  # fmt: skip
    assert any("equal another row that has the other label" in note for note in notes)
