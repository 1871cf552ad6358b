"""Outputs: whole or not at all, harmless, and read back equal."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.exceptions import OptionError
from riskscan.manifest import read_manifest, read_table
from riskscan.manifest.writing import check_target, neutralize, write_frame

FRAME = pd.DataFrame(
    {
        "goods_description": ["=1+1", 'a "b"\nc', None],
        "lodged_on": pd.to_datetime(["2026-01-02", None, "2026-03-04"]),
        "net_mass_kg": [-1.5, np.nan, 3.0],
        "reasons": [["r1: x", "r2"], [], None],
    }
)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_csv_text(tmp_path: Path) -> None:
    write_frame(FRAME, tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_bytes().decode() == (
        "goods_description,lodged_on,net_mass_kg,reasons\n"
        '\'=1+1,2026-01-02,-1.5,"[""r1: x"", ""r2""]"\n'
        '"a ""b""\nc",,,[]\n'
        ",2026-03-04,3.0,\n"
    )


def test_json_lines_text(tmp_path: Path) -> None:
    write_frame(FRAME.iloc[[0, 1]], tmp_path / "o.jsonl")
    assert (tmp_path / "o.jsonl").read_text(encoding="utf-8") == (
        '{"goods_description": "=1+1", "lodged_on": "2026-01-02", "net_mass_kg": -1.5, "reasons": ["r1: x", "r2"]}\n'
        '{"goods_description": "a \\"b\\"\\nc", "lodged_on": null, "net_mass_kg": null, "reasons": []}\n'
    )


@pytest.mark.parametrize("name", ["o.csv", "o.csv.gz", "o.csv.zst", "o.parquet", "o.jsonl", "o.jsonl.gz"])
def test_every_format_reads_back(name: str, tmp_path: Path) -> None:
    texts = pd.Series(["acetone", "Ácido 棉\u200b", "lone \ud800"], dtype=object)
    frame = FRAME.assign(goods_description=texts)
    write_frame(frame, tmp_path / name)
    again = read_manifest(tmp_path / name)
    assert again["goods_description"].tolist()[:2] == ["acetone", "Ácido 棉\u200b"]
    assert again["lodged_on"].tolist() == frame["lodged_on"].tolist()
    assert again["net_mass_kg"].isna().tolist() == [True, True, False]


def test_mixed_objects_become_text_in_parquet(tmp_path: Path) -> None:
    write_frame(pd.DataFrame({"x": [1, "a", None, [2]]}, dtype=object), tmp_path / "o.parquet")
    assert read_table(tmp_path / "o.parquet").frame["x"].fillna("null").tolist() == ["1", "a", "null", "[2]"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("=1", "'=1", id="equals"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0", id="plus"),
        pytest.param("-2+3", "'-2+3", id="minus"),
        pytest.param("  =1", "'  =1", id="spaces before"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\tx", "'\tx", id="tab before text"),
        pytest.param("\uff1d1", "'\uff1d1", id="full width"),
        pytest.param("-5", "-5", id="negative number"),
        pytest.param("+1,250.00", "+1,250.00", id="signed number"),
        pytest.param("a=1", "a=1", id="inside"),
        pytest.param("", "", id="empty"),
    ],
)
def test_neutralize(text: str, safe: str) -> None:
    assert neutralize(text) == safe
    assert neutralize(safe) == safe


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), st.sampled_from(["csv", "jsonl"]))
def test_text_cells_survive_a_round_trip(rows: list[tuple[str, str]], format: str) -> None:
    frame = pd.DataFrame(rows, columns=["goods", "remark"], dtype=object).assign(last="x")
    buffer = io.BytesIO()
    from riskscan.manifest.writing import _write

    _write(frame, buffer, format)  # type: ignore[arg-type]
    expected = frame.map(neutralize) if format == "csv" else frame
    again = read_table(io.BytesIO(buffer.getvalue())).frame
    assert again.to_numpy().tolist() == expected.to_numpy().tolist()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("o.docx", "Cannot tell the format", id="unknown suffix"),
        pytest.param("o", "Cannot tell the format", id="no suffix"),
        pytest.param("there.csv", "exists: choose another name, or replace it with --force", id="exists"),
        pytest.param("folder.csv", "is a folder", id="folder"),
        pytest.param("none/o.csv", "is not a folder", id="folder missing"),
    ],
)
def test_refusals(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("old")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OptionError, match=said):
        check_target(tmp_path / name)
    with pytest.raises(OptionError, match=said):
        write_frame(FRAME, tmp_path / name)
    assert (tmp_path / "there.csv").read_text() == "old"


def test_force_replaces_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("old")
    write_frame(FRAME, tmp_path / "o.csv", force=True)
    assert "goods_description" in (tmp_path / "o.csv").read_text(encoding="utf-8")
    assert _names(tmp_path) == ["o.csv"]


def test_failure_while_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "o.csv").write_text("old")

    def fail(frame: pd.DataFrame, stream: io.BufferedWriter, format: str) -> None:
        stream.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("riskscan.manifest.writing._write", fail)
    with pytest.raises(KeyboardInterrupt):
        write_frame(FRAME, tmp_path / "o.csv", force=True)
    assert _names(tmp_path) == ["o.csv"]
    assert (tmp_path / "o.csv").read_text() == "old"


KILLED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background hands on "ignore"
import pandas as pd
import riskscan.manifest.writing as writing

def write_half(frame, stream, format):
    stream.write(b"half a file")
    stream.flush()
    os.kill(os.getpid(), {signal})

writing._write = write_half
writing.write_frame(pd.DataFrame({{"a": [1]}}), sys.argv[1], force=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["KILL", "TERM", "INT"])
@pytest.mark.parametrize("old", [None, "old"], ids=["new file", "existing file"])
def test_killed_process_leaves_no_half_file(number: int, old: str | None, tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    if old is not None:
        target.write_text(old)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(signal=int(number)), str(target)], capture_output=True, check=False
    )
    assert done.returncode != 0
    assert (target.read_text() if target.exists() else None) == old
    left = _names(tmp_path)
    assert left == (["o.csv"] if old else []) or not hasattr(os, "O_TMPFILE")
