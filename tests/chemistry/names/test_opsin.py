"""OPSIN starts from a recording, and without one where none can be made."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from riskscan.chemistry.names import opsin


def test_without_a_recording_it_starts_as_ever(tmp_path: Path, monkeypatch, caplog) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path))
    assert opsin._from_recording() == ()
    assert "could not be recorded" in caplog.text
    caplog.clear()
    assert opsin._from_recording() == () and not caplog.text  # and is not tried again and again


def test_it_is_recorded_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path))
    first, second = opsin._from_recording(), opsin._from_recording()
    assert first == second
    recording = Path(first[0].removeprefix("-XX:AOTCache="))
    assert recording.stat().st_size > 1_000_000


def test_the_same_parser_is_kept() -> None:
    assert opsin.start_opsin() is opsin.start_opsin()


def test_java_does_not_have_the_garbage_of_python_collected() -> None:
    opsin.start_opsin()
    assert "_jpype" not in {getattr(callback, "__module__", "") for callback in gc.callbacks}


@pytest.mark.parametrize("name", ["dog food", "2-methylpropan-1-amine"])
def test_it_reads(name: str) -> None:
    parser, config = opsin.start_opsin()
    smiles = parser.parseChemicalName(name, config).getSmiles()
    assert (smiles is None) is (name == "dog food")


def test_a_process_that_started_it_ends_well() -> None:
    script = "import riskscan; print(riskscan.screen(['7-chloro-3-methylquinoline-2-carboxylic acid']).outcome[0])"
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ended.stdout == "clear\n" and not ended.stderr


def test_a_thread_that_starts_it_does_not_keep_the_process() -> None:
    script = (
        "import threading; from riskscan.chemistry.names.opsin import start_opsin; "
        "thread = threading.Thread(target=start_opsin); thread.start(); thread.join()"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
