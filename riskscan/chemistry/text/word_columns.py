"""Look at a column of words together: one search over all of them in place of one for each."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

__all__ = ["rows_at"]


def rows_at(places: Iterable[int], words: Sequence[str]) -> list[int]:
    r"""Return which of some words have a place in them, in order; places count in ``"\n".join(words)``.

    Examples
    --------
    >>> rows_at([0, 2, 9], ["cotton", "toluene", "shirt"])
    [0, 1]
    """
    found = np.fromiter(places, dtype=np.int64)
    ends = np.fromiter(accumulate(len(word) + 1 for word in words), dtype=np.int64, count=len(words))
    rows: list[int] = np.unique(np.searchsorted(ends, found, side="right")).tolist()
    return rows
