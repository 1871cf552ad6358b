"""The hash of a row's content, which orders rows that are equal otherwise."""

import numpy as np
import pandas as pd
import pytest

from riskscan.features.columns import Rows
from riskscan.modelling.preparing import content_keys

N_ROWS = 400


@pytest.mark.parametrize("n_distinct", [3, N_ROWS], ids=["few texts", "a text of its own in every row"])
def test_content_of_a_row_is_the_same_in_any_part(n_distinct: int) -> None:
    texts = [f"No {number % n_distinct}" for number in range(N_ROWS)]
    texts[::7] = [None] * len(texts[::7])
    frame = pd.DataFrame({"id": pd.Series(texts, dtype=object), "mass": np.arange(N_ROWS) % 5.0})
    whole = content_keys(Rows(frame))
    parts = [content_keys(Rows(frame.iloc[start : start + 1])) for start in range(N_ROWS)]
    assert np.concatenate(parts).tolist() == whole.tolist()
    assert len(set(whole.tolist())) == len(frame.drop_duplicates())
