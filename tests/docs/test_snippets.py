"""Every command and snippet of the README and of the pages runs, and answers what is shown."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from tests.docs.snippets import Snippet, inline_commands, matches, read_snippets

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/howto/*.md"))]
PAGES += sorted(ROOT.glob("docs/explanation/*.md"))
ELSEWHERE = {"engines.md"}  # its examples run in tests/test_engines_documentation.py
RUN = [page for page in PAGES if read_snippets(page) and page.name not in ELSEWHERE]
QUICK = "n_draws = 20\nparty_share = 0.0\n[booster]\nmax_iter = 30\nn_boosters = 1\n"
PARTIES = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"x-1","Company","Zorvik Chemie GmbH","","","at","","","","","","T","Test","2025-01-01","2026-02-03","2025-05-05"\n'
)
STOCK = "acetone\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n> <cas>\n67-64-1\n\n$$$$\n"
# A reader trains with all trees; the sample has rows with issues, which `validate` tells by its exit code.
MORE = {"train": ["--config", "quick.toml"]}
MAY_END_WITH = {"validate": {0, 1}}


@pytest.fixture
def folder(tmp_path: Path, labelled_frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the files that pages speak of."""
    sample = ROOT / "data" / "samples" / "manifest.csv"
    shutil.copy(sample, tmp_path / "manifest.csv")
    (tmp_path / "day").mkdir()
    pd.read_csv(sample, dtype=str).to_csv(tmp_path / "day" / "morning.csv.gz", index=False)
    labelled = labelled_frame.rename(columns={"is_violation": "found"})
    labelled.head(1_500).to_csv(tmp_path / "labeled.csv", index=False)
    labelled.tail(700).to_csv(tmp_path / "later.csv", index=False)
    (tmp_path / "targets.simple.csv").write_text(PARTIES, encoding="utf-8")
    (tmp_path / "stock.sdf").write_text(STOCK, encoding="utf-8")
    (tmp_path / "quick.toml").write_text(QUICK, encoding="utf-8")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "default").symlink_to(ROOT / "models" / "default")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("riskscan.chemistry.screening.cache_folder", lambda: tmp_path / "texts")
    return tmp_path


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in RUN])
def test_page(page: Path, folder: Path) -> None:
    names = {"frame": pd.read_csv("manifest.csv"), "__name__": "page"}
    for snippet in read_snippets(page):
        where = f"{page.name}, line {snippet.line}: {snippet.text}"
        if snippet.kind == "python":
            exec(compile(snippet.text, f"{page.name}:{snippet.line}", "exec"), names)
        elif snippet.words[0] == "make":
            _check_target(snippet.words[1])
        else:
            output = _in_shell(snippet, folder) if set(snippet.words) & {"|", ">"} else _in_process(snippet, where)
            assert not snippet.shown or matches(snippet.shown, output), f"{where}\n{output}"


def _check_target(name: str) -> None:
    assert f"\n{name}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def _in_process(snippet: Snippet, where: str) -> str:
    words = snippet.words
    assert words[0] == "riskscan", where
    arguments = [found for word in words[1:] for found in (_files(word) if "*" in word else [word])]
    result = CliRunner().invoke(main, arguments + MORE.get(arguments[0], []))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in MAY_END_WITH.get(arguments[0], {0}), f"{where}\n{result.output}"
    return result.output


def _files(pattern: str) -> list[str]:
    return sorted(str(path) for path in Path().glob(pattern))


def _in_shell(snippet: Snippet, folder: Path) -> str:
    """Run a command with pipes as a reader's shell does."""
    shim = folder / "bin" / "riskscan"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m riskscan.cli "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    path = {"PATH": f"{shim.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-ec", snippet.text], env=os.environ | path, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{snippet.text}\n{done.stdout}"
    return done.stdout


INLINE = sorted({command for page in PAGES for command in inline_commands(page)})


@pytest.mark.parametrize("text", INLINE)
def test_commands_within_the_text_have_these_options(text: str) -> None:
    words = text.replace(" | ", " ").split()[1:]
    command: click.Command = main
    context = click.Context(main, info_name="riskscan")
    while words and isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, text
        command = found
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known


def test_shown_output_is_compared() -> None:
    assert matches("a\n...\nd", "a\nb\nc\nd\n")
    assert not matches("a\nb", "a\nc\n")
