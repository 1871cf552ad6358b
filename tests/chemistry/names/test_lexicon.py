import pytest


def test_size(lexicon):
    assert len(lexicon) > 70_000


@pytest.mark.parametrize(
    ("name", "cas_rn"),
    [
        pytest.param("choline chloride", "67-48-1", id="salt"),
        pytest.param("benzyltrimethylammonium chloride", "56-93-9", id="phase-transfer catalyst"),
        pytest.param("ibuprofen", "15687-27-1", id="medicine"),
        pytest.param("caffeine", "58-08-2", id="food"),
        pytest.param("sodium chloride", "7647-14-5", id="table salt"),
    ],
)
def test_names(lexicon, name, cas_rn):
    compound = lexicon.find_name(name)
    assert compound is not None
    assert compound.cas_rn == cas_rn
    assert lexicon.find_cas_rn(cas_rn) == compound
    assert name in lexicon.names_of(compound.inchikey[:14])


@pytest.mark.parametrize("name", ["", "dog food", "cholinee", "12345", "67-64-1", "nsc 135802"])
def test_what_is_no_name(lexicon, name):
    assert lexicon.find_name(name) is None


def test_squeezed_names_are_found_without_punctuation(lexicon):
    assert lexicon.find_squeezed("cholinechloride").cas_rn == "67-48-1"
    assert lexicon.find_squeezed("zzzzzz") is None


def test_unknown_cas_rn_and_skeleton(lexicon):
    assert lexicon.find_cas_rn("9999999-99-5") is None
    assert lexicon.find_inchikey("AAAAAAAAAAAAAA-UHFFFAOYSA-N") is None


def test_words_are_most_frequent_first(lexicon):
    words = lexicon.words()
    assert {"methyl", "acid", "phenyl", "ethyl"} <= set(words[:100])
