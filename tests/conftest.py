"""Fixtures shared by all tests."""

import os

# One thread a process: several test processes with several threads each only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Packs that whoever runs the tests has installed change no result.
os.environ["RISKSCAN_PACKS"] = os.devnull

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from riskscan.chemistry.screening import Screener
from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.settings import TrainingConfig, make_config
from riskscan.simulation import simulate
from riskscan.training import train

# Machines are shared: a slow moment is no failure. The same examples each time, so that no change fails by chance;
# RISKSCAN_RANDOM_TESTS=1 seeks further.
settings.register_profile("untimed", deadline=None, derandomize="RISKSCAN_RANDOM_TESTS" not in os.environ)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def screener() -> Screener:
    """One screener for the whole run: loading takes about a second."""
    return Screener()


@pytest.fixture(scope="session")
def labelled_frame() -> pd.DataFrame:
    """Simulated rows with many violations and their label columns."""
    return simulate(2_500, seed=21, violation_share=0.08)


@pytest.fixture(scope="session")
def small_config() -> TrainingConfig:
    """Choices of a training run that ends in seconds."""
    return make_config(
        {
            "seed": 3,
            "refit": False,
            "n_draws": 20,
            "way": "from_scratch",
            "also": (),
            "booster": {"max_iter": 40, "n_boosters": 1},
        }
    )


@pytest.fixture(scope="session")
def small_model(labelled_frame: pd.DataFrame, small_config: TrainingConfig, screener: Screener) -> TrainedModel:
    """A model trained on `labelled_frame`."""
    return train(labelled_frame, "is_violation", config=small_config, screener=screener)


@pytest.fixture(scope="session")
def small_model_folder(small_model: TrainedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `small_model`; tests copy it before they change it."""
    folder = tmp_path_factory.mktemp("models") / "small"
    small_model.save(folder)
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, which those of `tmp_path` are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture
def unprivileged() -> str:
    """Lines of code that take root's rights away: root may write everywhere."""
    return "import os\nif os.geteuid() == 0: os.setuid(65534)\n"
