import pytest

from riskscan.chemistry.decode.right_words import RightWords
from riskscan.chemistry.names.near_names import NearNames, allowed_edits


@pytest.fixture(scope="module")
def right(resolver):
    return RightWords(resolver)


@pytest.mark.parametrize(
    ("word", "is_right"),
    [("cotton", True), ("chloride", True), ("acetone", True), ("tolune", False), ("abc", False)],
)
def test_words_that_are_right(right, word, is_right):
    assert right.is_right(word) is is_right


@pytest.mark.parametrize(
    ("words", "is_other"),
    [
        pytest.param("potasium permanganate", False, id="a slip"),
        pytest.param("3-piperidone hydrochlorid", True, id="another position"),
    ],
)
def test_other_names(right, names, words, is_other):
    matches = NearNames(names.squeezed_items(allowed_edits)).find(words.split())
    wide = [match for match in matches if match.last - match.first == 1]
    assert wide
    assert all(right.is_other_name(match, words) for match in wide) is is_other
