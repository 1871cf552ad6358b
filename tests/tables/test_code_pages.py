"""Code pages, letters and characters: each page exists and reads the languages that it names."""

import codecs

import pytest

from riskscan.tables.code_pages import CodePage, load_code_pages, load_common_characters, load_letter_pairs
from riskscan.tables.reading import MARKS

_ASCII = bytes(range(0x20, 0x7F)).decode()


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in load_code_pages()])
def test_a_page_is_one_of_pythons_and_reads_ascii(page: CodePage) -> None:
    assert codecs.lookup(page.name).name == page.name
    assert _ASCII.encode(page.name).decode(page.name) == _ASCII
    assert page.mark in MARKS
    assert page.use in ("common", "usual", "rare", "odd")


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in load_code_pages()])
def test_languages_of_a_page_have_letters(page: CodePage) -> None:
    assert set(page.languages + page.also) <= set(load_letter_pairs()) | set(load_common_characters())
    assert page.languages
    assert not set(page.languages) & set(page.also)


def test_no_page_stands_twice() -> None:
    names = [page.name for page in load_code_pages()]
    assert len(names) == len(set(names))


def test_a_pair_of_letters_has_one_share() -> None:
    for pairs in load_letter_pairs().values():
        for following in pairs.values():
            letters = following.often + following.sometimes + following.seldom
            assert len(letters) == len(set(letters))


def test_common_characters_stand_once() -> None:
    for characters in load_common_characters().values():
        assert len(characters) == len(set(characters)) >= 1_000
