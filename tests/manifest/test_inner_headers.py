"""A header among the rows, with its names in other places: what stands below is read by it, and no goods are lost."""

import io
from pathlib import Path

import pandas as pd
import pytest

from riskscan.manifest import read_manifest, read_table
from riskscan.manifest.formats.base import Table
from riskscan.manifest.inner_headers import split_at_headers
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.parts import open_parts

HEADER = "Description of goods,HS code,Net weight (kg),Consignee,Destination"
MOVED = "Consignee,Description of goods,HS code,Net weight (kg),Destination"
NARROW = "Consignee,Description of goods,Net weight (kg)"
FIRST = ["tea,090210,5,Foo,DE", "paper,480100,6,Bar,FR"]


def _read(*lines: str) -> pd.DataFrame:
    return read_manifest(io.BytesIO("\n".join(lines).encode()))


def _seen(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = ["goods_description", "hs_code", "net_mass_kg", "consignee_name"]
    return [tuple(row) for row in frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy()]


def test_names_in_another_order() -> None:
    frame = _read(HEADER, *FIRST, MOVED, "Qux,acetone,291411,7,US")
    assert _seen(frame) == [
        ("tea", "090210", 5.0, "Foo"), ("paper", "480100", 6.0, "Bar"), ("acetone", "291411", 7.0, "Qux"),
    ]  # fmt: skip
    assert set(frame["row_issues"]) == {""}


def test_fewer_names_and_the_first_header_again() -> None:
    frame = _read(HEADER, *FIRST, "", "Second bill", NARROW, "Qux,acetone,7", HEADER, "rice,100630,8,Baz,IT")
    assert _seen(frame)[3:] == [("acetone", None, 7.0, "Qux"), ("rice", "100630", 8.0, "Baz")]
    assert "too_few_cells" not in "".join(frame["row_issues"][3:])


def test_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    lines = [HEADER, *FIRST, NARROW.upper(), "Qux,acetone,7"]
    rows = [(line.split(",") + [None] * 4)[:5] for line in lines]
    pd.DataFrame(rows).to_excel(path, header=False, index=False)
    assert _seen(read_manifest(path))[2] == ("acetone", None, 7.0, "Qux")
    assert [str(note.kind) for note in read_table(path).notes] == ["inner_header"]


def test_parts_are_read_like_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("\n".join([HEADER, *FIRST, MOVED, "Qux,acetone,291411,7,US"]), encoding="utf-8")
    with open_parts(path) as parts:
        read = pd.concat([part.frame for part in parts.parts(2)])
    assert read["Description of goods"].tolist() == ["tea", "paper", "acetone"]


def test_the_header_holds_for_the_parts_that_follow() -> None:
    names = HEADER.split(",")
    parts = [[MOVED.split(","), ["Qux", "acetone", "291411", "7", "US"]], [["Quux", "rice", "100630", "8", "IT"]]]
    tables = (Table(pd.DataFrame(rows, columns=names), RowIssues()) for rows in parts)
    first, second, third = split_at_headers(tables)
    assert (len(first.frame), first.is_inner) == (0, False)
    assert [part.frame["Description of goods"].tolist() for part in (second, third)] == [["acetone"], ["rice"]]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(HEADER, id="the same header"),
        pytest.param("Consignee,HS code,Net weight (kg),,", id="no column of goods"),
        pytest.param("Consignee,Description of goods,,,", id="two names"),
        pytest.param("HS code,291411,7,Description of goods,Consignee", id="cells beside the names"),
    ],
)
def test_other_rows_are_none(line: str) -> None:
    frame = _read(HEADER, *FIRST, line, "acetone,291411,7,Qux,US")
    assert len(frame) == 4
    assert _seen(frame)[3] == ("acetone", "291411", 7.0, "Qux")


def test_below_a_header_that_is_wider_no_goods_are_lost() -> None:
    frame = _read(HEADER, *FIRST, f"{MOVED},Remarks", "Qux,acetone,291411,7,US,x")
    assert "acetone" in frame["goods_description"].iloc[3]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Consignee,Goods,Net wt (kg),Commodity code,Country", id="other names for the same"),
        pytest.param("consignee,GOODS,Quantity,HS code,Remarks", id="names that the first header lacks"),
        pytest.param("Empfänger,Warenbezeichnung,Eigenmasse (kg),Warennummer,Land", id="another language"),
    ],
)
def test_other_names(header: str) -> None:
    frame = _read(HEADER, *FIRST, header, "Qux,acetone,7,291411,US", HEADER, "rice,100630,8,Baz,IT")
    assert [(goods, code) for goods, code, *_ in _seen(frame)[2:]] == [("acetone", "291411"), ("rice", "100630")]
    assert frame["consignee_name"].tolist()[2:] == ["Qux", "Baz"]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Warenbezeichnung,Warennummer,Eigenmasse (kg),Empfänger,Bestimmungsland", id="in the same places"),
        pytest.param("Goods,Ware,Marchandise,Merci,Produkt", id="words for one thing"),
        pytest.param("Consignee,Qux,Description of goods,acetone,HS code", id="names and values"),
    ],
)
def test_rows_of_names_that_are_no_other_header(header: str) -> None:
    frame = _read(HEADER, *FIRST, header, "acetone,291411,7,Qux,US")
    assert _seen(frame)[-1] == ("acetone", "291411", 7.0, "Qux")


def test_a_mass_in_another_unit_is_no_other_name() -> None:
    frame = _read(HEADER, *FIRST, "Consignee,Goods,HS code,Net weight (lb)", "Qux,acetone,291411,100")
    assert frame["goods_description"].iloc[2] == "acetone"
    assert frame["net_mass_kg"].tolist()[:2] == [5.0, 6.0]
    assert frame["net_mass_kg"].iloc[2] != 100
