import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.history.store import HistoryStore
from riskscan.manifest.reading import read_manifest

_ROWS = """consignment_id,lodged_on,goods_description,gross_mass_kg,export_country,destination_country,consignor_name,\
consignee_name,consignee_address,Vessel
A1,2026-01-02,ceramic tiles,481.37,CN,AE,Brick Works Ltd,Gulf Star FZE,"Warehouse 7, Jebel Ali",Sea Star
A2,2026-01-12,pool cleaner,481.37,AE,MX,Gulf Star FZE,Luz Diaz,"22 Calle Sol, Monterrey",Sea Moon
A3,2026-01-13,toys,3,CN,MX,Toy House,"Pedro Diaz \x1b[31m","22 calle sol Monterrey",Sea Star
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.csv"
    path.write_text(_ROWS, encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["links", *map(str, arguments)])


def test_text(manifest: Path) -> None:
    result = _run(manifest, "--party", "LUZ DIAZ", "--steps", 1)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Luz Diaz: 1 row, 2026-01-12",
        "5 parties in all; 5 hang together with this one, it among them.",
        "What it has",
        "  address 22 Calle Sol, Monterrey: 1 other name",
        "  vessel Sea Moon: 1 other name",
        "Who shares something with it",
        "  Pedro Diaz  [31m (1 row)",
        "    same address 22 Calle Sol, Monterrey: 2 rows, 2026-01-13",
        "  Gulf Star FZE (2 rows)",
        "    trade: 1 row, 2026-01-12",
        "Went on: 481.37 kg came to AE on 2026-01-02 as 'ceramic tiles' for Gulf Star FZE, and left on 2026-01-12 as"
        " 'pool cleaner' from Gulf Star FZE; 0 other rows have this mass.",
    ]


def test_nothing_of_the_file_reaches_the_terminal_raw(manifest: Path) -> None:
    for form in ("text", "json"):
        result = _run(manifest, "--party", "Luz Diaz", "--format", form)
        assert "Pedro Diaz" in result.stdout and "\x1b" not in result.stdout + result.stderr


def test_json(manifest: Path) -> None:
    answer = json.loads(_run(manifest, "--party", "Luz Diaz", "--format", "json").stdout)
    assert answer["name"] == "Luz Diaz" and answer["legs"][0]["left_as"] == "pool cleaner"
    assert [one["steps"] for one in answer["connections"]] == [1, 1, 2, 2]
    assert answer["connections"][0]["ties"][0]["kind"] == "same address"


def test_as_of_and_most(manifest: Path) -> None:
    early = _run(manifest, "--party", "Gulf Star", "--as-of", "2026-01-05")
    assert "Brick Works" in early.stdout and "Luz Diaz" not in early.stdout
    assert "and 3 further parties (--most)" in _run(manifest, "--party", "Luz Diaz", "--most", 1).stdout


def test_history(manifest: Path, tmp_path: Path) -> None:
    store = HistoryStore(tmp_path / "history.db")
    store.add_rows(read_manifest(manifest))
    few = tmp_path / "few.csv"
    few.write_text(_ROWS.splitlines()[0] + '\nB1,2026-02-01,toys,1,CN,MX,Toy House,Eva Sol,"22 Calle Sol Monterrey",\n')
    assert "Luz Diaz" not in _run(few, "--party", "Eva Sol").stdout
    assert "  Luz Diaz (1 row)" in _run(few, "--party", "Eva Sol", "--history", tmp_path / "history.db").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--party", "Nobody Such"], "No party is named 'Nobody Such'", id="unknown party"),
        pytest.param(["--party", "Luz Diaz", "--as-of", "soon"], "is not a date", id="no day"),
        pytest.param(["--party", "Luz Diaz", "--history", "none.db"], "does not exist", id="no store"),
        pytest.param([], "--party", id="no party"),
    ],
)
def test_mistakes(arguments: list[str], words: str, manifest: Path) -> None:
    result = _run(manifest, *arguments)
    assert result.exit_code == 2 and words in result.stderr


def test_a_file_without_parties_says_so(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("goods_description,net_mass_kg\ndog food,1\n", encoding="utf-8")
    result = _run(path, "--party", "x")
    assert result.exit_code == 2
    assert "No row names a consignor or a consignee" in result.stderr
