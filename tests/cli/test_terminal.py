"""Nothing that stands in a file or an argument is obeyed by a terminal."""

import ast
import os
import pty
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import riskscan.cli
from riskscan.cli.main import main

HOSTILE = "tolu\x1b[2J\x1b]0;owned\x07ene \x9b31m \u202e\u200btoluene \U000e0041"
FORBIDDEN = ("\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\U000e0041")
MODULES = sorted(Path(riskscan.cli.__file__).parent.glob("*.py"))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.csv"
    rows = [[HOSTILE, HOSTILE, "2026-01-01"], [HOSTILE, "x" * 5, HOSTILE], ["toluene", HOSTILE, "2026-02-31"]]
    frame = pd.DataFrame(rows, columns=["goods_description", f"note {HOSTILE}", "lodged_on"])
    frame.assign(
        consignment_id=HOSTILE, hs_code=HOSTILE, consignor_name=HOSTILE, net_mass_kg=HOSTILE, export_country=HOSTILE
    ).to_csv(path, index=False)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", HOSTILE], id="check"),
        pytest.param(["check", HOSTILE, "--format", "json"], id="check json"),
        pytest.param(["check", HOSTILE, "--format", "text"], id="check text"),
        pytest.param(["check", HOSTILE, "x", "--explain"], id="check explain"),
        pytest.param(["check", HOSTILE, "--draw", f"{HOSTILE}.gif"], id="check draw"),
        pytest.param(["parties", "check", HOSTILE, "--sanctions", HOSTILE], id="parties"),
        pytest.param(["check", "x", "--as-of", HOSTILE], id="as-of"),
        pytest.param(["check", "x", "--watchlist", HOSTILE], id="watchlist"),
        pytest.param(["check", "x", "--format", HOSTILE], id="choice"),
        pytest.param(["validate", "FILE"], id="validate"),
        pytest.param(["validate", "FILE", "--format", "json"], id="validate json"),
        pytest.param(["validate", HOSTILE], id="no file"),
        pytest.param(["score", "FILE", "--top", "3", "-o", "OUT"], id="score"),
        pytest.param(["plan", "FILE"], id="not scored"),
        pytest.param(["substances", "show", HOSTILE], id="substance"),
        pytest.param(["history", "add-rows", "OUT", "FILE"], id="history"),
        pytest.param([HOSTILE], id="command"),
        pytest.param([f"--{HOSTILE}"], id="option"),
        pytest.param(["check", f"--{HOSTILE}"], id="option of a command"),
        pytest.param(["plan", "FILE", HOSTILE], id="one argument too many"),
    ],
)
def test_nothing_hostile_reaches_the_output(arguments: list[str], file: Path, tmp_path: Path) -> None:
    places = {"FILE": str(file), "OUT": str(tmp_path / "out.csv")}
    result = CliRunner().invoke(main, [places.get(word, word) for word in arguments])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.output
    assert not [mark for mark in FORBIDDEN if mark in result.output]


def test_names_of_parties_in_a_history(file: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "traders.sqlite")
    assert CliRunner().invoke(main, ["history", "add-rows", store, str(file)]).exit_code == 0
    for style in ("text", "json"):
        shown = CliRunner().invoke(main, ["history", "show", store, "--format", style])
        assert shown.exit_code == 0
        assert not [mark for mark in FORBIDDEN if mark in shown.output]


def test_json_reads_back_as_it_was() -> None:
    import json

    shown = CliRunner().invoke(main, ["check", HOSTILE, "--format", "json"])
    assert json.loads(shown.output)["text"] == HOSTILE


def test_rows_on_a_terminal(file: Path) -> None:
    """CSV on standard output goes raw into a pipe and written out onto a terminal."""
    script = (
        "import sys; from riskscan.manifest.writing import write_frame; import pandas as pd;"
        f"write_frame(pd.read_csv({str(file)!r}), '-')"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    piped = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout
    assert b"\x1b[2J" in piped
    leader, follower = pty.openpty()
    subprocess.run([sys.executable, "-c", script], env=environment, stdout=follower, check=True)
    os.close(follower)
    seen = os.read(leader, 100_000)
    os.close(leader)
    assert b"tolu\\u001b[2J" in seen and b"\x1b" not in seen


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in MODULES if path.stem != "terminal"])
def test_one_way_to_the_terminal(path: Path) -> None:
    called = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    assert called & {"click.echo", "click.secho", "print", "Console", "Text", "Text.from_markup"} == set()
