"""What stands beside a name in scripts whose words bear articles and particles."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import script_neighbors
from riskscan.tables.script_neighbors import load_script_neighbors


def test_nothing_both_makes_a_longer_name_and_stands_beside_one():
    neighbors = load_script_neighbors()
    assert not {*neighbors.before, *neighbors.after} & {*neighbors.beginning, *neighbors.ending, *neighbors.goods_word}
    assert "황산" in neighbors.acid_of_salts
    assert all(
        map(len, (neighbors.beginning, neighbors.ending, neighbors.before, neighbors.after, neighbors.goods_word))
    )


def test_an_unknown_role_is_refused(tmp_path, monkeypatch):
    (tmp_path / "script_neighbors.csv").write_text("role,text,what,source\nverb,말하다,to say,none\n", encoding="utf-8")
    monkeypatch.setattr(script_neighbors, "DATA", tmp_path)
    with pytest.raises(TableError, match="'verb'"):
        load_script_neighbors.__wrapped__()
