"""What a pack says of itself is of one form, and its hashes are those of its tables."""

from dataclasses import replace
from datetime import date

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.contents import check_hashes, make_contents, parse_contents, version_order

ABOUT = {
    "name": "border-watch", "version": "1.0", "issuer": "Customs Lab", "description": "",
    "issued_on": date(2026, 1, 1), "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31),
}  # fmt: skip
TABLES = {"lists.csv": b"a", "listings/own.csv": b"b"}
CONTENTS = make_contents(ABOUT, "ab" * 32, TABLES)


def test_it_is_read_as_it_was_written():
    assert parse_contents("x", CONTENTS.to_bytes()) == CONTENTS
    check_hashes("x", CONTENTS, TABLES | {"contents.json": b"", "contents.sig": b""})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Border Watch"}, "not of the form 'border-watch'"),
        ({"name": "../x"}, "not of the form"),
        ({"name": 7}, "name is no short text"),
        ({"version": "1.0-beta"}, "not of the form '2.1'"),
        ({"issuer": ""}, "the issuer is empty"),
        ({"issuer": "Customs\nLab"}, "issuer is no short text of one line"),
        ({"issuer": "\x1b[31mCustoms"}, "issuer is no short text"),
        ({"description": "x" * 201}, "description is no short text"),
        ({"valid_from": "spring"}, "valid_from 'spring' is no date"),
        ({"valid_until": date(2025, 1, 1)}, "valid_until 2025-01-01 is before valid_from"),
        ({"shell": "rm"}, "unknown: shell"),
    ],
)
def test_other_forms_are_refused(change, said):
    with pytest.raises(PackError, match=said):
        make_contents(ABOUT | change, "", TABLES)


def test_nothing_may_be_missing():
    with pytest.raises(PackError, match="missing: issuer"):
        make_contents({name: value for name, value in ABOUT.items() if name != "issuer"}, "", TABLES)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\xff\xfe", "no JSON in UTF-8", id="encoding"),
        pytest.param(b"{", "no JSON", id="cut"),
        pytest.param(b"[" * 100_000, "no JSON", id="deep"),
        pytest.param(b"[]", "no JSON object", id="a list"),
        pytest.param(b'{"format": 2}', "is of format 2, this version reads 1", id="newer"),
        pytest.param(CONTENTS.to_bytes().replace(b"\n ", b"\n  "), "was changed after it was made", id="spaces"),
        pytest.param(CONTENTS.to_bytes().replace(b'"1.0"', b'"1.0", "version": "1.0"'), "was changed", id="twice"),
        pytest.param(CONTENTS.to_bytes().replace(b"ab" * 32, b"AB" * 32), "no SHA-256", id="fingerprint"),
        pytest.param(replace(CONTENTS, files={"x": 1}).to_bytes(), "no table of hashes", id="hashes"),
    ],
)
def test_another_text_is_refused(content, said):
    with pytest.raises(PackError, match=said):
        parse_contents("x", content)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"lists.csv": b"a"}, "its table listings/own.csv is missing"),
        (TABLES | {"watch_words.csv": b""}, "holds watch_words.csv, of which"),
        (TABLES | {"lists.csv": b"A"}, "was altered: its table lists.csv"),
    ],
)
def test_hashes_tell_other_tables(tables, said):
    with pytest.raises(PackError, match=said):
        check_hashes("x", CONTENTS, tables)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 12, 31), "it is not valid before 2026-01-01"),
        (date(2026, 1, 1), ""),
        (date(2026, 12, 31), ""),
        (date(2027, 1, 1), "it expired on 2026-12-31"),
    ],
)
def test_first_and_last_day_count(day, said):
    assert CONTENTS.refusal_on(day) == said


def test_versions_have_an_order():
    assert version_order("2.10") > version_order("2.9") > version_order("2") == version_order("2.0.0")
    assert version_order("0") == (0,)
