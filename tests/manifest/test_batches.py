"""Record batches are read like one table, however they are cut and whatever their types are."""

import datetime

import pandas as pd
import pyarrow as pa
import pytest

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest import batches as module
from riskscan.manifest.batches import open_batches


@pytest.fixture
def table() -> pa.Table:
    """Columns that a frame holds otherwise where a cell is missing."""
    n = 7
    return pa.table(
        {
            "goods_description": pa.array(["tea", None, "cups", "", "tea", "silk", None]).dictionary_encode(),
            "package_count": pa.array([1, 2, 3, None, 2**60 + 1, 6, 7], pa.int64()),
            "fragile": pa.array([True] * 5 + [None, False]),
            "lodged_on": pa.array([datetime.date(2026, 1, 2)] * n, pa.date32()),
            "value": pa.array([1.5, None] + [2.0] * 5, pa.float32()),
        }
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("is_on_disk", [False, True], ids=["memory", "disk"])
def test_every_part_has_the_types_of_the_whole(
    size: int, is_on_disk: bool, table: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PART_ROWS", 3)
    monkeypatch.setattr(module, "_IN_MEMORY_BYTES", -1 if is_on_disk else 1 << 20)
    with open_batches(table.to_batches(max_chunksize=size)) as parts:
        found = list(parts.parts(2))
        assert [part.first_row for part in found] == [0, 2, 3, 5, 6]
        whole = pd.concat([part.frame for part in found], ignore_index=True)
        assert {tuple(part.frame.dtypes) for part in found} == {tuple(whole.dtypes)}
        own = parts.own_rows()
        assert pa.Table.from_batches([own.take(len(part.frame)) for part in found]) == table
        assert parts.n_rows == 7 and not parts.is_single(100)
    assert whole["package_count"].tolist() == [1, 2, 3, None, 2**60 + 1, 6, 7]
    assert whole["goods_description"].isna().tolist() == [False, True, False, False, False, False, True]


def test_a_reader_without_rows_has_columns(table: pa.Table) -> None:
    with open_batches(table.schema.empty_table()) as parts:
        assert parts.n_rows == 0 and list(parts.template.columns) == table.column_names
        assert [len(part.frame) for part in parts.parts(10)] == [0]


def test_frames_are_no_batches() -> None:
    with pytest.raises(OptionError, match="batches yields DataFrame"), open_batches([pd.DataFrame()]):
        pass


def test_no_batch_and_no_schema_is_said() -> None:
    with pytest.raises(ManifestError, match="the columns are not known"), open_batches([]):
        pass


def test_another_schema_is_said(table: pa.Table) -> None:
    other = table.drop_columns("value").to_batches()
    with (
        pytest.raises(ManifestError, match="Record batch 1 has another schema"),
        open_batches([*table.to_batches(), *other]),
    ):
        pass
