"""Which family of features raised a row's score: put ordinary values in its place and score again."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.modelling.model import RiskModel

__all__ = ["family_contributions", "family_importance", "ordinary_rows"]

Array = NDArray[np.float64]
_MOST_ROWS = 4_000
_REFERENCE_ROWS = 6
_RISKIEST = 100


def ordinary_rows(features: pd.DataFrame, y: Array, margin: Array) -> Array:
    """Return features of ordinary rows: not violations, spread evenly over the lower nine tenths of the margins."""
    candidates = np.flatnonzero((y != 1) & (margin <= np.quantile(margin, 0.9)))
    ordered = candidates[np.argsort(margin[candidates], kind="stable")]
    places = np.linspace(0, len(ordered) - 1, min(_REFERENCE_ROWS, len(ordered))).round().astype(np.int64)
    return np.asarray(features.to_numpy(dtype=np.float64)[ordered[places]])


def family_importance(model: RiskModel, features: pd.DataFrame, margin: Array, reference: Array) -> dict[str, float]:
    """Return the mean contribution of every family over the hundred riskiest rows."""
    top = np.argsort(-margin, kind="stable")[:_RISKIEST]
    found = family_contributions(model, features.to_numpy(dtype=np.float64)[top], margin[top], reference)
    return {family: round(float(pd.Series(values).mean()), 4) for family, values in found.items()}


def family_contributions(model: RiskModel, features: Array, margin: Array, reference: Array) -> dict[str, Array]:
    """Return how many log odds every family adds to every row's margin.

    For each family the row's values are replaced by those of each reference row, and the margin falls or rises; the
    mean fall is the family's contribution. Families that only work together share no credit, so contributions need not
    add up to the margin.

    Parameters
    ----------
    model : RiskModel
        The model.
    features : ndarray, shape (n_rows, n_features)
        Features of the rows to explain.
    margin : ndarray, shape (n_rows,)
        Their margins.
    reference : ndarray, shape (n_reference, n_features)
        Features of ordinary rows.

    Returns
    -------
    dict of str to ndarray, shape (n_rows,)
        Log odds, by family.
    """
    family_of = model.families.family_of()
    members: dict[str, list[int]] = {}
    for place, name in enumerate(model.feature_names):
        members.setdefault(family_of[name], []).append(place)
    total = np.zeros((len(members), len(features)))
    # As many at once as there is room for: the model's own overhead a call is larger than a thousand rows.
    step = max(1, _MOST_ROWS // max(total.size, 1))
    for start in range(0, len(reference), step):
        ordinary = reference[start : start + step]
        replaced = np.tile(features, (len(ordinary), len(members), 1, 1))
        for number, places in enumerate(members.values()):
            replaced[:, number][:, :, places] = ordinary[:, None, places]
        margins = model.margin(replaced.reshape(-1, features.shape[1])).reshape(len(ordinary), *total.shape)
        for found in margins:  # in the order of the reference rows: a sum depends on it
            total += margin - found
    return dict(zip(members, total / max(len(reference), 1), strict=True))
