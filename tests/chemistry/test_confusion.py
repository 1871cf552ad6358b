import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.confusion import ocr_key


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
