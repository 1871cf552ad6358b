"""Abbreviations of controlled drugs."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import drug_short_names
from riskscan.tables.drug_short_names import load_drug_short_names


def test_every_name_has_context() -> None:
    assert all(row.context for row in load_drug_short_names())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("chalk,CHK,powder,s,M", "no controlled drug", id="no drug"),
        pytest.param("lysergide,LYS,,s,M", "no context", id="no context"),
    ],
)
def test_bad_row_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch, row: str, problem: str) -> None:
    (tmp_path / "drug_short_names.csv").write_text(f"drug,name,context,source,mark\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(drug_short_names, "DATA", tmp_path)
    with pytest.raises(TableError, match=problem):
        load_drug_short_names.__wrapped__()
