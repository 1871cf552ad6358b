"""The pictures of a model card."""

import io
from importlib.util import find_spec
from typing import Any, Literal

from riskscan.modelling.evaluation import Evaluation
from riskscan.plotting.capacity import PrecisionAtCapacityDisplay
from riskscan.plotting.families import FamilyImportanceDisplay
from riskscan.plotting.reliability import ReliabilityDisplay

__all__ = ["draw_card"]


def draw_card(importance: dict[str, float], evaluation: Evaluation) -> dict[str, bytes]:
    """Return the card's pictures as PNG by file name; none where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        return {}
    return {
        "precision_recall.png": _capacity("Precision by share inspected", evaluation, "precision"),
        "reliability.png": _reliability(evaluation),
        "recall_at_capacity.png": _capacity("Recall at capacity", evaluation, "recall"),
        "family_importance.png": _importance(importance),
    }


def _axes(title: str) -> Any:
    # A figure of its own, unknown to pyplot: training leaves nothing open and needs no window.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.6, 3.4), dpi=80, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=9)
    axes.tick_params(labelsize=7)
    return axes


def _png(axes: Any) -> bytes:
    buffer = io.BytesIO()
    axes.figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _capacity(title: str, evaluation: Evaluation, metric: Literal["precision", "recall"]) -> bytes:
    axes = _axes(title)
    for name, ranking in evaluation.rankings.items():
        if ranking.at:
            width = 2.2 if name == "model" else 1
            PrecisionAtCapacityDisplay.from_ranking(ranking, name=name, ax=axes, metric=metric, linewidth=width)
    axes.legend(fontsize=6)
    return _png(axes)


def _reliability(evaluation: Evaluation) -> bytes:
    return _png(ReliabilityDisplay(measured=evaluation.reliability).plot(_axes("Reliability")).ax_)


def _importance(importance: dict[str, float]) -> bytes:
    axes = _axes("Log odds a family adds, hundred riskiest rows")
    return _png(FamilyImportanceDisplay(importance=importance).plot(axes).ax_)
