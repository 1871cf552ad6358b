"""Labels from reviewers: a labels file joined to the scored rows that it speaks of."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.history.reviews import Review, Verdict, latest_reviews, review_keys
from riskscan.manifest.cleaning import clean_manifest

__all__ = ["REVIEWED_LABEL", "label_reviewed"]

REVIEWED_LABEL = "reviewed_violation"
"""Column of the labels: 1 diversion, 0 legitimate, null where a reviewer was unsure or did not look."""

_VALUES = {Verdict.DIVERSION: 1.0, Verdict.LEGITIMATE: 0.0, Verdict.UNSURE: np.nan}


def label_reviewed(
    rows: pd.DataFrame, substances: Iterable[object], reviews: Iterable[Review], *, columns: Any = None
) -> pd.DataFrame:
    """Return rows with the reviewers' labels as `REVIEWED_LABEL`.

    A review with a number is of that row; one without is of every row that has its key.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_columns)
        The rows that were scored, without what scoring appended. Never changed.
    substances : iterable of str or None, length n_rows
        What scoring named, ``substance_name``.
    reviews : iterable of Review
        Of a labels file; of one row or key the last counts.
    columns : optional
        The mapping file that the manifest was scored with.

    Raises
    ------
    OptionError
        Where the column is there already.
    TrainingDataError
        Where a review is of no row here: it belongs to another file.
    """
    if REVIEWED_LABEL in rows.columns:
        raise OptionError(f"The rows have a column {REVIEWED_LABEL} already: name it with --label, or drop it.")
    clean = clean_manifest(rows.reset_index(drop=True), columns=columns, require_text=False).frame
    keys = review_keys(clean["consignor_name"], clean["goods_description"], clean["chemical_name"], substances)
    label = np.full(len(rows), np.nan)
    listed = sorted(reviews, key=lambda review: review.day)
    general = latest_reviews(review for review in listed if review.row is None)
    for place, key in enumerate(keys):
        if key in general:
            label[place] = _VALUES[general[key].verdict]
    for review in listed:
        if review.row is None:
            continue
        if not 1 <= review.row <= len(keys) or keys[review.row - 1] != review.key:
            raise TrainingDataError(
                f"The review of row {review.row:,} ({review.verdict}, {review.day}) fits no such row here: the labels"
                " belong to another scored file, or its rows were changed."
            )
        label[review.row - 1] = _VALUES[review.verdict]
    return rows.assign(**{REVIEWED_LABEL: label})
