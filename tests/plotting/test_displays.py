"""Displays measure what they draw, take axes, and say what rows they lack."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib import pyplot

from riskscan.exceptions import OptionError
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.drift import DriftReport, FeatureDrift
from riskscan.plotting import (
    DriftDisplay,
    FamilyImportanceDisplay,
    LearningCurveDisplay,
    PrecisionAtCapacityDisplay,
    ReliabilityDisplay,
    RoutesDisplay,
    ScoreDistributionDisplay,
)
from riskscan.plotting.axes import TIER_COLORS
from riskscan.plotting.card_plots import draw_card
from riskscan.policy import Tier
from riskscan.scoring import RiskScorer

TRUTH = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
SCORE = [0.9, 0.1, 0.8, 0.05, 0.04, 0.03, 0.02, 0.01, 0.01, 0.01]
SCORED = pd.DataFrame(
    {
        "found": TRUTH,
        "risk_score": SCORE,
        "risk_tier": ["hold", "review", "inspect", *["release"] * 7],
        "export_country": ["CN", "CN", "CN", *["DE"] * 6, None],
        "destination_country": ["MX", "MX", "US", *["FR"] * 7],
    }
)


class _Scorer:
    def score(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(risk_score=SCORE)


def test_precision_and_recall_at_capacity() -> None:
    display = PrecisionAtCapacityDisplay.from_predictions(TRUTH, SCORE, shares=(0.1, 0.2, 0.3), name="mine")
    assert display.precision == pytest.approx([1.0, 0.5, 2 / 3])
    assert display.recall == pytest.approx([0.5, 0.5, 1.0])
    assert display.line_.get_ydata() == pytest.approx([1.0, 0.5, 2 / 3])
    assert display.plot(metric="recall").line_.get_ydata() == pytest.approx([0.5, 0.5, 1.0])


@pytest.mark.parametrize("kind", [PrecisionAtCapacityDisplay, ReliabilityDisplay])
def test_the_three_ways_agree(kind: type) -> None:
    ways = [
        kind.from_predictions(TRUTH, SCORE),
        kind.from_scored(SCORED, "found"),
        kind.from_estimator(_Scorer(), SCORED[["found"]], SCORED["found"]),
    ]
    drawn = [np.asarray(display.line_.get_ydata()) for display in ways]
    assert np.array_equal(drawn[0], drawn[1]) and np.array_equal(drawn[0], drawn[2])


def test_equal_scores_are_ordered_by_no_position() -> None:
    truth = np.arange(1000) < 100
    display = PrecisionAtCapacityDisplay.from_predictions(truth, np.zeros(1000), shares=(0.5,))
    assert 0.05 < display.precision[0] < 0.15


def test_axes_are_taken() -> None:
    _, (left, right) = pyplot.subplots(1, 2)
    assert PrecisionAtCapacityDisplay.from_predictions(TRUTH, SCORE, ax=left).ax_ is left
    display = ReliabilityDisplay.from_predictions(TRUTH, SCORE, ax=right, color="black")
    assert display.ax_ is right and display.line_.get_color() == "black"
    assert len(pyplot.get_fignums()) == 1


def test_distribution_counts_by_tier() -> None:
    display = ScoreDistributionDisplay.from_scored(SCORED)
    assert display.counts_.sum(axis=1).tolist() == [7, 1, 1, 1]
    zero = ScoreDistributionDisplay.from_predictions([0.0, 1.0], n_bins=3)
    assert zero.counts_.tolist() == [[1, 0, 1]]


def test_routes_keep_rows_of_unknown_countries() -> None:
    routes = RoutesDisplay.from_scored(SCORED).routes
    assert routes.loc["CN to MX"].tolist() == [2, 1]
    assert routes.loc["? to FR"].tolist() == [1, 0]
    assert routes["rows"].sum() == len(SCORED)


def test_families_and_drift() -> None:
    display = FamilyImportanceDisplay(importance={"route": 0.1, "substance": 2.0}).plot()
    assert [bar.get_width() for bar in display.bars_] == [0.1, 2.0]
    moved = (FeatureDrift("route", "route", 0.4, 0.0, 0.0, 0.0), FeatureDrift("mass", "quantity", 0.2, 0.0, 0.0, 0.0))
    drift = DriftDisplay.from_report(DriftReport(300, moved, 0.1, 0.0, 0.0, "Some drift"), top=1)
    assert [bar.get_width() for bar in drift.bars_] == [0.4]


def test_of_a_model(small_model: TrainedModel, labelled_frame: pd.DataFrame) -> None:
    assert set(FamilyImportanceDisplay.from_estimator(small_model).importance) >= {"substance"}
    display = DriftDisplay.from_estimator(small_model, labelled_frame.head(250))
    assert display.report.n_rows == 250 and len(display.bars_) == 15


def test_card(small_model: TrainedModel) -> None:
    assert small_model.evaluation is not None
    images = draw_card(small_model.metadata["family_importance"], small_model.evaluation)
    assert set(images) == set(small_model.plots) and len(images) == 4
    assert all(image.startswith(b"\x89PNG") for image in images.values())
    assert "![Reliability](reliability.png)" in small_model.card


def test_tiers_have_colors() -> None:
    assert list(TIER_COLORS) == [tier.name.lower() for tier in Tier]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        pytest.param(lambda: RoutesDisplay.from_scored(SCORED[["risk_tier"]]), "no column 'export_c", id="route"),
        pytest.param(lambda: ScoreDistributionDisplay.from_scored(SCORED[["found"]]), "score them first", id="raw"),
        pytest.param(lambda: ReliabilityDisplay.from_predictions([1, None], [0, 1]), "1 missing value", id="missing"),
        pytest.param(lambda: ReliabilityDisplay.from_predictions(["x"], [1]), "no number", id="words"),
        pytest.param(lambda: PrecisionAtCapacityDisplay.from_predictions([0, 0], [0, 1]), "one class", id="one class"),
        pytest.param(lambda: ScoreDistributionDisplay.from_predictions([]), "no rows", id="empty"),
        pytest.param(
            lambda: PrecisionAtCapacityDisplay.from_predictions(TRUTH, SCORE, metric="lift"),  # type: ignore[arg-type]
            "'precision' or 'recall'", id="metric",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_said(draw, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OptionError, match=said):
        draw()


def test_a_learning_curve_has_a_line_a_way() -> None:
    curves = {"adapted": [0.3, 0.4, 0.5], "from scratch": [float("nan"), 0.2, 0.6]}
    display = LearningCurveDisplay(labels=[0, 100, 10_000], curves=curves).plot()
    assert [line.get_label() for line in display.lines_] == list(curves)
    assert display.lines_[0].get_ydata() == pytest.approx([0.3, 0.4, 0.5])
    assert [text.get_text() for text in display.ax_.get_xticklabels()] == ["0", "100", "10,000"]
    pyplot.close(display.figure_)


def test_a_learning_curve_needs_a_figure_for_each_number() -> None:
    with pytest.raises(OptionError, match="short"):
        LearningCurveDisplay(labels=[0, 100], curves={"short": [0.1], "whole": [0.1, 0.2]})


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        pytest.param(
            lambda: PrecisionAtCapacityDisplay.from_predictions([1], [0.1, 0.2]), "y_score has 2", id="lengths"
        ),
        pytest.param(lambda: ReliabilityDisplay.from_predictions([1, 0], [0.1]), "y_prob has 1", id="lengths of bins"),
        pytest.param(lambda: ReliabilityDisplay.from_predictions([], []), "no rows", id="no probabilities"),
        pytest.param(lambda: ReliabilityDisplay.from_predictions([1, 0], [0.5, 3]), "no probabilities", id="above 1"),
        pytest.param(lambda: ScoreDistributionDisplay(score=[0.5], tier=["bad"]), "'bad', which is none", id="tier"),
        pytest.param(lambda: ScoreDistributionDisplay(score=[0.5], tier=[]), "tier has 0", id="tiers of other rows"),
        pytest.param(
            lambda: FamilyImportanceDisplay.from_estimator(RiskScorer.load()), "from_contributions", id="shipped model"
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(draw: Callable[[], object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        draw()


@pytest.mark.parametrize(
    "kind", [pytest.param(pl.from_arrow, id="polars"), pytest.param(lambda table: table, id="arrow")]
)
def test_scored_rows_of_any_library(kind: Callable[[pa.Table], object]) -> None:
    rows = kind(pa.Table.from_pandas(SCORED))
    assert RoutesDisplay.from_scored(rows).routes.equals(RoutesDisplay.from_scored(SCORED).routes)
    assert ScoreDistributionDisplay.from_scored(rows).counts_.sum() == len(SCORED)
    assert PrecisionAtCapacityDisplay.from_scored(rows, "found", shares=(0.5,)).precision == [0.4]
