import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.formats.records import MAX_CELL_LINES, _split_by_pattern, _split_quoted, read_records


def _cells(text: str, separator: str = ",") -> list[list[str]]:
    return [record.cells for record in read_records(list(io.StringIO(text, newline="")), separator)]


def _open_quotes(text: str) -> list[int]:
    records = read_records(list(io.StringIO(text, newline="")), ",")
    return [record.first_line for record in records if record.has_open_quote]


@pytest.mark.parametrize(
    ("text", "cells", "open_quotes"),
    [
        pytest.param('a,b\n"x,y","z"\n', [["a", "b"], ["x,y", "z"]], [], id="separator in quotes"),
        pytest.param('a,b\n"x ""y""",z\n', [["a", "b"], ['x "y"', "z"]], [], id="doubled quotes"),
        pytest.param('a,b\n"x\r\ny",z\r\n', [["a", "b"], ["x\r\ny", "z"]], [], id="line break in quotes"),
        pytest.param('a,b\n5" pipe,z\n', [["a", "b"], ['5" pipe', "z"]], [], id="quote inside a word"),
        pytest.param('a,b\n"x,1\ny,2\n', [["a", "b"], ['"x', "1"], ["y", "2"]], [1], id="never closed"),
        pytest.param('a,b\n"x,1\n"y,z",2\n', [["a", "b"], ['"x', "1"], ["y,z", "2"]], [1], id="closed by another cell"),
        pytest.param(
            'a,b,c,d\n"x,1,,\ny",2,,\n',
            [["a", "b", "c", "d"], ['"x', "1", "", ""], ['y"', "2", "", ""]],
            [1],
            id="two full rows, a quote in each",
        ),
        pytest.param('a,b\n1,"x\ny, z"\n', [["a", "b"], ["1", "x\ny, z"]], [], id="cell whose lines look like rows"),
        pytest.param('a,b\n"x"y,1\n', [["a", "b"], ['"x"y', "1"]], [1], id="letter after a closing quote"),
        pytest.param("a,b\n,\n\n1,\n", [["a", "b"], ["", ""], [], ["1", ""]], [], id="empty cells and a blank line"),
        pytest.param('a,b\n1,"', [["a", "b"], ["1", '"']], [1], id="quote at the end"),
    ],
)
def test_records(text: str, cells: list[list[str]], open_quotes: list[int]) -> None:
    assert _cells(text) == cells
    assert _open_quotes(text) == open_quotes


def test_open_quote_swallows_at_most_its_line_even_if_it_closes_far_away() -> None:
    far = MAX_CELL_LINES + 1
    text = 'a,b,c\n1,"x,2\n' + "n,n\n" * far + 'y",3\n'
    assert len(_cells(text)) == far + 3


@given(st.lists(st.lists(st.text('ab ,;"\n', max_size=6), min_size=2, max_size=2), min_size=1, max_size=6))
def test_well_formed_text_reads_as_with_csv(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["goods", "remark"], *rows])
    assert _cells(buffer.getvalue())[0] == ["goods", "remark"]
    assert _cells(buffer.getvalue())[1:] == rows


@given(st.text('ab,"\n\r x', max_size=14).map(lambda text: text.strip("\r\n")).filter(bool))
def test_fast_and_careful_splitting_agree(text: str) -> None:
    assert _split_quoted(text, ",") == _split_by_pattern(text, ",")
