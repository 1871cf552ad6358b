"""``riskscan transfer`` as a user meets it."""

from pathlib import Path

from click.testing import CliRunner

from riskscan.cli.main import main
from riskscan.modelling.artefact import load_model

SMALL = """
also = ["relative"]
without = ["party", "quantity", "route", "carriage", "description", "calendar", "commodity"]

[booster]
max_iter = 30
n_boosters = 1
"""


def test_worlds_are_judged_and_a_model_is_written(tmp_path: Path) -> None:
    config, target = tmp_path / "train.toml", tmp_path / "model"
    config.write_text(SMALL, encoding="utf-8")
    arguments = ["--config", str(config), "--world", "drums", "--world", "vague_trade", "--rows", "600"]
    result = CliRunner().invoke(main, ["transfer", *arguments, "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert "in the worst" in result.stdout and "a model that never saw drums" in result.stderr
    assert load_model(target).metadata["worlds"] == ["drums", "vague_trade"]
    again = CliRunner().invoke(main, ["transfer", *arguments, "-o", str(target)])
    assert again.exit_code == 2 and "--force" in again.output
