import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.baselines import BASELINE_NAMES
from riskscan.modelling.evaluation import Evidence, compare_scores
from riskscan.modelling.judging import compare_models, judge_drift, judge_model
from riskscan.modelling.labels import parse_labels
from riskscan.modelling.metrics import rank_metrics
from riskscan.modelling.overlap import RowKeys
from riskscan.modelling.persistence import default_folder
from riskscan.modelling.report_tables import drift_tables, evaluation_tables, markdown
from riskscan.scoring import RiskScorer
from riskscan.simulation import LABEL_COLUMNS, simulate


@pytest.fixture(scope="module")
def fresh_rows() -> pd.DataFrame:
    return simulate(900, seed=77, world="test", violation_share=0.08)


def test_every_baseline_stands_beside_the_model(small_model: TrainedModel) -> None:
    assert small_model.evaluation is not None
    assert set(small_model.evaluation.rankings) == {"model", *BASELINE_NAMES}
    assert small_model.evaluation.intervals["model"].low < small_model.evaluation.intervals["model"].high


def test_the_model_beats_the_baselines_where_there_is_something_to_learn(small_model: TrainedModel) -> None:
    assert small_model.evaluation is not None
    rankings = small_model.evaluation.rankings
    assert rankings["model"].pr_auc > max(rankings[name].pr_auc for name in BASELINE_NAMES)


def test_slices_of_the_protocol(small_model: TrainedModel) -> None:
    assert small_model.evaluation is not None
    names = {row.slice for row in small_model.evaluation.slices}
    assert {"pattern", "consignor", "substance", "transport_mode", "screening_outcome"} <= names


def test_a_stored_model_is_judged_on_new_rows(
    small_model: TrainedModel, fresh_rows: pd.DataFrame, screener: Screener
) -> None:
    labels = parse_labels(fresh_rows, "is_violation")
    judged = judge_model(small_model, fresh_rows, labels, screener=screener, n_draws=20)
    assert judged.evaluation.rankings["model"].n_rows <= 900
    assert judged.evaluation.overlap.n_exact == 0
    assert judged.evaluation.rankings["model"].pr_auc > judged.evaluation.rankings["random"].pr_auc
    tables = evaluation_tables(judged.evaluation)
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    assert markdown(tables[0]).count("\n") == len(tables[0].rows) + 4


def test_training_rows_are_found_again(
    small_model: TrainedModel, labelled_frame: pd.DataFrame, screener: Screener
) -> None:
    labels = parse_labels(labelled_frame, "is_violation")
    judged = judge_model(small_model, labelled_frame, labels, screener=screener, n_draws=20)
    assert judged.evaluation.overlap.n_exact == len(labelled_frame)
    assert any("headline is on all rows" in note for note in judged.evaluation.notes)


def test_a_model_against_itself_is_kept_or_cannot_be_told(
    small_model: TrainedModel, fresh_rows: pd.DataFrame, screener: Screener
) -> None:
    labels = parse_labels(fresh_rows, "is_violation")
    comparison = compare_models(small_model, small_model, fresh_rows, labels, screener=screener)
    assert comparison.difference.value == 0
    assert comparison.verdict == "keep"


def _evidence(y: np.ndarray) -> Evidence:
    keys = np.arange(len(y)).astype(np.uint64)
    X = pd.DataFrame({"consignor_name": [f"Firm {number % 60}" for number in range(len(y))], "lodged_on": pd.NaT})
    return Evidence(X, y, np.ones(len(y)), RowKeys(keys, keys), keys, {})


@pytest.mark.parametrize(
    ("n_violations", "noise", "other_noise", "verdict"),
    [
        pytest.param(100, 0.1, 5.0, "promote", id="better"),
        pytest.param(100, 5.0, 0.1, "keep", id="worse"),
        pytest.param(10, 0.1, 5.0, "too few to tell", id="few violations"),
    ],
)
def test_promotion(n_violations: int, noise: float, other_noise: float, verdict: str) -> None:
    rng = np.random.default_rng(0)
    y = np.zeros(2_000)
    y[rng.choice(2_000, n_violations, replace=False)] = 1
    scores = [y + rng.normal(0, size, 2_000) for size in (noise, other_noise)]
    comparison = compare_scores(*scores, _evidence(y), np.ones(2_000, dtype=bool), seed=1)
    assert comparison.verdict == verdict
    assert str(n_violations) in comparison.sentence


def test_labels_of_one_class_cannot_judge(
    small_model: TrainedModel, fresh_rows: pd.DataFrame, screener: Screener
) -> None:
    labels = parse_labels(fresh_rows.assign(is_violation=0), "is_violation")
    with pytest.raises(TrainingDataError, match="0 violations and 900 other"):
        judge_model(small_model, fresh_rows, labels, screener=screener)


def test_rows_like_the_training_rows_do_not_drift_and_others_do(
    small_model: TrainedModel, labelled_frame: pd.DataFrame, screener: Screener
) -> None:
    last = labelled_frame.tail(600).drop(columns=["is_violation", "pattern"])
    still = judge_drift(small_model, last, reference=last, screener=screener)
    assert still.score_stability == 0 and "No drift" in still.verdict
    moved = last.assign(net_mass_kg=last["net_mass_kg"] * 1_000, customs_value_usd=1.0, transport_mode="balloon")
    report = judge_drift(small_model, moved, screener=screener)
    assert "drift" in report.verdict and report.features[0].stability > 1
    assert next(row for row in report.features if row.feature == "transport_mode").new_share > 0.9
    assert len(drift_tables(report)[0].rows) == 15


def test_missing_own_column_is_named(small_model: TrainedModel, fresh_rows: pd.DataFrame, screener: Screener) -> None:
    from dataclasses import replace

    from riskscan.features.families import FeatureFamilies
    from riskscan.modelling.model import RiskModel

    model = small_model.model
    families = FeatureFamilies(("tax_rate",))
    needy = replace(small_model, model=RiskModel(families, model.boosters, model.used, model.calibrator))
    with pytest.raises(OptionError, match="tax_rate"):
        judge_drift(needy, fresh_rows, screener=screener)


def test_rows_are_judged_by_the_scores_that_scoring_gives(fresh_rows: pd.DataFrame, screener: Screener) -> None:
    shipped = load_model(default_folder())
    rows = fresh_rows.drop(columns=["is_violation", *LABEL_COLUMNS], errors="ignore")
    scored = RiskScorer(shipped, screener=screener).score(rows)
    labels = parse_labels(fresh_rows, "is_violation")
    ranking = judge_model(shipped, fresh_rows, labels, screener=screener, n_draws=20).evaluation.rankings_all["model"]
    tie = np.arange(len(rows)).astype(np.uint64)
    expected = rank_metrics(labels.y, scored["risk_score"].to_numpy(dtype=float), tie)
    assert ranking.roc_auc == pytest.approx(expected.roc_auc, abs=1e-6)
