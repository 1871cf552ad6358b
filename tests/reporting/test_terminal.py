from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from riskscan.cli.terminal import make_console
from riskscan.reporting.report import Report
from riskscan.reporting.terminal import one_line, percent
from riskscan.reporting.terminal_row import show_evidence


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
    result = CliRunner().invoke(main, [*arguments, "--base-rate", "0.02"], env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    assert "Risk is moved to the base rate 0.02, odds x " in shown and "relative, no frequency" not in shown
    assert "'4-Piperidinone, 1-(2-phenylethyl)-': identical, listed by UN, US" in shown
    assert "It belongs under HS 2933" in shown and "United Nations Convention" not in shown


def test_a_row_names_each_mention_and_its_lists_once(
    report: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    row = next(row for row in report.rows if "dog food" in row.goods)
    show_evidence(make_console(), replace(row, mentions=(row.mentions[0], row.mentions[0]), n_more_mentions=3))
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("  4-Piperidinone, 1-(2-phenylethyl)- listed:") for line in lines) == 2
    (listing,) = (line for line in lines if line.startswith("    UN Table I since 2017-10-18 ["))
    assert listing.endswith("…") and len(listing) <= 60
    assert "  and 3 further mentions" in lines
