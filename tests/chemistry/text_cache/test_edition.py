"""Every change in tables or code makes another edition; nothing else does."""

import os
import shutil
import subprocess
import sys

import pytest

from riskscan.chemistry.text import tables_edition as of_tables
from riskscan.chemistry.text_cache import edition as module
from riskscan.chemistry.text_cache.edition import edition


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of what enters, that can be changed."""
    original, copy = module.PACKAGE, tmp_path / "riskscan"
    for room in ("chemistry", "identifiers", "tables"):
        shutil.copytree(original / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for one in (module, of_tables):
        monkeypatch.setattr(one, "PACKAGE", copy)
        monkeypatch.setattr(one, "tables_edition", of_tables.tables_edition.__wrapped__)  # asked anew each time
    monkeypatch.setattr(of_tables, "DATA", copy / "tables" / "data")
    return copy


def test_a_copy_is_the_same_edition(package, monkeypatch):
    copied = edition()
    monkeypatch.undo()
    assert edition() == copied


@pytest.mark.parametrize(
    "path",
    [
        "tables/data/listings/us.csv", "tables/data/languages/es.toml", "tables/data/common_words.txt",
        "chemistry/decode/mentions.py", "identifiers/cas_rn.py",
    ],
)  # fmt: skip
def test_a_changed_file_is_another_edition(package, path):
    before = edition()
    data = bytearray((package / path).read_bytes())
    data[-2] ^= 1
    (package / path).write_bytes(data)
    assert edition() != before


def test_a_new_table_is_another_edition(package):
    before = edition()
    (package / "tables" / "data" / "listings" / "zz.csv").write_text("")
    assert edition() != before


def test_what_is_compiled_by_python_does_not_count(package):
    before = edition()
    (package / "chemistry" / "__pycache__").mkdir()
    (package / "chemistry" / "__pycache__" / "screening.pyc").write_bytes(b"x")
    assert edition() == before


def test_another_version_of_a_library_is_another_edition(monkeypatch):
    before = edition()
    monkeypatch.setattr(module, "version", lambda name: "9" if name == "rdkit" else "1")
    assert edition() != before


def test_parts_are_told_apart():
    assert len({edition(), edition("a"), edition("a", "b"), edition("ab")}) == 4


def test_every_process_has_the_same():
    code = "from riskscan.chemistry.text_cache.edition import edition; print(edition('x').hex())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True,
            cwd=module.PACKAGE.parent, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert found == {edition("x").hex() + "\n"}
