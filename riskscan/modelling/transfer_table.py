"""Figures of a model in worlds that it never saw, beside the rules that need no training."""

from dataclasses import dataclass

import numpy as np

from riskscan.modelling.report_tables import ReportTable, number

__all__ = ["AT", "WorldFigures", "transfer_summary", "transfer_table"]

AT = (0.005, 0.01, 0.02, 0.05, 0.1)
"""Shares of the rows inspected."""

_RULES = ("watch_list", "two_lines")


@dataclass(frozen=True, slots=True)
class WorldFigures:
    """What a model that never saw a world reaches there.

    Attributes
    ----------
    world : str
        The world.
    n_rows, n_violations : int
        Its rows.
    pr_auc : dict of str to float
        Of ``model``, ``watch_list`` and ``two_lines``.
    recall : dict of str to tuple of float
        At the shares of `AT`.
    calibration_error : float
        Once the world's base rate is stated.
    above_release, above_review : float
        Shares of the rows, by the packaged policy without a stated base rate.
    """

    world: str
    n_rows: int
    n_violations: int
    pr_auc: dict[str, float]
    recall: dict[str, tuple[float, ...]]
    calibration_error: float
    above_release: float
    above_review: float

    @property
    def gain(self) -> float:
        """PR-AUC as a multiple of the two-line rule's."""
        return self.pr_auc["model"] / self.pr_auc["two_lines"]

    @property
    def lead(self) -> float:
        """Least lead in recall over the better rule, over the shares of `AT`."""
        best = np.max([self.recall[rule] for rule in _RULES], axis=0)
        return float(np.min(np.array(self.recall["model"]) - best))


def transfer_table(figures: list[WorldFigures]) -> ReportTable:
    """Return one row a world."""
    columns = (
        "world never seen", "violations", "PR-AUC", "two lines", "watch list", "times",
        *(f"R@{share * 100:g}% (best rule)" for share in AT), "calibration error", "above release", "above review",
    )  # fmt: skip
    return ReportTable(
        "Each world by a model that never saw it, recall beside that of the better rule",
        columns,
        tuple(_row(found) for found in figures),
    )


def _row(found: WorldFigures) -> tuple[str, ...]:
    best = np.max([found.recall[rule] for rule in _RULES], axis=0)
    recall = zip(found.recall["model"], best.tolist(), strict=True)
    return (
        found.world, f"{found.n_violations:,} of {found.n_rows:,}",
        *(number(found.pr_auc[name]) for name in ("model", "two_lines", "watch_list")), number(found.gain, 2),
        *(f"{number(own, 2)} ({number(rule, 2)})" for own, rule in recall), number(found.calibration_error, 4),
        f"{found.above_release:.1%}", f"{found.above_review:.1%}",
    )  # fmt: skip


def transfer_summary(figures: list[WorldFigures]) -> str:
    """Return median and worst in one sentence."""
    gains = [found.gain for found in figures]
    worst = min(figures, key=lambda found: found.gain)
    behind = min(figures, key=lambda found: found.lead)
    return (
        f"PR-AUC is {np.median(gains):.2f} times the two-line rule's in the median world and {worst.gain:.2f} times in "
        f"the worst ({worst.world}: {worst.pr_auc['model']:.3f} against {worst.pr_auc['two_lines']:.3f}). Against the "
        f"better rule at each share, the least lead in recall is {behind.lead:+.3f} ({behind.world})."
    )
