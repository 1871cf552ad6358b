"""Values of features snapped to as many as there are bins, so that a booster with weights does not search for bins.

With weights, scikit-learn (1.9) sorts a column anew for each of its bins: that takes longer than all its trees. Of a
column with no more different values than bins it takes the middles between them. Each value is snapped to the nearest
of some values of its column, so those middles part raw values as they part snapped ones: rows that were never snapped
fall where the trees learned them.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["snap"]

Array = NDArray[np.float64]


def snap(values: Array, n_bins: int, *, skip: NDArray[np.bool_]) -> Array:
    """Return values with at most `n_bins` different ones a column; missing ones stay.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_columns)
        Features, not infinite.
    n_bins : int
        Bins of the booster.
    skip : ndarray of bool, shape (n_columns,)
        Columns to leave as they are: codes of categories.

    Examples
    --------
    >>> snap(np.array([[1.0], [2.0], [2.4], [9.0]]), 2, skip=np.array([False])).ravel().tolist()
    [1.0, 1.0, 1.0, 9.0]
    """
    found = values.copy()
    for column in np.flatnonzero(~skip):
        cells = values[:, column]
        known = np.sort(cells[~np.isnan(cells)])
        if not len(known):
            continue
        kept = known[np.append(True, known[1:] != known[:-1])]
        if len(kept) > n_bins:
            # By rows, not by values: as many rows in each bin as equal values allow.
            kept = np.unique(known[np.linspace(0, len(known) - 1, n_bins).round().astype(np.int64)])
            # A value on a middle goes with the lower one, as it does in a tree.
            snapped = kept[np.searchsorted((kept[1:] + kept[:-1]) / 2, cells, side="left")]
            found[:, column] = np.where(np.isnan(cells), np.nan, snapped)
    return found
