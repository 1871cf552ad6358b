"""A Dask DataFrame gives the rows of one frame, whatever its partitions are and however text is missing."""

from collections.abc import Iterator
from dataclasses import replace

import dask
import dask.dataframe as dd
import pandas as pd
import pytest

from riskscan.distributed import score_dask
from riskscan.exceptions import ManifestError, OptionError
from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import OUTPUT_COLUMNS, RiskScorer
from tests.dirty_files import dirty_rows

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture(scope="module")
def scorer(small_model: TrainedModel) -> RiskScorer:
    return RiskScorer(small_model)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    rows = dirty_rows(150).infer_objects()  # numbers in columns of objects become text in Dask
    return rows.assign(package_count=[None, *map(float, range(149))]).set_axis(range(1000, 1150))


@pytest.fixture(scope="module")
def whole(scorer: RiskScorer, frame: pd.DataFrame) -> pd.DataFrame:
    return scorer.score(frame)


@pytest.fixture
def dask_text(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whether Dask turns text into its own type."""
    with dask.config.set({"dataframe.convert-string": request.param, "scheduler": "sync"}):
        yield


@pytest.mark.parametrize("dask_text", [True, False], ids=["Dask's text", "pandas' text"], indirect=True)
@pytest.mark.parametrize("size", [150, 13])
def test_partitions_of_any_size_give_the_rows_of_one_frame(
    size: int, dask_text: None, scorer: RiskScorer, frame: pd.DataFrame, whole: pd.DataFrame
) -> None:
    scored = score_dask(dd.from_pandas(frame, chunksize=size, sort=False), scorer)
    found = scored.compute()
    assert list(scored.columns) == list(found.columns) == [*frame.columns, *OUTPUT_COLUMNS]
    for name in whole:
        assert _cells(found[name]) == _cells(whole[name]), name


def _cells(column: pd.Series) -> list[object]:
    return column.astype(object).where(column.notna(), None).tolist()


def test_threads_and_empty_partitions(scorer: RiskScorer, frame: pd.DataFrame, whole: pd.DataFrame) -> None:
    with dask.config.set({"dataframe.convert-string": False}):
        parts = [frame.iloc[:0], frame.iloc[:70], frame.iloc[:0], frame.iloc[70:]]
        df = dd.from_delayed([dask.delayed(part) for part in parts], meta=frame.iloc[:0], verify_meta=False)
        found = score_dask(df, scorer).compute(scheduler="threads", num_workers=2)
    assert _cells(found["risk_rank"]) == _cells(whole["risk_rank"])
    assert _cells(found["reasons"]) == _cells(whole["reasons"])


def test_a_stated_base_rate_is_met_by_all_partitions_together(scorer: RiskScorer, frame: pd.DataFrame) -> None:
    stated = RiskScorer(scorer.trained, policy=replace(scorer.policy, base_rate=0.3))
    whole = stated.score(frame)
    found = score_dask(dd.from_pandas(frame, chunksize=13, sort=False), stated).compute(scheduler="sync")
    for name in ("risk_score", "risk_tier", "risk_rank", "score_basis"):
        assert _cells(found[name]) == _cells(whole[name]), name


@pytest.mark.parametrize(
    ("df", "error", "said"),
    [
        pytest.param(pd.DataFrame(), OptionError, "df is no Dask DataFrame but DataFrame", id="pandas"),
        pytest.param(dd.from_pandas(pd.DataFrame({"kg": [1]}), 1), ManifestError, "goods", id="no text of goods"),
    ],
)
def test_what_cannot_be_scored_is_one_sentence(
    df: object, error: type[Exception], said: str, scorer: RiskScorer
) -> None:
    with pytest.raises(error, match=said):
        score_dask(df, scorer)  # type: ignore[arg-type]
