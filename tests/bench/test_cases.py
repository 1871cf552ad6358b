"""A change must not lose a labelled line, and what it changes stands in the stored run."""

import pytest

from tests.bench.answers import Answer, Case, answers_of, is_right, load_answers, load_cases, store
from tests.benchmarks.checkouts import HERE

CASES = load_cases()


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    return {answer.text: answer for answer in answers_of([case.text for case in CASES], HERE)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.text}")
def test_case(answers: dict[str, Answer], case: Case) -> None:
    assert is_right(case, answers[case.text]), answers[case.text]


def test_stored_run_is_that_of_the_code(answers: dict[str, Answer]) -> None:
    changed = [(old, answers[old.text]) for old in load_answers() if answers.get(old.text) != old]
    assert not changed, "read them, then: python -m tests.bench --store"
    assert len(load_answers()) == len(CASES)


def test_no_text_stands_twice() -> None:
    assert len({case.text for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("expected", "outcome", "substance_id", "right"),
    [
        pytest.param("acetone", "listed", "acetone", True, id="the one"),
        pytest.param("ephedrine|pseudoephedrine", "listed", "pseudoephedrine", True, id="one of two"),
        pytest.param("acetone", "resembles", "acetone", False, id="no hit"),
        pytest.param("acetone", "listed", "toluene", False, id="another"),
        pytest.param("none", "clear", "", True, id="none is right"),
        pytest.param("none", "covered", "4-ap", False, id="none is right, one found"),
        pytest.param("unresolved", "no_chemical", "", False, id="silence is not unresolved"),
    ],
)
def test_what_is_right(expected: str, outcome: str, substance_id: str, right: bool) -> None:
    case = Case("text", expected, "kind", "en", "tune")
    assert is_right(case, Answer("text", outcome, substance_id, "")) is right


def test_stored_answers_come_back(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.answers.ANSWERS", tmp_path / "answers.csv")
    stored = [Answer('1,2-"x"', "listed", "a|b", "listed name"), Answer("tea", "", "", "")]
    store(stored)
    assert load_answers() == stored
