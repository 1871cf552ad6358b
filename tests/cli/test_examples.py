"""Example files can be given back as they are printed, and files of one's own are checked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.manifest.mapping.rules import read_rules
from riskscan.manifest.schema import CANONICAL
from riskscan.policy import load_policy, read_policy


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in arguments])


def test_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(_run("policy", "--example").stdout, encoding="utf-8")
    assert read_policy(path) == load_policy()
    assert _run("policy", path).stdout.endswith(
        "review from 0.03, inspect from 0.15, hold from 0.5; 7 rules, no mistakes.\n"
    )


def test_columns(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(_run("columns", "--example").stdout, encoding="utf-8")
    assert read_rules(path).units == {"gross_mass_kg": "lb", "customs_value_usd": "EUR"}
    assert _run("columns", path).stdout == f"{path}: 4 columns, 2 units, no mistakes.\n"


def test_columns_are_shown() -> None:
    assert [line.split()[0] for line in _run("columns").stdout.splitlines()] == list(CANONICAL)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["policy"], "Give --example, or the policy file", id="nothing"),
        pytest.param(["policy", "--example", "p.toml"], "Give --example, or the policy file", id="both"),
        pytest.param(["columns", "--example", "m.toml"], "Give --example, or the mapping file", id="both columns"),
        pytest.param(["columns", "none.toml"], "Cannot read the mapping file none.toml", id="no file"),
    ],
)
def test_mistakes(arguments: list[str], said: str) -> None:
    result = _run(*arguments)
    assert result.exit_code in (1, 2) and said in result.stderr
