"""The result is the same to the byte, however the rows are cut and whoever works on them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.chemistry.screening import Screener
from riskscan.features.reference_store import learn_references
from riskscan.history.store import HistoryStore
from riskscan.manifest.parts import open_parts
from riskscan.manifest.writing import open_writer
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import default_folder
from riskscan.scoring import RiskScorer
from riskscan.scoring.engines import Engine, Processes, Serial
from riskscan.scoring.run import Options
from riskscan.simulation import LABEL_COLUMNS, simulate


def _dirty(n_rows: int) -> pd.DataFrame:
    """Rows whose columns can only be read by what other rows say, far away in the file."""
    frame = simulate(n_rows, seed=41, world="test", violation_share=0.06).drop(columns=list(LABEL_COLUMNS))
    days = pd.to_datetime(frame["lodged_on"])
    dates = [f"{day.month:02}/{day.day:02}/{day.year}" for day in days]  # months first: told by few rows
    mass = [f"{value:.3f}".replace(".", ",") for value in frame["net_mass_kg"].fillna(1.234)]
    mass[:: n_rows // 3] = ["12,5"] * len(mass[:: n_rows // 3])
    frame = frame.assign(
        lodged_on=dates, net_mass_kg=mass, hs_code=[str(code)[:4] for code in frame["hs_code"]],
        consignor_name=np.resize(frame["consignor_name"].to_numpy()[:17], n_rows),
    )  # fmt: skip
    texts = frame["goods_description"].astype(object)
    texts.iloc[[3, n_rows // 2]] = ["4-Piperidinone, 1-(2-phenylethyl)-", "=acetone\r\n\u200b in drums"]
    frame["goods_description"] = texts
    edges = [9, 10, 63, 64, 127, 128, n_rows - 1]  # the ends of parts of 10 and of 64 rows
    frame.iloc[edges] = frame.iloc[[0] * len(edges)].to_numpy()
    return frame.astype(object).where(frame.notna(), None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


@pytest.fixture(scope="module")
def files(folder: Path) -> list[Path]:
    rows = _dirty(190)
    first, second = folder / "a.csv", folder / "b.csv"
    rows.iloc[:150].to_csv(first, index=False)
    other = rows.iloc[150:].rename(columns={"goods_description": "Description of goods", "net_mass_kg": "Net wt (kg)"})
    other.assign(remark="x").to_csv(second, index=False)
    return [first, second]


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel, screener: Screener) -> RiskScorer:
    return RiskScorer(small_model, screener=screener)


def _score(
    scorer: RiskScorer, files: list[Path], target: Path, *, part_rows: int = 25_000, engine: Engine | None = None,
    store: HistoryStore | None = None,
) -> bytes:  # fmt: skip
    from contextlib import ExitStack

    with ExitStack() as opened:
        tables = [opened.enter_context(open_parts(file)) for file in files]
        options = Options(history=store, part_rows=part_rows, engine=engine or Serial())
        finished = scorer.run(tables, options).finish()
        opened.callback(finished.close)
        as_text = target.suffix == ".csv"
        with open_writer(target, finished.template, force=True, timed=finished.timed) as writer:
            for frame in finished.frames(as_text=as_text):
                writer.write(frame)
        if store is not None:
            finished.remember(store)
    return target.read_bytes().replace(str(files[0].parent).encode(), b"")


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, files: list[Path], folder: Path) -> bytes:
    return _score(scorer, files, folder / "whole.csv")


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
    assert _score(scorer, files, folder / f"cut{part_rows}.csv", part_rows=part_rows) == whole


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv.gz"])
def test_every_format_is_the_same_to_the_byte(suffix: str, scorer: RiskScorer, files: list[Path], folder: Path) -> None:
    one = _score(scorer, files[:1], folder / f"one{suffix}")
    assert _score(scorer, files[:1], folder / f"many{suffix}", part_rows=37) == one


@pytest.fixture(scope="module")
def shipped(screener: Screener) -> RiskScorer:
    return RiskScorer(load_model(default_folder()), screener=screener)


@pytest.mark.parametrize("part_rows", [1, 10, 64])
def test_rows_are_compared_with_the_whole_file_whatever_the_parts(
    part_rows: int, shipped: RiskScorer, files: list[Path], folder: Path
) -> None:
    assert shipped.trained.model.families.asks_references
    whole = _score(shipped, files, folder / "shipped.csv")
    assert _score(shipped, files, folder / "shipped_cut.csv", part_rows=part_rows) == whole
    if part_rows == 64:
        assert _score(shipped, files, folder / "shipped_apart.csv", part_rows=part_rows, engine=Processes(2)) == whole


def test_past_manifests_tell_what_is_usual(shipped: RiskScorer, files: list[Path], folder: Path) -> None:
    store = HistoryStore(folder / "learned.db")
    before = _score(shipped, files[1:], folder / "few.csv", store=store)
    past = simulate(2_000, seed=42, world="test", violation_share=0.0).drop(columns=list(LABEL_COLUMNS))
    learn_references(store, past)
    after = _score(shipped, files[1:], folder / "few.csv", store=store)
    cut = _score(shipped, files[1:], folder / "few.csv", store=store, part_rows=7)
    assert before != after == cut


def test_processes_give_the_same_bytes(scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes) -> None:
    assert _score(scorer, files, folder / "apart.csv", part_rows=40, engine=Processes(2)) == whole


def test_rows_on_disk_are_the_same(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskscan.manifest.part_store._IN_MEMORY_CELLS", 0)
    assert _score(scorer, files, folder / "disk.csv", part_rows=33) == whole


def test_a_history_file_knows_each_row_once_whatever_the_parts(
    scorer: RiskScorer, files: list[Path], folder: Path, whole: bytes
) -> None:
    stores = [HistoryStore(folder / f"{name}.db") for name in ("whole", "cut")]
    first = _score(scorer, files, folder / "h1.csv", store=stores[0])
    again = _score(scorer, files, folder / "h2.csv", store=stores[0], part_rows=29)
    other = _score(scorer, files, folder / "h3.csv", store=stores[1], part_rows=29)
    assert first == again == other == whole
    one, two = (store.summarize() for store in stores)
    assert (one.rows, one.parties) == (two.rows, two.parties)
    pd.testing.assert_frame_equal(one.busiest, two.busiest)


def test_frames_in_memory_are_scored_like_files(scorer: RiskScorer, files: list[Path], folder: Path) -> None:
    raw = pd.read_csv(files[0], dtype=str, keep_default_na=False).replace("", None)
    frame = scorer.score(raw)
    _score(scorer, files[:1], folder / "file.csv")
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
