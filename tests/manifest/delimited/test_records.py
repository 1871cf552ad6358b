import io

import pytest

from riskscan.manifest.delimited.layout import find_layout
from riskscan.manifest.delimited.records import MAX_CELL_LINES, RecordReader, Rows
from riskscan.manifest.delimited.window import LineWindow
from riskscan.manifest.issues import IssueKind


def _read(text: str, separator: str | None = None) -> Rows:
    lines = list(io.StringIO(text, newline=""))
    layout = find_layout(lines, name="m.csv", separator=separator)
    return RecordReader(layout).read(LineWindow(lines[layout.body_line :]))


def _kinds(rows: Rows) -> list[tuple[int, str]]:
    return [(issue.row, issue.kind.value) for issue in rows.issues]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param(
            'goods,hs,a,b\r\n"Seasoning, Powder, Rice,\r\n50 g x 10 / ctn",2103,b,x\r\n',
            [["Seasoning, Powder, Rice,\r\n50 g x 10 / ctn", "2103", "b", "x"]],
            id="each line is as long as the header",
        ),
        pytest.param(
            'a,b,c,d\n"x,1,,\ny",2,,\n', [["x,1,,\ny", "2", "", ""]], id="each line is a row but for the quotes"
        ),
        pytest.param('a,b\n1,"x\ny, z"\n', [["1", "x\ny, z"]], id="a line in a cell is a row"),
        pytest.param('a,b\n1,""\n"","\n"\n', [["1", ""], ["", "\n"]], id="empty in quotes, and a line end alone"),
        pytest.param('a,b\n5" pipe,z\n', [['5" pipe', "z"]], id="quote in a bare cell"),
        pytest.param("a,b\n,\n", [["", ""]], id="empty cells"),
        pytest.param("a\tb\n\t\n", [["", ""]], id="empty cells between tabs"),
        pytest.param('a\n""\n \n"x\n\ny"\n', [[""], [" "], ["x\n\ny"]], id="one column"),
        pytest.param("a,b\n1,2,\n3,4,\n", [["1", "2"], ["3", "4"]], id="every row ends in a separator"),
        pytest.param("a,b\n1,2\n3,4,,,\n", [["1", "2"], ["3", "4"]], id="one row is padded"),
        pytest.param('"a,b"\n"1,2"\n"3,""x, y"""\n', [["1", "2"], ["3", "x, y"]], id="all lines in quotes"),
    ],
)
def test_text_in_order_is_read_strictly(text: str, cells: list[list[str]]) -> None:
    rows = _read(text)
    assert rows.cells == cells
    assert _kinds(rows) == []


def test_a_long_cell_is_a_cell_unless_its_lines_look_like_rows() -> None:
    text = "n n\n" * (2 * MAX_CELL_LINES)
    assert _read(f'a,b,c\n1,"x{text}y",3\n').cells == [["1", f"x{text}y", "3"]]
    rows = _read('a,b,c\n1,"x,2\n' + "n,n,n\n" * (2 * MAX_CELL_LINES) + 'y",3,4\n')
    assert len(rows.cells) == 2 * MAX_CELL_LINES + 2
    assert rows.cells[0] == ["1", '"x', "2"]


