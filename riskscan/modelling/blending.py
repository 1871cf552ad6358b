"""Blend the adapted model, one trained from scratch and experience: the trees of all, their margins added."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.families import FeatureFamilies
from riskscan.modelling.adapting import BaseModel, SignalWeights
from riskscan.modelling.experience import Experience
from riskscan.modelling.model import RiskModel
from riskscan.modelling.tree_tables import TreeTables

__all__ = ["BlendShare", "blend_models", "fit_share", "places_of"]

Array = NDArray[np.float64]

_PRIOR_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class BlendShare:
    """How much each of the parts counts.

    Attributes
    ----------
    adapted, own : float
        Factor of the log odds of the adapted model, and of the margin of the one trained from scratch.
    experience : float
        Factor of the margin of the experience (`riskscan.modelling.experience`); 0 where there is none.
    n_rows, n_violations : int
        Labelled rows that decided it.
    """

    adapted: float
    own: float
    n_rows: int
    n_violations: int
    experience: float = 0.0

    @property
    def share(self) -> float:
        """Share of the model trained from scratch."""
        return self.own / (self.adapted + self.own + self.experience)


def fit_share(adapted: Array, own: Array, y: Array, weights: Array, experience: Array | None = None) -> BlendShare:
    """Fit how much each part counts, on rows that trained none: a logistic regression of their log odds.

    The factors are shrunk toward equal ones that sum to 1 and kept above zero, so that few rows leave them there, and
    many rows decide.

    Parameters
    ----------
    adapted, own : ndarray, shape (n_rows,)
        Log odds of the adapted model, and margins of the one trained from scratch.
    y, weights : ndarray, shape (n_rows,)
        Labels 0 or 1, and weights.
    experience : ndarray, shape (n_rows,), optional
        Margins of the experience.
    """
    from scipy.optimize import minimize

    parts = np.stack([adapted, own] if experience is None else [adapted, own, experience])
    priors = np.full(len(parts), 1.0 / len(parts))

    def loss(at: Array) -> tuple[float, Array]:
        odds = at[0] + at[1:] @ parts
        residual = weights * (1.0 / (1.0 + np.exp(-odds)) - y)
        away = (at[1:] - priors) / _PRIOR_SPREAD
        value = float((weights * (np.logaddexp(0, odds) - y * odds)).sum() + 0.5 * (away**2).sum())
        return value, np.concatenate([[residual.sum()], parts @ residual + away / _PRIOR_SPREAD])

    bounds = [(-30, 30), *[(0.01, 3.0)] * len(parts)]
    _, first, second, *third = minimize(
        loss, np.array([0.0, *priors]), jac=True, method="L-BFGS-B", bounds=bounds
    ).x.tolist()
    return BlendShare(first, second, len(y), int(y.sum()), *third)


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
    base: BaseModel, weights: SignalWeights, own: RiskModel, share: BlendShare, places: NDArray[np.int64],
    experience: Experience | None = None,
) -> RiskModel:  # fmt: skip
    """Return one model with the trees of all parts; its calibrator is that of the own model until it is fitted again.

    Parameters
    ----------
    base : BaseModel
        What was adapted.
    weights : SignalWeights
        How.
    own : RiskModel
        Trained from scratch, its features among them those of the other parts.
    share : BlendShare
        How much each counts.
    places : ndarray of int64
        `places_of` the base model's features among those of `own`.
    experience : Experience, optional
        The third part.
    """
    assert own.tables is not None
    parts = [
        (base.weighted_tables(weights.weights), places, share.adapted * weights.slope),
        (own.tables, own.used, share.own),
    ]
    if experience is not None and share.experience:
        seen = experience.places(own.families)
        assert seen is not None
        parts.append((experience.tables, seen, share.experience))
    used = np.unique(np.concatenate([columns for _, columns, _ in parts]))
    # A model's margin is the mean over its boosters: each part is scaled to count as a whole.
    total = sum(len(tables.sizes) for tables, _, _ in parts)
    scaled = [
        tables.moved(np.searchsorted(used, columns).tolist()).scaled(factor * total / len(tables.sizes))
        for tables, columns, factor in parts
    ]
    return RiskModel.from_tables(own.families, reduce(TreeTables.joined, scaled), used, own.calibrator)
