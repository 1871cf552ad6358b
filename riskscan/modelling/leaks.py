"""Labels that leak: a single feature that alone tells violations from the rest."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import TrainingDataError
from riskscan.modelling.settings import TrainingConfig

__all__ = ["find_leaks", "lone_power"]

Array = NDArray[np.float64]
_LEAK = 0.995


def lone_power(values: Array, y: Array) -> float:
    """Return how well one feature alone separates the classes: ROC-AUC of its better direction, 0.5 to 1.

    Nulls count as one value below all others, because a cell that is filled only after an inspection leaks too.
    """
    filled = np.where(np.isnan(values), -np.inf, values)
    n_violations = float(y.sum())
    n_others = float(len(y) - n_violations)
    if not n_violations or not n_others:
        return 0.5
    from scipy.stats import rankdata

    ranks = rankdata(filled)
    area = (float(ranks[y > 0.5].sum()) - n_violations * (n_violations + 1) / 2) / (n_violations * n_others)
    return max(area, 1 - area)


def find_leaks(features: pd.DataFrame, y: Array, config: TrainingConfig) -> list[str]:
    """Look for features that give the label away on held-out rows.

    Returns
    -------
    list of str
        Warnings for suspicious built-in features.

    Raises
    ------
    TrainingDataError
        Where a feature of an own column does, with the figure, unless ``config.allow_leaks``.
    """
    known = ~np.isnan(y)
    powers = {str(name): lone_power(features[name].to_numpy()[known], y[known]) for name in features.columns}
    suspicious = {name: power for name, power in powers.items() if power >= _LEAK}
    own = {name: power for name, power in suspicious.items() if name.startswith("extra_")}
    if own and not config.allow_leaks:
        worst = max(own, key=lambda name: own[name])
        raise TrainingDataError(
            f"Feature {worst!r} alone separates violations from the rest (ROC-AUC {own[worst]:.4f} on held-out rows). "
            "The column was probably filled after the inspection. Leave it out, or "
            "pass --allow-leaks where it is honest."
        )
    return [
        f"Warning: feature {name!r} alone separates violations from the rest (ROC-AUC {power:.4f})."
        for name, power in sorted(suspicious.items())
    ]
