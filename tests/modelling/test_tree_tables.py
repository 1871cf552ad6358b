from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.tree_tables import TreeTables

CATEGORIES = np.array([True, False, False, True, False])


def _rows(n_rows: int, seed: int) -> Any:
    rng = np.random.default_rng(seed)
    values = np.stack(
        [rng.integers(0, 6, n_rows), rng.normal(size=n_rows), rng.integers(0, 3, n_rows), rng.integers(2, 40, n_rows),
         rng.normal(size=n_rows).round(1)], axis=1,
    ).astype(np.float64)  # fmt: skip
    values[rng.random(values.shape) < 0.15] = np.nan
    return values


def _boosters(**settings: Any) -> list[Any]:
    values = _rows(3_000, 1)
    rng = np.random.default_rng(2)
    signal = np.nan_to_num(values[:, 1]) + np.nan_to_num(values[:, 3]) % 5 - 2 * (np.nan_to_num(values[:, 0]) == 3)
    y = signal + rng.normal(size=len(values)) > 1.5
    return [
        HistGradientBoostingClassifier(
            random_state=seed, **{"max_iter": 25, "max_leaf_nodes": 8, "min_samples_leaf": 5} | settings
        ).fit(values, y)
        for seed in (0, 1)
    ]


def _walked(boosters: list[Any], values: Any) -> Any:
    return np.stack([booster.decision_function(values) for booster in boosters])


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({}, id="numbers"),
        pytest.param({"categorical_features": CATEGORIES}, id="categories"),
        pytest.param({"max_leaf_nodes": 2}, id="stumps"),
        pytest.param({"max_leaf_nodes": 9}, id="more leaves than bits of a byte"),
        pytest.param({"max_leaf_nodes": 32}, id="most leaves"),
        pytest.param({"categorical_features": CATEGORIES, "monotonic_cst": [0, 1, 0, 0, -1]}, id="monotonic"),
        pytest.param({"max_iter": 1, "max_bins": 8}, id="one tree"),
    ],
)
def test_margins_are_those_of_scikit_learn_to_the_bit(settings: dict[str, Any]) -> None:
    boosters = _boosters(**settings)
    tables = TreeTables.from_boosters(boosters)
    assert tables is not None
    values = _rows(2_500, 3)
    values[:40, 0], values[40:80, 3] = 77.0, 0.5  # categories never met
    values[80:90, 1], values[90:100, 4] = np.inf, -np.inf
    walked = _walked(boosters, values)
    np.testing.assert_array_equal(tables.margins(values), walked)
    for n_rows in (0, 1, 64, 65):  # few rows are added up another way
        np.testing.assert_array_equal(tables.margins(values[:n_rows]), walked[:, :n_rows])


def test_values_on_a_threshold_go_left() -> None:
    boosters = _boosters()
    tables = TreeTables.from_boosters(boosters)
    assert tables is not None
    for feature in tables.features:
        values = _rows(len(feature.edges), 4)
        values[:, feature.column] = feature.edges
        np.testing.assert_array_equal(tables.margins(values), _walked(boosters, values))


@pytest.mark.parametrize("n_rows", [0, 1, 7, 1_023, 1_025])
def test_a_row_has_one_margin_among_any_number(n_rows: int) -> None:
    boosters = _boosters()
    tables = TreeTables.from_boosters(boosters)
    assert tables is not None
    values = _rows(1_500, 5)
    np.testing.assert_array_equal(tables.margins(values[:n_rows]), tables.margins(values)[:, :n_rows])


@pytest.mark.parametrize("leaves", [(8, 8), (8, 31), (31, 8), (20, 31)], ids=str)
def test_joined_tables_hold_the_margins_of_both(leaves: tuple[int, int]) -> None:
    first, second = (TreeTables.from_boosters(_boosters(max_leaf_nodes=most, max_iter=21)) for most in leaves)
    assert first is not None and second is not None
    values = _rows(700, 8)
    expected = np.concatenate([first.margins(values), second.margins(values)])
    np.testing.assert_array_equal(first.joined(second).margins(values), expected)


def test_larger_trees_are_walked(small_model: TrainedModel) -> None:
    assert TreeTables.from_boosters(_boosters(max_leaf_nodes=33)) is None


def test_the_model_predicts_with_them(small_model: TrainedModel) -> None:
    model = small_model.model
    values = np.repeat(small_model.reference, 3, axis=0)
    expected = _walked(model.boosters, values[:, model.used]).mean(axis=0)
    np.testing.assert_array_equal(model.margin(values), expected)
    assert "_tables" not in model.__getstate__()
