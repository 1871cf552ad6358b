"""Trees are as small as late rows allow."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from riskscan.modelling.boosting import BoosterSettings, choose_size

_N_ROWS = 3_000
_SETTINGS = BoosterSettings(max_leaf_nodes=(8, 2), max_features=1.0, max_iter=250)


def _chosen(labels: NDArray[np.bool_], values: NDArray[np.float64]) -> int:
    families: Any = SimpleNamespace(feature_names_=["left", "right"], categories=frozenset)
    late = np.arange(len(labels)) >= 2 * len(labels) // 3
    size = choose_size(
        values, labels.astype(np.float64), np.ones(len(labels)), late, families, np.arange(2), _SETTINGS, 1
    )
    assert size.n_trees >= 30
    return size.max_leaf_nodes


@pytest.fixture
def values() -> NDArray[np.float64]:
    return np.random.default_rng(4).normal(size=(_N_ROWS, 2))


def test_large_trees_where_features_only_tell_together(values: NDArray[np.float64]) -> None:
    assert _chosen((values[:, 0] > 0) == (values[:, 1] > 0), values) == 8


def test_small_trees_where_nothing_speaks_for_larger_ones(values: NDArray[np.float64]) -> None:
    labels = np.random.default_rng(5).random(_N_ROWS) < 1 / (1 + np.exp(2 - values.sum(axis=1)))
    assert _chosen(labels, values) == 2
