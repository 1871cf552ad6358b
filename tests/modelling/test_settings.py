from pathlib import Path

import pytest

from riskscan.exceptions import OptionError
from riskscan.modelling.settings import TrainingConfig, make_config, read_config


def test_choices_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "train.toml"
    path.write_text('seed = 7\nextra_categorical = ["office"]\n[booster]\nmax_iter = 50\n')
    config = make_config(read_config(path))
    assert (config.seed, config.extra, config.booster.max_iter) == (7, ("office",), 50)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        pytest.param({"sead": 7}, "sead", id="unknown key"),
        pytest.param({"booster": {"depth": 3}}, "depth", id="unknown tree setting"),
        pytest.param({"seed": "seven"}, "wrong type", id="wrong type"),
        pytest.param({"extra_numeric": [1]}, "wrong type", id="wrong type in a list"),
        pytest.param({"test_share": 0.9}, "test_share", id="out of range"),
        pytest.param({"extra_numeric": ["a"], "extra_categorical": ["a"]}, "choose one", id="both kinds"),
    ],
)
def test_wrong_choices(choices: dict[str, object], words: str) -> None:
    with pytest.raises(OptionError, match=words):
        make_config(choices)


def test_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        read_config(tmp_path / "none.toml")


def test_defaults_stand_for_themselves() -> None:
    assert make_config({}) == TrainingConfig()
