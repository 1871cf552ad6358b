"""The model card of the shipped model, which is judged in worlds that it never saw."""

from typing import Any

from riskscan.modelling.report_tables import markdown, number
from riskscan.modelling.transfer_table import WorldFigures, transfer_summary, transfer_table

__all__ = ["write_transfer_card"]


def write_transfer_card(metadata: dict[str, Any], figures: list[WorldFigures]) -> str:
    """Return the model card as Markdown."""
    return "\n".join([
        f"# Model {metadata['model_id']}",
        "",
        "**Read first.** Every row that trained and judged this model is simulated. Figures on simulated manifests say "
        "nothing about the field; a model for real use is trained on the user's own inspections. A score is a reason "
        "to look. It is never evidence of an offence.",
        "",
        f"Ranks goods items by the probability of a violation. Trained by riskscan {metadata['versions']['riskscan']} "
        f"on {metadata['n_rows']:,} rows of {len(metadata['worlds'])} worlds that differ in structure "
        f"({', '.join(metadata['worlds'])}), {metadata['n_violations']:,} violations, seed {metadata['seed']}; each "
        "world weighs the same.",
        "",
        f"Trees: {metadata['n_trees']}; calibration: {metadata['calibration_method']}, on margins of worlds that the "
        f"model in question never saw. Feature families: {', '.join(metadata['families'])}.",
        "",
        "What it knows of a row: the evidence of screening, and how far out the row lies among the user's own rows "
        "(the file, and the history file's). It carries no price, mass, route, trader or word of the simulation. Each "
        "world was also seen with groups of signals dealt out at random, so that no signal is trusted which another "
        f"place may lack. Left out: {', '.join(metadata['without'])}. {metadata['without_because'] or ''}",
        "",
        f"Probabilities are calibrated to a share of violations of {number(metadata['base_rate'], 4)} and relative "
        "until a base rate is stated; the policy bounds how many rows the score may raise.",
        "",
        "## Figures",
        "",
        transfer_summary(figures),
        "",
        markdown(transfer_table(figures)),
        "Two-line rule: a hit without a permit, by severity and conflict with the HS code. Watch-list rule: severity "
        "and confidence of a hit. Calibration error: once the world's base rate is stated. Above release, above "
        "review: shares of the rows by the packaged policy, no base rate stated.",
        "",
        "## Limits",
        "",
        "- A concealment that leaves no trace in the manifest cannot be found.",
        "- A file of a few rows says little of what is usual; `riskscan history learn` lets past manifests say it.",
        "- Worlds of one simulator are more alike than places of the earth are.",
        "",
    ])  # fmt: skip
