"""Score a Spark DataFrame where its rows lie: the functions of `riskscan.scoring` in ``mapInArrow``."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from riskscan.exceptions import OptionError
from riskscan.history.aggregates import TraderHistory
from riskscan.scoring.batches import scored_schema
from riskscan.scoring.known_before import Reviewed, Sanctions
from riskscan.scoring.output_columns import OUTPUT_COLUMNS
from riskscan.scoring.partition_rows import KEY_COLUMNS, finish_batches, rank_rows, score_batches, unranked_schema
from riskscan.scoring.partitions import Batches, survey_partitions
from riskscan.scoring.scorer import RiskScorer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["score_spark"]


def score_spark(
    df: "DataFrame",
    scorer: RiskScorer | None = None,
    *,
    columns: Any = None,
    history: TraderHistory | None = None,
    within: bool = True,
    sanctions: Sanctions = None,
    reviewed: Reviewed = None,
) -> "DataFrame":
    """Return the rows of a Spark DataFrame with `riskscan.scoring.OUTPUT_COLUMNS` appended.

    The result is the one that `RiskScorer.score` has for the same rows in the order of the partitions, however many
    there are. Workers need this package and no Java beside Spark's own.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        Rows; it is read four or five times, so its rows must come in the same order each time, as those of files do.
    scorer : RiskScorer, optional
        Model, policy and law; the shipped model where left out.
    columns, history, within, sanctions, reviewed : optional
        As for `RiskScorer.score`.

    Returns
    -------
    pyspark.sql.DataFrame
        All rows in order; ``reasons`` is an array of structs. Scores are kept with Spark (memory and disk) until the
        session ends, or ``spark.catalog.clearCache()``.

    Raises
    ------
    ManifestError
        As `RiskScorer.score`.
    OptionError
        Where `df` is no Spark DataFrame, or a column stands twice.
    """
    try:
        from pyspark import StorageLevel
        from pyspark.sql import DataFrame
        from pyspark.sql.types import StructType
    except ImportError as error:
        raise OptionError("Spark is not installed: run `pip install 'riskscan[spark]'`.") from error
    if not isinstance(df, DataFrame):
        raise OptionError(f"df is no Spark DataFrame but {type(df).__name__}; see riskscan.scoring.RiskScorer.")
    _check_columns(df)
    table = _SparkTable(df)
    job = survey_partitions(
        scorer or RiskScorer.load(),
        table,
        columns=columns,
        history=history,
        within=within,
        sanctions=sanctions,
        reviewed=reviewed,
    )
    own = StructType([field for field in df.schema.fields if field.name not in OUTPUT_COLUMNS])
    scored = df.mapInArrow(_numbered(partial(score_batches, job=job)), _with(own, unranked_schema(table.schema)))
    scored = scored.persist(StorageLevel.MEMORY_AND_DISK)
    ranking = rank_rows(scored.select(*KEY_COLUMNS).toArrow(), job)
    finish = partial(finish_batches, job=job, ranking=ranking)
    return scored.mapInArrow(finish, _with(own, scored_schema(table.schema)))


def _check_columns(df: "DataFrame") -> None:
    names = [name.casefold() for name in df.columns]  # Spark tells names apart without their case
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise OptionError(f"The DataFrame has columns twice: {doubled}; name every column once.")


class _SparkTable:
    """The partitions of a Spark DataFrame; see `riskscan.scoring.partitions.Partitions`."""

    def __init__(self, df: "DataFrame") -> None:
        self._df = df
        self.schema: pa.Schema = df.limit(0).toArrow().schema

    def collect(self, function: Callable[[Batches, int], Any]) -> list[Any]:
        """Return what a function says of each partition; facts travel as Spark's own serializer writes them."""
        from pyspark.serializers import CPickleSerializer

        serializer = CPickleSerializer()

        def say(batches: Batches, number: int) -> Batches:
            facts = serializer.dumps(function(batches, number))
            yield pa.RecordBatch.from_arrays([pa.array([number], pa.int32()), pa.array([facts], pa.binary())], _FACTS)

        rows = self._df.mapInArrow(_numbered(say), "number int, facts binary").collect()
        return [serializer.loads(bytes(row.facts)) for row in sorted(rows, key=lambda row: row.number)]


_FACTS = ["number", "facts"]


def _numbered(function: Callable[[Batches, int], Batches]) -> Callable[[Batches], Batches]:
    """Return a function for ``mapInArrow``, which does not say which partition it is given."""

    def call(batches: Batches) -> Batches:
        from pyspark import TaskContext

        context = TaskContext.get()
        assert context is not None
        yield from function(batches, context.partitionId())

    return call


def _with(own: "StructType", schema: pa.Schema) -> "StructType":
    """Return Spark's types of rows: those of own columns as they are, and those that are added."""
    from pyspark.sql.types import StructType

    added = list(schema)[len(own) :]
    ddl = ", ".join(f"{field.name} {_ddl(field.type)}" for field in added)
    return StructType([*own.fields, *StructType.fromDDL(ddl).fields])


def _ddl(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{field.name}: {_ddl(field.type)}' for field in kind)}>"
    return {"double": "double", "string": "string", "int64": "bigint", "int8": "tinyint"}[str(kind)]
