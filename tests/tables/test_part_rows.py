"""The parts of Chinese and Japanese names."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables.chinese_parts import load_chinese_parts
from riskscan.tables.japanese_parts import load_japanese_parts
from riskscan.tables.part_rows import read_part_rows
from riskscan.tables.reading import DATA, read_rows

COLUMNS = ("part", "role", "source")


@pytest.mark.parametrize("load", [load_chinese_parts, load_japanese_parts])
def test_every_part_has_english(load) -> None:
    assert len(load()) > 100
    assert all(row.english.isascii() and row.english == row.english.strip() for row in load())


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("chinese_parts.csv", ("part", "role", "english", "source", "mark")),
        ("japanese_parts.csv", ("english", "role", "katakana", "source", "mark")),
    ],
)
def test_every_row_has_a_source_and_a_mark(table: str, columns: tuple[str, ...]) -> None:
    assert all(row["source"] and row["mark"] for row in read_rows(DATA / table, columns))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param("酯,tail,s", "parts.csv: 酯 has no role 'tail'.", id="unknown role"),
        pytest.param("苯,parent,s\n苯,parent,s", "parts.csv: 苯 comes twice.", id="a part that comes twice"),
    ],
)
def test_bad_row_is_refused(tmp_path, rows: str, problem: str) -> None:
    path = tmp_path / "parts.csv"
    path.write_text(f"part,role,source\n{rows}\n", encoding="utf-8")
    with pytest.raises(TableError, match=problem):
        list(read_part_rows(path, COLUMNS, "part", ("parent",)))


def test_a_part_may_come_in_two_roles(tmp_path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text("part,role,source\n苯,parent,s\n苯,group,s\n", encoding="utf-8")
    assert [row["role"] for row in read_part_rows(path, COLUMNS, "part", ("parent", "group"))] == ["parent", "group"]
