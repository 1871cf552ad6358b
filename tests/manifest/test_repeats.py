"""Rows that repeat, in whatever part they stand."""

import numpy as np
import pandas as pd
import pytest

from riskscan.manifest import clean_manifest
from riskscan.manifest.cells.strings import RawColumn
from riskscan.manifest.repeats import RepeatVotes, hash_rows


def _hashes(*columns: list[object]) -> np.ndarray:
    return hash_rows([RawColumn(pd.Series(cells)) for cells in columns], np.zeros(len(columns[0]), dtype=bool))


def test_rows_are_equal_where_all_cells_are() -> None:
    hashes = _hashes(["a", "a", "ab", "a"], ["bc", "bc", "c", None], [1.5, 1.5, 1.5, 1.5])
    assert hashes[0] == hashes[1]
    assert len(set(hashes.tolist())) == 3


def test_null_and_empty_text_are_one() -> None:
    hashes = _hashes(["a", "a"], [None, ""])
    assert hashes[0] == hashes[1]


def test_votes_are_a_monoid() -> None:
    one = RepeatVotes(*(np.array([1, 2], dtype=np.uint64) for _ in range(3)))
    two = RepeatVotes(*(np.array([2, 0, 0], dtype=np.uint64) for _ in range(3)))
    both = one + two
    assert both.rows.tolist() == [1, 2, 2, 0, 0]
    frozen = (RepeatVotes() + both).freeze()
    assert frozen.rows.tolist() == [2]
    assert frozen.is_repeated(one.rows, 0).tolist() == [False, False]
    assert frozen.is_repeated(two.rows, 2).tolist() == [True, False, False]
    assert RepeatVotes().freeze().clashing_ids.tolist() == []


@pytest.mark.parametrize(
    ("dates", "clashes"),
    [
        pytest.param(["2026-02-03T10:00", "2026-02-03T11:00"], False, id="hours of one day"),
        pytest.param(["2026-02-03", "3 Feb 2026"], False, id="one day written twice"),
        pytest.param(["2026-02-03", "2026-02-04"], True, id="two days"),
    ],
)
def test_one_consignment_has_one_day(dates: list[str], clashes: bool) -> None:
    frame = pd.DataFrame({"consignment id": ["1", "1"], "goods": ["a", "b"], "date": dates})
    issues = clean_manifest(frame).issues.as_text(frame.index).tolist()
    assert issues == (["duplicate_id: consignment_id '1'"] * 2 if clashes else ["", ""])


def test_null_numbers_are_no_number() -> None:
    frame = pd.DataFrame({"consignment id": ["N/A", "N/A"], "goods": ["a", "b"], "consignee": ["x ltd", "y ltd"]})
    assert set(clean_manifest(frame).issues.as_text(frame.index)) == {""}


def test_columns_of_one_name_are_compared_each() -> None:
    frame = pd.DataFrame([["a", "1", "2"], ["a", "1", "3"], ["a", "1", "2"]], columns=["goods", "x", "x"])
    assert clean_manifest(frame).issues.as_text(frame.index).tolist() == ["", "", "duplicate_row"]


def test_repeats_are_the_same_however_many_hashes_are_compared_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    some = random.integers(0, 2**64, 300, dtype=np.uint64)
    votes = RepeatVotes(*(random.choice(np.append(some, np.uint64(0)), 1_000) for _ in range(3)))
    at_once = votes.freeze()
    assert len(at_once.rows) > 100 and len(at_once.clashing_ids) > 100
    monkeypatch.setattr("riskscan.manifest.repeats._AT_A_TIME", 30)
    in_ranges = votes.freeze()
    for name in ("rows", "first", "clashing_ids"):
        assert getattr(in_ranges, name).tolist() == getattr(at_once, name).tolist()
