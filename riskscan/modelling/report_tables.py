"""The protocol's tables as plain data, for the model card, the terminal and JSON alike."""

from dataclasses import dataclass

import numpy as np

from riskscan.modelling.baselines import BASELINE_NAMES, BESIDE_NAMES
from riskscan.modelling.drift import DriftReport
from riskscan.modelling.evaluation import Evaluation
from riskscan.modelling.metrics import CAPACITIES, Ranking

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
    return "riskscan" if ranking == "model" else (BESIDE_NAMES | BASELINE_NAMES).get(ranking, ranking)


def _ranking_row(name: str, ranking: Ranking, spread: str) -> tuple[str, ...]:
    lift = next((number(entry.lift, 1) for entry in ranking.at if entry.share == 0.01), "-")
    return (_name(name), number(ranking.pr_auc), spread, lift, number(ranking.roc_auc))


def _capacity_row(name: str, ranking: Ranking) -> tuple[str, ...]:
    precision = [number(entry.precision, 2) for entry in ranking.at] or ["-"] * len(CAPACITIES)
    recall = [number(entry.recall, 2) for entry in ranking.at] or ["-"] * len(CAPACITIES)
    return (_name(name), *precision, *recall)


_RANKING_COLUMNS = ("ranking", "PR-AUC", "95 % interval", "lift@1%", "ROC-AUC")
_CAPACITY_COLUMNS = (
    "ranking", *(f"P@{share * 100:g}%" for share in CAPACITIES), *(f"R@{share * 100:g}%" for share in CAPACITIES),
)  # fmt: skip


def _ranking_tables(title: str, rankings: dict[str, Ranking], spreads: dict[str, str]) -> list[ReportTable]:
    names = ["model", *[name for name in (*BESIDE_NAMES, *BASELINE_NAMES) if name in rankings]]
    return [
        ReportTable(
            title,
            _RANKING_COLUMNS,
            tuple(_ranking_row(name, rankings[name], spreads.get(name, "")) for name in names),
        ),
        ReportTable(
            "Precision (P) and recall (R) when the top share of these rows is inspected",
            _CAPACITY_COLUMNS,
            tuple(_capacity_row(name, rankings[name]) for name in names),
        ),
    ]


def evaluation_tables(evaluation: Evaluation) -> list[ReportTable]:
    """Return the headline, the figures on all rows, calibration and slices."""
    head, whole = evaluation.rankings["model"], evaluation.rankings_all["model"]
    spreads = {name: f"{number(part.low)} to {number(part.high)}" for name, part in evaluation.intervals.items()}
    tables = _ranking_tables(
        f"Headline: rows that do not repeat training rows ({head.n_rows:,} rows, {head.n_violations:,} violations, "
        f"base rate {head.base_rate:.4f} = PR-AUC of chance)",
        evaluation.rankings,
        spreads,
    )
    if evaluation.overlap.n_near:
        tables += _ranking_tables(
            f"All rows, with those that repeat training rows ({whole.n_rows:,}, {whole.n_violations:,} violations)",
            evaluation.rankings_all,
            {},
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
