import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.salts import is_salt_word, set_salt_words_aside
from riskscan.chemistry.text.spelling import fold_name


@pytest.mark.parametrize(
    ("name", "bare", "forms"),
    [
        pytest.param("ephedrine hydrochloride", "ephedrine", {"salt"}, id="salt behind"),
        pytest.param("ephedrine hcl", "ephedrine", {"salt"}, id="abbreviated"),
        pytest.param("4-piperidone monohydrate hydrochloride", "4-piperidone", {"salt", "hydrate"}, id="both"),
        pytest.param("sulfato de norefedrina", "norefedrina", {"salt"}, id="Spanish"),
        pytest.param("chlorhydrate d'ephedrine", "ephedrine", {"salt"}, id="French"),
        pytest.param("toluene", "toluene", set(), id="nothing"),
    ],
)
def test_set_salt_words_aside(name, bare, forms):
    assert set_salt_words_aside(fold_name(name)) == (bare, frozenset(forms))


@pytest.mark.parametrize(
    "words",
    ["Hydrochloride", "HCl salt", "clorhidrato", "chlorhydrate", "Hydrochlorid", "盐酸盐", "гидрохлорид", "dihydrate"],
)
def test_words_that_only_say_salt_or_hydrate(words):
    assert is_salt_word(words)


@pytest.mark.parametrize("words", ["hydrochloric acid", "sodium permanganate", "chloroform", "acetic anhydride", ""])
def test_substances_are_no_salt_words(words):
    assert not is_salt_word(words)


@given(st.text(max_size=80))
def test_setting_aside_is_total_and_leaves_something(text):
    bare, _ = set_salt_words_aside(fold_name(text))
    assert len(bare) <= len(fold_name(text))
    assert bool(bare) == bool(fold_name(text))
