"""Engines: they carry functions over parts, in order, and know nothing of what these do."""

import math
import os
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from riskscan.exceptions import RiskscanError
from riskscan.scoring.ended_workers import ended_workers_noticed
from riskscan.scoring.shared_once import given_once

__all__ = ["Engine", "Processes", "Serial", "WorkerError", "begun_ahead", "jobs_for", "make_engine"]

_ROWS_A_PROCESS = 80_000
"""Measured on two cores, with known texts: with fewer rows a process does not win back what it takes to begin."""

_LOOKED_AFTER = 1.0
"""Seconds between looks for the process that asked."""


class WorkerError(RiskscanError):
    """A process that worked on the rows ended before its work was done."""


class Engine(Protocol):
    """Calls a function for every item.

    Attributes
    ----------
    is_local : bool
        Whether this process does the work.
    shares_files : bool
        Whether other processes of this machine do it, which find the files of this one.
    """

    is_local: bool
    shares_files: bool

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], **shared: Any) -> Iterator[Any]:
        """Yield ``function(*item, **shared)`` for each item, in order; items are taken as they are needed.

        Parameters
        ----------
        function : callable
            Picklable where the engine is not local.
        items : iterable of tuple
            Arguments of each call.
        **shared
            Further arguments, the same for all calls and perhaps large.
        """


class Serial:
    """One call after the other, in this process."""

    is_local = True
    shares_files = False

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], **shared: Any) -> Iterator[Any]:
        """Yield the result of each call, as it is asked for."""
        for item in items:
            yield function(*item, **shared)


class Processes:
    """Processes of this machine, started anew and never forked: a forked process would share a virtual machine.

    Parameters
    ----------
    jobs : int
        Number of processes; they are kept from one `map` to the next.
    """

    is_local = False
    shares_files = True

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._prepared: Any = None

    def begin(self, prepare: Callable[[], object]) -> None:
        """Start the processes, and let them prepare while the caller goes on; the first `map` waits for them.

        Parameters
        ----------
        prepare : callable
            Picklable; called once for each process.
        """
        self._prepared = self._started(prepare, ((),) * self.jobs)

    def wait(self) -> None:
        """Wait until the processes that `begin` started have prepared."""
        if self._prepared is not None:
            deque(_taken(self._prepared), maxlen=0)
            self._prepared = None

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], **shared: Any) -> Iterator[Any]:
        """Yield the result of each call; some calls more than were asked for are under way.

        Raises
        ------
        WorkerError
            Where a process was ended from outside, or could not take up what it was given.
        """
        with _ended_is_said():
            self.wait()
            yield from _taken(self._started(given_once(function, shared), items))

    def _started(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]]) -> Any:
        import joblib

        call = joblib.delayed(function)
        parallel = joblib.Parallel(
            self.jobs, backend="loky", return_as="generator", batch_size=1, pre_dispatch=self.jobs + 1,
            initializer=_begin,
        )  # fmt: skip
        return parallel(call(*item) for item in items)


def _taken(results: Any) -> Iterator[Any]:
    """Yield what processes give; close them where it is no longer asked for."""
    try:
        for result in results:  # noqa: UP028 - closed below, where an interrupted run is no reason to warn
            yield result
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            results.close()


@contextmanager
def _ended_is_said() -> Iterator[None]:
    from joblib.externals.loky.process_executor import BrokenProcessPool, TerminatedWorkerError

    try:
        with ended_workers_noticed() as noticed:
            yield
    except BrokenProcessPool as error:
        if noticed.called_off or isinstance(error, TerminatedWorkerError):
            raise WorkerError(
                "A process that scored rows was ended from outside (out of memory?). Nothing was written: free"
                " memory or give fewer --jobs, and run again."
            ) from error
        raise WorkerError(
            "A process could not take up the rows it was to score (may it not read /proc here, or what this one keeps"
            " in the folder for temporary files?). Nothing was written: give --jobs 1, and run again."
        ) from error


def _begin() -> None:
    """Prepare a process that works: it is told when to end, and large tables that it loads once are no leak.

    joblib (1.6) ends a process that has grown by 300 MB, and without psutil it looks through all objects of a process
    every second, which took a quarter of the time.
    """
    import signal

    from joblib.externals.loky import process_executor

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is interrupted too, and ends this one
    process_executor._MEMORY_LEAK_CHECK_DELAY = math.inf
    if os.name == "posix":  # elsewhere the number of who asked says nothing of its end
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the one that asked has ended without a word: joblib (1.6) would keep it five minutes."""
    while os.getppid() == parent:
        time.sleep(_LOOKED_AFTER)
    os._exit(1)


@contextmanager
def begun_ahead(jobs: int, prepare: Callable[[], object]) -> Iterator[Processes | None]:
    """Give processes that start before it is known what they will work on; None where one job needs no other process.

    Parameters
    ----------
    jobs : int
        Number of processes.
    prepare : callable
        What each of them does meanwhile; picklable.
    """
    if jobs == 1:
        yield None
        return
    processes = Processes(jobs)
    processes.begin(prepare)
    try:
        yield processes
    finally:
        processes.wait()  # joblib (1.6) stumbles where work that has just begun is called off


def jobs_for(n_rows: int) -> int:
    """Return the number of processes that so many rows pay for: each must load the tables first.

    Parameters
    ----------
    n_rows : int
        Rows of all tables.

    Examples
    --------
    >>> jobs_for(150_000)
    1
    """
    wanted = n_rows // _ROWS_A_PROCESS
    if wanted < 2:
        return 1
    import joblib

    return max(1, min(wanted, int(joblib.cpu_count())))


def make_engine(jobs: int) -> Engine:
    """Return the engine for a number of processes."""
    return Serial() if jobs == 1 else Processes(jobs)
