"""A model that reads ties scores the same to the byte, however the rows are cut and whoever works on them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.history.store import HistoryStore
from riskscan.manifest.parts import FrameParts
from riskscan.manifest.reading import read_manifest
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.settings import TrainingConfig
from riskscan.scoring import RiskScorer
from riskscan.scoring.engines import Processes
from riskscan.scoring.run import Options
from riskscan.simulation import simulate
from riskscan.training import train
from tests.dirty_files import dirty_rows, score_files, write_files
from tests.distributed.test_partitions import score_tables


@pytest.fixture(scope="module")
def trained(labelled_frame: pd.DataFrame, small_config: TrainingConfig, screener: Screener) -> TrainedModel:
    config = replace(small_config, without=("party", "description", "quantity", "route"), also=("links",))
    return train(labelled_frame, "is_violation", config=config, screener=screener)


@pytest.fixture(scope="module")
def scorer(trained: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(trained, screener=screener)


def test_the_family_is_in_the_model_and_survives_the_folder(trained: TrainedModel, tmp_path: Path) -> None:
    assert trained.model.families.asks_links and "links_to_names_rare" in trained.model.feature_names
    trained.save(tmp_path / "model")
    assert load_model(tmp_path / "model").model.families.asks_links


@pytest.mark.parametrize("part_rows", [1, 10, 64])
def test_parts_of_any_size_give_the_same_bytes(part_rows: int, scorer: RiskScorer, tmp_path: Path) -> None:
    files = write_files(tmp_path)
    whole = score_files(scorer, files, tmp_path / "whole.csv")
    assert score_files(scorer, files, tmp_path / "cut.csv", part_rows=part_rows) == whole
    if part_rows == 64:
        apart = score_files(scorer, files, tmp_path / "apart.csv", part_rows=part_rows, engine=Processes(2))
        assert apart == whole


def test_rows_in_any_order_score_the_same(scorer: RiskScorer) -> None:
    rows = simulate(300, seed=8, violation_share=0.1)
    order = np.random.default_rng(1).permutation(len(rows))
    there = scorer.score(rows, explain=False)["risk_score"].to_numpy()[order]
    np.testing.assert_array_equal(scorer.score(rows.iloc[order], explain=False)["risk_score"].to_numpy(), there)


def _rows(day: str, names: list[str], address: str) -> pd.DataFrame:
    number = range(len(names))
    return pd.DataFrame(
        {
            "consignment_id": [f"{day}-{address}-{one}" for one in number], "lodged_on": day,
            "goods_description": "toys", "consignee_name": names, "consignee_address": address,
        }
    )  # fmt: skip


def test_the_history_file_adds_its_rows_and_each_counts_once(scorer: RiskScorer, tmp_path: Path) -> None:
    """Also where a cell holds more than an address, and with the labels of the file."""
    people = _rows("2026-03-01", [f"Person {one}" for one in range(40)], "5 Drop Lane, Mesa, tel 480-555-0133")
    past = read_manifest(people)
    now = _rows("2026-03-02", ["Ann Roe", "Bob Poe"], "5 Drop Lane, Mesa")
    store = HistoryStore(tmp_path / "history.db")

    def ask(name: str = "links_to_names") -> list[float]:
        finished = scorer.run([FrameParts(now)], Options(history=store, top=2)).finish()
        found = [row.cells[name] for row in finished.top(2)]
        finished.close()
        return found

    assert ask() == [1, 1]
    store.add_rows(past)
    assert ask() == [41, 41]
    store.add_rows(read_manifest(now))
    assert ask() == [41, 41]
    assert ask("links_near_violators") == [0, 0]
    store.add_labels(pd.Series(people["consignment_id"][:3]), pd.Series([1, 1, 0]))
    assert ask("links_near_violators") == [2, 2]


def test_a_run_can_be_resumed(scorer: RiskScorer, tmp_path: Path) -> None:
    rows = simulate(120, seed=8, violation_share=0.1)

    def ask(**options: object) -> pd.DataFrame:
        finished = scorer.run([FrameParts(rows)], Options(part_rows=50, **options)).finish()  # type: ignore[arg-type]
        found = pd.concat(list(finished.frames(as_text=True)))
        finished.close()
        return found

    first = ask(resume=tmp_path / "parts")
    assert len(list((tmp_path / "parts").glob("*.part"))) == 3
    pd.testing.assert_frame_equal(ask(resume=tmp_path / "parts"), first)
    pd.testing.assert_frame_equal(ask(), first)


def test_partitions_give_the_rows_of_the_whole(scorer: RiskScorer) -> None:
    rows = pa.Table.from_pandas(dirty_rows(150), preserve_index=False)
    cut = [rows.slice(0, 31), rows.slice(31, 0), rows.slice(31)]
    assert pa.concat_tables(score_tables(scorer, cut)).equals(scorer.score_batches(rows).read_all())
