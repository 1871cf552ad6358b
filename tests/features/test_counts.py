"""Counts by key: many are looked for in their order, and found where they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riskscan.features.counts import CountTable

PAIRS = st.lists(st.tuples(st.integers(1, 40), st.integers(-5, 5)), min_size=1, max_size=60)


@given(PAIRS, st.floats(0.0, 1.0))
def test_many_questions_have_the_answers_of_each(pairs: list[tuple[int, int]], share: float) -> None:
    keys = np.array([key for key, _ in pairs], dtype=np.uint64)
    values = np.array([value for _, value in pairs], dtype=np.int64)
    table = CountTable.of(keys, values).freeze()
    asked = np.resize(np.append(keys[::-1], np.uint64(99)), 400)
    sought = np.resize(values, 400)
    place = table.place(asked)
    assert (place >= 0).tolist() == [key in keys for key in asked.tolist()]
    below, at = table.below_and_at(place, sought)
    quantile = table.quantile(place, share)
    for one in range(0, 400, 37):
        some = slice(one, one + 1)
        own = values[keys == asked[one]]
        assert table.place(asked[some])[0] == place[one]
        assert (below[one], at[one]) == ((own < sought[one]).sum(), (own == sought[one]).sum())
        np.testing.assert_array_equal(table.quantile(place[some], share)[0], quantile[one])


@given(PAIRS)
def test_a_few_rows_are_counted_like_many(pairs: list[tuple[int, int]]) -> None:
    keys = np.array([0, *(key for key, _ in pairs[:20])], dtype=np.uint64)
    values = np.array([7, *(value for _, value in pairs[:20])], dtype=np.int64)
    few, many = CountTable.of(keys, values), CountTable.of(np.tile(keys, 30), np.tile(values, 30))
    assert (few.keys.tolist(), few.values.tolist()) == (many.keys.tolist(), many.values.tolist())
    assert (few.counts * 30).tolist() == many.counts.tolist()
    halves = CountTable.of(keys[:9], values[:9]) + CountTable.of(keys[9:], values[9:])
    for one, other in zip(few, halves, strict=True):
        assert one.dtype == other.dtype and one.tolist() == other.tolist()
