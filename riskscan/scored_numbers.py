"""Scores and ranks that were written into a file, read back."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskscan.exceptions import ManifestError

__all__ = ["check_scores", "parse_numbers"]


def parse_numbers(cells: pd.Series) -> pd.Series:
    """Return scores or ranks as numbers, null where a cell is none.

    A spreadsheet of a country that writes decimal commas saves them so; no score has a mark of thousands.
    """
    if not pd.api.types.is_numeric_dtype(cells):
        cells = cells.map(lambda cell: cell.replace(",", ".") if isinstance(cell, str) else cell)
    return pd.to_numeric(cells, errors="coerce")


def check_scores(scores: ArrayLike, ranks: ArrayLike, has_tier: ArrayLike) -> None:
    """Refuse rows whose score, rank or tier scoring has not written.

    Parameters
    ----------
    scores, ranks : array-like of float, shape (n_rows,)
        Null where they could not be read.
    has_tier : array-like of bool, shape (n_rows,)
        Whether the tier is one.

    Raises
    ------
    ManifestError
        With the number of such rows and the first of them.
    """
    score, rank = np.asarray(scores, dtype=np.float64), np.asarray(ranks, dtype=np.float64)
    bad = ~((score >= 0) & (score <= 1)) | np.isnan(rank) | ~np.asarray(has_tier, dtype=bool)
    if (n_bad := int(bad.sum())) > 0:
        rows = "1 row has" if n_bad == 1 else f"{n_bad:,} rows have"
        raise ManifestError(
            f"{rows} no readable risk_score, risk_rank or risk_tier (row {int(np.flatnonzero(bad)[0]) + 1:,} is the"
            " first); score the file again."
        )
