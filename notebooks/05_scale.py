# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # 05 The scorer in pipelines
#
# One scorer, whatever carries the rows: the result depends neither on parts nor on processes nor on the engine.
# Dask and Spark are extras; where one is not installed, its cells say so and the others run.

# %%
import os
import sys
import tempfile
import warnings

import polars as pl

import riskscan
from riskscan.scoring.scorer import InputTable
from riskscan.simulation import simulate

rows = simulate(300, seed=5).drop(columns=["is_violation"])
scorer = riskscan.RiskScorer.load()
serial = scorer.score(rows)

# %% [markdown]
# ## In parts

# %%
parts = scorer.score_tables([InputTable(rows)], part_rows=100)
assert (parts.frame["risk_rank"] == serial["risk_rank"]).all()

# %% [markdown]
# ## Frames and columns of Polars and Arrow
#
# The same kind comes back, and what is missing stays missing.

# %%
scored = scorer.score(pl.from_pandas(rows))
assert scored["risk_rank"].to_list() == serial["risk_rank"].tolist()
scored.sort("risk_rank").select("risk_rank", "risk_tier", "substance_name", "goods_description").head()

# %%
goods = pl.Series(["toluene 200 l", None, "cotton"])
riskscan.screen(goods, as_of="2026-01-01", jurisdictions=["UN"]).select("text", "outcome", "substance_name")

# %% [markdown]
# ## Dask
#
# The partitions stay where they are; what moves are facts that add up, some 60 bytes a row.

# %%
try:
    import dask.dataframe as dd
except ImportError:
    print("Dask is not installed, so these cells do nothing: pip install 'riskscan[dask]'")
else:
    from riskscan.distributed import score_dask

    in_partitions = dd.from_pandas(rows, npartitions=3, sort=False)
    with_dask = score_dask(in_partitions, scorer).compute()
    assert with_dask["risk_rank"].tolist() == serial["risk_rank"].tolist()
    print(with_dask[["risk_rank", "risk_tier", "substance_name"]].sort_values("risk_rank").head().to_string())

# %% [markdown]
# ## Spark
#
# Spark needs Java. The runtime that this package brings for its name parser serves, so none need be installed;
# `reasons` comes out as an array of structs, which SQL can ask.


# %%
def open_spark(folder: str):
    """Start Spark on this machine, on the Java of this package."""
    from pyspark.sql import SparkSession

    from riskscan.distributed import make_java_home

    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    os.environ["JAVA_HOME"] = str(make_java_home(folder))
    settings = {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR", "spark.local.dir": folder, "spark.sql.warehouse.dir": f"{folder}/warehouse",
    }  # fmt: skip
    return SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()


def close_spark(spark) -> None:
    """End Spark and its Java."""
    from pyspark import SparkContext

    gateway = spark.sparkContext._gateway
    spark.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(30)
    SparkContext._gateway = SparkContext._jvm = None  # the next session of this process starts Java anew


# %%
warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
try:
    import pyspark  # noqa: F401
except ImportError:
    print("Spark is not installed, so this cell does nothing: pip install 'riskscan[spark]'")
else:
    from riskscan.distributed import score_spark

    with tempfile.TemporaryDirectory() as folder:
        spark = open_spark(folder)
        some = rows.head(200)
        some.to_parquet(f"{folder}/manifest.parquet")
        with_spark = score_spark(spark.read.parquet(f"{folder}/manifest.parquet"), scorer)
        with_spark.createOrReplaceTempView("scored")
        first = spark.sql(
            "SELECT risk_rank, risk_tier, try_element_at(reasons, 1).code AS why FROM scored ORDER BY risk_rank LIMIT 5"
        ).collect()
        ranks = [row.risk_rank for row in with_spark.select("risk_rank").collect()]
        close_spark(spark)
    assert ranks == scorer.score(some)["risk_rank"].tolist()
    print(*first, sep="\n")
