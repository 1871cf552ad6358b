import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.edits import is_within
from riskscan.chemistry.text.near_words import NearWords

LISTED = ("piperidone", "safrole", "phenylacetone", "acid")


@pytest.fixture(scope="module")
def words() -> NearWords:
    return NearWords(LISTED)


@pytest.mark.parametrize(
    "word", ["piperidone", "piperridone", "piperdoen", "pipreidome", "sabrole", "saffrole", "phenylacet0ne", "safro1e"]
)
def test_near(words, word):
    assert words.find_near((word,)) == ({word},)


@pytest.mark.parametrize(
    "word", ["", "acid", "acids", "sable", "parole", "pyridine", "telephone", "a" * 500, "食品添加剂专用"]
)
def test_far(words, word):
    assert words.find_near((word,)) == (frozenset(),)


@given(st.text(st.sampled_from("pieridonsaflc"), min_size=9, max_size=14))
def test_two_edits_of_a_long_word_are_near(words, word):
    is_near = any(is_within(word, listed, 2) for listed in LISTED if len(listed) >= 9)
    assert words.find_near((word,)) == ({word},) or not is_near


def test_no_words_have_no_near_words():
    assert NearWords(()).find_near(("piperidone",)) == (frozenset(),)


def test_each_group_has_its_own_near_words():
    groups = NearWords(("piperidone", "safrole"), ("safrole", "toluene"))
    assert groups.find_near(("piperidoen", "safrol", "toluen", "cotton")) == (
        {"piperidoen", "safrol"},
        {"safrol", "toluen"},
    )
