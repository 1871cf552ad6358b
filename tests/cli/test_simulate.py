"""``riskscan simulate`` as a user meets it."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from riskscan.cli.main import main
from riskscan.simulation import LABEL_COLUMNS, simulate
from riskscan.simulation.worlds import world_names


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments])


def test_csv_reads_back_as_simulated(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    result = run("-o", str(target), "--rows", "300", "--seed", "5", "--world", "test", "--violation-share", "0.05")
    assert result.exit_code == 0, result.output
    assert "300 rows, 15 violations, test world, seed 5" in result.stderr
    assert "Best that any reader can expect: PR-AUC 0." in result.stderr
    written = pd.read_csv(target, dtype={"hs_code": str})
    expected = simulate(300, seed=5, world="test", violation_share=0.05)
    assert written["hs_code"].tolist()[:9] == expected["hs_code"].tolist()[:9]
    assert written["is_violation"].tolist() == expected["is_violation"].tolist()
    assert written["consignor_name"].fillna("").tolist() == expected["consignor_name"].fillna("").tolist()


@pytest.mark.parametrize("suffix", [pytest.param("csv", id="csv"), pytest.param("parquet", id="parquet")])
def test_unlabeled_has_no_label_columns(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"rows.{suffix}"
    assert run("-o", str(target), "--rows", "50", "--unlabeled").exit_code == 0
    table = pd.read_csv(target) if suffix == "csv" else pd.read_parquet(target)
    assert len(table) == 50
    assert not set(table.columns) & set(LABEL_COLUMNS)


def test_every_world_is_shown_with_how_it_differs() -> None:
    shown = run("--worlds")
    assert shown.exit_code == 0, shown.output
    assert all(name in shown.output for name in world_names())


def test_a_world_has_its_own_share_of_violations(tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "rows.csv"), "--rows", "200", "--world", "drums")
    assert "200 rows, 6 violations, drums world" in result.stderr
    assert run("-o", "-", "--world", "moon").exit_code == 2


def test_standard_output() -> None:
    result = run("-o", "-", "--rows", "20")
    assert result.exit_code == 0
    assert result.stdout.startswith("consignment_id,lodged_on,goods_description")


def test_existing_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    target.write_text("mine")
    result = run("-o", str(target), "--rows", "20")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert target.read_text() == "mine"
    assert run("-o", str(target), "--rows", "20", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--rows", "0"], "at least 1", id="no-rows"),
        pytest.param(["--violation-share", "2"], "between 0 and 0.5", id="share"),
        pytest.param(["--start", "tomorrow"], "ISO date", id="start"),
        pytest.param(["--world", "moon"], "moon", id="world"),
    ],
)
def test_bad_options(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run("-o", str(tmp_path / "rows.csv"), *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_patterns_are_explained() -> None:
    result = run("--patterns", "--world", "test")
    assert result.exit_code == 0
    for pattern in ("hidden_name", "parcel_run", "untraceable"):
        assert pattern in result.stdout


def test_output_must_be_named() -> None:
    result = run("--rows", "10")
    assert result.exit_code == 2
    assert "Missing option '-o'" in result.stderr
