"""Every row of the substances and forms tables: identifiers check, structures agree, sources are named."""

import re
from collections import Counter

import pytest
from rdkit import Chem
from rdkit.Chem.MolStandardize import rdMolStandardize

from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.tables.classes import load_classes
from riskscan.tables.listings import load_listings
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import Substance, SubstanceForm, load_forms, load_substances

SUBSTANCES = {substance.substance_id: substance for substance in load_substances()}
FORMS = load_forms()
RELATIONS = {"salt", "hydrate", "stereoisomer", "isotopologue"}

# Structures too intricate for a name that OPSIN reads.
WITHOUT_SYSTEMATIC_NAME = {"ergotamine", "ergocristine"}

every_substance = pytest.mark.parametrize("substance", [pytest.param(s, id=key) for key, s in SUBSTANCES.items()])
every_form = pytest.mark.parametrize("form", [pytest.param(form, id=form.name) for form in FORMS])


def has_cas_check_digit(cas_rn: str) -> bool:
    digits = cas_rn.replace("-", "")
    weighted = sum(weight * int(digit) for weight, digit in enumerate(reversed(digits[:-1]), start=1))
    return re.fullmatch(r"[1-9]\d{1,6}-\d{2}-\d", cas_rn) is not None and weighted % 10 == int(digits[-1])


def compute_inchikey(smiles: str) -> str:
    return str(Chem.MolToInchiKey(Chem.MolFromSmiles(smiles)))


def list_skeletons(smiles: str) -> Counter[str]:
    """Connectivity blocks of the neutral, unlabelled components of a structure, with how often each occurs."""
    molecule = Chem.MolFromSmiles(smiles)
    for atom in molecule.GetAtoms():
        atom.SetIsotope(0)
    uncharger = rdMolStandardize.Uncharger()
    components = Chem.GetMolFrags(Chem.RemoveHs(molecule), asMols=True)
    return Counter(Chem.MolToInchiKey(uncharger.uncharge(component))[:14] for component in components)


@every_substance
def test_substance_cas_rn_has_its_check_digit(substance: Substance) -> None:
    assert not substance.cas_rn or has_cas_check_digit(substance.cas_rn)


@every_substance
def test_substance_inchikey_is_that_of_its_smiles(substance: Substance) -> None:
    if substance.smiles:
        assert compute_inchikey(substance.smiles) == substance.inchikey
    else:
        assert not substance.inchikey
        assert substance.note, "an entry without a structure says what it is"


@every_substance
def test_substance_systematic_name_is_read_to_its_structure(substance: Substance) -> None:
    if not substance.smiles or substance.substance_id in WITHOUT_SYSTEMATIC_NAME:
        assert not substance.systematic_name
        return
    smiles = parse_systematic_name(substance.systematic_name)
    assert smiles is not None
    assert compute_inchikey(smiles) == substance.inchikey


@every_substance
def test_substance_row_is_complete(substance: Substance) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", substance.substance_id)
    assert substance.name
    assert substance.kind in ("precursor", "drug")
    assert substance.mark in MARKS
    assert substance.source
    assert substance.hs_codes
    assert all(re.fullmatch(r"\d{4}|\d{6}", code) for code in substance.hs_codes)


def test_substances_are_named_once() -> None:
    for values in (
        [s.substance_id for s in load_substances()],
        [s.name for s in load_substances()],
        [s.inchikey for s in load_substances() if s.inchikey],
        [s.cas_rn for s in load_substances() if s.cas_rn] + [form.cas_rn for form in FORMS],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_substance_ids_are_no_class_ids() -> None:
    assert not SUBSTANCES.keys() & {legal_class.class_id for legal_class in load_classes()}


def test_every_substance_has_a_listing() -> None:
    assert SUBSTANCES.keys() <= {listing.subject for listing in load_listings()}


def test_well_known_cas_rn_stand_on_their_substance() -> None:
    known = {
        "anpp": "21409-26-7", "npp": "39742-60-4", "4-ap": "23056-29-3", "norfentanyl": "1609-66-1",
        "ephedrine": "299-42-3", "p2p": "103-79-7", "acetic-anhydride": "108-24-7", "fentanyl": "437-38-7",
    }  # fmt: skip
    assert {key: SUBSTANCES[key].cas_rn for key in known} == known


def test_heading_of_hs_2022_names_npp_and_anpp() -> None:
    assert SUBSTANCES["npp"].hs_codes[0] == "293337"
    assert SUBSTANCES["anpp"].hs_codes == ("293336",)


@every_form
def test_form_row_is_complete(form: SubstanceForm) -> None:
    assert form.substance_id in SUBSTANCES
    assert form.name
    assert form.relation in RELATIONS
    assert has_cas_check_digit(form.cas_rn)
    assert form.mark in MARKS
    assert form.source


@every_form
def test_form_contains_its_substance(form: SubstanceForm) -> None:
    parent = SUBSTANCES[form.substance_id]
    assert list_skeletons(parent.smiles).keys() <= list_skeletons(form.smiles).keys()


@every_form
def test_form_differs_from_its_substance_as_it_says(form: SubstanceForm) -> None:
    parent = SUBSTANCES[form.substance_id]
    components = list_skeletons(form.smiles)
    water = list_skeletons("O").keys()
    isotopes = any(atom.GetIsotope() for atom in Chem.MolFromSmiles(form.smiles).GetAtoms())
    assert isotopes == (form.relation == "isotopologue")
    assert (water <= components.keys()) == (form.relation == "hydrate")
    if form.relation == "salt":
        assert components.keys() - list_skeletons(parent.smiles).keys()
    if form.relation == "stereoisomer":
        assert list(components) == [parent.inchikey[:14]]


@pytest.mark.parametrize("cas_rn", [pytest.param("1609-66-5", id="wrong digit"), pytest.param("01-23-4", id="short")])
def test_check_digit_refuses(cas_rn: str) -> None:
    assert not has_cas_check_digit(cas_rn)
