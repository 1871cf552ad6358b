"""The model card: figures and limits of one trained model."""

from collections.abc import Collection
from typing import Any

from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.report_tables import ReportTable, evaluation_tables, markdown, number

__all__ = ["IMAGES", "WARNING", "write_card"]

WARNING = (
    "**Read first.** Figures on this page describe the rows that trained and tested this model. Figures on simulated "
    "manifests say nothing about the field; a model for real use is trained on the user's own inspections. A score "
    "is a reason to look. It is never evidence of an offence."
)


IMAGES = {
    "precision_recall.png": "Precision and recall",
    "reliability.png": "Reliability",
    "recall_at_capacity.png": "Recall at capacity",
    "family_importance.png": "Family importance",
}


def write_card(metadata: dict[str, Any], evaluation: Evaluation, images: Collection[str] = ()) -> str:
    """Return the model card as Markdown, with the images (file names) that lie beside it."""
    head = [
        f"# Model {metadata['model_id']}",
        "",
        WARNING,
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
        " ".join(f"![{title}]({name})" for name, title in IMAGES.items() if name in images),
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
