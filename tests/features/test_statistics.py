import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from riskscan.features.columns import hash_keys
from riskscan.features.statistics import CategoryCodes, KeyedRates, RobustLines


def test_rates_shrink_to_the_overall_rate() -> None:
    keys = hash_keys(pd.Series(["often"] * 200 + ["once"]))
    y = np.array([1.0] * 100 + [0.0] * 100 + [1.0])
    lifts = KeyedRates(strength=20).fit(keys, y, np.ones(201)).log_lift(keys)
    assert abs(lifts[0]) < 0.05
    assert 0 < lifts[-1] < np.log(1.2)


def test_rates_ignore_rows_without_label_but_count_them() -> None:
    keys = hash_keys(pd.Series(["a", "a", "b"]))
    fitted = KeyedRates().fit(keys, np.array([1.0, np.nan, 0.0]), np.ones(3))
    assert fitted.log_rows(keys).round(4).tolist() == [round(float(np.log(3)), 4)] * 2 + [round(float(np.log(2)), 4)]


def test_no_key_is_null() -> None:
    keys = hash_keys(pd.Series(["a", ""]))
    fitted = KeyedRates().fit(keys, np.array([1.0, 0.0]), np.ones(2))
    assert np.isnan(fitted.log_lift(keys)[1])


@given(st.lists(st.sampled_from(["", "x", "y", "z"]), max_size=60))
def test_codes_do_not_depend_on_order(values: list[str]) -> None:
    series = pd.Series(values, dtype=object)
    first = CategoryCodes(least=1).fit(series).codes(series)
    turned = CategoryCodes(least=1).fit(series[::-1]).codes(series)
    np.testing.assert_array_equal(first, turned)


def test_lines_back_off_to_chapter_and_to_all() -> None:
    hs4 = pd.Series(["2309"] * 40 + ["2301"] * 5 + ["6109"] * 5)
    values = np.concatenate([np.linspace(0, 1, 40), np.full(5, 2.0), np.full(5, 3.0)])
    lines = RobustLines(least=30).fit(hs4, values)
    names = [str(lines.lines_[place]) for place in lines.line_of(pd.Series(["2309", "2301", "6109", ""]))]
    assert names == ["2309", "23", "*", "*"]


def test_scores_count_robust_spreads_from_the_median() -> None:
    rng = np.random.default_rng(0)
    hs4 = pd.Series(["2309"] * 2_000)
    values = rng.normal(1.0, 0.5, 2_000)
    scores = RobustLines().fit(hs4, values).z_scores(hs4.head(1), np.array([2.0]))
    assert 1.8 < scores[0] < 2.2


def test_without_rows_everything_is_null() -> None:
    empty = pd.Series([], dtype=object)
    assert np.isnan(RobustLines().fit(empty, np.zeros(0)).z_scores(pd.Series(["2309"]), np.array([1.0]))).all()
    assert np.isnan(CategoryCodes().fit(empty).codes(pd.Series(["a"]))).all()
