"""The engine is an option: what comes out is the same, and what does not fit is said."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main

HEADER = "consignment_id,goods_description,hs_code,origin_country,destination_country,net_mass_kg\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(HEADER + "A1,cotton t-shirts,610910,CN,US,120\n")
    (tmp_path / "b.csv").write_text(HEADER + "B1,phenylacetic acid,610910,CN,US,120\n")
    return tmp_path


def _run(model: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["score", "--model", str(model), *map(str, arguments)])


def test_dask_and_this_process_write_the_same_bytes(folder: Path, small_model_folder: Path) -> None:
    found = []
    for engine in ("local", "dask"):
        result = _run(
            small_model_folder, f"{folder}/?.csv", "-o", folder / f"{engine}.csv", "--engine", engine, "--quiet"
        )
        assert result.exit_code == 0, result.output
        found.append((folder / f"{engine}.csv").read_bytes())
    assert found[0] == found[1] and found[0].count(b"\n") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["a.csv", "--scheduler", "tcp://x:1"], 2, "is for Dask alone", id="a scheduler for nobody"),
        pytest.param(["*.parquet"], 1, "No file matches", id="a pattern without files"),
        pytest.param(["a.csv", "--engine", "dask", "--scheduler", "tcp://x:none"], 1, "No Dask scheduler answers",
                     id="no scheduler"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_sentence(
    arguments: list[str], code: int, said: str, folder: Path, small_model_folder: Path
) -> None:
    result = _run(small_model_folder, folder / arguments[0], *arguments[1:])
    assert result.exit_code == code, result.output
    assert said in result.output and "Traceback" not in result.output
