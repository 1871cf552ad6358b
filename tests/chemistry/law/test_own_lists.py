"""Packs and a watch list beside the law: what they repeat is shown once, and takes nothing of the law away."""

from datetime import date

import pytest

from riskscan.chemistry.law.own_lists import unknown_subjects
from riskscan.chemistry.options import parse_jurisdictions
from riskscan.chemistry.screening import Screener
from riskscan.exceptions import PackError
from riskscan.packs.making import make_pack
from riskscan.packs.store import install, packs_in_use
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.substances import Synonym
from tests.packs.conftest import ABOUT, TABLES

DAY = date(2026, 5, 1)
LISTINGS = TABLES["listings/own.csv"].partition("\n")[0]
SUBSTANCES = TABLES["substances.csv"].partition("\n")[0]


@pytest.fixture
def screener_with(tmp_path, monkeypatch):
    """Return a screener with an unsigned pack of these tables."""
    monkeypatch.setenv("RISKSCAN_PACKS", str(tmp_path / "installed"))

    def made(tables, watchlist=None):
        for name, text in {"pack.toml": ABOUT, **tables}.items():
            (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "source" / name).write_text(text, encoding="utf-8")
        install(make_pack(tmp_path / "source"))
        return Screener(watchlist=watchlist)

    return made


def _own(finding):
    return [
        (listing.list, listing.citation.partition(",")[0])
        for listing in finding.listings
        if listing.jurisdiction == "OWN"
    ]


def test_a_pack_adds_to_what_the_law_lists(screener_with):
    screener = screener_with(TABLES)
    everywhere, us = parse_jurisdictions(None), parse_jurisdictions(["US"])
    for text in ("NPP", "39742-60-4", "blue kettle powder", "O=C1CCN(CCc2ccccc2)CC1"):
        for where in (everywhere, us):
            [finding] = screener.find(text, DAY, where)
            assert (finding.outcome, finding.substance_id) == ("listed", "npp")
            assert _own(finding) == [("Examplia wanted list", "letter 12")]
    assert _own(screener.find("NPP", date(2026, 1, 31), everywhere)[0]) == []  # before its first day


def test_what_a_pack_repeats_of_the_law_is_shown_once(screener_with):
    row = "ketone,my ketone,precursor,39742-60-4,O=C1CCN(CCc2ccccc2)CC1,YDJXNYNKKXZBMP-UHFFFAOYSA-N,,,lab,V,\n"
    listing = "ketone,Examplia wanted list,,,in_force,,2026-02-01,,letter 13,lab,V,\n"
    screener = screener_with(
        {
            "substances.csv": f"{SUBSTANCES}\n{row}",
            "lists.csv": TABLES["lists.csv"],
            "listings/own.csv": f"{LISTINGS}\n{listing}",
        }
    )
    for text in ("NPP", "39742-60-4", "my ketone", "O=C1CCN(CCc2ccccc2)CC1"):
        [finding] = screener.find(text, DAY, parse_jurisdictions(["UN"]))
        assert {found.jurisdiction for found in finding.listings} == {"UN", "OWN"}
        assert _own(finding) == [("Examplia wanted list", "letter 13")]


def test_a_watch_list_and_a_pack_that_say_the_same_are_both_shown(screener_with, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,synonyms\nkettle paste,zorblax resin\n", encoding="utf-8")
    screener = screener_with({"watch_words.csv": TABLES["watch_words.csv"]}, own)
    [finding] = screener.find("zorblax resin", DAY, parse_jurisdictions(None))
    assert finding.outcome == "listed"
    assert {name for name, _ in _own(finding)} == {"watch list", "watch words"}


def test_the_cache_of_texts_knows_packs(screener_with, tmp_path):
    bare = Screener(packs=(), cache=tmp_path / "texts")
    assert bare.find("caffeine", DAY, parse_jurisdictions(None))[0].outcome == "clear"
    bare.flush()
    screener_with(TABLES)
    with_pack = Screener(cache=tmp_path / "texts")
    assert with_pack.packs == packs_in_use()
    assert with_pack.find("caffeine", DAY, parse_jurisdictions(None))[0].outcome == "watched"
    assert with_pack.cache_use.found == 0


def test_a_pack_of_other_tables_says_so(screener_with):
    with pytest.raises(PackError, match=r"speaks of 'gone', which these tables do not have.*pack remove border-watch"):
        screener_with({"synonyms/en.csv": TABLES["synonyms/en.csv"].replace("npp", "gone")})


def test_subjects_of_the_tables_are_known():
    assert unknown_subjects(OwnRows(synonyms=(Synonym("npp", "x", "en", "trade", (), "s", "V"),))) == []
    assert unknown_subjects(OwnRows(synonyms=(Synonym("gone", "x", "en", "trade", (), "s", "V"),))) == ["gone"]
