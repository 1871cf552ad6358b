"""HS chapters and headings: complete, titled and sourced."""

from riskscan.tables.hs_chapters import load_hs_chapters
from riskscan.tables.reading import MARKS


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
