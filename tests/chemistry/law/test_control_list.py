from dataclasses import replace
from datetime import date

import pytest

from riskscan.chemistry.law.control_list import ControlList, applicable, watched
from riskscan.chemistry.law.structures import read_structure
from riskscan.tables.listings import Listing
from riskscan.tables.lists import OWN
from riskscan.tables.scopes import NO_REACH, Reach, Scope
from riskscan.tables.substances import Substance, SubstanceForm

ALL = frozenset({"UN", "US"})
DAY = date(2020, 1, 1)


def _substance(substance_id, cas_rn, smiles):
    key = read_structure(smiles).inchikey
    return Substance(substance_id, substance_id.title(), "precursor", cas_rn, smiles, key, "", (), "test", "V", "")


def _listing(subject, jurisdiction="UN", *, covers=(), status="in_force", start=date(2000, 1, 1), end=None):
    covered = frozenset(covers)
    return Listing(
        jurisdiction, subject, "Table", covered, status, None, start, end, f"law of {subject}", "test", "V", "", 1.0
    )


TOLUENE = _substance("toluene", "108-88-3", "Cc1ccccc1")
EPHEDRINE = _substance("ephedrine", "299-42-3", "CN[C@@H](C)[C@H](O)c1ccccc1")
PSEUDO = _substance("pseudo", "90-82-4", "CN[C@@H](C)[C@@H](O)c1ccccc1")
SALT = SubstanceForm(
    "ephedrine", "ephedrine hydrochloride", "salt", "50-98-6", "CN[C@@H](C)[C@H](O)c1ccccc1.Cl", "t", "V"
)


def _match(smiles, *listings, substances=(TOLUENE, EPHEDRINE), said=frozenset()):
    return ControlList(substances, (SALT,), listings).match_structure(read_structure(smiles), said)


def test_identical():
    [match] = _match("c1ccccc1C", _listing("toluene"))
    assert (match.outcome, match.entry_id, match.relation) == ("listed", "toluene", "identical")


def test_another_structure_does_not_match():
    assert _match("CCc1ccccc1", _listing("toluene")) == ()


@pytest.mark.parametrize(
    ("smiles", "form", "wording"),
    [
        pytest.param("CN[C@@H](C)[C@H](O)c1ccccc1.Cl", "salt", "salts", id="salt"),
        pytest.param("[2H]C([2H])([2H])N[C@@H](C)[C@H](O)c1ccccc1", "isotopologue", "isotopologues", id="isotopologue"),
        pytest.param("CN[C@H](C)[C@@H](O)c1ccccc1", "stereoisomer", "stereoisomers", id="stereoisomer"),
    ],
)
def test_a_form_needs_the_wording(smiles, form, wording):
    assert _match(smiles, _listing("ephedrine")) == ()
    [match] = _match(smiles, _listing("ephedrine", covers=[wording]))
    assert form in match.relation


def test_only_the_listings_with_the_wording_are_shown():
    with_salts, without = _listing("ephedrine", covers=["salts"]), _listing("ephedrine", "US")
    [match] = _match("CN[C@@H](C)[C@H](O)c1ccccc1.Cl", with_salts, without)
    assert match.listings == (with_salts,)


def test_a_hydrate_is_the_substance_with_water():
    [match] = _match("Cc1ccccc1.O", _listing("toluene"))
    assert match.relation == "hydrate"


def test_a_structure_without_stereochemistry_is_either_isomer():
    matches = _match("CNC(C)C(O)c1ccccc1", _listing("ephedrine"), _listing("pseudo"), substances=(EPHEDRINE, PSEUDO))
    assert {match.entry_id for match in matches} == {"ephedrine", "pseudo"}
    assert {match.relation for match in matches} == {"identical"}


def test_the_nearest_stereoisomer_is_the_entry():
    listings = [_listing(entry, covers=["stereoisomers"]) for entry in ("ephedrine", "pseudo")]
    [match] = _match(PSEUDO.smiles, *listings, substances=(EPHEDRINE, PSEUDO))
    assert (match.entry_id, match.relation) == ("pseudo", "identical")


def test_words_beside_a_structure_add_a_form():
    assert _match("Cc1ccccc1", _listing("toluene"), said=frozenset({"salt"})) == ()


def test_cas_rn_of_a_form():
    controls = ControlList((EPHEDRINE,), (SALT,), (_listing("ephedrine", covers=["salts"]),))
    [match] = controls.match_cas_rn("50-98-6")
    assert (match.entry_id, match.relation) == ("ephedrine", "salt")
    assert controls.match_cas_rn("64-17-5") == ()
    assert controls.cas_rns() == {"50-98-6", "299-42-3"}


def test_inchikey_without_a_structure():
    controls = ControlList((TOLUENE,), (), (_listing("toluene"),))
    assert controls.match_inchikey(TOLUENE.inchikey)[0].entry_id == "toluene"
    assert controls.match_inchikey("LFQSCWFLJHTTHZ-UHFFFAOYSA-N") == ()


