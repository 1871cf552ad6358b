import gc
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from riskscan.manifest.mapping import take_sample
from riskscan.manifest.parts import FrameParts, open_parts
from riskscan.manifest.reading import read_table
from riskscan.manifest.sheet import KINDS_SAMPLE, beginning_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    rows = [f"{number},tea {number}{',x' if number == 700 else ''}" for number in range(1_000)]
    path.write_text("id,goods_description\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("n_rows", [1, 7, 999, 1_000, 5_000])
def test_parts_are_the_table(n_rows: int, file: Path) -> None:
    whole = read_table(file)
    with open_parts(file) as found:
        parts = list(found.parts(n_rows))
        assert found.is_single(n_rows) == (len(parts) == 1)
        assert found.n_rows == 1_000
        pd.testing.assert_frame_equal(found.template, whole.frame.iloc[:0])
        assert found.sample() == take_sample(whole.frame)
    assert [part.first_row for part in parts] == list(range(0, 1_000, n_rows))
    joined = pd.concat([part.frame for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(joined, whole.frame)
    issues = [(issue.row + part.first_row, issue.kind) for part in parts for issue in part.issues]
    assert issues == [(issue.row, issue.kind) for issue in whole.issues] != []


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_other_formats_give_parts_too(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{suffix}"
    frame = pd.DataFrame({"goods_description": ["tea", "acetone", None], "kg": [1.5, None, 2.0]})
    frame.to_parquet(path) if suffix == "parquet" else frame.to_excel(path, index=False)
    with open_parts(path) as found:
        joined = pd.concat([part.frame for part in found.parts(2)], ignore_index=True)
    pd.testing.assert_frame_equal(joined, read_table(path).frame)


def test_sheets_are_joined_part_by_part_as_they_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    with pd.ExcelWriter(path) as book:
        for name, goods in (("one", ["tea", "rice"]), ("two", ["acetone"])):
            pd.DataFrame({"Goods description": goods, "Origin": "India"}).to_excel(book, sheet_name=name, index=False)
        pd.DataFrame({"Driver": ["Hans"], "Plate": ["AB"]}).to_excel(book, sheet_name="Drivers", index=False)
    whole = read_table(path)
    with open_parts(path) as found:
        joined = pd.concat([part.frame for part in found.parts(1)], ignore_index=True)
        assert found.notes == whole.notes
    pd.testing.assert_frame_equal(joined, whole.frame)


def test_a_frame_keeps_its_index() -> None:
    frame = pd.DataFrame({"goods_description": ["tea", "rice"]}, index=["a", "b"])
    parts = list(FrameParts(frame).parts(1))
    assert [list(part.frame.index) for part in parts] == [["a"], ["b"]]
    assert len(list(FrameParts(frame.iloc[:0]).parts(5))) == 1


def test_the_beginning_of_a_part_does_not_keep_its_other_rows() -> None:
    frame = pd.DataFrame({"goods": pd.Series(["tea" * 100] * 5_000, dtype="str")})
    before = pa.total_allocated_bytes()
    kept = [beginning_of(frame) for _ in range(2)]
    del frame
    gc.collect()
    assert [len(one) for one in kept] == [KINDS_SAMPLE] * 2
    assert pa.total_allocated_bytes() < before - 1_000_000
    assert not len(beginning_of(kept[0], 0)) and kept[0].index.equals(pd.RangeIndex(KINDS_SAMPLE))
