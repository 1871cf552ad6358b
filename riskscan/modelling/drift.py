"""Drift: how far rows moved from those that trained the model, without any label."""

from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["DriftReport", "FeatureDrift", "ReferenceProfile", "measure_drift"]

Array = NDArray[np.float64]
_BINS = 10
MODERATE, LARGE = 0.1, 0.25
"""Population stability above which a feature is said to have moved, and to have moved far (customary limits)."""


@dataclass(frozen=True, slots=True)
class FeatureDrift:
    """Movement of one feature.

    Attributes
    ----------
    stability : float
        Population stability index: sum over bins of (new - old) * log(new / old); null is a bin.
    null_before, null_now : float
        Share of nulls.
    new_share : float
        For a category, share of rows whose value was not known to training; else 0.
    """

    feature: str
    family: str
    stability: float
    null_before: float
    null_now: float
    new_share: float


@dataclass(frozen=True, slots=True)
class DriftReport:
    """Movement of all features, of the score and of screening.

    Attributes
    ----------
    verdict : str
        Whether the figures of the model card can still be trusted, in words.
    """

    n_rows: int
    features: tuple[FeatureDrift, ...]
    score_stability: float
    unresolved_before: float
    unresolved_now: float
    verdict: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


class ReferenceProfile:
    """Binned distribution of features and margins of reference rows."""

    def fit(self, features: pd.DataFrame, margin: Array, unresolved: float) -> Self:
        """Learn bins and shares.

        Parameters
        ----------
        features : DataFrame, shape (n_rows, n_features)
            Features of the reference rows, as scoring sees them.
        margin : ndarray, shape (n_rows,)
            Margins of the same rows.
        unresolved : float
            Share of rows with a chemical name that could not be read.
        """
        self.names_ = np.array([str(name) for name in features.columns], dtype=np.str_)
        values = features.to_numpy(dtype=np.float64)
        self.edges_ = np.array([_edges(values[:, place]) for place in range(values.shape[1])])
        self.shares_ = np.array([_shares(values[:, place], self.edges_[place]) for place in range(values.shape[1])])
        self.margin_edges_ = _edges(margin)
        self.margin_shares_ = _shares(margin, self.margin_edges_)
        self.unresolved_ = unresolved
        return self


def _edges(values: Array) -> Array:
    known = values[~np.isnan(values)]
    if not len(known):
        return np.zeros(_BINS - 1)
    return np.asarray(np.quantile(known, np.linspace(0, 1, _BINS + 1)[1:-1]))


def _shares(values: Array, edges: Array) -> Array:
    null = np.isnan(values)
    # Both sides of an edge: repeated quantiles (a feature with few values) put their rows into one bin.
    place = np.searchsorted(edges, values[~null], side="left")
    counts = np.bincount(place, minlength=_BINS).astype(np.float64)
    return np.asarray(np.append(counts, float(null.sum())) / max(len(values), 1))


def _stability(before: Array, now: Array, n_rows: int) -> float:
    # Empty bins count as half a row, so that small files do not shout.
    floor = 0.5 / max(n_rows, 1)
    old, new = np.maximum(before, floor), np.maximum(now, floor)
    return float(((new - old) * np.log(new / old)).sum())


def measure_drift(
    profile: ReferenceProfile, features: pd.DataFrame, margin: Array, unresolved: float, family_of: dict[str, str],
    categories: frozenset[str],
) -> DriftReport:  # fmt: skip
    """Compare rows with the reference.

    Parameters
    ----------
    profile : ReferenceProfile
        Of training rows, or of a reference file.
    features, margin, unresolved
        Of the rows to be judged.
    family_of : dict
        Family of every feature.
    categories : frozenset of str
        Features that are category codes: a null there is a value that training did not know.
    """
    rows = []
    for place, name in enumerate(map(str, profile.names_)):
        now = _shares(features[name].to_numpy(dtype=np.float64), profile.edges_[place])
        before = profile.shares_[place]
        stability = _stability(before, now, len(features))
        new = max(0.0, float(now[-1] - before[-1])) if name in categories else 0.0
        rows.append(FeatureDrift(name, family_of.get(name, ""), stability, float(before[-1]), float(now[-1]), new))
    rows.sort(key=lambda row: (-row.stability, row.feature))
    score = _stability(profile.margin_shares_, _shares(margin, profile.margin_edges_), len(features))
    return DriftReport(
        len(features), tuple(rows), score, profile.unresolved_, unresolved, _verdict(rows, score, len(features))
    )


def _verdict(rows: list[FeatureDrift], score: float, n_rows: int) -> str:
    far = [row.feature for row in rows if row.stability >= LARGE]
    if n_rows < 200:
        return f"Only {n_rows:,} rows: too few to tell drift from chance."
    if score >= LARGE or len(far) > len(rows) / 5:
        return (
            f"Large drift: the score moved by {score:.2f} and {len(far)} of {len(rows)} features moved far. The "
            "figures of the model card do not hold for these rows; label a random sample of them and train again."
        )
    if score >= MODERATE or far:
        return (
            f"Some drift: the score moved by {score:.2f}; far moved: {', '.join(far[:5]) or 'none'}. Read the figures "
            "of the model card with care and check a labelled sample."
        )
    return f"No drift to speak of (score {score:.2f}): the figures of the model card can stand."
