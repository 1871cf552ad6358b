from datetime import date

import pycountry
import pytest

from riskscan.identifiers.spelling import fold_name
from riskscan.tables.countries import (
    groups_on,
    load_cldr_country_names,
    load_country_names,
    load_country_words,
    load_dependencies,
    load_group_members,
)
from riskscan.tables.reading import MARKS

CODES = {country.alpha_2 for country in pycountry.countries}


def test_names():
    names = load_country_names()
    assert len({fold_name(name.name) for name in names}) == len(names)
    for name in names:
        assert name.alpha_2 in CODES | {"XK", "EU", ""}
        assert name.source
        assert name.mark in MARKS


def test_names_of_cldr():
    names = load_cldr_country_names()
    assert names
    assert all(name.alpha_2 in CODES | {"XK", "EU"} and name.name and name.language for name in names)


def test_words():
    words = load_country_words()
    assert len({(word.word, word.stands_for) for word in words}) == len(words)
    for word in words:
        assert word.role in ("article", "form", "short")
        assert bool(word.stands_for) == (word.role != "article")
        assert word.languages
        assert word.source
        assert word.mark in MARKS
        assert fold_name(word.word) == word.word


def test_dependencies():
    for dependency in load_dependencies():
        assert {dependency.alpha_2, dependency.sovereign} <= CODES
        assert dependency.alpha_2 != dependency.sovereign
        assert dependency.source


def test_group_members_are_countries_with_a_source():
    members = load_group_members()
    assert members
    for member in members:
        assert pycountry.countries.get(alpha_2=member.alpha_2)
        assert member.source
        assert member.mark in MARKS
        assert member.effective_to is None or member.effective_from < member.effective_to


@pytest.mark.parametrize(
    ("day", "size", "country", "is_member"),
    [
        pytest.param("2003-12-31", 15, "PL", False, id="before the accession of Poland"),
        pytest.param("2004-05-01", 25, "PL", True, id="first day of Poland"),
        pytest.param("2013-06-30", 27, "HR", False, id="before the accession of Croatia"),
        pytest.param("2019-06-01", 28, "GB", True, id="all 28"),
        pytest.param("2020-12-31", 28, "GB", True, id="last day of the transition period"),
        pytest.param("2021-01-01", 27, "GB", False, id="after it"),
    ],
)
def test_law_of_the_eu_is_in_force_in_its_members_of_the_day(day, size, country, is_member):
    members = {
        member.alpha_2 for member in load_group_members() if "EU" in groups_on(member.alpha_2, date.fromisoformat(day))
    }
    assert len(members) == size
    assert (country in members) == is_member
