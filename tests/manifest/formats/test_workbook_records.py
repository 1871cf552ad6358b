"""Records of binary workbooks, whole and cut off."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.formats.workbook_records import binary_records, old_records
from tests.workbook_writers import write_xls


@pytest.mark.parametrize("is_excel_95", [False, True])
def test_old_records_begin_where_they_say(*, is_excel_95: bool) -> None:
    records = list(old_records(write_xls([["tea"], [5]], is_excel_95=is_excel_95)))
    starts = {record.start for record in records if record.kind == 0x0809}
    (sheet,) = (record for record in records if record.kind == 0x0085)
    assert struct.unpack_from("<I", sheet.content)[0] in starts
    assert not any(record.is_cut for record in records)


def _record(kind: int, content: bytes) -> bytes:
    size = len(content)
    return bytes([kind]) + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def test_binary_records_of_long_content() -> None:
    long = bytes(300)
    found = list(binary_records(_record(7, b"ab") + _record(1, long) + _record(2, b"")))
    assert [(record.kind, record.start, record.content) for record in found] == [
        (7, 0, b"ab"), (1, 4, long), (2, 307, b""),
    ]  # fmt: skip


def test_a_record_that_is_cut_off_is_told() -> None:
    (record,) = binary_records(_record(7, b"abcd")[:-2])
    assert (record.content, record.is_cut) == (b"ab", True)


@given(st.binary(max_size=60))
def test_any_bytes_come_to_an_end(stream: bytes) -> None:
    starts = [record.start for record in binary_records(stream)]
    assert starts == sorted(set(starts))
