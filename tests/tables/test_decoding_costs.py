"""The costs of readings are numbers, each of them named."""

import pytest

from riskscan.exceptions import TableError
from riskscan.tables import decoding_costs
from riskscan.tables.decoding_costs import load_decoding_costs


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Return a function that loads a table of this text."""

    def load(text: str) -> object:
        (tmp_path / "decoding_costs.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(decoding_costs, "DATA", tmp_path)
        return load_decoding_costs.__wrapped__()

    return load


def _table(**changed: object) -> str:
    costs = load_decoding_costs()
    said = {name: getattr(costs, name) for name in costs.__slots__} | changed
    return "[reading]\n" + "\n".join(f"{name} = {cost}" for name, cost in said.items() if cost is not None)


def test_the_packaged_costs_are_read(load) -> None:
    assert load(_table()) == load_decoding_costs()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"spelling": -1.0}, "spelling must be a number", id="negative"),
        pytest.param({"spelling": '"much"'}, "found 'much'", id="a word"),
        pytest.param({"spelling": None}, "must have", id="missing"),
        pytest.param({"speling": 1.0}, "nothing else", id="unknown"),
    ],
)
def test_what_is_wrong_is_said(load, changed: dict[str, object], said: str) -> None:
    with pytest.raises(TableError, match=said):
        load(_table(**changed))
