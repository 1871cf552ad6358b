"""The tables are sound, and each check finds what it is for."""

from dataclasses import replace
from datetime import date

import pytest

from riskscan.chemistry.law_checks import check_listings, check_lists, check_tariff_codes
from riskscan.chemistry.table_checks import check_class, check_form, check_substance, check_tables, check_uniqueness
from riskscan.tables.classes import WorkedExample, load_classes
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import load_lists
from riskscan.tables.scopes import Scope
from riskscan.tables.substances import load_forms, load_substances
from riskscan.tables.tariff_codes import load_tariff_codes

SUBSTANCE = next(row for row in load_substances() if row.substance_id == "npp")
FORM = next(row for row in load_forms() if row.relation == "salt")
CLASS = load_classes()[0]
LISTING = next(row for row in load_listings() if row.effective_from is not None)


def test_the_packaged_tables_are_sound():
    assert check_tables() == []


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"cas_rn": "39742-60-5"}, "wrong check digit"),
        ({"mark": "X"}, "unknown mark"),
        ({"source": ""}, "no source"),
        ({"smiles": "C1CC"}, "cannot be read"),
        ({"smiles": "CCO"}, "the InChIKey of the SMILES is LFQSCWFLJHTTHZ-UHFFFAOYSA-N"),
        ({"systematic_name": "propan-2-ol"}, "another structure"),
    ],
)
def test_a_broken_substance_is_found(change, issue):
    assert list(check_substance(SUBSTANCE)) == []
    assert any(issue in found for found in check_substance(replace(SUBSTANCE, **change)))


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"substance_id": "nothing"}, "unknown substance nothing"),
        ({"smiles": "C1CC"}, "cannot be read"),
        ({"cas_rn": "50-00-1"}, "wrong check digit"),
    ],
)
def test_a_broken_form_is_found(change, issue):
    known = [FORM.substance_id]
    assert list(check_form(FORM, known)) == []
    assert any(issue in found for found in check_form(replace(FORM, **change), known))


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"positives": CLASS.positives[:3]}, "fewer than 4 worked positives"),
        ({"negatives": CLASS.positives}, "is not as stated"),
        ({"positives": (*CLASS.positives, WorkedExample("ethanol", "CCO", ""))}, "'ethanol' is not as stated"),
        ({"negatives": (*CLASS.negatives, WorkedExample("nothing", "C1CC", ""))}, "'nothing' is not as stated"),
        ({"citation": ""}, "no citation"),
        ({"mark": ""}, "unknown mark"),
    ],
)
def test_a_broken_class_is_found(change, issue):
    assert list(check_class(CLASS)) == []
    assert any(issue in found for found in check_class(replace(CLASS, **change)))


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"substance_id": "other", "name": "other", "inchikey": ""}, "CAS 39742-60-4 stands in 2 rows"),
        ({"name": "other", "inchikey": "", "cas_rn": ""}, "substance npp stands in 2 rows"),
        ({"substance_id": "other", "name": "other", "cas_rn": ""}, f"InChIKey {SUBSTANCE.inchikey} stands in 2 rows"),
    ],
)
def test_what_stands_twice_is_found(change, issue):
    assert list(check_uniqueness([SUBSTANCE], [])) == []
    assert list(check_uniqueness([SUBSTANCE, replace(SUBSTANCE, **change)], [])) == [issue]


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"subject": "nothing"}, "listing of unknown subject nothing"),
        ({"citation": ""}, "no citation"),
        ({"source": ""}, "no source"),
        ({"mark": "X"}, "unknown mark"),
        ({"not_before": date(1900, 1, 1)}, "a bound beside its first day"),
        ({"status": "repealed", "effective_to": None}, "repealed, but no last day"),
        ({"effective_to": date(1900, 1, 1)}, "ends before it begins"),
        ({"status": "temporary"}, "temporary, but no last day"),
        ({"applies_to": Scope("CN", "exports", ("US", "XX"))}, "XX is no country"),
        ({"applies_to": Scope("CN", "exports", ("CN", "US"))}, "trade of CN with itself"),
        ({"applies_to": Scope("CN", "exports", ("US", "US"))}, "a partner stands in it twice"),
        ({"applies_to": Scope("UN", "imports", ())}, "UN is no place with exports"),
        ({"status": "proposed", "effective_to": date(2100, 1, 1)}, "proposed, but a last day"),
        ({"effective_from": None, "note": ""}, "no first day, and no note"),
        ({"effective_from": None, "not_before": date(2000, 1, 1), "effective_to": date(1999, 1, 1)}, "ends before it"),
        ({"mark": "M", "note": ""}, "mark M without a note"),
        ({"mark": "D", "note": ""}, "mark D without a note"),
    ],
)
def test_a_broken_listing_is_found(change, issue):
    subjects = [LISTING.subject]
    assert list(check_listings([LISTING], subjects)) == []
    assert any(issue in found for found in check_listings([replace(LISTING, **change)], subjects))


