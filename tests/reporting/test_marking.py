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
        pytest.param("5 N-苯基-4-哌啶基]胺 kg", ("n-苯基-4-哌啶基)胺",), ["N-苯基-4-哌啶基]胺"], id="brackets"),
        pytest.param("Α-乙醯基苯乙腈", ("alpha-乙醯基苯乙腈",), ["Α-乙醯基苯乙腈"], id="a Greek letter by its name"),
        pytest.param("acet\nic anhydride", ("acet ic anhydride",), ["acet\nic anhydride"], id="broken line"),
        pytest.param("superacetones", ("ace tone",), [], id="inside a word"),
        pytest.param("a b", ("a-b",), [], id="too short to be sought loosely"),
    ],
)
def test_what_is_marked(text: str, words: tuple[str, ...], marked: list[str]) -> None:
    assert _marked(text, *words) == marked
