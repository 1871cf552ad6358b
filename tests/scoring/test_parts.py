"""The result is the same to the byte, however the rows are cut and whoever works on them."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.features.reference_store import learn_references
from riskscan.history.store import HistoryStore
from riskscan.manifest.parts import Part
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import default_folder
from riskscan.scoring import RiskScorer, run
from riskscan.scoring.engines import Processes
from riskscan.simulation import LABEL_COLUMNS, simulate
from tests.dirty_files import score_files, write_files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


@pytest.fixture(scope="module")
def files(folder: Path) -> list[Path]:
    return write_files(folder)


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, files: list[Path], folder: Path) -> bytes:
    return score_files(scorer, files, folder / "whole.csv")


def test_the_dirty_columns_are_read_by_what_the_whole_file_says(whole: bytes, folder: Path) -> None:
    rows = pd.read_csv(folder / "whole.csv", keep_default_na=False)
    issues = rows["row_issues"]
    assert issues.str.contains("duplicate_row").sum() >= 4
    assert issues.str.contains("formula_cell").any() and issues.str.contains("hidden_characters").any()
    assert not issues.str.contains("bad_date|bad_number").any()
    assert (rows["reasons"] != "").sum() > 20
    assert rows["risk_rank"].is_unique


@pytest.mark.parametrize("part_rows", [1, 10, 64, 149, 151])
def test_parts_of_any_size_give_the_same_bytes(
    part_rows: int, scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes
) -> None:
    assert score_files(scorer, files, folder / f"cut{part_rows}.csv", part_rows=part_rows) == whole


def test_wide_tables_are_scored_in_parts_of_fewer_rows(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    score_part = run.score_part

    def counting(part: Part, *arguments: Any, **shared: Any) -> Any:
        sizes.append(len(part.frame))
        return score_part(part, *arguments, **shared)

    monkeypatch.setattr(run, "_PART_CELLS", 500)
    monkeypatch.setattr(run, "score_part", counting)
    assert score_files(scorer, files, folder / "wide.csv") == whole
    assert len(sizes) > len(files) and max(sizes) < 100


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv.gz"])
def test_every_format_is_the_same_to_the_byte(suffix: str, scorer: RiskScorer, files: list[Path], folder: Path) -> None:
    one = score_files(scorer, files[:1], folder / f"one{suffix}")
    assert score_files(scorer, files[:1], folder / f"many{suffix}", part_rows=37) == one


@pytest.fixture(scope="module")
def shipped(screener: Screener) -> RiskScorer:
    return RiskScorer(load_model(default_folder()), screener=screener)


@pytest.mark.parametrize("part_rows", [1, 10, 64])
def test_rows_are_compared_with_the_whole_file_whatever_the_parts(
    part_rows: int, shipped: RiskScorer, files: list[Path], folder: Path
) -> None:
    assert shipped.trained.model.families.asks_references
    whole = score_files(shipped, files, folder / "shipped.csv")
    assert score_files(shipped, files, folder / "shipped_cut.csv", part_rows=part_rows) == whole
    if part_rows == 64:
        assert (
            score_files(shipped, files, folder / "shipped_apart.csv", part_rows=part_rows, engine=Processes(2)) == whole
        )


def test_a_stated_base_rate_is_met_by_the_whole_whatever_the_parts(
    shipped: RiskScorer, files: list[Path], folder: Path
) -> None:
    policy = replace(shipped.policy, base_rate=0.04)
    scorer = RiskScorer(shipped.trained, policy=policy, screener=shipped.screener)
    whole = score_files(scorer, files, folder / "rate.csv")
    assert b"base rate 0.04, odds x " in whole
    assert whole != score_files(shipped, files, folder / "shipped.csv")
    for part_rows in (1, 64):
        assert score_files(scorer, files, folder / "rate_cut.csv", part_rows=part_rows) == whole
    assert score_files(scorer, files, folder / "rate_apart.csv", part_rows=64, engine=Processes(2)) == whole


def test_past_manifests_tell_what_is_usual(shipped: RiskScorer, files: list[Path], folder: Path) -> None:
    store = HistoryStore(folder / "learned.db")
    before = score_files(shipped, files[1:], folder / "few.csv", store=store)
    past = simulate(2_000, seed=42, world="test", violation_share=0.0).drop(columns=list(LABEL_COLUMNS))
    learn_references(store, past)
    after = score_files(shipped, files[1:], folder / "few.csv", store=store)
    cut = score_files(shipped, files[1:], folder / "few.csv", store=store, part_rows=7)
    assert before != after == cut


def test_processes_give_the_same_bytes(scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes) -> None:
    assert score_files(scorer, files, folder / "apart.csv", part_rows=40, engine=Processes(2)) == whole


def test_rows_on_disk_are_the_same(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.manifest.part_store._IN_MEMORY_CELLS", 0)
    assert score_files(scorer, files, folder / "disk.csv", part_rows=33) == whole


def test_processes_find_rows_on_disk_by_themselves(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.manifest.part_store._IN_MEMORY_CELLS", 0)
    assert score_files(scorer, files, folder / "found.csv", part_rows=33, engine=Processes(2)) == whole


class _Elsewhere:
    """An engine whose processes are of another machine."""

    is_local = False
    shares_files = False

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]], **shared: Any) -> Iterator[Any]:
        for item in items:
            sent = pickle.loads(pickle.dumps((function, item, shared)))  # noqa: S301 - made here
            yield pickle.loads(pickle.dumps(sent[0](*sent[1], **sent[2])))  # noqa: S301 - made here


def test_rows_on_disk_travel_to_other_machines(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.manifest.part_store._IN_MEMORY_CELLS", 0)
    monkeypatch.delattr("riskscan.manifest.spill_file.Lent.read")  # what would find them on this one
    assert score_files(scorer, files, folder / "travelled.csv", part_rows=64, engine=_Elsewhere()) == whole


def test_a_history_file_knows_each_row_once_whatever_the_parts(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes
) -> None:
    stores = [HistoryStore(folder / f"{name}.db") for name in ("whole", "cut")]
    first = score_files(scorer, files, folder / "h1.csv", store=stores[0])
    again = score_files(scorer, files, folder / "h2.csv", store=stores[0], part_rows=29)
    other = score_files(scorer, files, folder / "h3.csv", store=stores[1], part_rows=29)
    assert first == again == other == whole
    one, two = (store.summarize() for store in stores)
    assert (one.rows, one.parties) == (two.rows, two.parties)
    pd.testing.assert_frame_equal(one.busiest, two.busiest)


def test_frames_in_memory_are_scored_like_files(scorer: RiskScorer, files: list[Path], folder: Path) -> None:
    raw = pd.read_csv(files[0], dtype=str, keep_default_na=False).replace("", None)
    frame = scorer.score(raw)
    score_files(scorer, files[:1], folder / "file.csv")
    found = pd.read_csv(folder / "file.csv", keep_default_na=False)
    assert found["risk_rank"].tolist() == frame["risk_rank"].tolist()
    assert found["reasons"].tolist() == frame["reasons"].tolist()
    assert found["row_issues"].tolist() == frame["row_issues"].tolist()


def test_own_numbers_with_commas_are_read_alike_in_every_part(screener: Screener, labelled_frame: pd.DataFrame) -> None:
    from riskscan.features.extra import ExtraFeatures, count_commas, read_numbers

    cells = ["1,234"] * 40 + ["1,5", "2,75"] * 30
    frame = pd.DataFrame({"price": cells})
    votes = sum(count_commas(frame.iloc[start : start + 7], "price") for start in range(0, len(frame), 7))
    assert votes == count_commas(frame, "price") > 0
    parts = [
        read_numbers(frame.iloc[start : start + 7], "price", has_decimal_comma=votes > 0)
        for start in range(0, len(frame), 7)
    ]
    whole = ExtraFeatures(("price",)).fit(frame).transform(frame)["extra_price"]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert parts[0][0] == 1.234
