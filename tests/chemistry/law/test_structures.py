import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdkit import Chem

from riskscan.chemistry.law.structures import MAX_ATOMS, MAX_SMILES_LENGTH, read_structure, smiles_from_inchi
from riskscan.chemistry.text.embedded import find_identifiers
from riskscan.tables.substances import load_forms, load_substances

PIPERIDONE, EPHEDRINE, TOLUENE = "VRJHQPZVIGNGMX", "KWGRBVOPPLSCSI", "YXFVVABEGXRONW"


@pytest.mark.parametrize(
    ("smiles", "skeletons", "salt", "hydrate", "isotopologue"),
    [
        pytest.param("O=C1CCNCC1", {PIPERIDONE}, False, False, False, id="plain"),
        pytest.param("C1C[NH2+]CCC1=O.[Cl-]", {PIPERIDONE}, True, False, False, id="ions"),
        pytest.param("O=C1CCNCC1.Cl.O", {PIPERIDONE}, True, True, False, id="hydrate of a salt"),
        pytest.param("O=C1CCNCC1.O", {PIPERIDONE}, False, True, False, id="hydrate"),
        pytest.param("[2H]C([2H])([2H])c1ccccc1", {TOLUENE}, False, False, True, id="deuterated"),
        pytest.param("[13CH3]c1ccccc1", {TOLUENE}, False, False, True, id="carbon-13"),
        pytest.param("CN[C@@H](C)[C@H](O)c1ccccc1", {EPHEDRINE}, False, False, False, id="stereo"),
        pytest.param("CN[C@@H](C)[C@H](O)c1ccccc1.OS(=O)(=O)O", {EPHEDRINE}, True, False, False, id="sulfate"),
        pytest.param("Cl", {"VEXZGXHMUGYJMC"}, False, False, False, id="hydrogen chloride is no salt of nothing"),
        pytest.param("Cl.Cl", {"VEXZGXHMUGYJMC"}, False, False, False, id="hydrogen chloride twice is none either"),
        pytest.param("O", {"XLYOFNOQVPJJNP"}, False, False, False, id="water alone"),
        pytest.param("CC(C)=O.Cc1ccccc1", {"CSCPPACGZOOCGX", TOLUENE}, False, False, False, id="mixture"),
    ],
)
def test_read_structure(smiles, skeletons, salt, hydrate, isotopologue):
    structure = read_structure(smiles)
    assert structure is not None
    assert {parent.skeleton for parent in structure.parents} == skeletons
    assert (structure.is_salt, structure.is_hydrate, structure.is_isotopologue) == (salt, hydrate, isotopologue)


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("", id="empty"),
        pytest.param("not smiles", id="text"),
        pytest.param("C1CC", id="open ring"),
        pytest.param("c1ccc", id="not aromatic"),
        pytest.param("C(C)(C)(C)(C)C", id="five bonds"),
        pytest.param("C" * 5000, id="5,000 atoms"),
        pytest.param("C" * (MAX_ATOMS + 1), id="one atom too many"),
        pytest.param("C(" * 900 + ")" * 900, id="deep nesting"),
        pytest.param("[" * 1000, id="brackets"),
        pytest.param("C" * (MAX_SMILES_LENGTH + 1), id="one letter too many"),
        pytest.param("C\x00C", id="null byte"),
    ],
)
def test_what_is_no_structure(smiles):
    assert read_structure(smiles) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "InChI=", "InChI=1S/", "InChI=1S/C7H8/c", "nonsense", "InChI=1S/" + "C" * 5000,
        pytest.param("InChI=1S/C8H8O2.Na/c9-8(10)6-7-4-2-1-3-5-7", id="cut short"),
    ],
)  # fmt: skip
def test_what_is_no_inchi(text):
    assert smiles_from_inchi(text) is None


@pytest.mark.parametrize(
    "smiles", [pytest.param(row.smiles, id=row.name) for row in (*load_substances(), *load_forms()) if row.smiles]
)
def test_inchi_of_every_listed_structure_is_read(smiles):
    molecule = Chem.MolFromSmiles(smiles)
    [identifier] = find_identifiers(f"{Chem.MolToInchi(molecule)}, 25 kg")
    assert identifier.value == Chem.MolToInchi(molecule)
    read = Chem.MolFromSmiles(smiles_from_inchi(identifier.value))
    assert Chem.MolToInchiKey(read) == Chem.MolToInchiKey(molecule)


@given(st.randoms(use_true_random=False), st.sampled_from(["CNC(C)C(O)c1ccccc1", "O=C1CCN(CCc2ccccc2)CC1.Cl"]))
def test_atom_order_does_not_matter(random, smiles):
    molecule = Chem.MolFromSmiles(smiles)
    order = list(range(molecule.GetNumAtoms()))
    random.shuffle(order)
    shuffled = Chem.MolToSmiles(Chem.RenumberAtoms(molecule, order), canonical=False)
    assert read_structure(shuffled).inchikey == read_structure(smiles).inchikey


@given(st.text(st.sampled_from("CNOcnoSPFBrl123[]()=#.@H+-/\\%"), max_size=60))
def test_reading_is_total(text):
    structure = read_structure(text)
    if structure is not None:  # what was read can be read again
        assert structure.inchikey
        assert read_structure(structure.smiles) is not None


@pytest.mark.parametrize(
    ("groups", "configuration"),
    [
        pytest.param("", "WCBMZHEXSA", id="one mirror image"),
        pytest.param(" |&1:2,4|", "UHFFFAOYSA", id="both"),
        pytest.param(" |o1:2,4|", "UHFFFAOYSA", id="either"),
        pytest.param(" |a:2,4|", "WCBMZHEXSA", id="as drawn"),
    ],
)
def test_a_racemate_written_by_its_group_has_no_configuration(groups, configuration):
    structure = read_structure(f"CN[C@@H](C)[C@@H](O)c1ccccc1{groups}")
    assert structure.inchikey == f"{EPHEDRINE}-{configuration}-N"
    assert [parent.inchikey for parent in structure.parents] == [structure.inchikey]
    assert "|" not in structure.smiles
