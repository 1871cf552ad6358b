"""Parquet, Feather and Arrow files: what a frame would hold wrongly is changed on the way."""

import datetime
import decimal
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet
import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_manifest, read_table

GOODS = pa.array(["tea", None, "steel wire"])


def _parquet(table: pa.Table) -> io.BytesIO:
    content = io.BytesIO()
    pyarrow.parquet.write_table(table, content, row_group_size=2)
    return io.BytesIO(content.getvalue())


def _arrow(table: pa.Table) -> io.BytesIO:
    content = io.BytesIO()
    with pyarrow.ipc.new_file(content, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return io.BytesIO(content.getvalue())


def _stream(table: pa.Table) -> io.BytesIO:
    content = io.BytesIO()
    with pyarrow.ipc.new_stream(content, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return io.BytesIO(content.getvalue())


def _feather(table: pa.Table) -> io.BytesIO:
    content = io.BytesIO()
    pyarrow.feather.write_feather(table, content)
    return io.BytesIO(content.getvalue())


WRITERS = [
    pytest.param(_parquet, id="parquet"),
    pytest.param(_arrow, id="arrow"),
    pytest.param(_stream, id="arrow stream"),
    pytest.param(_feather, id="feather"),
]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(GOODS.dictionary_encode(), ["tea", None, "steel wire"], id="dictionary with a missing value"),
        pytest.param(pa.array([2**60 + 1, None, 3]), [2**60 + 1, None, 3], id="whole numbers beside a missing one"),
        pytest.param(pa.array([1, 2, 3]), [1, 2, 3], id="whole numbers"),
        pytest.param(pa.array([["KR", "SG"], None, []]), ["KR;SG", None, None], id="list"),
        pytest.param(pa.array([[{"a": 1}], None, []]), ['[{"a": 1}]', None, None], id="list of structs"),
        pytest.param(pa.array([b"tea", b"\xff\x00", None]), ["tea", "ff00", None], id="bytes"),
        pytest.param(
            pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("2")], pa.decimal128(12, 2)),
            [1.5, None, 2.0],
            id="short decimals",
        ),
        pytest.param(
            pa.array([decimal.Decimal("12345678901234567890.12"), None, decimal.Decimal("2")], pa.decimal128(30, 2)),
            ["12345678901234567890.12", None, "2.00"],
            id="long decimals",
        ),
        pytest.param(pa.array([True, None, False]), [True, None, False], id="truth values"),
        pytest.param(
            pa.array([datetime.date(2025, 4, 3), None, datetime.date(2025, 4, 4)]),
            [datetime.date(2025, 4, 3), None, datetime.date(2025, 4, 4)],
            id="dates",
        ),
        pytest.param(pa.nulls(3), [None, None, None], id="nothing"),
    ],
)
def test_column_is_read(write: Callable[[pa.Table], io.BytesIO], column: pa.Array, expected: list[object]) -> None:
    frame = read_table(write(pa.table({"goods_description": GOODS, "x": column}))).frame
    found = [None if pd.isna(cell) else cell for cell in frame["x"]]
    assert found == expected
    assert [type(cell) for cell in found] == [type(cell) for cell in expected]


@pytest.mark.parametrize("write", WRITERS)
def test_struct_is_columns(write: Callable[[pa.Table], io.BytesIO]) -> None:
    struct = pa.array([{"name": "Alder", "at": {"city": "Lyon"}}, None, {"name": None, "at": None}])
    frame = read_table(write(pa.table({"goods_description": GOODS, "consignee": struct}))).frame
    assert frame.columns.tolist() == ["goods_description", "consignee.name", "consignee.at.city"]
    assert frame["consignee.at.city"].fillna("").tolist() == ["Lyon", "", ""]


def test_time_zone_keeps_the_day() -> None:
    moments = pa.array([datetime.datetime(2025, 4, 2, 15)] * 3, pa.timestamp("us", "UTC")).cast(
        pa.timestamp("us", "Asia/Tokyo")
    )
    manifest = read_manifest(_parquet(pa.table({"goods_description": GOODS, "lodged_on": moments})))
    assert set(manifest["lodged_on"].dt.strftime("%Y-%m-%d")) == {"2025-04-03"}


def test_index_of_pandas_is_a_column_and_its_numbering_is_not(tmp_path: Path) -> None:
    frame = pd.DataFrame({"consignment_id": ["A1", "A2"], "goods_description": ["tea", "wire"]})
    frame.set_index("consignment_id").to_parquet(tmp_path / "named.parquet")
    frame.iloc[::-1].to_parquet(tmp_path / "numbered.parquet")
    assert sorted(read_table(tmp_path / "named.parquet").frame) == ["consignment_id", "goods_description"]
    assert read_table(tmp_path / "numbered.parquet").frame.columns.tolist() == frame.columns.tolist()


def test_file_without_rows_has_its_columns() -> None:
    assert read_table(_parquet(pa.table({"goods_description": GOODS}).slice(0, 0))).frame.shape == (0, 1)


def test_rows_come_out_once_in_order_over_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.manifest.formats.parquet.PART_ROWS", 3)
    table = pa.table({"goods_description": [f"goods {number}" for number in range(10)], "n": range(10)})
    frame = read_table(_parquet(table)).frame
    assert frame["n"].tolist() == list(range(10))
    assert frame.index.tolist() == list(range(10))


@pytest.mark.parametrize("write", WRITERS)
def test_file_that_is_cut_off_is_refused(write: Callable[[pa.Table], io.BytesIO]) -> None:
    content = write(pa.table({"goods_description": ["tea"] * 100})).getvalue()
    with pytest.raises(ManifestError, match="not a readable"):
        read_table(io.BytesIO(content[:-60]))


def test_file_without_columns_is_refused() -> None:
    with pytest.raises(ManifestError, match="states no column"):
        read_table(_arrow(pa.table({})))
