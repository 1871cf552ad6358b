"""``riskscan history`` as a user meets it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.history import HistoryStore
from riskscan.simulation import simulate


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["history", *map(str, arguments)])


@pytest.fixture
def frame() -> pd.DataFrame:
    return simulate(300, seed=1, violation_share=0.05)


@pytest.fixture
def history(tmp_path: Path, frame: pd.DataFrame) -> Path:
    path = tmp_path / "history.sqlite"
    HistoryStore(path).add_rows(frame, "a.csv")
    return path


def test_show_text(history: Path) -> None:
    result = run("show", history, "--top", "2")
    assert result.exit_code == 0, result.output
    assert "300 rows from 1 files, 2024-01-0" in result.stdout
    assert "0 labeled, 0 violations" in result.stdout
    assert "consignor" in result.stdout


def test_show_json(history: Path, frame: pd.DataFrame) -> None:
    answer = json.loads(run("show", history, "--top", "2", "--format", "json").stdout)
    assert answer["rows"] == 300
    assert len(answer["busiest"]) == 8
    assert answer["busiest"][0]["name"] in set(frame["consignor_name"])


def test_add_rows_twice(tmp_path: Path, frame: pd.DataFrame) -> None:
    manifest, path = tmp_path / "rows.csv", tmp_path / "new.sqlite"
    frame.to_csv(manifest, index=False)
    assert "300 rows added, 0 known already, 0 undated" in run("add-rows", path, manifest).stdout
    assert "0 rows added, 300 known already" in run("add-rows", path, manifest).stdout


def test_learn_counts_each_row_once(tmp_path: Path, frame: pd.DataFrame) -> None:
    manifest, path = tmp_path / "rows.csv", tmp_path / "new.sqlite"
    frame.to_csv(manifest, index=False)
    assert "300 rows learned, 0 known already" in run("learn", path, manifest).stdout
    assert "0 rows learned, 300 known already" in run("learn", path, manifest).stdout
    assert HistoryStore(path).summarize().rows == 0  # what is usual is no history of traders


def test_add_labels(tmp_path: Path, history: Path, frame: pd.DataFrame) -> None:
    results = tmp_path / "inspected.csv"
    table = frame[["consignment_id", "is_violation"]].rename(columns={"consignment_id": "HAWB", "is_violation": "hit"})
    pd.concat([table.head(100), pd.DataFrame({"HAWB": ["?1"], "hit": [1]})]).to_csv(results, index=False)
    result = run("add-labels", history, results, "--label", "hit", "--id", "HAWB", "--delay-days", "14")
    assert result.exit_code == 0, result.output
    assert "100 rows labeled; 1 labels match no row" in result.stdout
    assert HistoryStore(history).summarize().violations == int(table["hit"].head(100).sum())


def test_labels_in_words_and_with_dates(tmp_path: Path, history: Path, frame: pd.DataFrame) -> None:
    results = tmp_path / "inspected.csv"
    ids = frame["consignment_id"].head(3)
    pd.DataFrame({"id": ids, "result": ["Yes", "no", ""], "on": ["2030-01-01", "2030-01-02", ""]}).to_csv(
        results, index=False
    )
    result = run("add-labels", history, results, "--label", "result", "--id", "id", "--known-on", "on")
    assert result.exit_code == 0, result.output
    assert "2 rows labeled" in result.stdout
    assert "1 rows had no label" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--label", "nope"], "no column 'nope' (--label); columns: consignment_id", id="no-label-column"),
        pytest.param(["--label", "word"], "holds 'maybe'", id="no-label-value"),
        pytest.param(["--label", "word", "--id", "nope"], "holds 'maybe'", id="label-first"),
        pytest.param(["--label", "hit", "--known-on", "on"], "holds '01/02/2026'; write days as", id="known-on"),
    ],
)
def test_bad_labels(tmp_path: Path, history: Path, arguments: list[str], said: str) -> None:
    results = tmp_path / "inspected.csv"
    results.write_text("consignment_id,word,hit,on\nA1,maybe,1,01/02/2026\nA2,0,0,2026-02-01\n", encoding="utf-8")
    result = run("add-labels", history, results, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_missing_history_file(tmp_path: Path) -> None:
    result = run("show", tmp_path / "none.sqlite")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_a_guess_of_the_encoding_of_labels_is_said(tmp_path: Path, history: Path) -> None:
    results = tmp_path / "inspected.csv"
    results.write_bytes("HAWB,hit,Remarque\n?1,1,café à moudre\n?2,0,thé glacé\n".encode("cp1252"))
    result = run("add-labels", history, results, "--label", "hit", "--id", "HAWB")
    assert result.exit_code == 0, result.output
    assert "inspected.csv: The file does not state its encoding" in result.stderr


@pytest.mark.parametrize("command", [["show"], ["add-labels"]])
def test_who_only_reads_makes_no_history_of_an_empty_file(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "empty.csv"
    path.touch()
    more = [path, "--label", "found"] if command == ["add-labels"] else []
    result = run(*command, path, *more)
    assert result.exit_code == 2
    assert "is empty, and no history file" in result.stderr
    assert not path.read_bytes()


def test_show_says_what_was_learned(tmp_path: Path, frame: pd.DataFrame) -> None:
    manifest, path = tmp_path / "rows.csv", tmp_path / "new.sqlite"
    frame.to_csv(manifest, index=False)
    run("learn", path, manifest)
    assert "300 rows learned from" in run("show", path).stdout
    assert json.loads(run("show", path, "--format", "json").stdout)["learned"] == 300


def test_learning_on_a_full_disk_is_said(tmp_path: Path, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest, path = tmp_path / "rows.csv", tmp_path / "new.sqlite"
    frame.to_csv(manifest, index=False)
    HistoryStore(path)
    connect = sqlite3.connect

    def connect_small(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    monkeypatch.setattr("sqlite3.connect", connect_small)
    result = run("learn", path, manifest)
    assert result.exit_code == 2
    assert "new.sqlite cannot be used: database or disk is full" in result.stderr
