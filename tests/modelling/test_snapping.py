"""Snapped values teach the same trees to rows that were never snapped."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from riskscan.modelling.boosting import fit_booster
from riskscan.modelling.snapping import snap

NUMERIC = np.zeros(3, dtype=bool)


@pytest.fixture
def values() -> np.ndarray:
    rng = np.random.default_rng(2)
    found = np.column_stack([rng.lognormal(size=900), rng.integers(0, 400, 900), rng.normal(size=900)])
    found[rng.random(found.shape) < 0.1] = np.nan
    return found


def test_no_more_values_than_bins_and_missing_ones_stay(values: np.ndarray) -> None:
    found = snap(values, 20, skip=NUMERIC)
    assert np.array_equal(np.isnan(found), np.isnan(values))
    assert all(len(np.unique(column[~np.isnan(column)])) <= 20 for column in found.T)
    assert all(
        np.isin(column[~np.isnan(column)], before).all() for column, before in zip(found.T, values.T, strict=True)
    )


def test_few_values_and_codes_of_categories_stay(values: np.ndarray) -> None:
    few = np.round(values)
    np.testing.assert_array_equal(snap(few, 600, skip=NUMERIC), few)
    found = snap(values, 5, skip=np.array([False, True, False]))
    np.testing.assert_array_equal(found[:, 1], values[:, 1])


def test_raw_rows_fall_where_snapped_ones_do(values: np.ndarray) -> None:
    y = (np.nan_to_num(values[:, 0]) + np.nan_to_num(values[:, 2]) > 1.5).astype(float)
    booster = HistGradientBoostingClassifier(
        max_iter=20, max_bins=16, early_stopping=False, categorical_features=NUMERIC, random_state=0
    )
    fit_booster(booster, values, y, np.where(y == 1, 1.0, 3.0))
    snapped = snap(values, 16, skip=NUMERIC)
    np.testing.assert_array_equal(booster.decision_function(values), booster.decision_function(snapped))
    assert np.corrcoef(booster.decision_function(values), y)[0, 1] > 0.8


def test_a_column_without_a_value_stays() -> None:
    empty = np.full((5, 1), np.nan)
    np.testing.assert_array_equal(snap(empty, 3, skip=np.array([False])), empty)
