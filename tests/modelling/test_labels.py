import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import OptionError, TrainingDataError
from riskscan.modelling.labels import check_classes, parse_labels

NULL = float("nan")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([0, 1, 0], [0, 1, 0], id="numbers"),
        pytest.param(["0.0", "1.0", ""], [0, 1, NULL], id="floats as text"),
        pytest.param([True, False, True], [1, 0, 1], id="booleans"),
        pytest.param(["Yes", "no ", None], [1, 0, NULL], id="words"),
        pytest.param(["sí", "NO", "sí"], [1, 0, 1], id="Spanish"),
        pytest.param([0, 2, 3], [0, 1, 1], id="grades"),
        pytest.param(["red", "green", "green"], [1, 0, 0], id="two values, the rarer is the violation"),
        pytest.param(["fraud", "normal", "unknown"], [1, 0, NULL], id="meaning"),
        pytest.param([1.0, np.nan, 0.0], [1, NULL, 0], id="not inspected"),
    ],
)
def test_usual_codings(values: list[object], expected: list[float]) -> None:
    found = parse_labels(pd.DataFrame({"outcome": values}), "outcome")
    np.testing.assert_array_equal(found.y, np.array(expected, dtype=np.float64))


def test_positive_value_is_taken_by_name() -> None:
    frame = pd.DataFrame({"outcome": ["seized", "fined", "released", ""]})
    found = parse_labels(frame, "outcome", positive="seized, Fined")
    np.testing.assert_array_equal(found.y, [1, 1, 0, NULL])


@pytest.mark.parametrize(
    ("values", "positive", "error", "words"),
    [
        pytest.param(["a", "b", "c"], None, TrainingDataError, "--positive", id="three unknown values"),
        pytest.param(["a", "a"], None, TrainingDataError, "Two classes", id="one value"),
        pytest.param(["a", "b"], "z", OptionError, "'a', 'b'", id="positive value that does not occur"),
    ],
)
def test_unreadable_labels(values: list[str], positive: str | None, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        parse_labels(pd.DataFrame({"outcome": values}), "outcome", positive=positive)


def test_missing_column_names_those_found() -> None:
    with pytest.raises(OptionError, match=r"'label'; found: outcome"):
        parse_labels(pd.DataFrame({"outcome": [1]}), "label")


def test_only_inspected_rows_are_labelled() -> None:
    frame = pd.DataFrame({"outcome": [1, 0, 0, 1], "looked": ["yes", "no", "yes", "no"]})
    found = parse_labels(frame, "outcome", inspected="looked")
    np.testing.assert_array_equal(found.y, [1, NULL, 0, NULL])
    assert any("2 of 4 rows were inspected" in note for note in found.notes)


def test_without_inspection_column_the_assumption_is_said() -> None:
    notes = parse_labels(pd.DataFrame({"outcome": [1, 0]}), "outcome").notes
    assert any("counts as inspected" in note for note in notes)


def test_weights_are_inverse_probabilities_with_a_cap() -> None:
    frame = pd.DataFrame({"outcome": [1, 0, 0, 0], "chance": [1.0, 0.5, 0.001, 0.0]})
    found = parse_labels(frame, "outcome", selection_probability="chance")
    assert found.weights.mean() == pytest.approx(1.0)
    assert (found.weights / found.weights[0]).round(6).tolist() == [1.0, 2.0, 50.0, 1.0]
    assert any("capped" in note for note in found.notes)
    assert any("no selection probability" in note for note in found.notes)


def test_chances_of_a_plan_are_found_by_themselves() -> None:
    frame = pd.DataFrame(
        {
            "outcome": [1, 0, 0, 0],
            "plan_reason": ["ranking", *["explore"] * 3],
            "selection_probability": [1, 0.25, 0.5, 0.25],
        }
    )
    found = parse_labels(frame, "outcome")
    assert (found.weights / found.weights[0]).tolist() == [1.0, 4.0, 2.0, 4.0]
    assert any("what 3 would that were chosen evenly" in note for note in found.notes)


def test_a_column_of_that_name_alone_weighs_nothing() -> None:
    frame = pd.DataFrame({"outcome": [1, 0], "selection_probability": [1.0, 0.1]})
    assert parse_labels(frame, "outcome").weights.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("y", "words"),
    [
        pytest.param([0.0] * 50, "0 violations and 50 other", id="one class"),
        pytest.param([0.0] * 50 + [1.0] * 3, "3 violations among 53", id="too few violations"),
        pytest.param([NULL] * 50, "0 violations and 0 other", id="no labels"),
    ],
)
def test_classes_that_cannot_train(y: list[float], words: str) -> None:
    with pytest.raises(TrainingDataError, match=words):
        check_classes(np.array(y), "All rows")
