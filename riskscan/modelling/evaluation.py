"""Judge a ranking on labelled rows by the protocol: overlap first, baselines beside it, intervals, slices."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.calendar import lodged_days
from riskscan.features.columns import hash_keys, texts
from riskscan.modelling.metrics import (
    Interval,
    Ranking,
    Reliability,
    bootstrap_average_precision,
    interval,
    rank_metrics,
    ranking_order,
    reliability,
)
from riskscan.modelling.model import RiskModel
from riskscan.modelling.overlap import OverlapAudit, RowKeys, audit_overlap

if TYPE_CHECKING:
    from riskscan.modelling.baselines import Baselines, RuleBaselines

__all__ = ["Comparison", "Evaluation", "Evidence", "SliceRow", "compare_scores", "evaluate_rows", "score_evidence"]

Array = NDArray[np.float64]
_SLICE_SHARE = 0.02
_LEAST_TO_TELL = 30
_TOO_FEW = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows to be judged.

    Attributes
    ----------
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows with a label.
    y, weights : ndarray, shape (n_rows,)
        Labels 0 or 1, and weights.
    keys : RowKeys
        Keys of the rows.
    content : ndarray of uint64, shape (n_rows,)
        Tie break.
    slices : dict of Series
        Values by which rows are sliced, by name.
    """

    X: pd.DataFrame
    y: Array
    weights: Array
    keys: RowKeys
    content: NDArray[np.uint64]
    slices: dict[str, "pd.Series[str]"]


@dataclass(frozen=True, slots=True)
class SliceRow:
    """One slice: its violations, how many of them the top 2 % of the whole ranking holds, PR-AUC inside it."""

    slice: str
    value: str
    n_rows: int
    n_violations: int
    recall_at_2: float
    pr_auc: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the protocol measured.

    Attributes
    ----------
    rankings : dict
        Measures by ranking (``model`` and the baselines) on rows that do not repeat training rows.
    rankings_all : dict
        The same on all rows.
    intervals : dict
        PR-AUC with its 95 % interval, clustered by consignor and week.
    best_baseline : str
        The baseline with the highest PR-AUC.
    difference : Interval
        PR-AUC of the model minus that of the best baseline, paired.
    reliability : Reliability
        Calibration on all rows.
    slices : tuple of SliceRow
        Slices of all rows.
    overlap : OverlapAudit
        Repeats of training rows.
    notes : tuple of str
        What a reader must know.
    """

    rankings: dict[str, Ranking]
    rankings_all: dict[str, Ranking]
    intervals: dict[str, Interval]
    best_baseline: str
    difference: Interval
    reliability: Reliability
    slices: tuple[SliceRow, ...]
    overlap: OverlapAudit
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; NaN becomes null."""
        plain = {
            "rankings": {name: ranking.as_dict() for name, ranking in self.rankings.items()},
            "rankings_all_rows": {name: ranking.as_dict() for name, ranking in self.rankings_all.items()},
            "pr_auc_intervals": {name: asdict(value) for name, value in self.intervals.items()},
            "best_baseline": self.best_baseline,
            "difference_to_best_baseline": asdict(self.difference),
            "reliability": asdict(self.reliability),
            "slices": [asdict(row) for row in self.slices],
            "overlap": self.overlap.as_dict(),
            "notes": list(self.notes),
        }
        return dict(_without_nan(plain))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same rows.

    Attributes
    ----------
    verdict : {"promote", "keep", "too few to tell"}
        Promote where the whole interval of the difference is above zero.
    """

    verdict: Literal["promote", "keep", "too few to tell"]
    n_violations: int
    pr_auc: float
    pr_auc_other: float
    difference: Interval
    sentence: str


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(part) for part in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


def _clusters(X: pd.DataFrame, content: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return consignor and week as one key; a row without consignor stands alone."""
    consignor = hash_keys(texts(X, "consignor_name"))
    week = np.nan_to_num(lodged_days(X), nan=-7.0) // 7 + 1_000
    joined = consignor * np.uint64(1099511628211) + week.astype(np.uint64)
    return np.where(consignor == 0, content, joined)


def score_evidence(model: RiskModel, evidence: Evidence) -> Array:
    """Return the model's margin of every row."""
    return model.margin(model.features(evidence.X))


