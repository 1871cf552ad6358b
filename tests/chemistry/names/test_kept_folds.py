"""Kept forms of names are those that the names have."""

import pytest

from riskscan.chemistry.law.controlled_drugs import ControlledDrugs
from riskscan.chemistry.names import listed_names
from riskscan.chemistry.names.kept_folds import KeptFolds, kept_folds
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.chemistry.text.salts import set_salt_words_aside
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.tables.drug_names import load_drug_names
from riskscan.tables.substances import load_forms, load_substances, load_synonyms


@pytest.fixture(scope="module")
def kept():
    return kept_folds()


def test_every_synonym_is_kept_as_it_is_folded(kept):
    for synonym in load_synonyms():
        folded = fold_name(clean_characters(synonym.name))
        assert (kept.folded[synonym.name], kept.squeezed[folded]) == (folded, squeeze_name(folded))
        bare, said = set_salt_words_aside(folded)
        assert kept.set_aside(folded)[1] == said
        assert not said or kept.set_aside(folded)[0] == bare


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Blue Kettle\u2013Powder 7", id="no salt"),
        pytest.param("blue kettle amine hydrochloride", id="salt"),
        pytest.param("", id="empty"),
    ],
)
def test_a_name_of_the_users_own_is_worked_out(kept, name):
    folded = fold_name(clean_characters(name))
    found = kept.fold(name), kept.squeeze(folded), kept.set_aside(folded)
    assert found == (folded, squeeze_name(folded), set_salt_words_aside(folded))


def test_listed_names_are_the_same_without_it(monkeypatch):
    tables = load_substances(), load_forms(), load_synonyms()
    with_it = ListedNames(*tables)
    monkeypatch.setattr(listed_names, "kept_folds", KeptFolds)
    without = ListedNames(*tables)
    assert list(with_it.items()) == list(without.items())
    assert with_it._squeezed == without._squeezed


def test_further_names_of_drugs_are_those_of_the_table(kept):
    assert list(kept.drugs) == [(row.drug, row.name) for row in load_drug_names()]
    assert {folded for folded, _ in ControlledDrugs().names()} >= {
        fold_name(clean_characters(row.name)) for row in load_drug_names()
    }
