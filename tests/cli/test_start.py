"""What a small run loads: what only training needs takes longer than all the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

_SCORE = """
import sys
from pathlib import Path
from riskscan.cli.main import main
main(["score", sys.argv[1], "-o", sys.argv[2], "--quiet"], standalone_mode=False)
unwanted = sys.argv[3].split()
print(*sorted({name.split(".")[0] for name in sys.modules} & set(unwanted)))
"""
_HELP = "import sys; from riskscan.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"


def _run(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.csv"
    path.write_text("goods_description,net_mass_kg\nacetone 99 %,20\ndog food,3\n", encoding="utf-8")
    return path


def test_scoring_loads_nothing_of_training(manifest: Path, tmp_path: Path) -> None:
    unwanted = "sklearn skops joblib matplotlib dask chemicals fluids py2opsin xlsxwriter"
    assert _run(_SCORE, str(manifest), str(tmp_path / "out.csv"), unwanted).strip() == ""
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") == 3


def test_opsin_starts_without_the_package_that_brings_it() -> None:
    code = "import sys; from riskscan.chemistry.names.opsin import start_opsin; start_opsin(); print(*sys.modules)"
    loaded = _run(code).split()
    assert "jpype" in loaded and "py2opsin" not in loaded


def test_help_loads_none_of_the_libraries() -> None:
    said = _run(_HELP + "print(*sorted({'numpy', 'pandas', 'pyarrow', 'rdkit'} & set(sys.modules)))").splitlines()
    assert said[0].startswith("Usage:")
    assert said[-1] == ""
