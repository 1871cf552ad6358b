"""Words for families of chemicals, and for goods that look like a chemical."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import families
from riskscan.tables.families import find_family, load_families
from riskscan.tables.substances import load_synonyms


def test_every_row_is_whole() -> None:
    rows = load_families()
    assert all(row.why and row.source and row.mark in "SDMI" for row in rows)
    assert len({row.pattern for row in rows}) == len(rows)


def test_no_listed_name_is_taken_for_a_family() -> None:
    names = [row.name.lower() for row in load_synonyms()]
    assert [name for name in names if any(row.pattern.fullmatch(name) for row in load_families())] == []


@pytest.mark.parametrize("name", ["chlorides", "poly(ethylene terephthalate)", "acetone", "", "chlorides of lime"])
def test_the_first_row_that_takes_a_name_is_found(name: str) -> None:
    assert find_family(name) is next((row for row in load_families() if row.pattern.fullmatch(name)), None)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param("x,medicine,why,source,M", "no meaning 'medicine'", id="unknown meaning"),
        pytest.param("(x,family,why,source,M", "is no pattern", id="no pattern"),
    ],
)
def test_a_broken_row_is_told(monkeypatch, tmp_path, row: str, why: str) -> None:
    (tmp_path / "families.csv").write_text(f"pattern,meaning,why,source,mark\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(families, "DATA", tmp_path)
    with pytest.raises(TableError, match=why):
        load_families.__wrapped__()
