"""The functions of `riskscan.scoring` on other engines: Dask and Spark carry them, and nothing is written twice."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskscan.distributed.spark import score_spark

__all__ = ["score_spark"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'riskscan.distributed' has no attribute {name!r}")
    from riskscan.distributed import spark

    return getattr(spark, name)
