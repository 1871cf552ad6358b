"""The distinct values of an array, as pandas tells them, whatever its length."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from riskscan.manifest.cells.strings import FEW_ROWS

__all__ = ["factorize"]


def factorize(values: "npt.NDArray[Any]") -> "tuple[npt.NDArray[np.intp], Any]":
    """Return the place of each value among the distinct ones, -1 for null, and these, in the order of their rows.

    It is `pandas.factorize`, whose call alone takes longer than a look at each of a few values.

    Examples
    --------
    >>> factorize(np.array(["tea", None, "tea"], dtype=object))
    (array([ 0, -1,  0]), array(['tea'], dtype=object))
    """
    if len(values) > FEW_ROWS:
        return pd.factorize(values)
    places: dict[Any, int] = {}
    codes = [-1 if _is_null(value) else places.setdefault(value, len(places)) for value in values.tolist()]
    distinct = np.empty(len(places), dtype=values.dtype)
    distinct[:] = list(places)
    return np.array(codes, dtype=np.intp), distinct


def _is_null(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value
