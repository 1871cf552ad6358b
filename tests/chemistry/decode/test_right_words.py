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
        pytest.param("экстракт*, эфиры", True, id="two words of a list with a sign between"),
    ],
)
def test_other_names(right, names, words, is_other):
    matches = NearNames(names.squeezed_items(allowed_edits)).find(words.split())
    wide = [match for match in matches if match.last - match.first == 1]
    assert wide
    assert all(right.is_other_name(match, words) for match in wide) is is_other


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("mercurialis perennis 5 kg", None, id="a Latin ending"),
        pytest.param("mercurialine 5 kg", "methylamine", id="the old name itself"),
        pytest.param("4-piperidijnoe 5 kg", "4-piperidone", id="a misspelt word with the letters of another"),
        pytest.param("4-piperidina 5 kg", None, id="a word of another language"),
        pytest.param("N-boc-4-piperidimnine 5 kg", "1-boc-4-piperidone", id="nearer to a name that nobody knows"),
        pytest.param("dodium, dihydrate", None, id="a short name bears no slip, whatever salt stands beside it"),
        pytest.param("protamine sulfate", None, id="a medicine that always has its salt"),
        pytest.param("his(chloranyl)methane", None, id="two are not three"),
        pytest.param("fi0dium 5 kg", None, id="a short word with a figure bears no further slip"),
    ],
)
def test_slips_of_words(screener, text, entry):
    found = screener.screen([text], as_of="2026-06-01", jurisdictions=["UN", "US", "EU"])
    hits = found[found["outcome"].isin(("listed", "covered"))]["substance_id"]
    assert list(hits) == ([entry] if entry else [])
