import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.names.translation import is_turned_round, translate_word, translations, with_head_first

# (name, entry, relation): systematic names that no table holds and OPSIN does not read, so that only a translation can
NAMES = [
    ("cloruro de 2-fenilacetilo", "phenylacetyl-chloride", "identical"),
    ("4-(fenilamino)piperidina-1-carboxilato de bencilo", "4-ap", "derivative"),
    ("4-oxopiperidina-1-carboxilato de isopropilo", "4-piperidone", "derivative"),
    ("1-acetilpiperidin-4-ona", "4-piperidone", "derivative"),
    ("2-acetamidobenzoato de metilo", "n-acetylanthranilic-acid", "ester"),
    ("5-(prop-1-en-1-il)-1,3-benzodioxol", "isosafrole", "identical"),
    ("1,3-benzodioxol-5-carbaldehído", "piperonal", "identical"),
    ("2-(metilamino)-1-fenilpropan-1-ol", "ephedrine", "identical"),
    ("N-[1-(2-feniletil)piperidin-4-il]anilina", "anpp", "identical"),
    ("éster metílico del ácido 2-fenilacético", "phenylacetic-acid", "ester"),
    ("2-fenilacetato de sodio", "phenylacetic-acid", "salt"),
    ("2-fenilacetato sódico", "phenylacetic-acid", "salt"),
    ("cloreto de 2-fenilacetila", "phenylacetyl-chloride", "identical"),
    ("4-oxopiperidina-1-carboxilato de hexila", "4-piperidone", "derivative"),
    ("2-fenilacetato de alila", "phenylacetic-acid", "ester"),
    ("1,3-benzodioxol-5-carbaldeído", "piperonal", "identical"),
    ("éster etílico do ácido 2-fenilacético", "phenylacetic-acid", "ester"),
    ("chlorure de 2-phénylacétyle", "phenylacetyl-chloride", "identical"),
    ("4-oxopipéridine-1-carboxylate de butyle", "4-piperidone", "derivative"),
    ("ester méthylique de l'acide 2-phénylacétique", "phenylacetic-acid", "ester"),
    ("4-Oxopiperidin-1-carbonsäurebenzylester", "4-piperidone", "derivative"),
    ("Hexylester der 4-Oxopiperidin-1-carbonsäure", "4-piperidone", "derivative"),
    ("Phenylessigsäureäthylester", "phenylacetic-acid", "ester"),
    ("3-Oxo-2-phenylbutansäuremethylester", "mapa", "identical"),
    ("cloruro di 2-fenilacetile", "phenylacetyl-chloride", "identical"),
    ("1-acetilpiperidin-4-one", "4-piperidone", "derivative"),
    ("4-ossopiperidin-1-carbossilato di esile", "4-piperidone", "derivative"),
    ("5-(prop-2-en-1-il)-1,3-benzodiossolo", "safrole", "identical"),
    ("2-(metilammino)-1-fenilpropan-1-olo", "ephedrine", "identical"),
    ("acido 2-fenilacetico, estere metilico", "phenylacetic-acid", "ester"),
    ("бутилантранилат", "anthranilic-acid", "ester"),
    ("бензил-4-оксопиперидин-1-карбоксилат", "4-piperidone", "derivative"),
    ("изоамиловый эфир фенилуксусной кислоты", "phenylacetic-acid", "ester"),
    ("N-(4-бромфенил)пиперидин-4-амин", "4-ap", "derivative"),
    ("bencenoacetato de mentilo", "phenylacetic-acid", "ester"),
    ("4-oxo-1-piperidinacarboxilato de etila", "4-piperidone", "derivative"),
]


@pytest.mark.parametrize(("name", "entry", "relation"), NAMES, ids=[name for name, _, _ in NAMES])
def test_a_name_is_read_by_its_translation(resolver, screener, name, entry, relation):
    assert resolver.resolve(name) is None
    found = screener.screen([f"{name}, 25 kg"])
    assert (entry, relation) in set(zip(found["substance_id"], found["relation"], strict=True))
    assert all("translated" in method for method in found["method"])


@pytest.mark.parametrize(
    "goods",
    ["zapatos de cuero para niños", "camino de mesa de lino", "tazze di porcellana", "bijoux de fantaisie en étain"],
)
def test_ordinary_words_of_other_languages_are_no_chemicals(screener, goods):
    assert screener.screen([goods])["outcome"].tolist() == ["no_chemical"]


@pytest.mark.parametrize(("word", "english"), [("metilo", "methyl"), ("carbossilico", "carboxylic")])
def test_a_word_is_translated(word, english):
    assert english in translate_word(word)


@pytest.mark.parametrize("word", ["phenyl", "sweater", "hexyle"])
def test_a_word_in_english_spelling_is_left_alone(word):
    assert translate_word(word) == ()


def test_a_part_of_an_ester_is_not_read_alone():
    assert is_turned_round("2-Phénylacétate d'éthyle")
    assert not is_turned_round("ethyl 2-phenylacetate")


@given(st.text(max_size=60))
def test_translations_are_distinct(text):
    readings = list(translations(text))
    assert len(readings) == len(set(readings))


@pytest.mark.parametrize("name", ["HIDRÓXIDO DE SÓDIO", "Hidroxido de potasio", "idrossido di sodio", "óxido de zinc"])
def test_hydroxides_and_oxides_are_turned_round(screener, name):
    found = screener.screen([f"{name} 97%"]).iloc[0]
    assert (found["outcome"], found["mention"]) == ("clear", name)


@pytest.mark.parametrize(
    ("name", "usual"),
    [("PHÉNYLACÉTIQUE (ACIDE)", "ACIDE PHÉNYLACÉTIQUE"), ("isopropylique (alcool)", "alcool isopropylique"),
     ("toluene (solvent)", None), ("2-naphtoïque (acide)", None)],
)  # fmt: skip
def test_names_in_the_order_of_an_index(name, usual):
    assert with_head_first(name) == usual
