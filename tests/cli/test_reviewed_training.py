"""From scored rows by way of reviewers to a model of their labels."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from riskscan.history.reviews import review_keys
from riskscan.modelling.artefact import load_model
from riskscan.reporting.scored_file import read_scored
from riskscan.simulation import LABEL_COLUMNS

CONFIG = """seed = 3
refit = false
n_draws = 20
[booster]
max_iter = 40
n_boosters = 1
"""


@pytest.fixture(scope="module")
def reviewed(
    labelled_frame: pd.DataFrame, small_model_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A scored file and the labels of all its rows but each tenth."""
    folder = tmp_path_factory.mktemp("reviewed")
    manifest, scored, labels = folder / "manifest.parquet", folder / "scored.csv", folder / "labels.csv"
    labelled_frame.drop(columns=list(LABEL_COLUMNS), errors="ignore").to_parquet(manifest)
    arguments = ["score", str(manifest), "-o", str(scored), "--quiet", "--model", str(small_model_folder)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    rows = read_scored(scored).rows
    cells = rows.canonical
    keys = review_keys(
        cells["consignor_name"], cells["goods_description"], cells["chemical_name"], rows.output["substance_name"]
    )
    verdicts = np.where(labelled_frame["is_violation"].to_numpy() == 1, "diversion", "legitimate")
    with labels.open("w", encoding="utf-8") as handle:
        handle.write("review_key,reviewed_on,verdict,note,row\n")
        for place, key in enumerate(keys):
            verdict = "unsure" if place % 10 == 0 else verdicts[place]
            handle.write(f"{key},2026-05-04,{verdict},,{place + 1}\n")
    return scored, labels


def test_a_model_is_trained_on_what_reviewers_decided(reviewed: tuple[Path, Path], tmp_path: Path) -> None:
    scored, labels = reviewed
    config = tmp_path / "choices.toml"
    config.write_text(CONFIG, encoding="utf-8")
    out = tmp_path / "model"
    arguments = ["train", str(scored), "-o", str(out), "--reviewed", str(labels), "--config", str(config)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    trained = load_model(out)
    assert "250 rows" in " ".join(trained.metadata["notes"])  # those of which a reviewer was unsure have no label
    assert not [name for name in trained.model.feature_names if "risk_" in name or "reviewed" in name]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "--label COL, or --reviewed CSV", id="neither"),
        pytest.param(["--label", "x", "--reviewed", "LABELS"], "--label COL, or --reviewed CSV", id="both"),
        pytest.param(["SCORED", "--reviewed", "LABELS"], "goes with one scored file", id="two files"),
    ],
)
def test_labels_that_cannot_be_meant(
    reviewed: tuple[Path, Path], tmp_path: Path, arguments: list[str], message: str
) -> None:
    names = {"SCORED": str(reviewed[0]), "LABELS": str(reviewed[1])}
    given = [names.get(argument, argument) for argument in arguments]
    result = CliRunner().invoke(main, ["train", str(reviewed[0]), "-o", str(tmp_path / "model"), *given])
    assert result.exit_code == 2 and message in result.output


def test_a_file_that_was_not_scored(reviewed: tuple[Path, Path], tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("goods_description\ntea\n", encoding="utf-8")
    arguments = ["train", str(plain), "-o", str(tmp_path / "model"), "--reviewed", str(reviewed[1])]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2 and "give the scored file that was reviewed" in result.output
