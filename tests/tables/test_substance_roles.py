"""What substances are beside other words: each row is about a substance of the lists or a cation that exists."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import substance_roles
from riskscan.tables.ions import load_ion_words
from riskscan.tables.substance_roles import load_substance_roles, with_role
from riskscan.tables.substances import load_substances


def test_every_row_is_whole() -> None:
    rows = load_substance_roles()
    assert all(row.why and row.source and row.mark in "VSMD" for row in rows)
    assert len({(row.subject, row.role, row.words) for row in rows}) == len(rows)


def test_subjects_exist() -> None:
    substances = {substance.substance_id for substance in load_substances()}
    cations = {word.name.partition("(")[0] for word in load_ion_words() if word.kind == "cation"}
    for row in load_substance_roles():
        assert row.subject in (cations if row.role == "enriching_metal" else substances)
        assert row.role != "metal" or row.words in cations


def test_roles_gather_their_words() -> None:
    assert with_role("metal") == {"potassium-permanganate": ("potassium", "sodium")}
    assert with_role("element") == {"iodine": (), "red-phosphorus": (), "bromine": ()}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param("x,hero,,why,source,M", "no role 'hero'", id="unknown role"),
        pytest.param("x,anion,(x,why,source,M", "is no pattern", id="no pattern"),
    ],
)
def test_a_broken_row_is_told(monkeypatch, tmp_path, row: str, why: str) -> None:
    (tmp_path / "substance_roles.csv").write_text(f"subject,role,words,why,source,mark\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(substance_roles, "DATA", tmp_path)
    with pytest.raises(TableError, match=why):
        load_substance_roles.__wrapped__()
