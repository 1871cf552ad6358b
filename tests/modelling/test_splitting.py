import numpy as np
import pandas as pd
import pytest

from riskscan.features.calendar import lodged_days
from riskscan.modelling.splitting import forward_folds, party_split, time_split


def _rows(n_rows: int = 1_000) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, n_rows), unit="D")
    return pd.DataFrame({"lodged_on": days, "consignor_name": [f"Firm {n}" for n in rng.integers(0, 60, n_rows)]})


def _split(X: pd.DataFrame, seed: int = 0):
    return time_split(X, calibration_share=0.15, test_share=0.2, gap_days=14, seed=seed)


def test_windows_follow_each_other_with_a_gap() -> None:
    X = _rows()
    split, days = _split(X), lodged_days(X)
    assert split.kind == "time"
    assert days[split.train].max() + 14 <= days[split.calibration].min()
    assert days[split.calibration].max() + 14 <= days[split.test].min()
    assert not (split.train & split.calibration).any() and not (split.calibration & split.test).any()


def test_row_order_decides_nothing() -> None:
    X = _rows()
    order = np.random.default_rng(0).permutation(len(X))
    np.testing.assert_array_equal(_split(X).test[order], _split(X.iloc[order]).test)


def test_rows_without_date_train() -> None:
    X = _rows()
    X.loc[:20, "lodged_on"] = pd.NaT
    split = _split(X)
    assert split.train[:20].all()
    assert "21 rows without a date train" in split.note


@pytest.mark.parametrize(
    "dates",
    [pytest.param(pd.NaT, id="no dates"), pytest.param(pd.Timestamp("2025-01-01"), id="one day")],
)
def test_without_usable_dates_the_split_is_random_and_says_so(dates: object) -> None:
    X = _rows().assign(lodged_on=dates)
    split = _split(X)
    assert split.kind == "random"
    assert "optimistic" in split.note
    assert 0.1 < split.test.mean() < 0.3


def test_equal_rows_stay_together_in_a_random_split() -> None:
    X = pd.concat([_rows().assign(lodged_on=pd.NaT)] * 2, ignore_index=True)
    split = _split(X)
    np.testing.assert_array_equal(split.test[:1_000], split.test[1_000:])


def test_whole_parties_are_held_out() -> None:
    X = _rows()
    held = party_split(X, share=0.3, seed=1)
    assert held is not None and held.any()
    assert not set(X.loc[held, "consignor_name"]) & set(X.loc[~held, "consignor_name"])


def test_too_few_parties_cannot_be_held_out() -> None:
    assert party_split(_rows().assign(consignor_name="one firm"), share=0.3, seed=1) is None


def test_blocks_learn_only_from_earlier_known_rows() -> None:
    X = _rows()
    folds, days = forward_folds(X, gap_days=10, seed=0), lodged_days(X)
    assert folds.forward
    for learn, use in folds.pairs():
        assert days[learn].max() < days[use].min()


def test_blocks_without_dates_are_random() -> None:
    assert not forward_folds(_rows().assign(lodged_on=pd.NaT), gap_days=10, seed=0).forward