@pytest.mark.parametrize(
    ("inchikey", "expected"),
    [
        pytest.param(PSEUDO.inchikey, [("pseudo", "identical")], id="the second entry with the skeleton"),
        pytest.param(
            "KWGRBVOPPLSCSI-XXXXXXXXXX-N", [("ephedrine", "stereoisomer"), ("pseudo", "stereoisomer")], id="other"
        ),
    ],
)
def test_inchikey_of_entries_that_differ_in_stereochemistry(inchikey, expected):
    listings = [_listing(entry, covers=["stereoisomers"]) for entry in ("ephedrine", "pseudo")]
    controls = ControlList((EPHEDRINE, PSEUDO), (), listings)
    assert [(match.entry_id, match.relation) for match in controls.match_inchikey(inchikey)] == expected


@pytest.mark.parametrize(
    ("listing", "applies"),
    [
        pytest.param(_listing("toluene"), True, id="in force"),
        pytest.param(_listing("toluene", start=DAY), True, id="first day"),
        pytest.param(_listing("toluene", start=date(2020, 1, 2)), False, id="a day before"),
        pytest.param(_listing("toluene", end=DAY), True, id="last day"),
        pytest.param(_listing("toluene", end=date(2019, 12, 31)), False, id="a day after"),
        pytest.param(_listing("toluene", start=None), True, id="since always"),
        pytest.param(_listing("toluene", status="temporary", end=date(2021, 1, 1)), True, id="temporary"),
        pytest.param(_listing("toluene", status="proposed"), False, id="proposed"),
        pytest.param(_listing("toluene", status="proposed", start=None), False, id="proposed without a date"),
        pytest.param(_listing("toluene", status="proposed", end=date(2021, 1, 1)), False, id="proposed with an end"),
        pytest.param(_listing("toluene", status="repealed", end=date(2019, 1, 1)), False, id="repealed before"),
        pytest.param(_listing("toluene", status="repealed", end=date(2021, 1, 1)), True, id="repealed later"),
        pytest.param(_listing("toluene", "CA"), False, id="elsewhere"),
        pytest.param(_listing("toluene", OWN), True, id="own watch list"),
    ],
)
def test_applicable(listing, applies):
    hit = applicable(_match("Cc1ccccc1", listing), DAY, ALL)
    assert (hit is not None) == applies


def test_a_proposal_is_shown_beside_a_listing_in_force():
    in_force, proposed = _listing("toluene"), _listing("toluene", "US", status="proposed", start=None)
    _, listings = applicable(_match("Cc1ccccc1", in_force, proposed), DAY, ALL)
    assert listings == (in_force, proposed)


def test_a_proposal_is_not_shown_before_it_was_made():
    in_force, later = _listing("toluene"), _listing("toluene", "US", status="proposed", start=date(2025, 1, 1))
    _, listings = applicable(_match("Cc1ccccc1", in_force, later), DAY, ALL)
    assert listings == (in_force,)


SCOPE = Scope("UN", "exports", ("US",))
LIMITED = replace(_listing("toluene"), applies_to=SCOPE)
WATCHING = replace(_listing("toluene", "US"), is_watch=True)
INSIDE, OPEN = Reach(frozenset({SCOPE}), frozenset()), Reach(frozenset(), frozenset({SCOPE}))


@pytest.mark.parametrize(
    ("listing", "reach", "binds", "watches"),
    [
        pytest.param(LIMITED, INSIDE, True, True, id="inside"),
        pytest.param(LIMITED, OPEN, False, True, id="the route does not tell"),
        pytest.param(LIMITED, NO_REACH, False, False, id="outside"),
        pytest.param(WATCHING, NO_REACH, False, True, id="a list that watches"),
        pytest.param(replace(WATCHING, effective_from=date(2021, 1, 1)), NO_REACH, False, False, id="not yet"),
        pytest.param(replace(WATCHING, jurisdiction="CA"), NO_REACH, False, False, id="watched elsewhere"),
        pytest.param(_listing("toluene", status="proposed"), NO_REACH, False, True, id="proposed"),
        pytest.param(_listing("toluene", end=date(2019, 1, 1)), NO_REACH, False, False, id="ended"),
    ],
)
def test_what_binds_and_what_is_only_watched(listing, reach, binds, watches):
    matches = _match("Cc1ccccc1", listing)
    assert (applicable(matches, DAY, ALL, reach) is not None) == binds
    assert (watched(matches, DAY, ALL, reach) is not None) == watches


def test_a_watching_list_is_shown_beside_a_listing_in_force():
    in_force = _listing("toluene")
    _, listings = applicable(_match("Cc1ccccc1", in_force, WATCHING, LIMITED), DAY, ALL)
    assert listings == (in_force, WATCHING)


def test_what_is_only_watched_resembles_nothing():
    controls = ControlList((TOLUENE, EPHEDRINE), (), (WATCHING, _listing("ephedrine")))
    assert controls.binding_substances() == (EPHEDRINE,)