def test_a_group_of_countries_may_be_a_partner():
    scoped = replace(LISTING, applies_to=Scope("CN", "exports", ("EU",)))
    assert list(check_listings([scoped], [LISTING.subject])) == []


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"severity": LISTING.severity + 1}, "is not that of the list"),
        ({"is_watch": True}, "is not that of the list"),
        ({"list": "List Z"}, "the list 'List Z' has no severity"),
        ({"jurisdiction": "ZZ"}, "has no severity"),
    ],
)
def test_no_listing_is_strict_in_silence(change, issue):
    assert list(check_lists(load_lists().values(), [LISTING])) == []
    assert [issue in found for found in check_lists(load_lists().values(), [replace(LISTING, **change)])] == [True]


def test_a_subject_without_listing_is_found():
    assert "other has no listing" in list(check_listings([LISTING], [LISTING.subject, "other"]))


@pytest.mark.parametrize(
    ("spans", "overlap"),
    [
        (((2000, None), (2010, None)), True),
        (((2000, 2005), (2005, None)), True),
        (((None, 2005), (2000, 2001)), True),
        (((2000, 2005), (2006, None)), False),
        (((None, 2005), (2006, 2010)), False),
    ],
)
def test_listings_that_overlap_are_found(spans, overlap):
    rows = [
        replace(LISTING, effective_from=first and date(first, 1, 1), effective_to=last and date(last, 12, 31))
        for first, last in spans
    ]
    assert any("overlap" in found for found in check_listings(rows, [LISTING.subject])) == overlap


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"substance_id": "nothing"}, "unknown substance"),
        ({"code": "9"}, "no HS code"),
        ({"mark": ""}, "unknown mark"),
        ({"source": ""}, "no source"),
        ({"effective_from": date(2030, 1, 1), "effective_to": date(2029, 1, 1)}, "ends before it begins"),
        ({"edition": "HS2012"}, "no edition and no country"),
        ({"edition": "HS2022", "effective_to": None}, "its days are not those of the edition"),
        ({"edition": "HS2028", "effective_from": date(2027, 1, 1), "effective_to": None}, "not those of the edition"),
        ({"edition": "HS", "effective_from": None, "effective_to": None, "code": "29333990"}, "a subheading has 6"),
        ({"edition": "CN", "code": "293339"}, "a national code has more than 6 digits"),
    ],
)
def test_a_broken_tariff_code_is_found(change, issue):
    codes = load_tariff_codes()["anpp"]
    assert list(check_tariff_codes(codes, ["anpp"])) == []
    assert any(issue in found for found in check_tariff_codes([*codes, replace(codes[0], **change)], ["anpp"]))


def test_an_edition_without_a_code_is_found():
    codes = [row for row in load_tariff_codes()["anpp"] if row.form != "salt"]
    assert list(check_tariff_codes(codes, ["anpp"])) == ["anpp has no tariff code (salt) on 2027-12-31"]


def test_listings_for_different_trade_do_not_overlap():
    rows = [replace(LISTING, applies_to=Scope("CN", "exports", (country,))) for country in ("US", "MX")]
    assert list(check_listings(rows, [LISTING.subject])) == []
    assert any("overlap" in found for found in check_listings([rows[0], rows[0]], [LISTING.subject]))
