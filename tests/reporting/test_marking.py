import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.reporting.marking import mark_words


def _marked(text: str, *words: str) -> list[str]:
    return [part.text for part in mark_words(text, words) if part.is_marked]


@given(st.text(), st.lists(st.text()))
def test_the_segments_are_the_text(text: str, words: list[str]) -> None:
    segments = mark_words(text, words)
    assert "".join(part.text for part in segments) == text
    assert all(one.is_marked != other.is_marked for one, other in itertools.pairwise(segments))


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        pytest.param("BMK oil", ("bmk",), ["BMK"], id="case"),
        pytest.param("acetone, acetone", ("acetone",), ["acetone", "acetone"], id="twice"),
        pytest.param("4-piperidone", ("4-pip", "piperidone"), ["4-piperidone"], id="overlapping"),
        pytest.param("tea", ("", "coffee"), [], id="none"),
        pytest.param("İ acetone", ("acetone",), ["acetone"], id="a letter whose small form is longer"),
        pytest.param("麻黄碱 25 kg", ("麻黄碱",), ["麻黄碱"], id="Chinese"),
    ],
)
def test_what_is_marked(text: str, words: tuple[str, ...], marked: list[str]) -> None:
    assert _marked(text, *words) == marked
