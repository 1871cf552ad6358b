"""Every notebook runs as it stands, and one command makes executed copies."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from matplotlib import pyplot

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.py"))

matplotlib.use("Agg")


def test_there_are_notebooks() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # of Spark's sockets
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in NOTEBOOKS])
def test_it_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(path))
    pyplot.close("all")


def test_executed_copy(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "notebooks" / "execute.py"), str(tmp_path), "01_check_a_name"]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    cells = json.loads((tmp_path / "01_check_a_name.ipynb").read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert any("image/svg+xml" in output.get("data", {}) for output in outputs)
    assert any("listed" in json.dumps(output) for output in outputs)
