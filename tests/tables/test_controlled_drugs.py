"""Every controlled drug is drawn as its key says, cited, and told once; what the listings have of them agrees."""

from datetime import date

import pytest
from rdkit import Chem

from riskscan.chemistry.text.spelling import clean_characters, fold_name
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.listings import load_listings
from riskscan.tables.morphemes import load_morphemes
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import load_substances

ROWS = load_controlled_drugs()


def _names(name: str) -> set[str]:
    return {row.convention + " " + "; ".join(row.schedules) for row in ROWS if row.name == name}


def test_rows_are_complete() -> None:
    for row in ROWS:
        assert row.name and row.source and row.mark in MARKS, row
        assert row.convention in ("1961", "1971"), row
        assert row.not_before >= (date(1961, 3, 30) if row.convention == "1961" else date(1971, 2, 21)), row
        assert set(row.schedules) <= {"I", "II", "III", "IV"}, row
        assert not row.cas_rn or has_valid_check_digit(row.cas_rn), row
    assert len({(row.name, row.inchikey) for row in ROWS}) == len(ROWS)
    numbers = [row.cas_rn for row in ROWS if row.cas_rn]
    assert len(set(numbers)) == len(numbers)


def test_structures_have_the_key_of_the_row() -> None:
    wrong = [row.name for row in ROWS if Chem.MolToInchiKey(Chem.MolFromSmiles(row.smiles)) != row.inchikey]
    assert wrong == []


def test_a_name_stands_for_one_skeleton_or_its_tautomer() -> None:
    names: dict[str, set[str]] = {}
    for row in ROWS:
        for name in (row.name, *row.other_names):
            names.setdefault(fold_name(clean_characters(name)), set()).add(row.name)
    assert {name: rows for name, rows in names.items() if len(rows) > 1} == {}


def test_schedule_iv_of_the_single_convention_is_part_of_schedule_i() -> None:
    assert [
        row.name for row in ROWS if row.convention == "1961" and "IV" in row.schedules and "I" not in row.schedules
    ] == []


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        pytest.param("morphine", "1961 I", id="narcotic"),
        pytest.param("codeine", "1961 II", id="narcotic of Schedule II"),
        pytest.param("heroin", "1961 I; IV", id="two schedules"),
        pytest.param("metamfetamine", "1971 II", id="stimulant"),
        pytest.param("buprenorphine", "1971 III", id="added later"),
        pytest.param("diazepam", "1971 IV", id="medicine of common trade"),
        pytest.param("dextromethorphan", "1961 ", id="excepted by name"),
    ],
)
def test_schedules(name: str, schedule: str) -> None:
    assert _names(name) == {schedule}


@pytest.mark.parametrize("name", ["propylhexedrine", "ketamine", "tramadol", "pregabalin", "ibuprofen"])
def test_what_the_conventions_do_not_list_is_no_row(name: str) -> None:
    assert _names(name) == set()


def test_listings_and_rows_agree() -> None:
    """What the precursor lists have under the Single Convention has the same Schedules here."""
    schedules: dict[str, set[str]] = {}
    for listing in load_listings():
        if listing.jurisdiction == "UN" and listing.list.startswith("Single Convention Schedule "):
            schedules.setdefault(listing.subject, set()).add(listing.list.rpartition(" ")[2])
    keys = {row.substance_id: row.inchikey for row in load_substances()}
    rows = {row.inchikey: set(row.schedules) for row in ROWS if row.convention == "1961"}
    assert schedules and {subject: rows.get(keys[subject]) for subject in schedules} == schedules


def test_the_schedules_are_listings_of_the_un() -> None:
    [heroin] = [row for row in ROWS if row.name == "heroin"]
    assert [listing.list for listing in heroin.listings("x")] == [
        "Single Convention Schedule I", "Single Convention Schedule IV",
    ]  # fmt: skip
    assert {(listing.jurisdiction, listing.subject) for listing in heroin.listings("x")} == {("UN", "x")}


def test_no_part_is_longer_than_one_may_be() -> None:
    assert max(map(len, load_morphemes().telling)) <= 14
