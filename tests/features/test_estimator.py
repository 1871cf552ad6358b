import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline

from riskscan.exceptions import OptionError
from riskscan.features.calendar import CalendarFeatures
from riskscan.features.description import DescriptionFeatures
from riskscan.features.extra import ExtraFeatures


def test_parameters_are_those_of_the_constructor() -> None:
    family = DescriptionFeatures(strength=2.0)
    assert family.get_params() == {"strength": 2.0, "least": 20}
    assert family.set_params(least=5).least == 5
    assert CalendarFeatures().get_params() == {}
    with pytest.raises(ValueError, match="no parameters"):
        family.set_params(most=1)


def test_a_clone_has_the_parameters_and_nothing_learned(labelled_rows: tuple[pd.DataFrame, np.ndarray]) -> None:
    X, y = labelled_rows
    fitted = ExtraFeatures(("package_count",)).fit(X, y)
    copied = clone(fitted)
    assert copied.numeric == ("package_count",)
    assert not hasattr(copied, "n_rows_")
    with pytest.raises(NotFittedError, match="ExtraFeatures"):
        copied.transform(X)


def test_families_work_in_pipelines(labelled_rows: tuple[pd.DataFrame, np.ndarray]) -> None:
    X, y = labelled_rows
    pipeline = make_pipeline(CalendarFeatures())
    pd.testing.assert_frame_equal(pipeline.fit_transform(X, y), CalendarFeatures().fit(X, y).transform(X))


def test_other_containers_are_refused() -> None:
    with pytest.raises(OptionError, match="polars"):
        CalendarFeatures().set_output(transform="polars")


def test_a_family_shows_its_parameters() -> None:
    assert repr(DescriptionFeatures(least=3)) == "DescriptionFeatures(strength=1.0, least=3)"
