import os
import signal
import struct
import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from riskscan.scoring import ended_workers
from riskscan.scoring.engines import Engine, Processes, Serial, WorkerError, begun_ahead, make_engine


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "processes"])
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    items = [(number, 3) for number in range(9)]
    assert list(engine.map(divmod, iter(items))) == [divmod(*item) for item in items]
    assert list(engine.map(sorted, [([2, 1],), ([1, 3],)], reverse=True)) == [[2, 1], [3, 1]]
    assert list(engine.map(divmod, [])) == []


def test_serial_work_is_done_as_it_is_asked_for() -> None:
    taken = []
    results = Serial().map(taken.append, ((number,) for number in range(5)))
    next(results)
    assert taken == [0]


def test_a_process_that_is_ended_is_said_in_one_sentence() -> None:
    with pytest.raises(WorkerError, match="was ended from outside"):
        list(Processes(2).map(os._exit, [(1,), (1,)]))


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that ends at once")
def test_a_process_that_is_ended_while_it_hands_a_result_over_is_waited_for_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ended_workers, "_SECONDS_BETWEEN", 0.05)
    monkeypatch.setattr(ended_workers, "_PATIENCE", 0.5)
    with pytest.raises(WorkerError, match="was ended from outside"):
        list(Processes(2).map(_give_half, ((number,) for number in range(4))))
    assert list(Processes(2).map(abs, [(-1,), (2,)])) == [1, 2]


def _give_half(number: int) -> int:
    """Let this process be killed when half of the result is written."""

    def half(self: Connection, buffer: memoryview) -> None:
        os.write(self.fileno(), (struct.pack("!i", len(buffer)) + bytes(buffer))[: 4 + len(buffer) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send_bytes = half
    return number


class _Unreadable:
    """What another process cannot read: it stands for a file that it may not open."""

    def __reduce__(self):
        return open, ("/no such folder/rows",)


def test_a_process_that_cannot_take_up_its_rows_is_said_in_one_sentence() -> None:
    with pytest.raises(WorkerError, match="could not take up the rows"):
        list(Processes(2).map(len, [(_Unreadable(),), (_Unreadable(),)]))


@pytest.mark.parametrize(("jobs", "kind"), [(1, Serial), (2, Processes)])
def test_one_job_needs_no_other_process(jobs: int, kind: type) -> None:
    assert isinstance(make_engine(jobs), kind)


def test_processes_that_begin_ahead_are_those_that_work(tmp_path: Path) -> None:
    with begun_ahead(2, partial(_sign, tmp_path, 2)) as processes:
        assert processes is not None
        workers = set(processes.map(os.getpid, ((),) * 8))
    assert workers <= {int(path.name) for path in tmp_path.iterdir()}


def test_what_is_shared_is_the_same_in_all_calls_of_a_process() -> None:
    found = list(Processes(2).map(_seen, [(number,) for number in range(8)], shared=_Shared()))
    assert len(set(found)) <= 2


def test_what_another_pass_shares_is_its_own() -> None:
    engine = Processes(2)
    first = set(engine.map(_seen, ((number,) for number in range(4)), shared=_Shared()))
    assert first.isdisjoint(engine.map(_seen, ((number,) for number in range(4)), shared=_Shared()))


@pytest.mark.filterwarnings("error")
def test_processes_that_began_in_vain_are_left_without_a_word(tmp_path: Path) -> None:
    with begun_ahead(2, partial(_sign, tmp_path)) as processes:
        assert isinstance(processes, Processes)


def test_one_job_begins_nothing() -> None:
    with begun_ahead(1, partial(os._exit, 1)) as processes:
        assert processes is None


class _Shared:
    """Says how it came to a process."""

    def __init__(self) -> None:
        self.token = ""

    def __setstate__(self, state: dict[str, str]) -> None:
        self.token = f"{os.getpid()} {time.monotonic_ns()}"


def _seen(number: int, *, shared: _Shared) -> str:
    return shared.token


def _sign(folder: Path, signers: int = 1) -> None:
    """Sign, and wait for the others: else one process might be called twice, and another one not."""
    (folder / str(os.getpid())).touch()
    ends = time.monotonic() + 60
    while len(list(folder.iterdir())) < signers and time.monotonic() < ends:
        time.sleep(0.01)
