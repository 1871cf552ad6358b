import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.cli.train import read_labelled


@pytest.fixture
def labelled(tmp_path: Path, labelled_frame: pd.DataFrame) -> Path:
    path = tmp_path / "labelled.csv"
    labelled_frame.head(1_500).to_csv(path, index=False)
    return path


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    path = tmp_path / "train.toml"
    path.write_text("n_draws = 20\nparty_share = 0.0\n[booster]\nmax_iter = 30\nn_boosters = 1\n", encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments])


def test_train_evaluate_score(labelled: Path, quick: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    trained = _run(
        "train", labelled, "-o", folder, "--label", "is_violation", "--config", quick, "--seed", 7, "--no-refit",
        "--extra-numeric", "package_count", "--selection-probability", "selection_probability",
    )  # fmt: skip
    assert trained.exit_code == 0, trained.output
    assert "Headline" in trained.stdout and "boosting, plain" in trained.stdout
    assert "Split by time" in trained.stderr and "training the model to be measured" in trained.stderr
    assert "were blended: there are labels for both" in trained.stderr
    assert {"scoring.zip", "baselines.skops", "metadata.json", "README.md"} <= {path.name for path in folder.iterdir()}

    judged = _run("evaluate", folder, labelled, "--label", "is_violation", "--format", "json")
    assert judged.exit_code == 0, judged.output
    content = json.loads(judged.stdout)
    assert content["overlap"]["n_exact"] == 1_500
    assert set(content["rankings"]) >= {"model", "random", "boosting_plain"}

    text = _run("evaluate", folder, labelled)
    assert text.exit_code == 0 and "Slices" in text.stdout

    unlabelled = tmp_path / "new.csv"
    pd.read_csv(labelled).drop(columns="is_violation").tail(400).to_csv(unlabelled, index=False)
    drift = _run("evaluate", folder, unlabelled)
    assert drift.exit_code == 0 and "rift" in drift.stdout
    against_reference = _run("evaluate", folder, unlabelled, "--reference", unlabelled, "--format", "json")
    assert json.loads(against_reference.stdout)["score_stability"] == 0

    compared = _run("evaluate", folder, labelled, "--against", folder)
    assert compared.exit_code == 1 and "new to both models" in compared.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["--label", "nothing"], 2, "no column 'nothing'", id="no label column"),
        pytest.param(["--label", "is_violation", "--seed", "x"], 2, "not a valid integer", id="seed"),
        pytest.param(["--label", "is_violation", "--extra-numeric", "tax"], 2, "['tax']", id="no own column"),
        pytest.param(["--label", "is_violation", "--positive", "9"], 2, "has the value '9'", id="no such value"),
        pytest.param(["--label", "is_violation", "--gap-days", "-4"], 2, "gap_days", id="out of range"),
        pytest.param(["--label", "transport_mode"], 1, "--positive", id="label of many values"),
    ],
)
def test_mistakes_get_one_sentence(arguments: list[str], code: int, words: str, labelled: Path, tmp_path: Path) -> None:
    result = _run("train", labelled, "-o", tmp_path / "mine", *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not (tmp_path / "mine").exists()


def test_an_existing_model_is_kept_before_any_work(labelled: Path, small_model_folder: Path) -> None:
    result = _run("train", labelled, "-o", small_model_folder, "--label", "is_violation")
    assert result.exit_code == 2 and "--force" in result.stderr


def test_a_guess_of_the_encoding_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.csv"
    file.write_bytes("goods,hit\ncafé à moudre,1\nthé glacé,0\n".encode("cp1252"))
    assert len(read_labelled((str(file),), None)) == 2
    assert "labelled.csv: The file does not state its encoding" in capsys.readouterr().err


def test_a_header_without_rows_teaches_nothing(labelled: Path, tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text(labelled.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    result = _run("train", path, "--label", "is_violation", "-o", tmp_path / "model")
    assert result.exit_code == 1
    assert "There are no rows below the header" in result.stderr
    assert "Warning" not in result.stderr
