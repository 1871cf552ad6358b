import os

import pytest

from riskscan.scoring.engines import Engine, Processes, Serial, WorkerError, make_engine


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


@pytest.mark.parametrize(("jobs", "kind"), [(1, Serial), (2, Processes)])
def test_one_job_needs_no_other_process(jobs: int, kind: type) -> None:
    assert isinstance(make_engine(jobs), kind)
