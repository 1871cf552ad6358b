"""A run that was killed goes on from the parts that it had finished."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.scoring import kept_parts
from riskscan.scoring.rows import ScoredPart

HERE = Path(__file__).parents[2]
GOODS = ("cotton t-shirts", "4-Piperidinone", "acetone 200 kg", "1-phenyl-2-propanone", "toys \u73a9\u5177", "")
KILLED = """
import os, signal, sys
from riskscan.scoring.kept_parts import KeptParts
keep, kept = KeptParts.keep, []

def keep_two(self, digest, scored):
    keep(self, digest, scored)
    kept.append(digest)
    if len(kept) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

KeptParts.keep = keep_two
from riskscan.cli.main import main
main(sys.argv[1:])
"""


@pytest.fixture
def arguments(small_model_folder: Path, tmp_path: Path) -> list[str]:
    source = tmp_path / "manifest.csv"
    rows = (
        f"A{number % 190},{GOODS[number % 6]},2914{number % 70:02},CN,US,{number},2026-02-{number % 28 + 1:02}\n"
        for number in range(200)
    )
    header = "consignment_id,goods_description,hs_code,origin_country,destination_country,net_mass_kg,lodged_on\n"
    source.write_text(header + "".join(rows), encoding="utf-8")
    return ["score", str(source), "--model", str(small_model_folder), "--quiet", "--force", "--part-rows", "40"]


@pytest.fixture
def whole(arguments: list[str], tmp_path: Path) -> bytes:
    target = tmp_path / "whole.csv"
    assert _run([*arguments, "-o", str(target)]).exit_code == 0
    return target.read_bytes()


@pytest.fixture
def target(arguments: list[str], tmp_path: Path) -> Path:
    """An output whose run was killed when two of its five parts were finished."""
    target = tmp_path / "scored.csv"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments, "-o", str(target), "--resume"], cwd=HERE, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(HERE)}, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not target.exists()
    assert len(list(_folder(target).glob("*.part"))) == 2
    return target


def _folder(target: Path) -> Path:
    return Path(f"{target}.resume")


def _run(arguments: list[str]) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Digests of the parts that are scored anew."""
    found: list[str] = []
    keep = kept_parts.KeptParts.keep

    def note(self: kept_parts.KeptParts, digest: str, scored: ScoredPart) -> None:
        found.append(digest)
        keep(self, digest, scored)

    monkeypatch.setattr(kept_parts.KeptParts, "keep", note)
    return found


def test_finished_parts_are_taken_up(arguments: list[str], target: Path, whole: bytes, scored: list[str]) -> None:
    result = _run([*arguments, "-o", str(target), "--resume"])
    assert result.exit_code == 0, result.output
    assert target.read_bytes() == whole
    assert len(scored) == 3
    assert not _folder(target).exists()


def test_processes_take_them_up_too(arguments: list[str], target: Path, whole: bytes) -> None:
    result = _run([*arguments, "-o", str(target), "--resume", "--jobs", "2"])
    assert result.exit_code == 0, result.output
    assert target.read_bytes() == whole
    assert not _folder(target).exists()


def test_a_damaged_part_is_scored_anew(arguments: list[str], target: Path, whole: bytes, scored: list[str]) -> None:
    first, second = sorted(_folder(target).glob("*.part"))
    first.write_bytes(first.read_bytes()[:-1] + b"x")
    second.write_bytes(second.read_bytes()[:100])
    assert _run([*arguments, "-o", str(target), "--resume"]).exit_code == 0
    assert target.read_bytes() == whole
    assert len(scored) == 5


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(["--as-of", "2020-01-01"], id="day of the law"),
        pytest.param(["--jurisdiction", "US"], id="jurisdiction"),
        pytest.param(["--base-rate", "0.4"], id="base rate"),
    ],
)
def test_parts_of_other_options_are_not_believed(
    others: list[str], arguments: list[str], target: Path, tmp_path: Path, scored: list[str]
) -> None:
    assert _run([*arguments, *others, "-o", str(target), "--resume"]).exit_code == 0
    assert len(scored) == 5
    assert _run([*arguments, *others, "-o", str(tmp_path / "whole.csv")]).exit_code == 0
    assert target.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_changed_row_is_scored_anew(arguments: list[str], target: Path, scored: list[str]) -> None:
    source = Path(arguments[1])
    source.write_text(source.read_text(encoding="utf-8").replace("A7,4-Pip", "A7,3-Pip"), encoding="utf-8")
    assert _run([*arguments, "-o", str(target), "--resume"]).exit_code == 0
    assert len(scored) == 4


def test_standard_output_cannot_be_resumed(arguments: list[str]) -> None:
    result = _run([*arguments, "-o", "-", "--resume"])
    assert result.exit_code == 2
    assert "name a file with -o" in result.stderr


def test_a_folder_that_cannot_be_made_is_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    _folder(tmp_path / "scored.csv").write_text("a file")
    result = _run([*arguments, "-o", str(tmp_path / "scored.csv"), "--resume"])
    assert result.exit_code == 1
    assert "Cannot keep finished parts in" in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "scored.csv").exists()
