"""The parts of Japanese names."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import japanese_parts
from riskscan.tables.japanese_parts import load_japanese_parts
from riskscan.tables.reading import DATA, read_rows


def test_every_row_has_english_and_a_source() -> None:
    rows = list(read_rows(DATA / "japanese_parts.csv", ("english", "role", "katakana", "source", "mark")))
    assert len(rows) == len(load_japanese_parts()) and all(row["source"] and row["mark"] for row in rows)
    assert all(row.english.isascii() and row.english == row.english.strip() for row in load_japanese_parts())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("ester,tail,,s,M", "no role", id="unknown role"),
        pytest.param("benzene,parent,,s,M\nbenzene,parent,,s,M", "twice", id="a part that comes twice"),
    ],
)
def test_bad_row_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch, row: str, problem: str) -> None:
    (tmp_path / "japanese_parts.csv").write_text(f"english,role,katakana,source,mark\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(japanese_parts, "DATA", tmp_path)
    with pytest.raises(TableError, match=problem):
        load_japanese_parts.__wrapped__()
