"""Dask carries the parts of a manifest to the workers of a cluster and brings the results back, in order."""

import logging
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import riskscan
from riskscan.exceptions import OptionError
from riskscan.scoring.engines import WorkerError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["WORK", "Dask", "open_dask"]

_WAIT_SECONDS = 60
_LARGE_GRAPH = "distributed.admin.large-graph-warning-threshold"
WORK = threading.Lock()
"""A worker may have several threads: they would only wait for one another, and a screener serves one at a time."""


class Dask:
    """An engine on the workers of a Dask cluster.

    A part that was on a worker which ended is worked on by another one: the scheduler keeps the parts that are under
    way, and what they share.

    Parameters
    ----------
    client : distributed.Client
        Connected; whose it is closes it.
    """

    is_local = False
    shares_files = False

    @property
    def address(self) -> str:
        """Address of the scheduler."""
        return str(self.client.scheduler.address)

    def __init__(self, client: "Client") -> None:
        self.client = client

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], **shared: Any) -> Iterator[Any]:
        """Yield the result of each call; some calls more than were asked for are under way.

        Raises
        ------
        WorkerError
            Where workers end again and again, or the scheduler does.
        """
        import dask
        from distributed import CancelledError, KilledWorker

        waiting: deque[Any] = deque()
        with dask.config.set({_LARGE_GRAPH: "4 GiB"}), ExitStack() as submitted:
            # A task keeps what is shared: scattered data would be lost with the worker that holds it.
            given = {name: self._submit(_keep, value) for name, value in shared.items()}
            submitted.callback(lambda: self.client.cancel([*waiting, *given.values()]))
            try:
                for item in items:
                    waiting.append(self._submit(_call, function, item, given))
                    if len(waiting) > self._most_waiting():
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except KilledWorker as error:
                raise WorkerError(
                    f"Workers of the Dask cluster ended {error.allowed_failures + 1} times over the same rows (out of"
                    " memory?). Nothing was written: give the workers more memory or fewer --part-rows, and run again."
                ) from error
            except (CancelledError, OSError) as error:
                raise WorkerError(
                    "The Dask scheduler is gone. Nothing was written: look after the cluster, and run again."
                ) from error

    def _submit(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self.client.submit(function, *arguments, pure=False)

    def _most_waiting(self) -> int:
        """Return how many parts may be under way: two a thread, so that none has to wait for the next."""
        return 2 * max(1, sum(map(int, self.client.nthreads().values())))


def _keep(value: Any) -> Any:
    return value


def _call(function: Callable[..., Any], item: tuple[Any, ...], shared: dict[str, Any]) -> Any:
    with WORK:
        return function(*item, **shared)


@contextmanager
def open_dask(scheduler: str | None, jobs: int) -> Iterator[Dask]:
    """Connect to a Dask cluster, or start one on this machine that ends with the block.

    Parameters
    ----------
    scheduler : str or None
        Address such as ``tcp://10.0.0.1:8786``, or a file that `dask scheduler --scheduler-file` wrote.
    jobs : int
        Worker processes of a cluster of this machine.

    Raises
    ------
    OptionError
        Where Dask is not installed.
    WorkerError
        Where no worker answers, or one has another version of this package.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise OptionError("Dask is not installed: run `pip install 'riskscan[dask]'`.") from error
    with ExitStack() as opened:
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0",
                scheduler_kwargs={"dashboard": False}, silence_logs=logging.ERROR,
            )  # fmt: skip
            client = opened.enter_context(Client(opened.enter_context(cluster)))
            client.run(_leave_interrupts)
        else:
            client = opened.enter_context(_connected(Client, scheduler))
        _check_workers(client)
        yield Dask(client)


def _connected(client: Any, scheduler: str) -> Any:
    try:
        if "://" in scheduler or ":" in scheduler:
            return client(scheduler, timeout=_WAIT_SECONDS)
        return client(scheduler_file=scheduler, timeout=_WAIT_SECONDS)
    except (OSError, ValueError) as error:
        raise WorkerError(
            f"No Dask scheduler answers at {scheduler} ({error}): start it with `dask scheduler`, or name another."
        ) from error


def _check_workers(client: "Client") -> None:
    try:
        client.wait_for_workers(1, timeout=_WAIT_SECONDS)
    except TimeoutError as error:
        raise WorkerError("The Dask scheduler has no worker: start one with `dask worker ADDRESS`.") from error
    for address, found in client.run(_version, on_error="return").items():
        if found != riskscan.__version__:
            raise WorkerError(
                f"The Dask worker {address} has riskscan {found if isinstance(found, str) else 'not installed'}, this"
                f" process has {riskscan.__version__}: install the same version on all."
            )


def _leave_interrupts() -> None:
    """Ctrl-C is for the command alone, which ends its workers: they need not say that they were interrupted too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _version() -> str:
    return riskscan.__version__
