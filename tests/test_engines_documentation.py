"""The examples of docs/engines.md run as they stand; that of Spark does in tests/distributed/test_spark.py."""

from pathlib import Path

import dask
import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import OUTPUT_COLUMNS, RiskScorer
from tests.dirty_files import dirty_rows, example


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return pa.Table.from_pandas(dirty_rows(140).infer_objects().dropna(axis=1, how="all"), preserve_index=False)


@pytest.fixture
def _folder(tmp_path: Path, table: pa.Table, small_model: TrainedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a manifest, where the shipped model is a small one."""
    pq.write_table(table, tmp_path / "manifest.parquet")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(RiskScorer, "load", classmethod(lambda cls: cls(small_model)))


@pytest.fixture(scope="module")
def ranks(table: pa.Table, small_model: TrainedModel) -> list[int]:
    return RiskScorer(small_model).score_batches(table).read_all()["risk_rank"].to_pylist()  # type: ignore[no-any-return]


@pytest.mark.usefixtures("_folder")
def test_duckdb(ranks: list[int]) -> None:
    names = example("DuckDB", {})
    assert [rank for rank, _ in names["first"]] == [1, 2, 3, 4, 5]
    assert isinstance(names["database"], duckdb.DuckDBPyConnection)
    assert [rank for (rank,) in names["database"].sql("SELECT risk_rank FROM scored").fetchall()] == ranks


@pytest.mark.usefixtures("_folder")
def test_pyarrow(ranks: list[int]) -> None:
    example("pyarrow", {})
    assert pq.read_table("scored")["risk_rank"].to_pylist() == ranks


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pandas 3.1 in Dask 2026.8
@pytest.mark.usefixtures("_folder")
def test_dask(ranks: list[int]) -> None:
    with dask.config.set(scheduler="sync"):
        example("Dask", {})
    found = pd.read_parquet("scored")
    assert found["risk_rank"].tolist() == ranks and list(found.columns[-len(OUTPUT_COLUMNS) :]) == list(OUTPUT_COLUMNS)


@pytest.mark.usefixtures("_folder")
def test_another_engine(table: pa.Table, ranks: list[int]) -> None:
    names = example("Another engine", {"tables": [table.slice(0, 17), table.slice(17, 0), table.slice(17)]})
    found = [batch for batches in names["finished"] for batch in batches]
    assert pa.Table.from_batches(found)["risk_rank"].to_pylist() == ranks
