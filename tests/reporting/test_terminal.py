from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from riskscan.reporting.terminal import one_line, percent


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("tea\x1b[2J\n black", "tea\\u001b[2J black", id="controls"),
        pytest.param("\u202egnp.exe", "\\u202egnp.exe", id="direction"),
        pytest.param("苯乙酸\u3000纯", "苯乙酸 纯", id="wide space"),
        pytest.param("tea\u3164\u115f", "tea\\u3164\\u115f", id="letters without a shape"),
        pytest.param("a" * 30, "a" * 19 + "…", id="long"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert one_line(text, 20) == shown


@pytest.mark.parametrize(("score", "shown"), [(1.0, ">99.9%"), (0.123, "12.3%"), (0.0001, "<0.1%")])
def test_percent(score: float, shown: str) -> None:
    assert percent(score) == shown


def test_the_table_says_whose_lists_and_cites_nothing(
    raw_rows: pd.DataFrame, small_model_folder: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest.csv"
    raw_rows.to_csv(manifest, index=False)
    out = str(tmp_path / "scored.csv")
    arguments = ["score", str(manifest), "-o", out, "--model", str(small_model_folder), "--no-cache"]
    result = CliRunner().invoke(main, arguments, env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    assert "'4-Piperidinone, 1-(2-phenylethyl)-': identical, listed by UN, US" in shown
    assert "It belongs under HS 2933" in shown and "United Nations Convention" not in shown
