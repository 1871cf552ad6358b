import pytest

from riskscan.manifest.delimited.placing import CellPlacer
from riskscan.manifest.delimited.shapes import ColumnShapes

NAMES = ["consignment_id", "lodged_on", "goods_description", "hs_code", "net_mass_kg", "origin_country", "consignee"]
ROWS = [
    ["A1", "2026-04-01", "green tea", "090210", "5", "CN", "Alder Ltd, 1 Mill Lane"],
    ["A2", "2026-04-01", "cotton shirts 20 pcs", "610510", "12.5", "IN", "Birch and Sons"],
    ["A3", "2026-04-02", "acetone", "291411", "200", "DE", "Cedar GmbH"],
    ["A4", "2026-04-02", "paper in rolls", "480100", "950", "FI", "Alder Ltd, 1 Mill Lane"],
]
PLACER = CellPlacer(ColumnShapes(NAMES, ROWS), ",")


@pytest.mark.parametrize(
    ("line", "cells", "joined", "has_dropped"),
    [
        pytest.param(
            "A5,2026-04-03,tea, black,090230,7,CN,Elm Co",
            ["A5", "2026-04-03", "tea, black", "090230", "7", "CN", "Elm Co"],
            (2,),
            False,
            id="one separator in the goods",
        ),
        pytest.param(
            "A5,2026-04-03,tea, black, 2 tins, loose,090230,7,CN,Elm Co",
            ["A5", "2026-04-03", "tea, black, 2 tins, loose", "090230", "7", "CN", "Elm Co"],
            (2,),
            False,
            id="three separators in the goods",
        ),
        pytest.param(
            "A5,2026-04-03,tea,090230,7,CN,Elm Co, 4 Fir Road, Ulm",
            ["A5", "2026-04-03", "tea", "090230", "7", "CN", "Elm Co, 4 Fir Road, Ulm"],
            (6,),
            False,
            id="in the last column",
        ),
        pytest.param(
            "A5,2026-04-03,tea, black,090230,7,CN,Elm Co, 4 Fir Road",
            ["A5", "2026-04-03", "tea, black", "090230", "7", "CN", "Elm Co, 4 Fir Road"],
            (2, 6),
            False,
            id="in two columns",
        ),
        pytest.param(
            "A5,2026-04-03,4,4'-bipyridine 98%,293339,7,CN,Elm Co",
            ["A5", "2026-04-03", "4,4'-bipyridine 98%", "293339", "7", "CN", "Elm Co"],
            (2,),
            False,
            id="locants",
        ),
        pytest.param(
            "A5,2026-04-03,tea,090230,7,CN,Elm Co,,",
            ["A5", "2026-04-03", "tea", "090230", "7", "CN", "Elm Co"],
            (),
            False,
            id="blank cells at the end",
        ),
        pytest.param(
            "A5,2026-04-03,tea, black,090230,7,CN,,",
            ["A5", "2026-04-03", "tea, black", "090230", "7", "CN", ""],
            (2,),
            False,
            id="in the goods, and a blank cell at the end",
        ),
        pytest.param(
            "A5,,2026-04-03,tea,090230,7,CN,Elm Co",
            ["A5", "2026-04-03", "tea", "090230", "7", "CN", "Elm Co"],
            (),
            True,
            id="separator twice",
        ),
    ],
)
def test_placed(line: str, cells: list[str], joined: tuple[int, ...], has_dropped: bool) -> None:
    placed = PLACER.place(line.split(","))
    assert placed is not None
    assert (placed.cells, placed.joined, placed.has_dropped) == (cells, joined, has_dropped)


def test_the_goods_are_joined_where_the_header_alone_is_known() -> None:
    placer = CellPlacer(ColumnShapes(NAMES, []), ",")
    placed = placer.place(["A5", "2026-04-03", "tea", " black", "090230", "7", "CN", "Elm Co"])
    assert placed is not None
    assert placed.joined == (2,)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("A5,one,two,three,four,five,six,seven", id="words everywhere"),
        pytest.param("A5,2026-04-03,tea,090230,7,CN,Elm Co,2026-05-01", id="a column more"),
        pytest.param("1,2,3,4,5,6,7,8", id="numbers everywhere"),
        pytest.param("A5,2026-04-03,tea" + ", black" * 300 + ",090230,7,CN,Elm Co", id="far too long"),
    ],
)
def test_not_placed(line: str) -> None:
    assert PLACER.place(line.split(",")) is None


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        pytest.param(
            "A52026-04-03,tea,090230,7,CN,Elm Co",
            ["A52026-04-03", None, "tea", "090230", "7", "CN", "Elm Co"],
            id="separator missing before the goods",
        ),
        pytest.param(
            "A5,2026-04-03,black tea,0902307,CN,Elm Co",
            ["A5", "2026-04-03", "black tea", "0902307", None, "CN", "Elm Co"],
            id="separator missing behind them",
        ),
    ],
)
def test_spread(line: str, cells: list[str | None]) -> None:
    placed = PLACER.place(line.split(","))
    assert placed is not None
    assert placed.cells == cells


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("A5", id="one cell"),
        pytest.param("A5,2026-04-03,tea,090230", id="cut off"),
        pytest.param("A5,2026-04-03,tea,,,CN", id="cut off, with empty cells"),
        pytest.param("Total of all lines,950", id="a line that is no row"),
    ],
)
def test_not_spread(line: str) -> None:
    assert PLACER.place(line.split(",")) is None
