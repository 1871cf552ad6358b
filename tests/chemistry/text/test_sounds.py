"""Words of other scripts are compared by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.sounds import ChemicalSounds, sounds_of, sounds_of_latin
from riskscan.tables.letter_sounds import SOUNDS

WORDS = ("acetone", "toluene", "permanganate", "ephedrine", "piperidine")


@pytest.fixture(scope="module")
def sounds():
    return ChemicalSounds(WORDS)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("პერმანგანატი", id="Georgian"),
        pytest.param("պերմանգանատ", id="Armenian"),
        pytest.param("פרמנגנט", id="Hebrew without vowels"),
        pytest.param("אצטון", id="Hebrew, a short word of trade"),
        pytest.param("পিপেরিডিন", id="Bengali"),
        pytest.param("పిపెరిడిన్", id="Telugu"),
        pytest.param("페닐메탄올아민", id="Korean, begins like a part of names"),
    ],
)
def test_a_chemical_word_is_heard(sounds, word):
    assert sounds.has(word)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("მანქანა", id="Georgian car"),
        pytest.param("מכונית", id="Hebrew car"),
        pytest.param("시스템", id="Korean system"),
        pytest.param("페인", id="short"),
        pytest.param("टमाटर", id="Hindi tomato"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_everyday_word_is_not(sounds, word):
    assert not sounds.has(word)


def test_the_last_vowels_do_not_count():
    assert sounds_of("აცეტონი") == sounds_of("აცეტონ") == sounds_of_latin("acetone")[0]


@given(st.text(max_size=40))
def test_sounds_are_few_whatever_the_text(text):
    assert set(sounds_of(text)) <= SOUNDS
