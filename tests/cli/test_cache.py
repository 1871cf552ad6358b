"""``riskscan cache`` as a user meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.chemistry.text_cache.answers import AnswerStore
from riskscan.cli.main import main
from riskscan.compiling.compile_once import compile_once


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["cache", *arguments])


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path / "cache"))
    compile_once("words", "1", lambda folder: (folder / "words.txt").write_text("acid" * 50_000), "Compiling")
    store = AnswerStore(tmp_path / "cache" / "texts")
    store.add({bytes(16): b"one"})
    store.close()
    return tmp_path / "cache"


def test_info_as_text(cache: Path) -> None:
    result = run("info")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == str(cache)
    assert lines[1] == "  compiled  1 folders, 0.2 MB"
    assert lines[2].startswith("  texts     1 texts, 0.0 MB of at most 256.0 MB")


def test_info_as_json(cache: Path) -> None:
    answer = json.loads(run("info", "--format", "json").stdout)
    assert (answer["folder"], answer["compiled"], answer["texts"]) == (str(cache), 1, 1)


def test_clear_only_texts(cache: Path) -> None:
    result = run("clear", "--texts")
    assert result.exit_code == 0 and result.stdout == f"0.0 MB removed from {cache}.\n"
    assert (json.loads(run("info", "--format", "json").stdout)["compiled"], (cache / "texts").exists()) == (1, False)


def test_clear(cache: Path) -> None:
    assert run("clear").stdout == f"0.2 MB removed from {cache}.\n"
    assert run("info").stdout.splitlines()[1] == "  compiled  0 folders, 0.0 MB"
