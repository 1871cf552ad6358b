"""The tables of a pack become rows that say where they come from; a row that breaks the format is named."""

from datetime import date

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.contents import make_contents
from riskscan.packs.rows import parse_rows
from riskscan.tables.languages import load_languages
from tests.packs.conftest import TABLES

ABOUT = {
    "name": "border-watch", "version": "1.0", "issuer": "Customs Lab", "description": "",
    "issued_on": date(2026, 1, 1), "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31),
}  # fmt: skip
TITLE = "pack border-watch 1.0 of Customs Lab"
LISTINGS = TABLES["listings/own.csv"].partition("\n")[0]


def _rows(tables):
    content = {name: text if isinstance(text, bytes) else text.encode() for name, text in tables.items()}
    return parse_rows(make_contents(ABOUT, "", content), content)


def test_rows_bear_the_name_of_the_pack():
    rows = _rows(TABLES)
    assert [substance.substance_id for substance in rows.substances] == ["border-watch/caffeine", "border-watch/word-1"]
    assert rows.substances[0].hs_codes == ("293930",)
    assert [(synonym.substance_id, synonym.name) for synonym in rows.synonyms] == [
        ("npp", "blue kettle powder"), ("border-watch/word-1", "zorblax resin"),
    ]  # fmt: skip
    assert [listing.subject for listing in rows.listings] == ["border-watch/caffeine", "npp", "border-watch/word-1"]
    assert [listing.is_watch for listing in rows.listings] == [True, False, True]
    assert [listing.severity for listing in rows.listings] == [0.5, 2.0, 0.5]
    assert all(TITLE in listing.citation and TITLE in listing.source for listing in rows.listings)
    assert all(TITLE in row.source for row in (*rows.substances, *rows.synonyms))


def test_a_listing_of_a_known_jurisdiction_keeps_it():
    row = "npp,List I,salts,,in_force,,2030-01-01,,an order to come,lab,V,\n"
    [listing] = _rows({"listings/us.csv": f"{LISTINGS}\n{row}"}).listings
    assert (listing.jurisdiction, listing.list, listing.severity) == ("US", "List I", 3.0)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        pytest.param({}, "holds no table", id="nothing"),
        pytest.param({"classes.csv": ""}, "'classes.csv' is no table of a pack", id="unknown table"),
        pytest.param({"listings/zz.csv": ""}, "'listings/zz.csv' is no table", id="unknown jurisdiction"),
        pytest.param({"synonyms/xx.csv": ""}, "'synonyms/xx.csv' is no table", id="unknown language"),
        pytest.param({"lists/own.csv": ""}, "'lists/own.csv' is no table", id="unknown folder"),
        pytest.param({"lists.csv": b"\xff\xfel\0"}, "lists.csv is no UTF-8", id="UTF-16"),
        pytest.param({"lists.csv": "jurisdiction,list\n"}, "columns must be", id="columns"),
        pytest.param({"lists.csv": "jurisdiction,list,severity,kind,note\nOWN,x\n"}, "2 cells, expected 5", id="cells"),
        pytest.param(
            {"lists.csv": "jurisdiction,list,severity,kind,note\nOWN,x,,watch,\n"}, "is not a number", id="severity"
        ),
        pytest.param(
            {"lists.csv": "jurisdiction,list,severity,kind,note\nOWN,x,3,watch,\n"}, "below 1 for", id="watches at 3"
        ),
        pytest.param(
            {"lists.csv": "jurisdiction,list,severity,kind,note\nZZ,x,3,own,\n"}, "unknown jurisdiction", id="whose"
        ),
        pytest.param(
            {"lists.csv": "jurisdiction,list,severity,kind,note\nUS,List I,1,precursor,\n"}, "there already",
            id="a list of the law",
        ),
        pytest.param(
            {"listings/own.csv": f"{LISTINGS}\nnpp,x,,,in_force,,,,c,s,V,\n"}, "'x' of OWN stands in no row", id="list"
        ),
        pytest.param(
            {"listings/us.csv": f"{LISTINGS}\nnpp,List I,esters,,in_force,,,,c,s,V,\n"}, "unknown covered", id="forms"
        ),
        pytest.param(
            {"listings/us.csv": f"{LISTINGS}\nnpp,List I,,by sea,in_force,,,,c,s,V,\n"}, "no part of trade", id="trade"
        ),
        pytest.param(
            {"listings/us.csv": f"{LISTINGS}\nnpp,List I,,,in_force,,May,,c,s,V,\n"}, "'May' is not an ISO", id="day"
        ),
        pytest.param(
            {"substances.csv": TABLES["substances.csv"].replace("precursor", "poison")}, "unknown kind 'poison'",
            id="kind",
        ),
        pytest.param(
            {"substances.csv": TABLES["substances.csv"].replace("caffeine,caffeine", "a/b,caffeine")}, "an id has",
            id="id",
        ),
        pytest.param(
            {"synonyms/en.csv": TABLES["synonyms/en.csv"].replace("trade", "slang")}, "unknown kind 'slang' of name",
            id="kind of name",
        ),
        pytest.param(
            {"watch_words.csv": "word,note,source,mark\n\x1b[2Jblue,,lab,V\n"}, "row 1: word holds a character",
            id="terminal codes",
        ),
        pytest.param(
            {"watch_words.csv": f"word,note,source,mark\n{'x' * 201},,lab,V\n"}, "word has more than 200",
            id="long word",
        ),
        pytest.param(
            {"watch_words.csv": f"word,note,source,mark\nx,{'x' * 2001},lab,V\n"}, "more than 2,000", id="long cell"
        ),
        pytest.param(
            {"watch_words.csv": f"word,note,source,mark\n{'x' * 200_000},,lab,V\n"}, "cannot be read as CSV",
            id="longer than CSV may have",
        ),
        pytest.param(
            {"watch_words.csv": "word,note,source,mark\n" + "x,,l,V\n" * 50_001}, "more than 50,000", id="rows"
        ),
    ],
)  # fmt: skip
def test_what_breaks_the_format_is_named(tables, said):
    with pytest.raises(PackError, match=said) as caught:
        _rows(tables)
    assert str(caught.value).startswith(TITLE)


def test_every_language_of_the_tables_may_have_names():
    header = TABLES["synonyms/en.csv"].partition("\n")[0]
    assert _rows({f"synonyms/{language.code}.csv": f"{header}\n" for language in load_languages()}).synonyms == ()