@pytest.mark.parametrize(
    ("text", "cells", "kinds"),
    [
        pytest.param(
            'a,b\n"x,1\ny,2\n', [['"x', "1"], ["y", "2"]], [(0, "unterminated_quote")], id="quote never closed"
        ),
        pytest.param(
            'a,b\n"x,1\n"y,z",2\n', [['"x', "1"], ["y,z", "2"]], [(0, "unterminated_quote")], id="closed by another"
        ),
        pytest.param('a,b\n"x"y,1\n', [['"x"y', "1"]], [(0, "unterminated_quote")], id="letter behind a quote"),
        pytest.param('a,b\n1,"', [["1", '"']], [(0, "unterminated_quote")], id="quote at the end of the file"),
        pytest.param(
            'a,b\n"5" tape, black",1\n', [['5" tape, black', "1"]], [(0, "unterminated_quote")], id="quote in quotes"
        ),
        pytest.param(
            'a,b,c,d\n1,"x,3,4\n5,y",7,8\n9,z,3,4\n',
            [["1", "x,3,4\n5,y", "7", "8"], ["9", "z", "3", "4"]],
            [],
            id="as long as the header together: no slip",
        ),
        pytest.param(
            'a,b,c,d\n1,2,"x,4\n5,y",7,8\n9,z,3,4\n',
            [["1", "2", '"x', "4"], ["5", 'y"', "7", "8"], ["9", "z", "3", "4"]],
            [(0, "unterminated_quote"), (1, "unterminated_quote")],
            id="two rows, a quote in each",
        ),
        pytest.param(
            'a,b\n1,x\n"5\\" tape, black",2\n',
            [["1", "x"], ['5" tape, black', "2"]],
            [(1, "other_quoting")],
            id="escaped",
        ),
        pytest.param(
            'a,b\n1,x\n"2,""y, z"""\n', [["1", "x"], ["2", "y, z"]], [(1, "other_quoting")], id="line in quotes"
        ),
        pytest.param('a,b\n1,x\n2, "y, z"\n', [["1", "x"], ["2", "y, z"]], [(1, "other_quoting")], id="blank first"),
        pytest.param('a,b\n1,x\n2,"y, z" \n', [["1", "x"], ["2", "y, z"]], [(1, "other_quoting")], id="blank last"),
        pytest.param("a,b\n1,x\n2,“y, z”\n", [["1", "x"], ["2", "y, z"]], [(1, "other_quoting")], id="typographic"),
        pytest.param("a,b\n1,x\n2,'y, z'\n", [["1", "x"], ["2", "y, z"]], [(1, "other_quoting")], id="apostrophes"),
        pytest.param(
            "a,b,c\n1,x,2\n2;y;3\n", [["1", "x", "2"], ["2", "y", "3"]], [(1, "other_quoting")], id="separator"
        ),
        pytest.param(
            "a,b,c\n1,x,2\n2;y\n",
            [["1", "x", "2"], ["2;y", None, None]],
            [(1, "too_few_cells")],
            id="no separator fits",
        ),
        pytest.param("a,b\n1\n\n2,3\n", [["1", None], ["2", "3"]], [(0, "too_few_cells")], id="too few"),
        pytest.param("a,b\n1,2,,4\n", [["1", "2"]], [(0, "too_many_cells")], id="too many"),
        pytest.param("a\n1,2\n", [["1,2"]], [], id="one column has no separators"),
    ],
)
def test_repairs(text: str, cells: list[list[str | None]], kinds: list[tuple[int, str]]) -> None:
    rows = _read(text)
    assert rows.cells == cells
    assert _kinds(rows) == kinds


def test_reading_is_strict_again_behind_a_slip() -> None:
    rows = _read('a,b,c\n1,"x\n2,"y\n\nz",3\n4,"u,v\nw",5\n')
    assert rows.cells == [["1", '"x', None], ["2", "y\n\nz", "3"], ["4", "u,v\nw", "5"]]


def test_surplus_and_blank_lines_are_counted() -> None:
    rows = _read("a,b\n1,2,3,4\n\n \n\x1a")
    assert rows.surplus == {0: "3,4"}
    assert rows.n_blank_lines == 3
    assert rows.n_lines == 4


def test_spilled_text_is_joined_and_said() -> None:
    good = "".join(f"A{n},tea of lot {n},{n},CN\n" for n in range(9))
    rows = _read(f"id,goods_description,net_mass_kg,origin_country\n{good}B1,tea, black, loose,7,IN\n")
    assert rows.cells[-1] == ["B1", "tea, black, loose", "7", "IN"]
    assert [(issue.row, issue.kind, issue.column, issue.value) for issue in rows.issues] == [
        (9, IssueKind.SPILLED_TEXT, "goods_description", "tea, black, loose")
    ]


def test_records_begin_before_the_limit_only() -> None:
    lines = ["1,2\n", '3,"x\n', 'y"\n', "5,6\n"]
    window = LineWindow(lines)
    layout = find_layout(["a,b\n", *lines], name="m.csv")
    rows = RecordReader(layout).read(window, n_characters=5)
    assert rows.cells == [["1", "2"], ["3", "x\ny"]]
    assert rows.n_lines == 3
