"""The model card of a model adapted to a few labels."""

from collections.abc import Collection
from typing import Any

from riskscan.modelling.card import IMAGES, WARNING
from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.report_tables import ReportTable, evaluation_tables, markdown, number

__all__ = ["write_adapted_card"]


def write_adapted_card(metadata: dict[str, Any], evaluation: Evaluation | None, images: Collection[str] = ()) -> str:
    """Return the model card as Markdown, with the images (file names) that lie beside it."""
    figures = ["The labels are too few to measure anything.", ""]
    if evaluation is not None:
        figures = [
            "On the labelled rows, each by weights that were fitted without it. Rows that were chosen because they "
            "looked risky are harder to tell apart than those of a whole manifest: read these figures against one "
            "another, and against no other card.",
            "",
            *[markdown(table) for table in evaluation_tables(evaluation)],
            " ".join(f"![{title}]({name})" for name, title in IMAGES.items() if name in images),
            "",
        ]
    low, high = metadata["expected_share"]
    return "\n".join([
        f"# Model {metadata['model_id']}",
        "",
        WARNING,
        "",
        f"The shipped model {metadata['adapted_from']}, which was trained on simulated rows, adapted with "
        f"{metadata['n_labelled']:,} labels, {metadata['n_violations']:,} positive (label column "
        f"`{metadata['label']}`, {metadata['n_rows']:,} rows in all), by riskscan {metadata['versions']['riskscan']}, "
        f"seed {metadata['seed']}.",
        "",
        f"Feature families: {', '.join(metadata['families'])}. Trees: {metadata['n_trees']}; calibration: "
        f"{metadata['calibration_method']}. Probabilities are calibrated to a share of violations of "
        f"{number(metadata['base_rate'], 4)} (95 % interval {number(low, 4)} to {number(high, 4)}), as the adapted "
        "model expects it over all rows; a stated base rate moves them. The policy bounds how many rows the score may "
        "raise, as for the shipped model.",
        "",
        "## Notes of the training run",
        "",
        *[f"- {note}" for note in metadata["notes"]],
        "",
        "## Signals",
        "",
        markdown(_signals(metadata["signals"]["weights"])),
        "## Figures",
        "",
        *figures,
        "## Limits",
        "",
        "- What the shipped model cannot see of a row, a few labels do not teach: words, prices, routes and traders of "
        "your own need training from scratch, which takes over by measurement once there are labels enough.",
        "- A concealment that leaves no trace in the manifest cannot be found.",
        "- Labels come from inspections: what was never inspected was never learned.",
        "",
    ])  # fmt: skip


def _signals(weights: dict[str, list[float]]) -> ReportTable:
    return ReportTable(
        "Weight of each signal: 1 as in the shipped model, 0 tells nothing here",
        ("signal", "weight", "95 % credible interval"),
        tuple(
            (name, number(weight, 2), f"{number(low, 2)} to {number(high, 2)}")
            for name, (weight, low, high) in weights.items()
        ),
    )
