import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.confusion import (
    FIGURE_LETTERS,
    LETTER_FIGURES,
    figures_for_letters,
    letters_for_figures,
    letters_for_shapes,
    ocr_key,
)


@pytest.mark.parametrize(
    ("true", "scanned"),
    [
        pytest.param("toluene", "to1uene", id="l as 1"),
        pytest.param("chloroform", "ch1or0form", id="o as 0"),
        pytest.param("safrole", "5afrole", id="s as 5"),
        pytest.param("methylamine", "rnethylarnine", id="m as rn"),
        pytest.param("acetone", "aeetone", id="c as e"),
        pytest.param("phenyl", "phenvl", id="y as v"),
        pytest.param("bromide", "hromide", id="b as h"),
        pytest.param("iodine", "lodine", id="i as l"),
    ],
)
def test_scanner_confusions_give_one_key(true, scanned):
    assert ocr_key(true) == ocr_key(scanned)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("3piperidone", "4piperidone", id="locants"),
        pytest.param("methyl", "ethyl", id="methyl and ethyl"),
        pytest.param("acetone", "acetal", id="another ending"),
        pytest.param("chloride", "bromide", id="another halogen"),
    ],
)
def test_other_names_have_other_keys(one, other):
    assert ocr_key(one) != ocr_key(other)


@given(st.text(max_size=60))
def test_key_is_total_and_never_longer(text):
    assert len(ocr_key(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "plain", "before_two"),
    [
        pytest.param("p1per1done", "plperldone", "plperldone", id="inside a word"),
        pytest.param("4-pr0pyl", "4-propyl", "4-propyl", id="locants stay"),
        pytest.param("acet0n", "aceton", "acet0n", id="one letter behind"),
        pytest.param("toluene5", "toluene5", "toluene5", id="at the end"),
    ],
)
def test_figures_in_words(text: str, plain: str, before_two: str) -> None:
    assert letters_for_figures(text) == plain
    assert letters_for_figures(text, before_two=True) == before_two


def test_letters_in_numbers_and_strokes_in_words() -> None:
    assert figures_for_letters("5O-O0-0, 64-l9-7, I2") == "50-00-0, 64-19-7, 12"
    assert letters_for_shapes("a|coh0!5") == "alcohols"
    assert set(FIGURE_LETTERS) == set("015|!")
    assert not set(LETTER_FIGURES) & set("0123456789")
