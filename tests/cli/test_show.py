"""The whole of one scored row: reasons, listings, assumptions."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main

ROWS = "Goods,weight,date,from,to\ncotton shirts,5,2026-01-05,IN,DE\npseudoephedrinne 25 kg,x,2026-01-05,CN,MX\n"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in arguments])


@pytest.fixture(scope="module", params=["csv", "parquet", "xlsx"])
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    (folder / "m.csv").write_text(ROWS, encoding="utf-8")
    path = folder / f"scored.{request.param}"
    result = _run("score", folder / "m.csv", "-o", path, "--quiet", "--no-cache")
    assert result.exit_code == 0, result.output
    return path


def test_a_row(scored: Path) -> None:
    result = _run("show", scored, 2)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Row 2, rank 1: ")
    for said in (
        "  listed: pseudoephedrine, CAS 90-82-4, identical\n", "    read as   pseudoephedrine\n",
        "What it names, by the law of 2026-01-05\n",
        "  NAME_REPAIRED: 'pseudoephedrinne' was read as 'pseudoephedrine' after mending its spelling.\n",
        "    UN        Table I, since 1990-11-11  [United Nations Convention of 1988, Table I",
        "  POLICY_RULE: The policy asks for at least '", "Issues of its cells\n",
        "Assumed in reading the file\n", "Model riskscan-",
    ):  # fmt: skip
        assert said in result.stdout, said


def test_by_rank(scored: Path) -> None:
    assert _run("show", scored, 2, "--rank").stdout.startswith("Row 1, rank 2: release, risk ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([3], "has no row 3; it has 2 rows", id="row"),
        pytest.param([3, "--rank"], "has no rank 3; it has 2 rows", id="rank"),
        pytest.param([0], "0 is not in the range", id="from 1"),
    ],
)
def test_no_such_row(scored: Path, arguments: list[object], said: str) -> None:
    result = _run("show", scored, *arguments)
    assert result.exit_code == 2 and said in result.stderr


def test_rows_that_were_not_scored(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(ROWS, encoding="utf-8")
    result = _run("show", tmp_path / "m.csv", 1)
    assert result.exit_code == 1 and "score them first" in result.stderr
