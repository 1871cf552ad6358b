"""The body of a file, by both readers together: as one of them would read it, and as it was written."""

import csv
import io
from unittest import mock

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.delimited import assembling, blocks, reading
from riskscan.manifest.delimited.blocks import TextBuffer
from riskscan.manifest.delimited.layout import SEPARATORS, find_layout
from riskscan.manifest.delimited.reading import BodyReader, read_head
from riskscan.manifest.delimited.records import RecordReader
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.formats.base import Table
from riskscan.manifest.sheets import join_tables
from riskscan.manifest.source import Source


def _read(content: bytes, *, block_bytes: int = blocks.BLOCK_BYTES, part_rows: int = assembling.PART_ROWS) -> Table:
    with (
        mock.patch.object(blocks, "BLOCK_BYTES", block_bytes),
        mock.patch.object(reading, "BLOCK_BYTES", block_bytes),
        mock.patch.object(assembling, "PART_ROWS", part_rows),
    ):
        buffer = TextBuffer(blocks.open_text(Source.of_bytes("m.csv", content)).pieces)
        return join_tables(BodyReader(buffer, read_head(buffer, name="m.csv", separator=None)).parts(), name="m.csv")


def _cells(table: Table, n_columns: int) -> list[list[str | None]]:
    rows = table.frame.iloc[:, :n_columns].astype(object).to_numpy().tolist()
    return [[None if pd.isna(cell) else cell for cell in row] for row in rows]


SNIPPETS = (
    "tea", "5", '"', '""', ",", ",", ",", ";", "\n", "\n", "\r\n", "\r", " ", '"x, y"', '"a\nb"', "'", "\\", '5" x',
    "\ufeff", "\n\n", "é",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join),
    st.sampled_from(["goods_description,kg,x", "goods_description,kg", "goods_description"]),
    st.sampled_from([1, 7, 60]),
)
def test_both_readers_read_alike(body: str, header: str, block_bytes: int) -> None:
    lines = list(io.StringIO(f"{header}\n{body}", newline=""))
    try:
        table = _read("".join(lines).encode(), block_bytes=block_bytes)
    except ManifestError:
        return
    layout = find_layout(lines, name="m.csv")
    rows = RecordReader(layout).read(LineWindow(lines[layout.body_line :]))
    assert _cells(table, len(layout.names)) == rows.cells
    assert sorted(table.issues, key=str) == sorted(rows.issues, key=str)
    assert table.n_blank_lines == rows.n_blank_lines


CELL = st.text(
    st.one_of(
        st.sampled_from("ab\",;|\t\n\r '^~\\5="),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1a\ufeff"),
    ),
    max_size=8,
)
NAME = st.sampled_from(["kg", "Remark", "x,y", "p;q", 'say "no"', "two\nlines", "a|b"])


@given(st.data())
def test_what_csv_or_pandas_writes_comes_back(data: st.DataObject) -> None:
    header = ["goods_description", *data.draw(st.lists(NAME, max_size=3, unique=True))]
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(header), max_size=len(header)), max_size=6))
    separator = data.draw(st.sampled_from(SEPARATORS))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]))
    if quoting == csv.QUOTE_MINIMAL and end != "\r\n":  # before Python 3.13 `csv` quotes only its own line end
        other = str.maketrans(dict.fromkeys({"\r", "\n"} - {end}, " "))
        header, rows = (
            [name.translate(other) for name in header],
            [[cell.translate(other) for cell in row] for row in rows],
        )
    if data.draw(st.booleans()):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end).writerows([header, *rows])
        written = text.getvalue()
    else:
        frame = pd.DataFrame(rows, columns=header, dtype=object)
        written = frame.to_csv(index=False, sep=separator, quoting=quoting, lineterminator=end)
    table = read_table(io.BytesIO(written.encode()))
    assert table.frame.columns.tolist() == [" ".join(name.split()) for name in header]
    assert table.frame.astype(object).to_numpy().tolist() == rows
    assert len(table.issues) == 0


@pytest.mark.parametrize("part_rows", [1, 3, 1000])
def test_parts_join_to_the_table(part_rows: int) -> None:
    lines = [f'{n},"1,{n}"\n' if n % 7 else f"{n},4\n{n},5,6\n\n" for n in range(40)]
    content = ("id,net_mass_kg\n" + "".join(lines)).encode()
    whole, parts = _read(content), _read(content, block_bytes=50, part_rows=part_rows)
    pd.testing.assert_frame_equal(parts.frame, whole.frame)
    assert list(parts.issues) == list(whole.issues)
    assert (parts.n_blank_lines, len(whole.frame)) == (whole.n_blank_lines, 46)
    assert whole.frame.loc[whole.frame["surplus_cells"].notna(), "surplus_cells"].tolist() == ["6"] * 6


def test_marked_lines_are_issues_of_their_rows() -> None:
    words = ["thé", "maïs", "crème", "pâte", "forêt", "goût", "été", "bière", "café", "sésame"]
    lines = [f"{word},1\n".encode() for word in words]
    table = _read(b"".join([b"goods,kg\n", *lines, b'"r\xe9sine\ncir\xe9e",2\n', *lines, b"\nlam\xe9,3\n"]))
    assert [(issue.row, issue.kind.value) for issue in table.issues] == [(10, "mixed_encoding"), (21, "mixed_encoding")]
    goods = table.frame["goods"].tolist()
    assert (goods[10], goods[21]) == ("résine\ncirée", "lamé")


def test_a_slip_does_not_reach_far() -> None:
    rows = [f'{n},"tea, {n}",CN\n' for n in range(3000)]
    rows[700] = '700,"tea,CN\n'
    rows[2000] = '2000,"te"a, 2000",CN\n'
    table = _read(("id,goods,origin\n" + "".join(rows)).encode(), block_bytes=5000)
    assert [(issue.row, issue.kind.value) for issue in table.issues] == [
        (700, "unterminated_quote"),
        (2000, "unterminated_quote"),
    ]
    goods = table.frame["goods"].tolist()
    assert (goods[700], goods[2000]) == ('"tea', 'te"a, 2000')
    assert goods[701:2000] == [f"tea, {n}" for n in range(701, 2000)]


def test_a_line_longer_than_a_block() -> None:
    long = "n" * 5000
    content = f'id,goods\n1,"{long}\n{long}"\n2,{long}\n'.encode()
    assert _read(content, block_bytes=64).frame["goods"].tolist() == [f"{long}\n{long}", long]


def test_other_styles_and_separators_go_through_the_patient_reader() -> None:
    rows = "".join(f"'tea; {n}';'{n}'\n" for n in range(500))
    table = _read(f"'goods';'kg'\n{rows}".encode(), block_bytes=300, part_rows=50)
    assert table.frame["goods"].tolist() == [f"tea; {n}" for n in range(500)]
    assert read_table(io.BytesIO("goods§kg\ntea§1\n".encode()), separator="§").frame["kg"].tolist() == ["1"]
