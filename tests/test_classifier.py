"""The classifier over frames obeys scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import TimeSeriesSplit, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.utils import estimator_checks

from riskscan.classifier import RiskClassifier
from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.simulation import LABEL_COLUMNS

SMALL = {"max_iter": 30, "n_boosters": 1}
CHECKS = (
    "check_estimator_cloneable", "check_estimator_repr", "check_get_params_invariance", "check_set_params",
    "check_no_attributes_set_in_init", "check_parameters_default_constructible",
    "check_mixin_order", "check_estimators_unfitted",
)  # fmt: skip
"""Those of scikit-learn's checks that do not fit on arrays of numbers."""


@pytest.fixture(scope="module")
def rows(labelled_frame: pd.DataFrame) -> pd.DataFrame:
    return labelled_frame.drop(columns=list(LABEL_COLUMNS))


@pytest.fixture(scope="module")
def y(labelled_frame: pd.DataFrame) -> np.ndarray:
    return labelled_frame["is_violation"].to_numpy()


@pytest.fixture(scope="module")
def fitted(rows: pd.DataFrame, y: np.ndarray) -> RiskClassifier:
    return RiskClassifier(**SMALL).fit(rows, y)


@pytest.mark.parametrize("name", CHECKS)
def test_checks_of_scikit_learn(name: str) -> None:
    if name == "check_estimators_unfitted":
        with pytest.raises(ValueError, match="not fitted"):
            RiskClassifier().predict(pd.DataFrame({"goods_description": ["tea"]}))
        return
    getattr(estimator_checks, name)("RiskClassifier", RiskClassifier())


def test_a_clone_learns_the_same(fitted: RiskClassifier, rows: pd.DataFrame, y: np.ndarray) -> None:
    again = clone(fitted).fit(rows, y)
    assert again.get_params() == fitted.get_params()
    np.testing.assert_array_equal(again.predict_proba(rows.head(50)), fitted.predict_proba(rows.head(50)))


def test_it_works_in_cross_validation_and_a_pipeline(rows: pd.DataFrame, y: np.ndarray) -> None:
    pipeline = Pipeline([("risk", RiskClassifier(**SMALL))])
    found = cross_val_score(pipeline, rows, y, cv=TimeSeriesSplit(2), scoring="average_precision")
    assert (found > 2 * y.mean()).all()


def test_labels_may_be_words(fitted: RiskClassifier, rows: pd.DataFrame, y: np.ndarray) -> None:
    words = RiskClassifier(**SMALL).fit(rows, np.where(y == 1, "seized", "fine"))
    assert words.classes_.tolist() == ["fine", "seized"]
    assert set(words.predict(rows.head(20))) <= {"fine", "seized"}
    np.testing.assert_array_equal(words.predict_proba(rows.head(20)), fitted.predict_proba(rows.head(20)))


def test_rows_come_out_as_they_went_in(fitted: RiskClassifier, rows: pd.DataFrame) -> None:
    some = rows.iloc[5:25]
    features = fitted.transform(some)
    assert features.index.equals(some.index)
    assert list(features.columns) == fitted.get_feature_names_out().tolist()
    probability = fitted.predict_proba(some)
    np.testing.assert_allclose(probability.sum(axis=1), 1.0)
    assert fitted.predict_proba(rows.head(0)).shape == (0, 2)


@pytest.mark.parametrize("also", [pytest.param((), id="none"), pytest.param(("relative", "links"), id="both")])
def test_further_families_are_asked_for(
    also: tuple[str, ...], fitted: RiskClassifier, rows: pd.DataFrame, y: np.ndarray
) -> None:
    found = RiskClassifier(also=also, **SMALL).fit(rows, y).transform(rows.tail(30))
    families = {name.split("_")[0] for name in found.columns} & {"relative", "links"}
    assert families == set(also)
    assert any(name.startswith("relative_") for name in fitted.get_feature_names_out())


def test_rows_are_compared_with_those_of_training(rows: pd.DataFrame, y: np.ndarray) -> None:
    learned = RiskClassifier(also=("relative", "links"), **SMALL).fit(rows, y)
    one = learned.transform(rows.tail(1)).iloc[0]
    assert one["relative_word_log_rows"] > 1.0  # alone in its frame, and yet beside many
    assert learned.ties_.violation.sum() == y.sum()


def test_what_cannot_be_learned_is_refused(rows: pd.DataFrame, y: np.ndarray) -> None:
    with pytest.raises(OptionError, match="one label a row"):
        RiskClassifier().fit(rows, y[:-1])
    with pytest.raises(OptionError, match="no pandas DataFrame"):
        RiskClassifier().fit(np.zeros((5, 2)), np.zeros(5))  # type: ignore[arg-type]
    with pytest.raises(TrainingDataError, match="exactly two"):
        RiskClassifier().fit(rows, np.zeros(len(rows)))
    with pytest.raises(OptionError, match="no further feature family"):
        RiskClassifier(also=("party",)).fit(rows, y)
