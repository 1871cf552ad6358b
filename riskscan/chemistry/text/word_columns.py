"""Look at a column of words together: one search over all of them in place of one for each."""

from collections.abc import Iterable, Sequence

import numpy as np

__all__ = ["rows_at"]


def rows_at(places: Iterable[int], words: Sequence[str]) -> list[int]:
    r"""Return which of some words have a place in them, in order; places count in ``"\n".join(words)``.

    Examples
    --------
    >>> rows_at([0, 2, 9], ["cotton", "toluene", "shirt"])
    [0, 1]
    """
    found = list(places)
    if not found:
        return []
    ends = np.cumsum(np.fromiter(map(len, words), dtype=np.int64, count=len(words)) + 1)
    rows: list[int] = np.unique(np.searchsorted(ends, found, side="right")).tolist()
    return rows
