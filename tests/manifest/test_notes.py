"""Notes and the sentences that say them."""

import pytest

from riskscan.manifest.delimited.styles import Style
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.notes import NoteKind, note_on_header
from riskscan.manifest.sentences import SentenceEnum


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        pytest.param([], "The file: the header stands in lines 1 to 2.", id="nothing above"),
        pytest.param(["Lines"], "The file: the header stands in lines 1 to 2; above it: 'Lines'.", id="a title"),
        pytest.param(
            ["x" * 70, "b", "c", "d", "e"],
            f"The file: the header stands in lines 1 to 2; above it: '{'x' * 59}…'; 'b'; 'c' and 2 more lines.",
            id="many",
        ),
    ],
)
def test_the_place_of_a_header(titles: list[str], said: str) -> None:
    assert str(note_on_header("The file", "lines 1 to 2", titles)) == said


@pytest.mark.parametrize("kinds", [NoteKind, IssueKind, Style])
def test_a_member_is_its_value_and_has_a_sentence(kinds: type[SentenceEnum]) -> None:
    for member in kinds:
        assert member == member.value
        assert kinds(member.value) is member
        assert member.sentence
    assert len({member.sentence for member in kinds}) == len(kinds)
