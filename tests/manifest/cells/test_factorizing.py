import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.cells.factorizing import factorize
from riskscan.manifest.cells.strings import FEW_ROWS

CELLS = st.one_of(
    st.none(), st.just(float("nan")), st.sampled_from(["", "tea", "Tea"]), st.integers(0, 2), st.booleans()
)


@given(st.lists(CELLS, max_size=FEW_ROWS))
def test_a_few_values_are_told_apart_as_pandas_does(cells: list[object]) -> None:
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    codes, distinct = factorize(values)
    expected, of_pandas = pd.factorize(values)
    assert codes.tolist() == expected.tolist() and distinct.tolist() == of_pandas.tolist()


@given(st.lists(st.integers(0, 2**64 - 1), max_size=FEW_ROWS))
def test_keys_stay_keys(keys: list[int]) -> None:
    codes, distinct = factorize(np.array(keys, dtype=np.uint64))
    assert distinct.dtype == np.uint64 and distinct[codes].tolist() == keys
