from datetime import date

import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.history.reviews import Review, Verdict, review_key
from riskscan.modelling.reviewed import REVIEWED_LABEL, label_reviewed

ROWS = pd.DataFrame({"goods_description": ["bmk", "tea", "bmk"], "consignor_name": ["A", None, "A"]}, dtype=object)
SUBSTANCES = ["P2P", None, "P2P"]
BMK, TEA = review_key("A", ["bmk"], "P2P"), ""
DAY, LATER = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("reviews", "labels"),
    [
        pytest.param([Review(BMK, DAY, Verdict.DIVERSION, row=1)], [1, np.nan, np.nan], id="of a row"),
        pytest.param([Review(BMK, DAY, Verdict.DIVERSION)], [1, np.nan, 1], id="of all that are alike"),
        pytest.param([Review(TEA, DAY, Verdict.LEGITIMATE, row=2)], [np.nan, 0, np.nan], id="without consignor"),
        pytest.param(
            [Review(BMK, LATER, Verdict.LEGITIMATE, row=1), Review(BMK, DAY, Verdict.DIVERSION, row=1)],
            [0, np.nan, np.nan], id="the last counts",
        ),
        pytest.param(
            [Review(BMK, DAY, Verdict.DIVERSION, row=1), Review(BMK, LATER, Verdict.UNSURE, row=1)],
            [np.nan] * 3, id="unsure is no label",
        ),
        pytest.param([], [np.nan] * 3, id="none"),
    ],
)  # fmt: skip
def test_labels(reviews: list[Review], labels: list[float]) -> None:
    found = label_reviewed(ROWS, SUBSTANCES, reviews)
    np.testing.assert_array_equal(found[REVIEWED_LABEL].to_numpy(), labels)
    assert REVIEWED_LABEL not in ROWS


@pytest.mark.parametrize("review", [Review(BMK, DAY, Verdict.UNSURE, row=2), Review(BMK, DAY, Verdict.UNSURE, row=4)])
def test_labels_of_another_file(review: Review) -> None:
    with pytest.raises(TrainingDataError, match="belong to another scored file"):
        label_reviewed(ROWS, SUBSTANCES, [review])


def test_a_column_of_that_name() -> None:
    with pytest.raises(OptionError, match="already"):
        label_reviewed(ROWS.assign(**{REVIEWED_LABEL: 1}), SUBSTANCES, [])
