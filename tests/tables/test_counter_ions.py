import pytest
from rdkit import Chem

from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.tables.counter_ions import load_counter_ions

IONS = load_counter_ions()
WITHOUT_SYSTEMATIC_NAME = {"proton", "oxide", "maleic or fumaric acid"}


@pytest.mark.parametrize("ion", [pytest.param(ion, id=ion.name) for ion in IONS])
def test_structure_is_that_of_the_name(ion):
    assert ion.source
    if ion.name not in WITHOUT_SYSTEMATIC_NAME:
        named = Chem.MolFromSmiles(parse_systematic_name(ion.name))
        assert Chem.MolToInchiKey(named)[:14] == Chem.MolToInchiKey(Chem.MolFromSmiles(ion.smiles))[:14]


def test_ions_are_named_once():
    assert len({ion.name for ion in IONS}) == len({ion.smiles for ion in IONS}) == len(IONS)
