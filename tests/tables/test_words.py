"""Words beside a name: each row belongs to what it names, and packing says nothing of other goods."""

from collections import Counter

from riskscan.tables.substances import ONLY_AMOUNTS, load_substances, load_synonyms
from riskscan.tables.words import load_context_words, load_packing_words


def test_words_of_one_substance_name_one_that_exists():
    known = {substance.substance_id for substance in load_substances()}
    assert {word.substance_id for word in load_context_words()} - {""} <= known


def test_no_context_word_stands_twice():
    rows = Counter((word.language, word.word, word.place, word.substance_id) for word in load_context_words())
    assert [row for row, count in rows.items() if count > 1] == []


def test_no_packing_word_stands_twice():
    rows = Counter((word.language, word.word) for word in load_packing_words())
    assert [row for row, count in rows.items() if count > 1] == []


def test_words_of_packing_are_units_or_packing():
    assert {word.kind for word in load_packing_words()} == {"unit", "packing", "container", "count", "measure", "grade"}


def test_only_amounts_is_said_of_abbreviations():
    names = {synonym.name: synonym.kind for synonym in load_synonyms() if ONLY_AMOUNTS in synonym.context}
    assert "BMK" in names
    assert set(names.values()) == {"abbreviation"}


def test_who_names_what_goods_are_for_also_names_papers_and_goods():
    """A language with ``gloves for`` but without ``invoice for`` would clear the papers of a consignment."""
    languages = {
        effect: {word.language for word in load_context_words() if word.effect == effect}
        for effect in ("purpose", "paper", "goods")
    }
    assert languages["purpose"] and languages["purpose"] <= languages["paper"] & languages["goods"]
