"""Vague terms and HS chapters: every row usable and sourced."""

from collections import Counter

import pytest
from riskscan.tables.hs_chapters import load_hs_chapters
from riskscan.tables.party_words import load_party_words
from riskscan.tables.reading import MARKS
from riskscan.tables.vague_terms import load_vague_terms

LANGUAGES = {"en", "es", "pt", "fr", "de", "it", "ru", "zh", "ja"}


def test_terms_are_lower_case_sourced_and_stand_once() -> None:
    terms = load_vague_terms()
    assert all(entry.term and entry.term == entry.term.lower() for entry in terms)
    assert all(entry.source and entry.mark in MARKS for entry in terms)
    assert max(Counter((entry.term, entry.kind) for entry in terms).values()) == 1


@pytest.mark.parametrize("kind", [pytest.param("goods", id="goods"), pytest.param("party", id="party")])
def test_terms_cover_every_language(kind: str) -> None:
    assert {entry.language for entry in load_vague_terms() if entry.kind == kind} == LANGUAGES


@pytest.mark.parametrize("term", ["gift", "parts", "chemicals hazardous", "muestra", "样品", "образец"])
def test_published_terms_are_there(term: str) -> None:
    assert term in {entry.term for entry in load_vague_terms()}


def test_every_chapter_is_titled_and_headings_belong_to_chapters() -> None:
    chapters = load_hs_chapters()
    assert {code for code in chapters if len(code) == 2} == {f"{n:02d}" for n in range(1, 98)} - {"77"}
    assert all(entry.title and entry.source and entry.mark in MARKS for entry in chapters.values())
    assert all(code[:2] in chapters for code in chapters)


def test_chemical_chapters() -> None:
    chapters = load_hs_chapters()
    assert chapters["29"].is_chemical
    assert chapters["2933"].is_chemical
    assert not chapters["61"].is_chemical


def test_party_words_stand_once_and_are_plain() -> None:
    words = load_party_words()
    assert max(Counter((entry.word, entry.kind) for entry in words).values()) == 1
    assert all(entry.word == " ".join(entry.word.lower().replace(".", " ").split()) for entry in words)
    assert all(entry.source and entry.mark in MARKS for entry in words)
