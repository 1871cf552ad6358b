from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    path = tmp_path / "scored.csv"
    rows = pd.DataFrame({"goods_description": "goods", "risk_score": [0.9, 0.5, 0.2, 0.1], "risk_rank": [1, 2, 3, 4]})
    rows.assign(risk_tier=["hold", "inspect", "release", "release"]).to_csv(path, index=False)
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, arguments)])


def test_plan(scored: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.csv"
    result = _run(scored, "--capacity", 3, "--explore", 0.4, "--seed", 7, "-o", out)
    assert result.exit_code == 0, result.output
    assert result.stderr == "3 of 4 rows to inspect: 1 mandatory, 1 ranking, 1 explore.\n"
    plan = pd.read_csv(out)
    assert plan["plan_order"].tolist() and len(plan) == 3
    assert plan["plan_reason"].tolist()[0] == "mandatory: tier hold"


def test_a_guess_of_the_encoding_is_said(scored: Path) -> None:
    scored.write_bytes(scored.read_text(encoding="utf-8").replace("goods,", "café à moudre,").encode("cp1252"))
    result = _run(scored, "--capacity", 1)
    assert "scored.csv: The file does not state its encoding" in result.stderr
    assert "encoding" not in result.stdout


def test_all_rows_on_standard_output(scored: Path) -> None:
    result = _run(scored, "--capacity", 1, "--explore", 0, "--all")
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["--capacity", "0"], 2, "--capacity", id="no capacity"),
        pytest.param(["--explore", "2"], 2, "--explore", id="share out of range"),
        pytest.param(["-o", "{scored}"], 2, "--force", id="output exists"),
    ],
)
def test_mistakes(arguments: list[str], code: int, words: str, scored: Path) -> None:
    result = _run(scored, *[part.format(scored=scored) for part in arguments])
    assert result.exit_code == code and words in result.stderr


def test_unscored_file(tmp_path: Path) -> None:
    path = tmp_path / "raw.csv"
    path.write_text("goods_description\ntea\n", encoding="utf-8")
    result = _run(path)
    assert result.exit_code == 1 and "riskscan score" in result.stderr


def test_rows_come_in_the_order_of_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "scored.csv"
    rows = pd.DataFrame({"goods_description": "goods", "risk_score": [0.1, 0.9, 0.5, 0.2], "risk_rank": [4, 1, 3, 2]})
    rows.assign(risk_tier="release", note=list("dacb")).to_csv(path, index=False)
    result = _run(path, "--capacity", 3, "--explore", 0)
    assert [line.split(",")[4] for line in result.stdout.splitlines()] == ["note", "a", "b", "c"]


def test_a_file_without_a_row(tmp_path: Path) -> None:
    path = tmp_path / "scored.csv"
    path.write_text("goods_description,risk_score,risk_tier,risk_rank\n", encoding="utf-8")
    result = _run(path, "--capacity", 3)
    assert result.exit_code == 0, result.output
    assert result.stderr == "0 of 0 rows to inspect: none.\n"
    assert result.stdout.startswith("goods_description,risk_score")


def test_decimal_commas_of_a_spreadsheet_are_read(scored: Path) -> None:
    text = scored.read_text(encoding="utf-8").replace(",", ";").replace("0.", "0,")
    scored.write_text(text, encoding="utf-8")
    result = _run(scored, "--capacity", 1)
    assert result.exit_code == 0, result.output
    assert result.stderr == "1 of 4 rows to inspect: 1 mandatory.\n"


@pytest.mark.parametrize("cell", ["95", "-0.1", "much", ""])
def test_a_score_that_scoring_never_writes_is_refused(scored: Path, cell: str) -> None:
    scored.write_text(scored.read_text(encoding="utf-8").replace("0.5", cell), encoding="utf-8")
    result = _run(scored, "--capacity", 1)
    assert result.exit_code == 1
    assert "1 row has no readable risk_score, risk_rank or risk_tier (row 2 is the first)" in result.stderr
