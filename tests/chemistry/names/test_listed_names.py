import pytest

from riskscan.chemistry.text.spelling import clean_characters, fold_name
from riskscan.tables.substances import load_synonyms


def _find(names, text):
    return names.find(fold_name(clean_characters(text)))


@pytest.mark.parametrize(
    ("text", "substance_id"),
    [
        pytest.param("Acetic anhydride", "acetic-anhydride", id="name"),
        pytest.param("ACETIC ANHYDRIDE", "acetic-anhydride", id="capitals"),
        pytest.param("N-phenethyl-4-piperidone", "npp", id="without the abbreviation in brackets"),
        pytest.param("高锰酸钾", "potassium-permanganate", id="Chinese"),
        pytest.param("уксусный ангидрид", "acetic-anhydride", id="Russian"),
        pytest.param("ANHÍDRIDO ACÉTICO", "acetic-anhydride", id="Spanish"),
    ],
)
def test_find(names, text, substance_id):
    assert _find(names, text).substance_id == substance_id


@pytest.mark.parametrize("text", ["", "dog food", "acetic", "anhydride", "acetic anhydrid e"])
def test_what_is_no_name(names, text):
    assert _find(names, text) is None


def test_every_name_of_the_table_is_found(names):
    missing = [synonym.name for synonym in load_synonyms() if _find(names, synonym.name) is None]
    assert not missing


def test_a_name_without_context_wins_over_one_with(names):
    for synonym in load_synonyms():
        if not synonym.context:
            assert not _find(names, synonym.name).context, synonym.name
