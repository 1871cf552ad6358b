"""riskscan.toml names files once; the command line wins, and what it says that means nothing is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own.csv").write_text("name,cas_rn\nblue widget,\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("name,cas_rn\nred widget,\n", encoding="utf-8")
    (tmp_path / "riskscan.toml").write_text('watchlist = "own.csv"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_found_and_said(folder: Path) -> None:
    result = _run("check", "blue widget", "--jurisdiction", "UN", "--format", "text")
    assert "listed: blue widget" in result.stdout
    assert result.stderr == "riskscan.toml: watchlist\n"


def test_the_command_line_wins(folder: Path) -> None:
    result = _run(
        "check", "blue widget", "red widget", "--format", "text", "--jurisdiction", "UN", "--watchlist", "other.csv"
    )
    assert "listed: red widget" in result.stdout and "listed: blue widget" not in result.stdout


def test_a_command_that_asks_for_none_of_it_says_nothing(folder: Path) -> None:
    assert _run("columns").stderr == ""


def test_paths_are_those_of_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    result = _run(
        "--config", folder / "riskscan.toml", "check", "blue widget", "--jurisdiction", "UN", "--format", "text"
    )
    assert "listed: blue widget" in result.stdout


def test_quiet(folder: Path) -> None:
    (folder / "m.csv").write_text("goods_description\nblue widget\n", encoding="utf-8")
    result = _run("score", "m.csv", "-o", "out.csv", "--quiet", "--no-cache")
    assert result.exit_code == 0, result.output
    assert result.output == "" and "blue widget" in (folder / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('polcy = "p.toml"', "unknown key 'polcy'; did you mean 'policy'?", id="typing error"),
        pytest.param('zzz = "p.toml"', "unknown key 'zzz'; known: model, policy", id="unknown"),
        pytest.param("policy = 3", "policy is 3; write a path in quotes", id="number"),
        pytest.param("policy = ", "Cannot read riskscan.toml", id="no TOML"),
    ],
)
def test_mistakes(text: str, said: str, folder: Path) -> None:
    (folder / "riskscan.toml").write_text(text, encoding="utf-8")
    result = _run("check", "x")
    assert result.exit_code == 2 and said in result.stderr


def test_a_file_that_is_not_there(folder: Path) -> None:
    result = _run("--config", "none.toml", "check", "x")
    assert result.exit_code == 2 and "Cannot read none.toml" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    result = _run("completion", shell)
    assert result.exit_code == 0 and "_RISKSCAN_COMPLETE" in result.stdout


def test_commands_and_options_are_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"_RISKSCAN_COMPLETE": "bash_complete", "COMP_WORDS": "riskscan score --jur", "COMP_CWORD": "2"}
    result = CliRunner().invoke(main, [], env=environment, prog_name="riskscan")
    assert result.output == "plain,--jurisdiction\n"
