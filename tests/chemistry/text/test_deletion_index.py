import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from riskscan.chemistry.text.deletion_index import DeletionIndex

WORDS = ("acetone", "safrole", "piperidone", "phenylacetone", "ацетон", "トルエン")


@pytest.fixture(scope="module")
def index() -> DeletionIndex:
    return DeletionIndex("test-words", WORDS, 0)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("acetone", "acetone", id="the word itself"),
        pytest.param("acteone", "acetone", id="letters swapped"),
        pytest.param("actone", "acetone", id="letter lost"),
        pytest.param("acxetyone", "acetone", id="two letters more"),
        pytest.param("ацитон", "ацетон", id="Cyrillic"),
        pytest.param("トルエソ", "トルエン", id="Japanese"),
    ],
)
def test_near_words_are_found(index, word, near):
    assert (word, near) in set(index.find([word, "cotton"]))


@pytest.mark.parametrize("word", ["cotton", "", "x" * 200, "食品添加剂", "αβγδεζη", "\udc80"])
def test_other_words_are_near_nothing(index, word):
    assert list(index.find([word])) == []


def test_no_words_are_near_nothing():
    assert list(DeletionIndex("test-none", (), None).find(["acetone"])) == []
    assert list(DeletionIndex("test-words", WORDS, 0).find([])) == []


def test_two_edits_are_not_found_where_one_is_allowed():
    assert list(DeletionIndex("test-one", WORDS, None).find(["cetoen"])) == []


@given(st.lists(st.text("acetonpiprdsflh", min_size=4, max_size=14), max_size=8))
def test_every_word_within_two_edits_is_found(words):
    found = set(DeletionIndex("test-words", WORDS, 0).find(words))
    near = {(word, other) for word in words for other in WORDS if OSA.distance(word, other) <= 2}
    assert near <= found
