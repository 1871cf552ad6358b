"""The tables of a pack are checked like the packaged ones, and its names must not be found everywhere."""

from dataclasses import replace
from datetime import date

import pytest

from riskscan.chemistry.pack_checks import check_pack
from riskscan.tables.listings import Listing
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.substances import Substance, Synonym

CAFFEINE = Substance(
    "p/caffeine", "caffeine", "precursor", "58-08-2", "Cn1cnc2c1c(=O)n(C)c(=O)n2C", "RYYVLZVUVIJVGH-UHFFFAOYSA-N",
    "1,3,7-trimethylpurine-2,6-dione", ("293930",), "lab", "V", "",
)  # fmt: skip
NAME = Synonym("npp", "blue kettle powder", "en", "trade", (), "lab", "V")
LISTING = Listing(
    "OWN", "p/caffeine", "a list", frozenset(), "in_force", None, date(2026, 1, 1), None, "letter", "lab", "V", "", 2.0
)
ROWS = OwnRows((CAFFEINE,), (NAME,), (LISTING, replace(LISTING, subject="npp")))


def test_sound_tables_pass():
    assert check_pack(ROWS) == []
    assert check_pack(OwnRows(synonyms=(NAME,))) == []


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"cas_rn": "58-08-3"}, "wrong check digit"),
        ({"inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-M"}, "the InChIKey of the SMILES is"),
        ({"smiles": "C1CC"}, "cannot be read"),
        ({"systematic_name": "propan-2-ol"}, "another structure"),
        ({"hs_codes": ("coffee",)}, "coffee is no HS code"),
        ({"mark": ""}, "unknown mark"),
        ({"source": ""}, "no source"),
        ({"substance_id": "p/other"}, "listing of unknown subject p/caffeine"),
        ({"substance_id": "p/other"}, "p/other has no listing"),
    ],
)
def test_a_broken_substance_is_found(change, issue):
    assert any(issue in found for found in check_pack(replace(ROWS, substances=(replace(CAFFEINE, **change),))))


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"substance_id": "nothing"}, "name of unknown substance nothing"),
        ({"mark": "Z"}, "unknown mark 'Z'"),
        ({"source": ""}, "no source"),
        ({"name": "powder"}, "'powder': an everyday word"),
        ({"name": "ok"}, "'ok': too short"),
        ({"name": "--"}, "'--': too short"),
    ],
)
def test_a_broken_name_is_found(change, issue):
    assert any(issue in found for found in check_pack(replace(ROWS, synonyms=(replace(NAME, **change),))))


def test_with_words_of_context_a_name_may_be_short():
    assert (
        check_pack(replace(ROWS, synonyms=(replace(NAME, name="bk", kind="abbreviation", context=("powder",)),))) == []
    )


def test_a_watch_word_may_be_no_everyday_word():
    word = Substance("p/word-1", "sugar", "precursor", "", "", "", "", (), "lab", "V", "")
    rows = ROWS + OwnRows((word,), (), (replace(LISTING, subject="p/word-1"),))
    assert check_pack(rows) == [
        "name 'sugar': an everyday word, which ordinary goods have; give more words, or words of context"
    ]


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        ({"citation": ""}, "no citation"),
        ({"mark": "?"}, "unknown mark"),
        ({"subject": "nothing"}, "listing of unknown subject nothing"),
        ({"effective_to": date(2025, 1, 1)}, "ends before it begins"),
        ({"status": "temporary"}, "temporary, but no last day"),
    ],
)
def test_a_broken_listing_is_found(change, issue):
    assert any(
        issue in found for found in check_pack(replace(ROWS, listings=(*ROWS.listings, replace(LISTING, **change))))
    )


def test_what_stands_twice_is_found():
    twin = replace(CAFFEINE, substance_id="p/twin", name="twin")
    rows = replace(ROWS, substances=(CAFFEINE, twin), listings=(*ROWS.listings, replace(LISTING, subject="p/twin")))
    assert any("stands in 2 rows" in issue for issue in check_pack(rows))
