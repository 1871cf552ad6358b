"""The model card: figures, limits and plots of one trained model."""

import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.report_tables import ReportTable, evaluation_tables, markdown, number

__all__ = ["draw_plots", "write_card"]

_WARNING = (
    "**Read first.** Figures on this page describe the rows that trained and tested this model. Figures on simulated "
    "manifests say nothing about the field; a model for real use is trained on the user's own inspections. A score "
    "is a reason to look. It is never evidence of an offence."
)


def write_card(metadata: dict[str, Any], evaluation: Evaluation) -> str:
    """Return the model card as Markdown."""
    head = [
        f"# Model {metadata['model_id']}",
        "",
        _WARNING,
        "",
        f"Ranks goods items by the probability of a violation. Trained by riskscan {metadata['versions']['riskscan']} "
        f"on {metadata['n_rows']:,} rows, {metadata['n_labelled']:,} of them labelled, "
        f"{metadata['n_violations']:,} violations (label column `{metadata['label']}`), seed {metadata['seed']}.",
        "",
        f"Trees: {metadata['n_trees']}; calibration: {metadata['calibration_method']}. {metadata['split']['note']}",
        f"The kept model: {metadata['split']['final']}",
        "",
        _families_paragraph(metadata),
        "",
        "## Notes of the training run",
        "",
        *[f"- {note}" for note in metadata["notes"]],
        "",
        "## Figures",
        "",
        "Baselines: random order; customs value; watch-list rule (confidence and severity of a CAS, name or structure "
        "hit); two-line rule (a hit without a permit, by severity and conflict with the HS code); consignor history "
        "(smoothed rate); exact-row lookup; logistic regression on TF-IDF words; "
        "HistGradientBoosting on plain encodings with 32 TF-IDF components.",
        "",
        *[markdown(table) for table in evaluation_tables(evaluation)],
        _party_paragraph(metadata),
        "![Precision and recall](precision_recall.png) ![Reliability](reliability.png) "
        "![Recall at capacity](recall_at_capacity.png) ![Family importance](family_importance.png)",
        "",
        "## Families",
        "",
        markdown(_importance_table(metadata["family_importance"])),
        "## Limits",
        "",
        "- A concealment that leaves no trace in the manifest cannot be found.",
        "- New firms, goods and routes are scored with less certainty; `riskscan evaluate --reference` shows drift.",
        "- Labels come from inspections: what was never inspected was never learned.",
        "",
    ]
    return "\n".join(head)


def _families_paragraph(metadata: dict[str, Any]) -> str:
    """Say what the model sees of a row and why not the rest, and what its probabilities are."""
    text = (
        f"Feature families: {', '.join(metadata['families'])}. Probabilities are calibrated to a share of violations "
    )
    text += f"of {number(metadata['base_rate'], 4)}; a stated base rate moves them."
    if metadata["without"]:
        text += (
            f" Left out of the model: {', '.join(metadata['without'])}. {metadata['without_because'] or ''}".rstrip()
        )
    if metadata["learned_from"] == "simulated":
        text += (
            "\n\n**The rows were simulated.** Their prices, masses, routes, traders and words are invented: no reason "
            "quotes them, probabilities are relative until a base rate is stated, and the policy bounds how many rows "
            "the score may raise."
        )
    return text


def _party_paragraph(metadata: dict[str, Any]) -> str:
    party = metadata["unknown_parties"]
    if party is None:
        return "Second split (whole parties held out): not enough parties or violations to measure.\n"
    return (
        f"Second split, whole parties held out of training ({party['n_rows']:,} rows, {party['n_violations']:,} "
        f"violations): PR-AUC {number(party['pr_auc'])}, ROC-AUC {number(party['roc_auc'])}, base rate "
        f"{number(party['base_rate'], 4)}.\n"
    )


def _importance_table(importance: dict[str, float]) -> ReportTable:
    ordered = sorted(importance.items(), key=lambda item: -item[1])
    return ReportTable(
        "Mean log odds that a family adds to the hundred riskiest rows",
        ("family", "log odds"),
        tuple((family, number(value, 2)) for family, value in ordered),
    )


def draw_plots(metadata: dict[str, Any], evaluation: Evaluation) -> dict[str, bytes]:
    """Return the card's images as PNG by file name."""
    return {
        "precision_recall.png": _precision_plot(evaluation),
        "reliability.png": _reliability_plot(evaluation),
        "recall_at_capacity.png": _capacity_plot(evaluation),
        "family_importance.png": _importance_plot(metadata["family_importance"]),
    }


def _figure(title: str) -> tuple[Figure, Any]:
    figure = Figure(figsize=(4.6, 3.4), dpi=80, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=9)
    axes.tick_params(labelsize=7)
    axes.grid(alpha=0.3)
    return figure, axes


def _png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _precision_plot(evaluation: Evaluation) -> bytes:
    figure, axes = _figure("Precision by share inspected")
    for name, ranking in evaluation.rankings.items():
        shares = [entry.share * 100 for entry in ranking.at]
        axes.plot(
            shares, [entry.precision for entry in ranking.at], marker="o", markersize=3, label=name,
            linewidth=2.2 if name == "model" else 1,
        )  # fmt: skip
    axes.set_xlabel("% inspected", fontsize=8)
    axes.set_ylabel("precision", fontsize=8)
    axes.legend(fontsize=6)
    return _png(figure)


def _reliability_plot(evaluation: Evaluation) -> bytes:
    figure, axes = _figure("Reliability")
    mean = np.array([entry[0] for entry in evaluation.reliability.bins])
    seen = np.array([entry[1] for entry in evaluation.reliability.bins])
    axes.plot([1e-4, 1], [1e-4, 1], color="0.6", linewidth=1)
    axes.plot(np.maximum(mean, 1e-4), np.maximum(seen, 1e-4), marker="o", markersize=3)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("mean probability", fontsize=8)
    axes.set_ylabel("observed rate", fontsize=8)
    return _png(figure)


def _capacity_plot(evaluation: Evaluation) -> bytes:
    figure, axes = _figure("Recall at capacity")
    for name, ranking in evaluation.rankings.items():
        axes.plot(
            [entry.share * 100 for entry in ranking.at], [entry.recall for entry in ranking.at], marker="o",
            markersize=3, label=name, linewidth=2.2 if name == "model" else 1,
        )  # fmt: skip
    axes.set_xlabel("% inspected", fontsize=8)
    axes.set_ylabel("share of violations found", fontsize=8)
    axes.legend(fontsize=6)
    return _png(figure)


def _importance_plot(importance: dict[str, float]) -> bytes:
    figure, axes = _figure("Log odds a family adds, hundred riskiest rows")
    ordered = sorted(importance.items(), key=lambda item: item[1])
    axes.barh([family for family, _ in ordered], [value for _, value in ordered])
    return _png(figure)
