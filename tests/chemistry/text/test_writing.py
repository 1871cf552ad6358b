"""The letters of a line, and where they stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.writing import has_word_script, letters_of, without_word_scripts, write

TEXT = st.text(st.sampled_from("aé5 -(,أسلاةون์ที่ักरी़ि아세톤ეაאγ\u200c"), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("حمض الكبريتيك", "حمض كبريتيك", id="Arabic article"),
        pytest.param("أسيتون", "اسيتون", id="hamza left off"),
        pytest.param("پتاسیم", "پتاسيم", id="two forms of yeh"),
        pytest.param("ऐसीटोन", "एसिटोन", id="Hindi vowels"),
        pytest.param("โทลูอีน", "โทลุอิน", id="Thai vowels"),
        pytest.param("무수 초산", "무수초산", id="a space"),
        pytest.param("γ-부티로락톤", "gamma부티로락톤", id="Greek letter"),
    ],
)
def test_spellings_of_one_name_have_the_same_letters(one, other):
    assert letters_of(one) == letters_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("सोडियम", "सडयम", id="vowel signs count"),
        pytest.param("الية", "ية", id="no article of a short word"),
        pytest.param("1,4-부탄디올", "1,3-부탄디올", id="figures count"),
    ],
)
def test_other_names_have_others(one, other):
    assert letters_of(one) != letters_of(other)


@given(TEXT)
def test_every_letter_stands_where_it_says(text):
    written = write(text)
    assert len(written.places) == len(written.letters) == len(written.word_of)
    assert written.places == sorted(written.places)
    for first in range(len(written.letters)):
        start, end = written.place(first, first + 1)
        assert 0 <= start < end <= len(text)
    assert all(begin < end for begin, end in written.words.items())


@given(TEXT)
def test_blanking_keeps_the_length_and_leaves_no_script(text):
    blanked = without_word_scripts(text)
    assert len(blanked) == len(text)
    assert not has_word_script(blanked)
