import csv
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.features.amounts import amount
from riskscan.features.base import FeatureFamily, Prepared
from riskscan.features.columns import Frame, Rows
from riskscan.features.families import FeatureFamilies
from riskscan.features.saying import Said, ShownRow, TrainingRows
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.preparing import join_history, prepare_rows
from riskscan.modelling.sentences import Sentences
from riskscan.tables.reading import DATA
from riskscan.tables.reasons import Reason, load_reason_kinds

Described = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def described(small_model: TrainedModel, labelled_frame: pd.DataFrame, screener: Screener) -> Described:
    rows = prepare_rows(labelled_frame.tail(200), screener=screener)
    X = join_history(rows.X, small_model.history, within=True)
    return X, small_model.model.features(X)


def test_a_row_like_the_reference_owes_nothing_to_any_family(small_model: TrainedModel) -> None:
    ordinary = small_model.reference[:1]
    model = small_model.model
    found = family_contributions(model, ordinary, model.margin(ordinary), ordinary)
    assert found and all((values == 0).all() for values in found.values())


def test_contributions_are_falls_of_the_margin(small_model: TrainedModel, described: Described) -> None:
    _, features = described
    model, ordinary = small_model.model, small_model.reference[:1]
    found = family_contributions(model, features.head(5).to_numpy(), model.margin(features.head(5)), ordinary)
    places = [n for n, name in enumerate(model.feature_names) if model.families.family_of()[name] == "quantity"]
    replaced = features.head(5).to_numpy().copy()
    replaced[:, places] = ordinary[0, places]
    expected = model.margin(features.head(5)) - model.margin(replaced)
    np.testing.assert_allclose(found["quantity"], expected)


OWN = TrainingRows(2_500, 2_100)


def _all_said(model: TrainedModel, described: Described, own: TrainingRows | None) -> list[Reason]:
    X, features = described
    sentences = Sentences(model.model.families, X, features.to_numpy(), own)
    families = sorted(set(model.model.families.family_of().values()))
    said = [sentences.reason(row, family, 1.0) for row in range(len(X)) for family in families]
    return [reason for reason in said if reason is not None]


def test_sentences_are_whole_and_of_their_family(small_model: TrainedModel, described: Described) -> None:
    said = _all_said(small_model, described, OWN)
    assert {reason.code.split("_")[0] for reason in said} >= {"QUANTITY", "COMMODITY", "ROUTE", "PARTY", "DESCRIPTION"}
    for reason in said:
        assert reason.sentence.endswith(".") and "nan" not in reason.sentence.split()
        assert "{" not in reason.sentence and 0 < reason.strength < 1


def test_what_was_learned_from_own_rows_says_from_how_many(small_model: TrainedModel, described: Described) -> None:
    learned = [
        reason
        for reason in _all_said(small_model, described, OWN)
        if load_reason_kinds()[reason.code].rests_on == "training"
    ]
    assert learned and all(reason.fact("rows") for reason in learned)


def test_of_simulated_rows_nothing_is_told(small_model: TrainedModel, described: Described) -> None:
    said = _all_said(small_model, described, None)
    assert {reason.code for reason in said} == {"COMMODITY_VAGUE", "ROUTE_TRANSIT", "PARTY_BOX"}
    assert all(load_reason_kinds()[reason.code].rests_on == "row" for reason in said)


def test_a_value_inside_its_band_is_no_reason(small_model: TrainedModel, described: Described) -> None:
    said = [r for r in _all_said(small_model, described, OWN) if r.code == "QUANTITY_LINE"]
    assert said
    for reason in said:
        value, low, high = (
            float(text.split()[0].replace(",", "")) for text in map(reason.fact, ("value", "low", "high"))
        )
        assert not low < value < high, reason.sentence


@pytest.mark.parametrize("family", ["calendar", "carriage", "substance", "of somebody else"])
def test_a_family_without_a_sentence_says_nothing(family: str, small_model: TrainedModel, described: Described) -> None:
    X, features = described
    sentences = Sentences(small_model.model.families, X, features.to_numpy(), OWN)
    assert [sentences.reason(row, family, 5.0) for row in range(20)] == [None] * 20


def test_families_that_were_left_out_are_no_failure(described: Described) -> None:
    X, _ = described
    families = FeatureFamilies(without=("quantity", "commodity", "party", "description"))
    features = families.fit(X, np.zeros(len(X))).transform(X)
    sentences = Sentences(families, X, features.to_numpy(), OWN)
    assert sentences.reason(0, "quantity", 1.0) is None
    assert any(sentences.reason(row, "route", 1.0) for row in range(len(X)))


class _Doubling(FeatureFamily):
    """A family of one file: its feature, what it finds of the explained rows, what it says."""

    family: ClassVar[str] = "route"
    names: ClassVar[tuple[str, ...]] = ("doubled",)
    learns: ClassVar[bool] = False

    def _prepare(self, X: Frame) -> Prepared:
        return Prepared({}, len(X))

    def _describe(self, prepared: Prepared) -> dict[str, np.ndarray]:
        return {"doubled": np.arange(prepared.n_rows) * 2.0}

    def facts(self, rows: Rows) -> dict[str, list[str]]:
        return {"name": [f"row {label}" for label in rows.index]}

    def say(self, row: ShownRow) -> Said:
        yield "PARTY_BOX", {"party": "no reason of this family"}
        transit = f"{row.facts['name']}, {row.feature('doubled'):.0f}, {row.cell('goods_description')}"
        yield "ROUTE_TRANSIT", {"transit": transit, "route": f"{row.training.n_rows}"}


def test_a_family_says_of_a_row_what_it_found_of_that_row() -> None:
    X = pd.DataFrame({"goods_description": ["nails", None, 5]}, index=[7, 3, 9])
    families = FeatureFamilies()
    families.families_, families.feature_names_ = [_Doubling().fit(X)], ["doubled"]
    sentences = Sentences(families, X, families.values(X), OWN)
    found = [sentences.reason(row, "route", 1.0) for row in (1, 2, 0)]
    assert [reason.fact("transit") for reason in found if reason] == ["row 3, 2, ", "row 9, 4, 5", "row 7, 0, nails"]
    assert {reason.fact("route") for reason in found if reason} == {"2500"}


def test_more_log_odds_are_a_stronger_reason(small_model: TrainedModel, described: Described) -> None:
    X, features = described
    sentences = Sentences(small_model.model.families, X, features.to_numpy(), OWN)
    row = int(np.flatnonzero(X["transit_countries"].notna())[0])
    found = [sentences.reason(row, "route", value) for value in (0.2, 1.0, 4.0)]
    strengths = [reason.strength for reason in found if reason is not None]
    assert len(strengths) == 3 and strengths == sorted(strengths)


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
