"""The tables of headers: every concept of a reading is one that words have, every word has one meaning."""

import pytest

from riskscan.exceptions import TableError
from riskscan.manifest.mapping.recognizing import AUXILIARY
from riskscan.manifest.schema import CANONICAL
from riskscan.tables import headers
from riskscan.tables.headers import load_column_choices, load_column_readings, load_header_words
from riskscan.tables.reading import DATA, MARKS, read_toml

CONCEPTS = {concept for _, concepts in load_header_words() for concept in concepts} | {"ordinal"}


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
    }
    for choice in load_column_choices():
        assert choice.trait in traits | found or _is_known(choice.trait), choice
        assert choice.mark in MARKS


def test_words_have_a_source() -> None:
    for path in sorted((DATA / "languages").glob("*.toml")):
        if words := read_toml(path).get("header_words"):
            assert words["source"], path.name
            assert words["mark"] in MARKS, path.name


def test_a_word_with_two_meanings_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "languages").mkdir()
    content = '[header_words.concepts]\nnet = ["neat"]\ngross = ["neat"]\n'
    (tmp_path / "languages" / "xx.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(headers, "DATA", tmp_path)
    with pytest.raises(TableError, match="'neat' is both net and gross"):
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
