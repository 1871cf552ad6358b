"""The history file: idempotent, shared by processes, unharmed by a crash."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.exceptions import OptionError
from riskscan.history import HistoryStore, TraderHistory
from riskscan.simulation import simulate

ADD_ROWS = """
import sys
from riskscan.history import HistoryStore
from riskscan.simulation import simulate
store = HistoryStore(sys.argv[1])
frame = simulate(1200, seed=int(sys.argv[2]))
frame["consignment_id"] = sys.argv[2] + frame["consignment_id"]
for start in range(0, 1200, 100):
    store.add_rows(frame.iloc[start:start + 100], f"part {start}")
"""
KILLED_WHILE_WRITING = """
import os, signal, sys
from riskscan.history import HistoryStore
from riskscan.simulation import simulate
import riskscan.history.store as module
store = HistoryStore(sys.argv[1])
def strike(frame, events):
    yield (1, "consignor", "half written")
    os.kill(os.getpid(), signal.SIGKILL)
module._party_rows = strike
store.add_rows(simulate(3000, seed=2), "second")
"""


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return simulate(800, seed=1, violation_share=0.05)


@pytest.fixture
def store(tmp_path: Path) -> HistoryStore:
    return HistoryStore(tmp_path / "history.sqlite")


def test_store_answers_like_the_rows(store: HistoryStore, frame: pd.DataFrame) -> None:
    result = store.add_rows(frame, "a.csv")
    assert (result.added, result.known, result.undated) == (800, 0, 0)
    expected = TraderHistory.from_rows(frame).as_of(frame, within=False)
    pd.testing.assert_frame_equal(store.load().as_of(frame, within=False), expected)


def test_adding_again_changes_nothing(store: HistoryStore, frame: pd.DataFrame) -> None:
    store.add_rows(frame, "a.csv")
    again = store.add_rows(frame.sample(frac=1, random_state=1), "renamed.csv")
    assert (again.added, again.known) == (0, 800)
    assert store.summarize().rows == 800


def test_twin_rows_of_one_file_both_count(store: HistoryStore, frame: pd.DataFrame) -> None:
    twins = pd.concat([frame.head(5), frame.head(5)])
    assert store.add_rows(twins).added == 10
    assert store.add_rows(twins).added == 0


def test_scoring_a_known_file_again_leaves_it_out(store: HistoryStore, frame: pd.DataFrame) -> None:
    store.add_rows(frame.head(500), "a.csv")
    earlier = store.load().as_of(frame.tail(300))
    store.add_rows(frame.tail(300), "b.csv")
    again = store.load(without=frame.tail(300)).as_of(frame.tail(300))
    pd.testing.assert_frame_equal(again, earlier)


def test_undated_rows_are_counted_out(store: HistoryStore, frame: pd.DataFrame) -> None:
    undated = frame.head(3).assign(lodged_on=pd.NaT)
    assert store.add_rows(undated).undated == 3


def test_labels_come_later(store: HistoryStore, frame: pd.DataFrame) -> None:
    store.add_rows(frame, "a.csv")
    ids = pd.Series([*frame["consignment_id"], "elsewhere", None, frame["consignment_id"].iloc[0]])
    labels = pd.Series([*frame["is_violation"].astype(float), 1.0, 1.0, 1.0 - frame["is_violation"].iloc[0]])
    result = store.add_labels(ids, labels, label_delay_days=14)
    assert (result.matched, result.unmatched, result.empty, result.contradictory) == (800, 1, 1, 1)
    truth = frame["is_violation"].astype(float).copy()
    truth.iloc[0] = 1.0
    expected = TraderHistory.from_rows(frame, truth, label_delay_days=14).as_of(frame, within=False)
    pd.testing.assert_frame_equal(store.load().as_of(frame, within=False), expected)
    summary = store.summarize()
    assert summary.labeled == 800
    assert summary.violations == int(truth.sum())


def test_labels_known_on_a_day(store: HistoryStore, frame: pd.DataFrame) -> None:
    store.add_rows(frame, "a.csv")
    store.add_labels(frame["consignment_id"], frame["is_violation"], known_on="2030-01-01")
    known = store.load().as_of(frame, within=False)
    assert known["consignor_labeled_before"].fillna(0).eq(0).all()
    later = store.load().as_of(frame.assign(lodged_on=pd.Timestamp("2030-01-02")), within=False)
    assert later["consignor_labeled_before"].dropna().gt(0).all()


def test_summary_of_an_empty_store(store: HistoryStore) -> None:
    summary = store.summarize()
    assert (summary.rows, summary.first_day, summary.violations) == (0, "", 0)
    assert summary.busiest.empty
    assert store.load().as_of(pd.DataFrame({"consignor_name": ["Ann"]}))["consignor_rows_before"].isna().all()


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    runs = [subprocess.Popen([sys.executable, "-c", ADD_ROWS, str(path), seed]) for seed in ("1", "2")]
    assert [run.wait(timeout=120) for run in runs] == [0, 0]
    assert HistoryStore(path).summarize().rows == 2400


def test_a_new_file_is_opened_by_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            path = tmp_path / f"{number}.sqlite"
            assert len(list(pool.map(HistoryStore, [path] * 8))) == 8


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals that cannot be caught")
def test_process_killed_while_writing(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "history.sqlite"
    HistoryStore(path).add_rows(frame, "first")
    run = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(path)], timeout=120, check=False)
    assert run.returncode == -signal.SIGKILL
    store = HistoryStore(path)
    assert store.summarize().rows == 800
    assert "half written" not in set(store.summarize(100).busiest["name"])
    assert store.add_rows(simulate(3000, seed=2), "second").added == 3000


@pytest.mark.parametrize(
    "content", [pytest.param(b"not a database at all, but long enough to be read" * 40, id="other-file")]
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "history.sqlite"
    path.write_bytes(content)
    with pytest.raises(OptionError, match="cannot be used"):
        HistoryStore(path)
    assert path.read_bytes() == content


def test_other_databases_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE accounts (n INTEGER)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(OptionError, match="not a history file"):
        HistoryStore(path)
    assert path.read_bytes() == content


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="does not exist"):
        HistoryStore(tmp_path / "none.sqlite", must_exist=True)
    with pytest.raises(OptionError, match="cannot be opened"):
        HistoryStore(tmp_path / "no" / "folder.sqlite")


def test_store_file_is_one_file_at_rest(store: HistoryStore, frame: pd.DataFrame) -> None:
    store.add_rows(frame)
    assert [entry.name for entry in sorted(store.path.parent.iterdir())] == [store.path.name]
    assert np.all([os.access(store.path, os.R_OK)])
