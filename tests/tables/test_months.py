import pytest

from riskscan.identifiers.spelling import fold_name
from riskscan.tables.months import load_date_words, load_month_names
from riskscan.tables.reading import MARKS


def test_months():
    names = load_month_names()
    assert len({(name.language, name.month, name.name) for name in names}) == len(names)
    for language in {name.language for name in names}:
        assert {name.month for name in names if name.language == language} == set(range(1, 13)), language
    for name in names:
        assert name.source
        assert name.mark in MARKS
        assert fold_name(name.name)


def test_one_name_is_one_month_in_a_language():
    months = {}
    for name in load_month_names():
        assert months.setdefault((name.language, fold_name(name.name)), name.month) == name.month, name


def test_date_words():
    months = {fold_name(name.name) for name in load_month_names()}
    for word in load_date_words():
        assert (word.value > 1800) == (word.role == "era")
        assert word.source
        assert word.mark in MARKS
        assert fold_name(word.word) not in months or word.role == "era", word


def test_tables_are_what_cldr_says():
    pytest.importorskip("babel")
    from riskscan.tables.cldr import country_names, month_names

    known = {(name.language, name.month, name.name) for name in load_month_names()}
    assert set(month_names("es")) <= known
    assert ("DE", "Alemania", "es") in country_names("es")
