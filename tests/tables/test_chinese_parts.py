"""The parts of Chinese names."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import chinese_parts
from riskscan.tables.chinese_parts import load_chinese_parts
from riskscan.tables.reading import DATA, read_rows


def test_every_row_has_english_and_a_source() -> None:
    rows = list(read_rows(DATA / "chinese_parts.csv", ("part", "role", "english", "source", "mark")))
    assert len(rows) == len(load_chinese_parts()) and all(row["source"] and row["mark"] for row in rows)
    assert all(row.english.isascii() and row.english == row.english.strip() for row in load_chinese_parts())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("酯,tail,ester,s,M", "no role", id="unknown role"),
        pytest.param("苯,parent,benzene,s,M\n苯,parent,benzene,s,M", "twice", id="a part that comes twice"),
    ],
)
def test_bad_row_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch, row: str, problem: str) -> None:
    (tmp_path / "chinese_parts.csv").write_text(f"part,role,english,source,mark\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(chinese_parts, "DATA", tmp_path)
    with pytest.raises(TableError, match=problem):
        load_chinese_parts.__wrapped__()
