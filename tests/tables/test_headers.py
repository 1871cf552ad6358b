"""The tables of headers: every concept of a reading is one that words have, every word has one meaning."""

import pytest

from riskscan.exceptions import TableError
from riskscan.manifest.mapping.recognizing import AUXILIARY
from riskscan.manifest.schema import CANONICAL
from riskscan.tables import headers
from riskscan.tables.headers import load_column_choices, load_column_readings, load_header_words
from riskscan.tables.languages import language_tables
from riskscan.tables.reading import MARKS

CONCEPTS = {concept for word in load_header_words() for concept in word.concepts} | {"ordinal"}


def _is_known(concept: str) -> bool:
    return concept in CONCEPTS or any(known.startswith(f"{concept}.") for known in CONCEPTS)


def test_readings_speak_of_concepts_that_exist() -> None:
    readings, always = load_column_readings()
    assert all(map(_is_known, always))
    for reading in readings:
        assert reading.target in (*CANONICAL, *AUXILIARY, "currency", "mass_unit"), reading
        assert reading.needs
        for concept in {concept for need in reading.needs for concept in need} | reading.allows:
            assert _is_known(concept), (reading.target, concept)


def test_choices_speak_of_traits_that_exist() -> None:
    readings, _ = load_column_readings()
    traits = {trait for reading in readings for trait in reading.traits}
    found = {
        "bare_price",
        "unread",
        "empty",
        "zero",
        "in_usd",
        "has_currency",
        "in_kg",
        "has_unit",
        "longest",
        "weak",
        "unknown_word",
        "by_direction",
    }
    for choice in load_column_choices():
        assert choice.trait in traits | found or _is_known(choice.trait), choice
        assert choice.mark in MARKS


def test_words_have_a_source() -> None:
    for code, table in language_tables().items():
        if words := table.get("header_words"):
            assert words["source"], code
            assert words["mark"] in MARKS, code


@pytest.mark.parametrize(
    ("section", "said"),
    [
        pytest.param(
            {"source": "s", "mark": "M", "concepts": {"net": ["neat"], "gross": ["neat"]}},
            "xx.toml: 'neat' is both net and gross",
            id="two meanings",
        ),
        pytest.param({"net": ["neat"]}, "xx.toml: header_words has the keys concepts, mark, source", id="no concepts"),
    ],
)
def test_wrong_words_are_refused(section: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "language_tables", lambda: {"yy": {}, "xx": {"header_words": section}})
    with pytest.raises(TableError, match=said):
        load_header_words.__wrapped__()


def test_an_unknown_key_of_a_reading_is_refused(tmp_path, monkeypatch) -> None:
    content = 'always = []\n[[readings]]\ntarget = "hs_code"\nneeds = ["hs"]\nallow = ["code"]\n'
    (tmp_path / "column_readings.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(headers, "DATA", tmp_path)
    with pytest.raises(TableError, match="hs_code: unknown key allow"):
        load_column_readings.__wrapped__()


def test_an_unknown_direction_is_refused(tmp_path, monkeypatch) -> None:
    content = "target,trait,better,direction,why,source,mark\nhs_code,longest,with,inward,it is,none,D\n"
    (tmp_path / "column_choices.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(headers, "DATA", tmp_path)
    with pytest.raises(TableError, match="inward"):
        load_column_choices.__wrapped__()
