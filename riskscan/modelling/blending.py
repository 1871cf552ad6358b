"""Blend the adapted model with one trained from scratch: trees of both, their margins added."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.families import FeatureFamilies
from riskscan.modelling.adapting import BaseModel, SignalWeights
from riskscan.modelling.model import RiskModel

__all__ = ["BlendShare", "blend_models", "fit_share", "places_of"]

Array = NDArray[np.float64]

_PRIOR = 0.5
_PRIOR_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class BlendShare:
    """How much each of two models counts.

    Attributes
    ----------
    adapted, own : float
        Factor of the log odds of the adapted model, and of the margin of the one trained from scratch.
    n_rows, n_violations : int
        Labelled rows that decided it.
    """

    adapted: float
    own: float
    n_rows: int
    n_violations: int

    @property
    def share(self) -> float:
        """Share of the model trained from scratch."""
        return self.own / (self.adapted + self.own)


def fit_share(adapted: Array, own: Array, y: Array, weights: Array) -> BlendShare:
    """Fit how much two models count, on rows that trained neither: a logistic regression of their log odds.

    Both factors are shrunk toward one half and kept above zero, so that few rows leave them where the curve over worlds
    puts them, and many rows decide.

    Parameters
    ----------
    adapted, own : ndarray, shape (n_rows,)
        Log odds of the adapted model, and margins of the other.
    y, weights : ndarray, shape (n_rows,)
        Labels 0 or 1, and weights.
    """
    from scipy.optimize import minimize

    def loss(at: Array) -> tuple[float, Array]:
        odds = at[0] + at[1] * adapted + at[2] * own
        residual = weights * (1.0 / (1.0 + np.exp(-odds)) - y)
        away = (at[1:] - _PRIOR) / _PRIOR_SPREAD
        value = float((weights * (np.logaddexp(0, odds) - y * odds)).sum() + 0.5 * (away**2).sum())
        moves = np.array([residual.sum(), (residual * adapted).sum(), (residual * own).sum()])
        return value, moves + np.concatenate([[0.0], away / _PRIOR_SPREAD])

    bounds = [(-30, 30), (0.01, 3.0), (0.01, 3.0)]
    _, first, second = minimize(loss, np.array([0.0, _PRIOR, _PRIOR]), jac=True, method="L-BFGS-B", bounds=bounds).x
    return BlendShare(float(first), float(second), len(y), int(y.sum()))


def places_of(base: BaseModel, families: FeatureFamilies, X: pd.DataFrame) -> NDArray[np.int64] | None:
    """Return where other families have the features that the base model sees.

    Parameters
    ----------
    base : BaseModel
        The model.
    families : FeatureFamilies
        Fitted on other rows.
    X : DataFrame, shape (n_rows, n_columns)
        Some prepared rows, of which both must say the same.

    Returns
    -------
    ndarray of int64, shape (n_used,), or None
        None where a feature is missing, or was learned from other rows and means something else.
    """
    named = {name: place for place, name in enumerate(families.feature_names_)}
    seen = [base.model.feature_names[place] for place in base.model.used]
    if not set(seen) <= set(named):
        return None
    places = np.array([named[name] for name in seen])
    here = families.transform(X).to_numpy(dtype=np.float64)[:, places]
    there = base.model.features(X).to_numpy(dtype=np.float64)[:, base.model.used]
    return places if np.array_equal(here, there, equal_nan=True) else None


def blend_models(
    base: BaseModel, weights: SignalWeights, own: RiskModel, share: BlendShare, places: NDArray[np.int64]
) -> RiskModel:
    """Return one model with the trees of both; its calibrator is that of the own model until it is fitted again.

    Parameters
    ----------
    base : BaseModel
        What was adapted.
    weights : SignalWeights
        How.
    own : RiskModel
        Trained from scratch, its features among them those of the base model.
    share : BlendShare
        How much each counts.
    places : ndarray of int64
        `places_of` the base model's features among those of `own`.
    """
    assert own.tables is not None
    used = np.unique(np.concatenate([places, own.used]))
    adapted = base.weighted_tables(weights.weights).moved(np.searchsorted(used, places).tolist())
    scratch = own.tables.moved(np.searchsorted(used, own.used).tolist())
    n_first, n_second = len(adapted.sizes), len(scratch.sizes)
    # A model's margin is the mean over its boosters: each part is scaled to count as a whole.
    total = n_first + n_second
    tables = adapted.scaled(share.adapted * weights.slope * total / n_first).joined(
        scratch.scaled(share.own * total / n_second)
    )
    return RiskModel.from_tables(own.families, tables, used, own.calibrator)
