"""The functions of `riskscan.scoring` on other engines: Dask and Spark carry them, and nothing is written twice."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskscan.distributed.dask_frames import score_dask
    from riskscan.distributed.java_home import make_java_home
    from riskscan.distributed.spark import score_spark

__all__ = ["make_java_home", "score_dask", "score_spark"]

_HOME = {
    "make_java_home": "riskscan.distributed.java_home", "score_dask": "riskscan.distributed.dask_frames",
    "score_spark": "riskscan.distributed.spark",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'riskscan.distributed' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
