import io

import pytest

from riskscan.manifest.delimited.layout import find_layout
from riskscan.manifest.delimited.records import RecordReader, Rows
from riskscan.manifest.delimited.window import LineWindow

HEADER = "consignment_id,lodged_on,goods_description,net_mass_kg,origin_country\n"
GOOD = "".join(f"A{n},2026-04-{n + 10},tea of lot {n},{n}.5,CN\n" for n in range(9))


def _read(text: str) -> Rows:
    lines = list(io.StringIO(HEADER + GOOD + text, newline=""))
    layout = find_layout(lines, name="m.csv")
    return RecordReader(layout).read(LineWindow(lines[layout.body_line + 9 :]))


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        pytest.param("B1,2026-05-01,acetone\n25 drums,7.5,IN\n", "acetone\n25 drums", id="in two"),
        pytest.param(
            "B1,2026-05-01,acetone\r\n25 drums\r\nnew,7.5,IN\r\n", "acetone\r\n25 drums\r\nnew", id="in three"
        ),
        pytest.param("B1,2026-05-01,acetone\n\n25 drums,7.5,IN\n", "acetone\n\n25 drums", id="with a blank line"),
        pytest.param("B1,2026-05-01,acetone\r25 drums,7.5,IN\n", "acetone\r25 drums", id="by a carriage return"),
        pytest.param('B1,2026-05-01,"so-called "silk"\nraw",7.5,IN\n', 'so-called "silk"\nraw', id="quotes inside"),
    ],
)
def test_joined(text: str, goods: str) -> None:
    rows = _read(text + "B2,2026-05-02,rice,1,IN\n")
    assert rows.cells == [["B1", "2026-05-01", goods, "7.5", "IN"], ["B2", "2026-05-02", "rice", "1", "IN"]]
    assert "broken_row" in {issue.kind.value for issue in rows.issues}


@pytest.mark.parametrize(
    ("text", "n_rows"),
    [
        pytest.param("B1,2026-05-01\nB2,2026-05-02,rice,1,IN\n", 2, id="cut off before a whole row"),
        pytest.param("B1,2026-05-01\nB2,2026-05-02,rice,1\n", 2, id="two that are cut off"),
        pytest.param("B1,2026-05-01,tea\nB2,2026-05-02,rice\n", 2, id="two that are cut off at one place"),
        pytest.param("Total\n\nB2,2026-05-02,rice,1\n", 2, id="a remark before one that is cut off"),
        pytest.param("B1,2026-05-01,acetone\n", 1, id="nothing follows"),
        pytest.param("B1,2026-05-01,a\nb,c,d,e,f\n", 2, id="too long together"),
    ],
)
def test_not_joined(text: str, n_rows: int) -> None:
    rows = _read(text)
    assert len(rows.cells) == n_rows
    assert "broken_row" not in {issue.kind.value for issue in rows.issues}


def test_short_rows_stay_where_most_are_short() -> None:
    lines = ["goods,remark,kg\n", *["tea,5\n"] * 6]
    layout = find_layout(lines, name="m.csv")
    assert len(RecordReader(layout).read(LineWindow(lines[1:])).cells) == 6
