"""The command group: light, complete, and friendly about mistakes."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from riskscan.cli.main import COMMANDS, main

HEAVY = ("rdkit", "sklearn", "pandas", "jpype", "numpy", "matplotlib")


def _modules_after(code):
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(found.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import riskscan", id="import"),
        pytest.param(
            "from riskscan.cli.main import main\nmain(['--help'], standalone_mode=False)",
            id="help",
        ),
    ],
)
def test_nothing_heavy_is_imported(code):
    assert _modules_after(code).isdisjoint(HEAVY)


def test_help_names_every_command():
    shown = CliRunner().invoke(main, ["-h"])
    assert shown.exit_code == 0
    assert all(name in shown.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    shown = CliRunner().invoke(main, [name, "-h"])
    assert shown.exit_code == 0
    assert shown.output.startswith("Usage:")


def test_version():
    shown = CliRunner().invoke(main, ["--version"])
    assert shown.output.startswith("riskscan, version ")


def test_unknown_command_is_a_usage_error():
    shown = CliRunner().invoke(main, ["scroe"])
    assert shown.exit_code == 2


def test_our_errors_are_one_sentence():
    shown = CliRunner().invoke(main, ["check", "acetone", "--as-of", "yesterday"])
    assert shown.exit_code == 2
    assert shown.output == "Error: as-of date 'yesterday' is not a date; write it as 2026-01-31.\n"
