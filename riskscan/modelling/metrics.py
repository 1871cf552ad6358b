"""Measures of a ranking and of probabilities, weighted, with graded ties and clustered bootstrap intervals."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CAPACITIES",
    "AtCapacity",
    "Interval",
    "Ranking",
    "Reliability",
    "bootstrap_average_precision",
    "rank_metrics",
    "ranking_order",
    "reliability",
]

CAPACITIES = (0.005, 0.01, 0.02, 0.05)
"""Shares of rows inspected at which precision, recall and lift are reported."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AtCapacity:
    """What inspecting the top share of the ranking finds."""

    share: float
    n_inspected: int
    precision: float
    recall: float
    lift: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Measures of one ranking; PR-AUC is average precision, its floor is `base_rate`."""

    n_rows: int
    n_violations: int
    base_rate: float
    pr_auc: float
    roc_auc: float
    at: tuple[AtCapacity, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Calibration: Brier score, expected calibration error, and one line a bin of equal size."""

    brier: float
    calibration_error: float
    mean_probability: float
    observed_rate: float
    bins: tuple[tuple[float, float, int], ...]


def ranking_order(score: Array, tie_break: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return row positions from highest to lowest score; equal scores are ordered by a hash of the row's content."""
    return np.lexsort((tie_break, -np.nan_to_num(score, nan=-np.inf)))


def rank_metrics(
    y: Array, score: Array, tie_break: NDArray[np.uint64], weights: Array | None = None,
    capacities: tuple[float, ...] = CAPACITIES,
) -> Ranking:  # fmt: skip
    """Measure a ranking.

    Parameters
    ----------
    y : ndarray, shape (n_rows,)
        0 or 1.
    score : ndarray, shape (n_rows,)
        Higher is riskier.
    tie_break : ndarray of uint64, shape (n_rows,)
        Key that orders equal scores, never the row's position.
    weights : ndarray, shape (n_rows,), optional
        Weight of every row (inverse selection probability).
    capacities : tuple of float
        Shares of rows inspected.
    """
    weight = np.ones(len(y)) if weights is None else weights
    order = ranking_order(score, tie_break)
    hits, mass = y[order] * weight[order], weight[order]
    total, everything = float(hits.sum()), float(mass.sum())
    if not len(y) or total == 0 or total == everything:
        return Ranking(len(y), int(y.sum()), float(total / everything) if everything else 0.0, np.nan, np.nan, ())
    found, seen = np.cumsum(hits), np.cumsum(mass)
    rate = total / everything
    at = []
    for share in capacities:
        n = max(1, int(np.searchsorted(seen, share * everything - 1e-9)) + 1)
        n = min(n, len(y))
        precision = float(found[n - 1] / seen[n - 1])
        at.append(AtCapacity(share, n, precision, float(found[n - 1] / total), precision / rate))
    misses = np.cumsum(mass - hits)
    roc = 1.0 - float((hits * (misses - (mass - hits) / 2)).sum() / (total * (everything - total)))
    pr = float((hits * found / seen).sum() / total)
    return Ranking(len(y), int(y.sum()), rate, pr, roc, tuple(at))


def bootstrap_average_precision(
    y: Array, scores: dict[str, Array], tie_break: NDArray[np.uint64], clusters: NDArray[np.uint64], *,
    seed: int, weights: Array | None = None, n_draws: int = 200,
) -> dict[str, Array]:  # fmt: skip
    """Return PR-AUC of every ranking in resamples of whole clusters; the same resamples for all rankings.

    Returns
    -------
    dict of ndarray, shape (n_draws,)
        Draws by name; differences of two are paired.
    """
    weight = np.ones(len(y)) if weights is None else weights
    _, cluster = np.unique(clusters, return_inverse=True)
    n_clusters = int(cluster.max(initial=-1)) + 1
    orders = {name: ranking_order(score, tie_break) for name, score in scores.items()}
    generator = np.random.default_rng(seed)
    draws: dict[str, list[float]] = {name: [] for name in scores}
    for _ in range(n_draws):
        times = np.bincount(generator.integers(0, n_clusters, n_clusters), minlength=n_clusters)[cluster] * weight
        for name, order in orders.items():
            mass = times[order]
            hits = mass * y[order]
            total = hits.sum()
            seen = np.cumsum(mass)
            with np.errstate(invalid="ignore", divide="ignore"):
                precision = np.where(seen > 0, np.cumsum(hits) / seen, 0.0)
            draws[name].append(float((hits * precision).sum() / total) if total else float("nan"))
    return {name: np.array(values) for name, values in draws.items()}


def interval(value: float, draws: Array) -> Interval:
    """Return the figure with the 2.5 and 97.5 % points of its draws."""
    known = draws[~np.isnan(draws)]
    if not len(known):
        return Interval(value, float("nan"), float("nan"))
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(value, float(low), float(high))


def reliability(y: Array, probability: Array, weights: Array | None = None, n_bins: int = 15) -> Reliability:
    """Measure calibration in bins with equal numbers of rows.

    The expected calibration error is the mean over bins of |mean probability - observed rate|, weighted by rows.
    """
    weight = np.ones(len(y)) if weights is None else weights
    order = np.argsort(probability, kind="stable")
    bins = []
    error = 0.0
    for part in np.array_split(order, min(n_bins, max(1, len(y)))):
        mass = float(weight[part].sum())
        if not mass:
            continue
        mean = float((probability[part] * weight[part]).sum() / mass)
        observed = float((y[part] * weight[part]).sum() / mass)
        bins.append((mean, observed, len(part)))
        error += abs(mean - observed) * mass
    total = float(weight.sum()) or 1.0
    return Reliability(
        brier=float((weight * (probability - y) ** 2).sum() / total),
        calibration_error=error / total,
        mean_probability=float((weight * probability).sum() / total),
        observed_rate=float((weight * y).sum() / total),
        bins=tuple(bins),
    )
