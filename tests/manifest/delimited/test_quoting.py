import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.delimited.quoting import LONGEST_RECORD, read_record, split_by_pattern, split_leniently
from riskscan.manifest.delimited.styles import Style


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


@pytest.mark.parametrize(
    ("text", "style", "cells"),
    [
        pytest.param('1,"tea, black"\n', Style.STANDARD, ["1", "tea, black"], id="separator in quotes"),
        pytest.param('1,"tea ""black"""\n', Style.STANDARD, ["1", 'tea "black"'], id="doubled quotes"),
        pytest.param('1,5" tape\n', Style.STANDARD, ["1", '5" tape'], id="quote inside a bare cell"),
        pytest.param('"a\r\nb",2\r\n', Style.STANDARD, ["a\r\nb", "2"], id="line break in quotes"),
        pytest.param('"5\\" tape, black",2\n', Style.ESCAPED, ['5" tape, black', "2"], id="quote after a backslash"),
        pytest.param("tea\\, black,2\n", Style.ESCAPED, ["tea, black", "2"], id="separator after a backslash"),
        pytest.param("tea\\\nblack,2\n", Style.ESCAPED, ["tea\nblack", "2"], id="line break after a backslash"),
        pytest.param('"C:\\lots\\7, \\"a\\"",2\n', Style.ESCAPED, ['C:\\lots\\7, "a"', "2"], id="backslash of a path"),
        pytest.param('"C:\\\\",2\n', Style.ESCAPED, ["C:\\", "2"], id="backslash after a backslash"),
        pytest.param('"1,""tea, black"",2"\n', Style.WRAPPED, ["1", "tea, black", "2"], id="line in quotes"),
        pytest.param('1,"tea, black",2\n', Style.WRAPPED, ["1", "tea, black", "2"], id="line not in quotes"),
        pytest.param('1, "tea, black", 2\n', Style.SPACED, ["1", "tea, black", "2"], id="blank before the quote"),
        pytest.param('1,"tea, black" ,2 \n', Style.SPACED, ["1", "tea, black", "2 "], id="blank behind the quote"),
        pytest.param('1,"tea\nblack" \n', Style.SPACED, ["1", "tea\nblack"], id="blank behind the last quote"),
        pytest.param("1,“tea, black”,2\n", Style.MARKS, ["1", "tea, black", "2"], id="typographic quotes"),
        pytest.param("1,„tea, black“,2\n", Style.MARKS, ["1", "tea, black", "2"], id="German quotes"),
        pytest.param("1,''tea, black'',2\n", Style.MARKS, ["1", "tea, black", "2"], id="two apostrophes"),
        pytest.param('1,""tea, black"",2\n', Style.MARKS, ["1", "tea, black", "2"], id="quotes doubled for nothing"),
        pytest.param("1,'it''s tea, black',2\n", Style.APOSTROPHE, ["1", "it's tea, black", "2"], id="apostrophes"),
        pytest.param("1,O'Hara's,2\n", Style.APOSTROPHE, ["1", "O'Hara's", "2"], id="apostrophes of names"),
    ],
)
def test_styles(text: str, style: Style, cells: list[str]) -> None:
    found = read_record(_lines(text), ",", style)
    assert found is not None
    assert found.cells == cells
    assert found.n_lines == len(_lines(text))


@pytest.mark.parametrize(
    ("text", "style"),
    [
        pytest.param('"tea,1\n', Style.STANDARD, id="never closed"),
        pytest.param('"tea"s,1\n', Style.STANDARD, id="letter behind a closing quote"),
        pytest.param('"tea\n"s,1\n', Style.STANDARD, id="letter behind a closing quote on the next line"),
        pytest.param('"1,""tea"\n', Style.WRAPPED, id="inner line out of order"),
        pytest.param("'tea,1\n", Style.APOSTROPHE, id="apostrophe never closed"),
        pytest.param("", Style.STANDARD, id="no line"),
    ],
)
def test_records_out_of_order(text: str, style: Style) -> None:
    assert read_record(_lines(text), ",", style) is None


def test_no_more_lines_are_taken_than_a_record_needs() -> None:
    lines = iter(_lines('1,"a\nb"\n2,c\n'))
    assert read_record(lines, ",") is not None
    assert next(lines) == "2,c\n"


def test_cells_beyond_the_limit_of_csv() -> None:
    long = "tea, " * (csv.field_size_limit() // 4)
    assert read_record([f'1,"{long}"\n'], ",").cells == ["1", long]
    assert read_record([f'1,"{long}\n', 'end"\n', "2,x\n"], ",").cells == ["1", f"{long}\nend"]
    assert read_record([f'1,"{long}\n'], ",") is None


def test_a_quote_holds_a_record_open_for_so_long_only() -> None:
    line = "n" * 1000 + "\n"
    lines = ['1,"a\n', *[line] * (LONGEST_RECORD // 1000 + 2), 'b"\n']
    assert read_record(lines, ",") is None
    assert read_record(['1,"a\n', line, 'b"\n'], ",") is not None


@given(st.text('ab," x', min_size=1, max_size=14))
def test_csv_and_pattern_agree(text: str) -> None:
    found = read_record([text], ",")
    assert (found.cells if found else None) == split_by_pattern(text, ",")


@given(st.lists(st.text('ab,"x ', max_size=6), min_size=1, max_size=5))
def test_lenient_splitting_is_strict_where_that_works(cells: list[str]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    assert split_leniently(text.getvalue(), ",") == cells
