"""The engine that a command is to use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from riskscan.exceptions import OptionError
from riskscan.scoring.engines import Engine, Processes, make_engine

__all__ = ["EngineName", "open_engine"]

EngineName = Literal["local", "dask"]


@contextmanager
def open_engine(
    name: EngineName, jobs: int, scheduler: str | None = None, begun: Processes | None = None
) -> Iterator[Engine]:
    """Give an engine; what was started for it ends with the block.

    Parameters
    ----------
    name : {"local", "dask"}
        Processes of this machine, or a Dask cluster.
    jobs : int
        Processes, where the cluster is not given.
    scheduler : str, optional
        Of a Dask cluster that runs.
    begun : Processes, optional
        Of this machine, taken where they are as many as are wanted.

    Raises
    ------
    OptionError
        Where a scheduler is given for another engine, or Dask is not installed.
    WorkerError
        Where the cluster does not answer.
    """
    if scheduler is not None and name != "dask":
        raise OptionError(f"--scheduler {scheduler} is for Dask alone: add --engine dask, or leave it out.")
    if name == "dask":
        from riskscan.distributed.dask_engine import open_dask

        with open_dask(scheduler, jobs) as engine:
            yield engine
    else:
        yield begun if begun is not None and begun.jobs == jobs else make_engine(jobs)
