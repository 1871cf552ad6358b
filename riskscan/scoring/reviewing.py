"""What reviewers decided before: it is said of the same rows, and the score no longer raises what was legitimate."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from riskscan.features.coded import as_objects
from riskscan.features.columns import Rows
from riskscan.history.reviews import Review, Verdict, review_keys
from riskscan.tables.reasons import make_reason

__all__ = ["SETTLED", "with_reviews"]

SETTLED = "is_settled"
"""Column that says which rows were found legitimate before; rules of the policy may ask for it."""


def with_reviews(X: Rows, reviews: Mapping[str, Review]) -> Rows:
    """Return rows with what was decided before among their reasons, and with the column `SETTLED`.

    Parameters
    ----------
    X : Rows
        Canonical and screening columns; returned as it is where there are no reviews.
    reviews : mapping of str to Review
        The last one by key.
    """
    if not reviews:
        return X
    keys = review_keys(X["consignor_name"], X["goods_description"], X["chemical_name"], X["substance_name"])
    settled: NDArray[np.bool_] = np.zeros(len(X), dtype=bool)
    reasons = X["screening_reasons"].tolist()
    for place, key in enumerate(keys):
        review = reviews.get(key) if key else None
        if review is None:
            continue
        settled[place] = review.verdict is Verdict.LEGITIMATE
        note = f" ({review.note})" if review.note else ""
        said = make_reason("REVIEWED", day=review.day.isoformat(), verdict=review.verdict.value, note=note)
        reasons[place] = (said, *reasons[place])
    return X.joined({"screening_reasons": as_objects(reasons), SETTLED: settled})
