"""The protocol's tables as plain data, for the model card, the terminal and JSON alike."""

from dataclasses import dataclass

import numpy as np

from riskscan.modelling.baselines import BASELINE_NAMES
from riskscan.modelling.drift import DriftReport
from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.metrics import Ranking

__all__ = ["ReportTable", "drift_tables", "evaluation_tables", "markdown"]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of text cells; the first column is left-aligned, the others right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def number(value: float, digits: int = 3) -> str:
    """Return a figure as text, ``-`` where there is none."""
    return "-" if value is None or not np.isfinite(value) else f"{value:.{digits}f}"


def _name(ranking: str) -> str:
    return "riskscan" if ranking == "model" else BASELINE_NAMES.get(ranking, ranking)


def _ranking_row(name: str, ranking: Ranking, spread: str) -> tuple[str, ...]:
    by_share = {entry.share: entry for entry in ranking.at}
    cells = [number(by_share[share].precision) if share in by_share else "-" for share in (0.005, 0.01, 0.02, 0.05)]
    cells += [number(by_share[share].recall) if share in by_share else "-" for share in (0.005, 0.01, 0.02, 0.05)]
    lift = number(by_share[0.01].lift, 1) if 0.01 in by_share else "-"
    return (_name(name), number(ranking.pr_auc), spread, *cells, lift, number(ranking.roc_auc))


_COLUMNS = (
    "ranking", "PR-AUC", "95 % interval", "P@0.5%", "P@1%", "P@2%", "P@5%", "R@0.5%", "R@1%", "R@2%", "R@5%", "lift@1%",
    "ROC-AUC",
)  # fmt: skip


def evaluation_tables(evaluation: Evaluation) -> list[ReportTable]:
    """Return the headline, the figures on all rows, calibration and slices."""
    names = ["model", *[name for name in BASELINE_NAMES if name in evaluation.rankings]]
    head = evaluation.rankings["model"]
    spreads = {name: f"{number(part.low)} to {number(part.high)}" for name, part in evaluation.intervals.items()}
    tables = [
        ReportTable(
            f"Headline: rows that do not repeat training rows ({head.n_rows:,} rows, {head.n_violations:,} violations, "
            f"base rate {head.base_rate:.4f} = PR-AUC of chance)",
            _COLUMNS,
            tuple(_ranking_row(name, evaluation.rankings[name], spreads[name]) for name in names),
        )
    ]
    if evaluation.overlap.n_near:
        whole = evaluation.rankings_all["model"]
        tables.append(
            ReportTable(
                f"All rows, with those that repeat training rows ({whole.n_rows:,}, {whole.n_violations:,} violations)",
                _COLUMNS,
                tuple(_ranking_row(name, evaluation.rankings_all[name], "") for name in names),
            )
        )
    measured = evaluation.reliability
    tables.append(
        ReportTable(
            f"Calibration: Brier score {measured.brier:.5f}, calibration error {measured.calibration_error:.5f}, mean "
            f"probability {measured.mean_probability:.4f}, observed rate {measured.observed_rate:.4f}",
            ("mean probability", "observed rate", "rows"),
            tuple((number(mean, 4), number(seen, 4), f"{rows:,}") for mean, seen, rows in measured.bins),
        )
    )
    tables.append(
        ReportTable(
            "Slices: recall when the top 2 % of all rows are inspected, PR-AUC inside the slice",
            ("slice", "value", "rows", "violations", "recall@2%", "PR-AUC"),
            tuple(
                (
                    row.slice,
                    row.value,
                    f"{row.n_rows:,}",
                    f"{row.n_violations:,}",
                    number(row.recall_at_2),
                    number(row.pr_auc),
                )
                for row in evaluation.slices
                if row.n_violations
            ),
        )
    )
    return tables


def drift_tables(report: DriftReport, top: int = 15) -> list[ReportTable]:
    """Return the features that moved most."""
    rows = tuple(
        (
            row.feature,
            row.family,
            number(row.stability),
            number(row.null_before),
            number(row.null_now),
            number(row.new_share),
        )
        for row in report.features[:top]
    )
    title = (
        f"Drift of {report.n_rows:,} rows: score moved by {report.score_stability:.3f}; names that could not be read "
        f"{report.unresolved_before:.2%} before, {report.unresolved_now:.2%} now"
    )
    columns = ("feature", "family", "stability index", "null before", "null now", "new values")
    return [ReportTable(title, columns, rows)]


def markdown(table: ReportTable) -> str:
    """Return the table as Markdown."""
    lines = [f"**{table.title}**", "", "| " + " | ".join(table.columns) + " |"]
    lines.append("|" + "|".join([" --- "] + [" ---: "] * (len(table.columns) - 1)) + "|")
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table.rows]
    return "\n".join(lines) + "\n"
