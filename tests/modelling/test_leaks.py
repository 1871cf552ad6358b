import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import TrainingDataError
from riskscan.modelling.leaks import find_leaks, lone_power
from riskscan.modelling.settings import TrainingConfig

Y = np.tile([1.0, 0.0, 0.0, 0.0], 50)


@pytest.mark.parametrize(
    ("values", "power"),
    [
        pytest.param(Y, 1.0, id="the label itself"),
        pytest.param(-Y, 1.0, id="the label turned"),
        pytest.param(np.where(Y == 1, 5.0, np.nan), 1.0, id="filled only after inspection"),
        pytest.param(np.zeros(200), 0.5, id="constant"),
    ],
)
def test_lone_power(values: np.ndarray, power: float) -> None:
    assert lone_power(values, Y) == power


def test_an_own_column_that_leaks_is_refused_with_the_figure() -> None:
    features = pd.DataFrame({"extra_fine": Y})
    with pytest.raises(TrainingDataError, match=r"extra_fine.*1\.0000"):
        find_leaks(features, Y, TrainingConfig())


def test_or_warned_of_where_allowed() -> None:
    found = find_leaks(pd.DataFrame({"extra_fine": Y}), Y, TrainingConfig(allow_leaks=True))
    assert len(found) == 1 and "extra_fine" in found[0]


def test_honest_columns_pass() -> None:
    features = pd.DataFrame({"extra_noise": np.random.default_rng(0).normal(size=200)})
    assert find_leaks(features, Y, TrainingConfig()) == []
