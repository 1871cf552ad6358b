import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.translation import translations

# (name, entry): systematic names as they are written, not those of the tables of synonyms
NAMES = [
    ("1-(2-feniletil)piperidin-4-ona", "npp"),
    ("3-oxo-2-fenilbutanonitrilo", "apaan"),
    ("3-oxo-2-fenilbutanoato de metilo", "mapa"),
    ("4-oxopiperidina-1-carboxilato de terc-butilo", "1-boc-4-piperidone"),
    ("ácido 2-aminobenzoico", "anthranilic-acid"),
    ("cloruro de propanoilo", "propionyl-chloride"),
    ("anhídrido propanoico", "propionic-anhydride"),
    ("4-oxopiperidina-1-carboxilato de terc-butila", "1-boc-4-piperidone"),
    ("3-oxo-2-fenilbutanamida", "apaa"),
    ("ácido 2-fenilacético", "phenylacetic-acid"),
    ("3-oxo-2-phénylbutanoate d'éthyle", "eapa"),
    ("acide 2-acétamidobenzoïque", "n-acetylanthranilic-acid"),
    ("4-oxopipéridine-1-carboxylate de tert-butyle", "1-boc-4-piperidone"),
    ("chlorure de propanoyle", "propionyl-chloride"),
    ("2-Aminobenzoesäure", "anthranilic-acid"),
    ("N-Phenyl-1-(2-phenylethyl)piperidin-4-amin", "anpp"),
    ("3-osso-2-fenilbutanoato di metile", "mapa"),
    ("acido 2-amminobenzoico", "anthranilic-acid"),
    ("1-(1,3-benzodiossol-5-il)propan-2-one", "mdp2p"),
    ("N-fenil-1-(2-feniletil)piperidin-4-ammina", "anpp"),
]


GLUED = [("3-Oxo-2-phenylbutansäuremethylester", "mapa"), ("4-Oxopiperidin-1-carbonsäurebenzylester", "4-piperidone")]


@pytest.mark.parametrize(("name", "entry"), GLUED, ids=[name for name, _ in GLUED])
def test_a_glued_ester_is_read(resolver, name, entry):
    test_a_translation_is_read(resolver, name, entry)


@pytest.mark.parametrize(("name", "entry"), NAMES, ids=[name for name, _ in NAMES])
def test_a_translation_is_read(resolver, name, entry):
    found = [resolver.resolve(name), *map(resolver.resolve, translations(name))]
    assert entry in {match.entry_id for resolution in found if resolution for match in resolution.matches}


@given(st.text(max_size=60))
def test_translations_are_distinct(text):
    readings = list(translations(text))
    assert len(readings) == len(set(readings))
