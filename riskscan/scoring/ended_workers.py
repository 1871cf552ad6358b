"""Notice a process that was ended while it handed a result over: joblib (1.6) waits for the rest of that for ever."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from threading import Event, Thread
from typing import Any

__all__ = ["EndedWorkers", "ended_workers_noticed"]

_SECONDS_BETWEEN = 1.0
_PATIENCE = 5.0
"""Seconds in which joblib itself deals with a process that has ended, unless it is stuck."""


@dataclass(slots=True)
class EndedWorkers:
    """What was noticed.

    Attributes
    ----------
    called_off : bool
        Whether the work was called off because a process had ended that joblib still waited for.
    """

    called_off: bool = False


@contextmanager
def ended_workers_noticed() -> Iterator[EndedWorkers]:
    """Call the work of joblib's processes off where it would wait for a process that has ended.

    Results come through one pipe, which each process locks while it writes. One that is killed in the middle (memory
    runs out) leaves half a result and the lock: the thread of joblib that reads it sees no end, as this process holds
    the pipe open too, and all other processes wait for the lock. With the pipe shut it fails as for any broken process.
    """
    noticed, done = EndedWorkers(), Event()
    thread = Thread(target=_look, args=(noticed, done), daemon=True)
    thread.start()
    try:
        yield noticed
    finally:
        done.set()
        thread.join()


def _look(noticed: EndedWorkers, done: Event) -> None:
    from joblib.externals.loky import reusable_executor

    ended_at: dict[int, float] = {}
    while not done.wait(_SECONDS_BETWEEN):
        executor: Any = reusable_executor._executor
        workers = [] if executor is None else list(executor._processes.values())
        ended = set(wait([worker.sentinel for worker in workers], timeout=0))
        now = time.monotonic()
        ended_at = {worker.pid: ended_at.get(worker.pid, now) for worker in workers if worker.sentinel in ended}
        if any(now - since >= _PATIENCE for since in ended_at.values()):
            noticed.called_off = True
            for worker in workers:
                worker.terminate()
            executor._result_queue._writer.close()
            return
