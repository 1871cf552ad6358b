import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.delimited.records import MAX_CELL_LINES
from riskscan.manifest.delimited.strict import OddRecords, find_proper, read_proper


def _read(content: bytes, width: int, separator: str = ","):
    proper = find_proper(content, separator, is_last=True)
    assert not proper.has_slip
    found = read_proper(content, proper.quoted, separator, width)
    assert found is not None
    return found


def _rows(content: bytes, width: int, separator: str = ",") -> list[list[str]]:
    return [list(row.values()) for row in _read(content, width, separator).table.to_pylist()]


@pytest.mark.parametrize(
    ("content", "end"),
    [
        pytest.param(b'1,"x"\n2,"y"z\n', 6, id="letter behind a closing quote"),
        pytest.param(b'1,x\n2,"y\n', 4, id="never closed"),
        pytest.param(b'1,x\n2,"y""\n', 4, id="doubled instead of closed"),
        pytest.param(b'1,"a\nb"\n2,"y"z\n', 8, id="behind a cell with a line break"),
        pytest.param(b'1,"a\nb",2,"y"z\n', 0, id="in the first record"),
        pytest.param(b'1,x\r2,"y"z\n', 4, id="line ends of old Macintoshes"),
        pytest.param(b'1,5" x\n2,"y" z\n', 7, id="behind a quote that is a letter"),
    ],
)
def test_slips(content: bytes, end: int) -> None:
    proper = find_proper(content, ",", is_last=True)
    assert proper.has_slip
    assert proper.end == end


@pytest.mark.parametrize(
    ("content", "end"),
    [
        pytest.param(b"1,2\n3,4", 4, id="a line is not whole"),
        pytest.param(b'1,2\n3,"4\n5', 4, id="a cell is not whole"),
        pytest.param(b"1,2\n3,4\r", 4, id="a line end may be half"),
        pytest.param(b'1,2\n"a\nb","c\nd', 4, id="the last cell of several lines is not whole"),
        pytest.param(b'"1\n\n2', 0, id="nothing is whole"),
    ],
)
def test_text_that_goes_on(content: bytes, end: int) -> None:
    proper = find_proper(content, ",", is_last=False)
    assert (proper.end, proper.has_slip) == (end, False)


def test_cells_of_very_many_lines_are_left_to_the_patient_reader() -> None:
    content = b'1,2\n3,"' + b"n\n" * (MAX_CELL_LINES + 1) + b'"\n'
    assert find_proper(content, ",", is_last=True).has_slip
    assert find_proper(content.replace(b"n\n", b"n "), ",", is_last=True).end == len(content) - MAX_CELL_LINES - 1 + (
        MAX_CELL_LINES + 1
    )


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        pytest.param(b'1,"x ""y"""\n', [["1", 'x "y"']], id="doubled quotes"),
        pytest.param(b'1,5" x\n', [["1", '5" x']], id="quote in a bare cell"),
        pytest.param(b'1, "x"\n', [["1", ' "x"']], id="quote behind a blank"),
        pytest.param(b'"",\n', [["", ""]], id="empty in quotes and without"),
        pytest.param(b"NA,null\n", [["NA", "null"]], id="no word is null"),
        pytest.param(b"1,2\r3,4\r\n5,6", [["1", "2"], ["3", "4"], ["5", "6"]], id="line ends"),
        pytest.param(b'1,"a\rb\r\nc"\n', [["1", "a\rb\r\nc"]], id="line ends in quotes"),
        pytest.param(b"1,\x00\n", [["1", "\x00"]], id="zero"),
        pytest.param("1,\u2028\x85\x1f\n".encode(), [["1", "\u2028\x85\x1f"]], id="what only looks like line ends"),
        pytest.param(b"", [], id="nothing"),
    ],
)
def test_proper_text(content: bytes, rows: list[list[str]]) -> None:
    found = _read(content, 2)
    assert [list(row.values()) for row in found.table.to_pylist()] == rows
    assert (found.odd, found.n_blank_lines) == ([], 0)


def test_odd_records_keep_their_place() -> None:
    found = _read(b'1,2\n3\n\n4,5,6\n7,"x\ny"\n \n8,9\n\n', 2)
    assert found.table.to_pydict() == {"0": ["1", "7", "8"], "1": ["2", "x\ny", "9"]}
    assert found.odd == [OddRecords(1, 4, 13), OddRecords(2, 21, 23)]
    assert found.n_blank_lines == 1  # the other blank line stands among odd records


def test_a_mark_that_pyarrow_would_drop_is_refused() -> None:
    assert read_proper(b"\xef\xbb\xbf1,2\n", np.empty((0, 2), np.intp), ",", 2) is None


CELL = st.text(st.sampled_from('ab",;\n\r é'), max_size=5)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=6), st.sampled_from([",", ";", "\t", "\x1f"]))
def test_what_csv_writes_is_proper_and_comes_back(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    assert _rows(text.getvalue().encode(), 2, separator) == rows


@given(st.text(st.sampled_from('ab"""",,\n\r ')))
def test_proper_text_is_what_csv_reads_strictly(text: str) -> None:
    content = text.encode()
    proper = find_proper(content, ",", is_last=True)
    lines = list(io.StringIO(text[: proper.end], newline=""))
    strict = [row for row in csv.reader(lines, strict=True) if row]
    found = read_proper(content[: proper.end], proper.quoted, ",", 2)
    assert found is not None
    assert [list(row.values()) for row in found.table.to_pylist()] == [row for row in strict if len(row) == 2]
    if proper.has_slip:
        with pytest.raises(csv.Error):
            next(csv.reader(io.StringIO(text[proper.end :], newline=""), strict=True))
