import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from riskscan.chemistry.text.compile_once import compile_once


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def write(folder):
    (folder / "words.txt").write_text("acid")


def test_compiles_once_for_each_stamp(cache, caplog):
    with caplog.at_level(logging.WARNING):
        folders = [compile_once("words", stamp, write, "Compiling") for stamp in ("1", "1", "2")]
    assert folders[0] == folders[1] != folders[2]
    assert (folders[2] / "words.txt").read_text() == "acid"
    assert len(caplog.records) == 2


def test_what_fails_leaves_nothing(cache):
    def fail(folder):
        write(folder)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        compile_once("words", "1", fail, "Compiling")
    assert [path.name for path in cache.iterdir() if path.is_dir()] == []


def test_processes_wait_for_the_one_that_compiles(cache):
    code = (
        "from riskscan.chemistry.text.compile_once import compile_once\n"
        "def write(folder):\n"
        "    print('compiled')\n"
        "    for number in range(200):\n"
        "        (folder / str(number)).write_text('acid')\n"
        "print(len(list(compile_once('words', '1', write, 'Compiling').iterdir())))\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    printed = [run.communicate()[0].split() for run in runs]
    assert sum("compiled" in words for words in printed) == 1
    assert all(words[-1] == "200" for words in printed)


@pytest.mark.parametrize("obstacle", ["a file in its place", "no right to write"])
def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path, monkeypatch, obstacle):
    chosen, temporary = tmp_path / "chosen", tmp_path / "temporary"
    temporary.mkdir()
    if obstacle == "a file in its place":
        chosen.write_text("")
    else:
        monkeypatch.setattr(os, "access", lambda path, _: Path(path) != chosen)  # root writes everywhere
    monkeypatch.setenv("RISKSCAN_CACHE", str(chosen))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    folder = compile_once("words", "1", write, "Compiling")
    assert folder.parent == temporary
    assert (folder / "words.txt").exists()
