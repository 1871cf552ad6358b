"""A Dask cluster gives what one machine gives, whatever happens to its workers."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask
import distributed  # noqa: F401 - its settings must be there before one is changed
import fsspec
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.distributed.dask_engine import Dask, open_dask
from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import RiskScorer
from riskscan.scoring.engines import WorkerError
from tests.dirty_files import score_files, write_files


@pytest.fixture(scope="module")
def engine() -> Iterator[Dask]:
    """Two worker processes of this machine."""
    with open_dask(None, 2) as dask:
        yield dask


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_files(tmp_path_factory.mktemp("dask"))


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, files: list[Path]) -> bytes:
    return score_files(scorer, files, files[0].parent / "whole.csv")


def test_results_come_in_the_order_of_the_items(engine: Dask) -> None:
    items = [(number, 3) for number in range(30)]
    assert list(engine.map(divmod, iter(items))) == [divmod(*item) for item in items]
    assert list(engine.map(sorted, [([2, 1],), ([1, 3],)], reverse=True)) == [[2, 1], [3, 1]]
    assert list(engine.map(divmod, [])) == []


@pytest.mark.parametrize("part_rows", [7, 64, 1_000])
def test_parts_of_any_size_give_the_same_bytes(
    part_rows: int, engine: Dask, scorer: RiskScorer, files: list[Path], tmp_path: Path, whole: bytes
) -> None:
    assert score_files(scorer, files, tmp_path / "scored.csv", part_rows=part_rows, engine=engine) == whole


def test_parquet_and_csv_at_addresses(
    engine: Dask, scorer: RiskScorer, files: list[Path], tmp_path: Path, whole: bytes
) -> None:
    system = fsspec.filesystem("memory")
    system.pipe("/port/a.csv", files[0].read_bytes())
    system.pipe("/port/b.csv", files[1].read_bytes())
    found = score_files(scorer, ["memory://port/a.csv", "memory://port/b.csv"], tmp_path / "s.csv", engine=engine)
    assert found == whole
    rows = pd.read_csv(files[0], dtype=str, keep_default_na=False).replace("", None)
    rows.to_parquet(tmp_path / "a.parquet")
    system.put(str(tmp_path / "a.parquet"), "/port/a.parquet")
    alone = score_files(scorer, files[:1], tmp_path / "alone.csv")
    typed = score_files(scorer, ["memory://port/a.parquet"], tmp_path / "p.csv", part_rows=20, engine=engine)
    assert typed == alone
    system.rm("/port", recursive=True)


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    scorer: RiskScorer, files: list[Path], tmp_path: Path, whole: bytes
) -> None:
    killed = []

    with open_dask(None, 2) as engine:
        pids = dict(engine.client.run(os.getpid))

        def kill(stage: str, done: int, total: int) -> None:
            if stage == "scoring" and not killed and done < total:
                address, pid = sorted(pids.items())[0]
                os.kill(pid, signal.SIGKILL)
                killed.append(address)

        found = score_files(scorer, files, tmp_path / "scored.csv", part_rows=11, engine=engine, progress=kill)
        engine.client.wait_for_workers(2, timeout=60)
        assert pids != dict(engine.client.run(os.getpid))
    assert killed and found == whole
    assert len(pd.read_csv(tmp_path / "scored.csv")) == 190


def test_work_that_ends_every_worker_is_one_sentence() -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        open_dask(None, 1) as engine,
        pytest.raises(WorkerError, match=r"ended 1 times over the same rows"),
    ):
        list(engine.map(os._exit, [(1,)]))


def test_a_scheduler_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.distributed.dask_engine._WAIT_SECONDS", 0.1)
    with (
        pytest.raises(WorkerError, match="No Dask scheduler answers at tcp"),
        open_dask("tcp://127.0.0.1:9", 1),
    ):
        pass


def test_workers_of_another_version_are_refused(monkeypatch: pytest.MonkeyPatch, engine: Dask) -> None:
    monkeypatch.setattr("riskscan.__version__", "0.0.0")
    with pytest.raises(WorkerError, match=r"has riskscan .*, this process has 0\.0\.0"), open_dask(engine.address, 1):
        pass
