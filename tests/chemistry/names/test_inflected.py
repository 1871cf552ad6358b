"""Forms of listed names in languages that decline them."""

import pytest

from riskscan.chemistry.names.inflected import inflected_forms
from riskscan.tables.inflections import load_inflections
from riskscan.tables.languages import load_languages
from riskscan.tables.reading import MARKS


@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        pytest.param("οξικοσ ανυδριτησ", "el", "οξικου ανυδριτη", id="every word in Greek"),
        pytest.param("kaliumpermanganaatti", "fi", "kaliumpermanganaattia", id="a partitive"),
        pytest.param("rikkihappo", "fi", "rikkihapon", id="a genitive with its weaker sound"),
        pytest.param("anhidrida acetica", "ro", "anhidridei acetice", id="both words in Romanian"),
        pytest.param("оцетен анхидрид", "bg", "оцетния анхидрид", id="the article of the first word"),
        pytest.param("salzsaure", "de", "salzsaurelosung", id="a solution"),
        pytest.param("aceton", "de", "acetont", id="a word that Hungarian has too"),
        pytest.param("acido clorhidrico", "es", "clorhidrico acido", id="an acid with its head behind"),
        pytest.param("acido clorhidrico", "es", "clorhidrico,acido", id="an acid with its head behind a comma"),
    ],
)
def test_forms(name: str, language: str, form: str) -> None:
    assert form in inflected_forms(name, language)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param("acetone", "en", id="a language without cases"),
        pytest.param("4-piperidone hydrochloride monohydrate salt", "de", id="a long name"),
        pytest.param("1-4-bd", "de", id="no word at its end"),
    ],
)
def test_no_forms(name: str, language: str) -> None:
    assert not list(inflected_forms(name, language))


def test_rows_are_of_languages_and_sourced() -> None:
    languages = {language.code for language in load_languages()}
    rows = load_inflections()
    assert {row.language for row in rows} <= languages
    assert all(row.source and row.mark in MARKS and row.becomes for row in rows)
    keys = [(row.language, row.case, row.words, row.ending) for row in rows]
    assert len(keys) == len(set(keys))
