import csv

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.preparing import join_history, prepare_rows
from riskscan.modelling.sentences import Sentences, amount
from riskscan.tables.reading import DATA

Described = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def described(small_model: TrainedModel, labelled_frame: pd.DataFrame, screener: Screener) -> Described:
    rows = prepare_rows(labelled_frame.tail(200), screener=screener)
    X = join_history(rows.X, small_model.history, within=True)
    return X, small_model.model.features(X)


def test_a_row_like_the_reference_owes_nothing_to_any_family(small_model: TrainedModel) -> None:
    names = small_model.model.feature_names
    ordinary = small_model.reference[:1]
    found = family_contributions(small_model.model, pd.DataFrame(ordinary, columns=names), ordinary)
    assert (found.to_numpy() == 0).all()


def test_contributions_are_falls_of_the_margin(small_model: TrainedModel, described: Described) -> None:
    _, features = described
    model, ordinary = small_model.model, small_model.reference[:1]
    found = family_contributions(model, features.head(5), ordinary)
    places = [n for n, name in enumerate(model.feature_names) if model.families.family_of()[name] == "quantity"]
    replaced = features.head(5).to_numpy().copy()
    replaced[:, places] = ordinary[0, places]
    expected = model.margin(features.head(5)) - model.margin(replaced)
    np.testing.assert_allclose(found["quantity"], expected)


def test_every_family_can_say_something_about_every_row(small_model: TrainedModel, described: Described) -> None:
    X, features = described
    sentences = Sentences(small_model.model.families, X, features)
    for family in set(small_model.model.families.family_of().values()):
        for label in X.index[:60]:
            reason = sentences.reason(label, family, 1.0)
            assert reason.code.startswith(family.upper())
            assert reason.sentence.endswith(".") and "nan" not in reason.sentence.split()
            assert 0 < reason.strength < 1


def test_more_log_odds_are_a_stronger_reason(small_model: TrainedModel, described: Described) -> None:
    X, features = described
    sentences = Sentences(small_model.model.families, X, features)
    strengths = [sentences.reason(X.index[0], "route", value).strength for value in (0.2, 1.0, 4.0)]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(0.0, "0", id="nothing"),
        pytest.param(0.00123, "0.00123", id="small"),
        pytest.param(4.0, "4", id="whole"),
        pytest.param(79.96, "80", id="rounded"),
        pytest.param(123456.0, "123,000", id="large"),
    ],
)
def test_amounts_are_short(value: float, text: str) -> None:
    assert amount(value) == text


def test_every_statistical_reason_is_explained() -> None:
    with (DATA / "statistical_reasons.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        assert row["code"].startswith(row["family"].upper()) and row["sentence"] and row["explanation"]
