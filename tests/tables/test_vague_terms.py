"""Vague terms: every row usable and sourced."""

from collections import Counter

import pytest

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
