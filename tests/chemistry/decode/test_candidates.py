"""What is told of a reading: whether it is unread or open, what it costs, where its words end."""

import pytest

from riskscan.chemistry.decode.candidates import Candidate, Line
from riskscan.chemistry.decode.evidence import Evidence, Sense, Source
from riskscan.chemistry.decode.identified import Mention
from riskscan.chemistry.decode.resolving import Resolution
from riskscan.chemistry.gate.runs import cut_tokens
from riskscan.chemistry.gate.tokens import TokenJudge


def _found(sense: Sense = Sense.CERTAIN) -> Resolution:
    return Resolution("acetone", Evidence(Source.KNOWN), 0.9, (), None, None, sense=sense)


@pytest.mark.parametrize(
    ("mentions", "is_unresolved", "is_open"),
    [
        pytest.param((), False, False, id="taken back or not judged"),
        pytest.param((Mention("acetone", None),), True, False, id="looks chemical and was not read"),
        pytest.param((Mention("acetone", _found()),), False, False, id="read"),
        pytest.param((Mention("acetone", _found(Sense.AMBIGUOUS)),), False, True, id="read, and open what it means"),
    ],
)
def test_what_became_of_words(mentions: tuple[Mention, ...], is_unresolved: bool, is_open: bool) -> None:
    candidate = Candidate(0, 0, 1.0, mentions)
    assert (candidate.is_unresolved, candidate.is_open) == (is_unresolved, is_open)


@pytest.fixture(scope="module")
def line() -> Line:
    text = "pure acetone, 25 kg acetone"
    return Line(text, cut_tokens(text, TokenJudge(["acetone"])))


def test_a_reading_is_worth_its_letters_less_its_cost(line: Line) -> None:
    said = line.said(line.tokens[1:2], (Mention("acetone", _found()),), 1.5)
    assert (said.first, said.last, said.worth, line.cost_of(said)) == (1, 1, len("acetone") - 1.5, 1.5)


def test_what_is_not_judged_is_worth_all_its_letters(line: Line) -> None:
    assert line.open(line.tokens[:2], lambda: None).worth == len("pureacetone")


@pytest.mark.parametrize(("place", "end"), [(1, 12), (4, 27)])
def test_where_the_words_of_a_reading_end(line: Line, place: int, end: int) -> None:
    said = line.said(line.tokens[place : place + 1], (Mention("acetone", _found()),))
    assert line.end_of(said) == end