def evaluate_rows(
    margin: Array, probability: Array, evidence: Evidence, *, baselines: "Baselines | RuleBaselines | None",
    training_keys: RowKeys, seed: int, n_draws: int = 200, beside: dict[str, Array] | None = None,
) -> Evaluation:  # fmt: skip
    """Apply the protocol.

    Parameters
    ----------
    margin, probability : ndarray, shape (n_rows,)
        The model's answers.
    evidence : Evidence
        The rows.
    baselines : Baselines or None
        Fitted on the same rows as the model; without them only the model is measured.
    training_keys : RowKeys
        Keys of the rows that the model learned from.
    seed : int
        Seed of the bootstrap.
    n_draws : int
        Resamples.
    beside : dict of ndarray, optional
        Scores of other models that are shown and count as no baselines.
    """
    overlap = audit_overlap(evidence.keys, training_keys)
    scores = {"model": margin, **(beside or {})}
    if baselines is not None:
        scores |= baselines.scores(evidence.X, evidence.keys, evidence.content)
    y, weights, content = evidence.y, evidence.weights, evidence.content
    fresh = ~overlap.repeats
    notes = [overlap.note]
    if (y[fresh] == 1).sum() < _TOO_FEW or (y[fresh] == 0).sum() < _TOO_FEW:
        notes.append("Too few violations do not repeat training rows: the headline is on all rows, and says little.")
        fresh = np.ones(len(y), dtype=bool)
    headline = {
        name: rank_metrics(y[fresh], score[fresh], content[fresh], weights[fresh]) for name, score in scores.items()
    }
    everything = {name: rank_metrics(y, score, content, weights) for name, score in scores.items()}
    draws = bootstrap_average_precision(
        y[fresh], {name: score[fresh] for name, score in scores.items()}, content[fresh],
        _clusters(evidence.X, content)[fresh], seed=seed, weights=weights[fresh], n_draws=n_draws,
    )  # fmt: skip
    others = [name for name in headline if name != "model" and name not in (beside or {})]
    best = max(others, key=lambda name: np.nan_to_num(headline[name].pr_auc), default="")
    gain = headline["model"].pr_auc - headline[best].pr_auc if best else float("nan")
    difference = interval(gain, draws["model"] - draws[best]) if best else Interval(gain, np.nan, np.nan)
    if best:
        notes.append(_against(best, headline, difference))
    return Evaluation(
        rankings=headline,
        rankings_all=everything,
        intervals={name: interval(headline[name].pr_auc, draws[name]) for name in headline},
        best_baseline=best,
        difference=difference,
        reliability=reliability(y, probability, weights),
        slices=_slices(margin, evidence),
        overlap=overlap,
        notes=tuple(notes),
    )


def _against(best: str, headline: dict[str, Ranking], difference: Interval) -> str:
    ratio = headline["model"].pr_auc / max(headline[best].pr_auc, 1e-12)
    words = "beats" if difference.low > 0 else "could not be shown to beat" if difference.high > 0 else "is beaten by"
    return (
        f"The model {words} the best baseline ({best}): PR-AUC {headline['model'].pr_auc:.3f} against "
        f"{headline[best].pr_auc:.3f} ({ratio:.2f} times; difference {difference.value:+.3f}, 95 % interval "
        f"{difference.low:+.3f} to {difference.high:+.3f})."
    )


def _slices(margin: Array, evidence: Evidence) -> tuple[SliceRow, ...]:
    order = ranking_order(margin, evidence.content)
    top = np.zeros(len(margin), dtype=bool)
    top[order[: max(1, int(np.ceil(_SLICE_SHARE * len(margin))))]] = True
    rows = []
    for name, values in evidence.slices.items():
        filled = values.to_numpy(dtype=object)
        for value in sorted({str(part) for part in filled if part not in ("", None)}):
            inside = filled == value
            violations = inside & (evidence.y == 1)
            recall = float(top[violations].mean()) if violations.any() else float("nan")
            measured = rank_metrics(
                evidence.y[inside], margin[inside], evidence.content[inside], evidence.weights[inside]
            )
            rows.append(SliceRow(name, value, int(inside.sum()), int(violations.sum()), recall, measured.pr_auc))
    return tuple(rows)


def compare_scores(
    margin: Array, other: Array, evidence: Evidence, fresh: NDArray[np.bool_], *, seed: int
) -> Comparison:
    """Compare a model with another on the same rows and say what to do.

    Parameters
    ----------
    margin, other : ndarray, shape (n_rows,)
        Answers of the candidate and of the model in use.
    fresh : ndarray of bool, shape (n_rows,)
        Rows that neither model learned from.
    """
    y, content, weights = evidence.y[fresh], evidence.content[fresh], evidence.weights[fresh]
    scores = {"candidate": margin[fresh], "other": other[fresh]}
    measured = {name: rank_metrics(y, score, content, weights) for name, score in scores.items()}
    n_violations = int(y.sum())
    draws = bootstrap_average_precision(
        y, scores, content, _clusters(evidence.X, evidence.content)[fresh], seed=seed, weights=weights, n_draws=500
    )
    gain = measured["candidate"].pr_auc - measured["other"].pr_auc
    difference = interval(gain, draws["candidate"] - draws["other"])
    verdict: Literal["promote", "keep", "too few to tell"]
    if n_violations < _LEAST_TO_TELL or np.isnan(difference.low):
        verdict = "too few to tell"
    elif difference.low > 0:
        verdict = "promote"
    elif difference.high <= 0 or difference.high - difference.low < 0.1 * max(measured["other"].pr_auc, 1e-9):
        verdict = "keep"
    else:
        verdict = "too few to tell" if difference.value > 0 else "keep"
    sentence = (
        f"{verdict.capitalize()}: PR-AUC {measured['candidate'].pr_auc:.3f} against {measured['other'].pr_auc:.3f} on "
        f"{len(y):,} rows with {n_violations:,} violations that neither model was trained on; difference {gain:+.3f}, "
        f"95 % interval {difference.low:+.3f} to {difference.high:+.3f}."
    )
    return Comparison(
        verdict, n_violations, measured["candidate"].pr_auc, measured["other"].pr_auc, difference, sentence
    )
