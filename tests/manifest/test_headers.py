"""Where the header of a table stands, and how its names are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest.headers import HeaderPlace, find_header, make_unique

GOODS = [["tea", "0902", "CN", "20.5"], ["printed cotton", "5208", "IN", "1,200"], ["steel wire", "7217", "TR", "75"]]
HEADER = ["Description of goods", "HS code", "Origin", "Gross weight (kg)"]
TITLES = [
    ["Monthly report on imports"],
    [],
    ["Office of Trade", None, "Printed 3 May 2025"],
    ["Importer", "Alder and Sons"],
    ["Goods cleared in April, values in thousands"],
]


def _found(rows: list[list[str | None]], **options: object) -> tuple[int, int, tuple[str, ...]]:
    place = find_header(rows, **options)  # type: ignore[arg-type]
    assert isinstance(place, HeaderPlace)
    return place.first_row, place.n_rows, place.names


@pytest.mark.parametrize(
    ("above", "header", "names"),
    [
        pytest.param([], [HEADER], tuple(HEADER), id="first row"),
        pytest.param(TITLES, [HEADER], tuple(HEADER), id="below title lines"),
        pytest.param([["Title"]] * 58, [HEADER], tuple(HEADER), id="below 58 title lines"),
        pytest.param([["Goods"]], [HEADER], tuple(HEADER), id="a title of one known word"),
        pytest.param(
            [["Imports 2025", "", "", ""]],
            [HEADER],
            tuple(HEADER),
            id="title in the corner over a header, as merged cells are",
        ),
        pytest.param(
            [["Imports 2025"] * 4],
            [HEADER],
            tuple(HEADER),
            id="title that merged cells repeat",
        ),
        pytest.param(
            [],
            [["Description", "Tariff", "", "Weight"], ["", "HS code", "Origin", "kg"]],
            ("Description", "HS code", "Origin", "Weight (kg)"),
            id="spans, parts known or not",
        ),
        pytest.param(
            [["x"]],
            [["Importer", "Importer", "Exporter", "Exporter"], ["Name", "Address", "Name", "No."]],
            ("Importer Name", "Importer Address", "Exporter Name", "Exporter No."),
            id="spans that merged cells repeat",
        ),
        pytest.param(
            [],
            [["Goods", "HS code", "Weight", ""], ["Text", "", "Gross (kg)", "Net (kg)"]],
            ("Goods", "HS code", "Gross (kg)", "Net (kg)"),
            id="parts with their units",
        ),
        pytest.param(
            [],
            [["Description", "HS code", "Origin", "Gross weight"], ["", "", "", "(kg)"]],
            ("Description", "HS code", "Origin", "Gross weight (kg)"),
            id="units in a row of their own",
        ),
        pytest.param(
            [],
            [HEADER, ["1", "2", "3", "4"]],
            tuple(HEADER),
            id="columns numbered",
        ),
        pytest.param(
            [["1", "2", "3", "4"]],
            [HEADER],
            tuple(HEADER),
            id="columns numbered above",
        ),
        pytest.param(
            [],
            [["Varukod", "Beteckning", "Land", "Vikt"]],
            ("Varukod", "Beteckning", "Land", "Vikt"),
            id="unknown names over numbers",
        ),
    ],
)
def test_header_is_found(above: list[list[str | None]], header: list[list[str | None]], names: tuple[str, ...]) -> None:
    first, n_rows, found = _found([*above, *header, *GOODS])
    assert (first, n_rows) == (len(above), len(header))
    assert [part in name for part, name in zip(names, found, strict=True)] == [True] * len(names), found


def test_two_languages_give_the_name_that_is_known() -> None:
    header = [["Beschrijving", "Post", "Herkomst", "Merk"], ["Description of goods", "HS code", "Origin", "Mark"]]
    first, n_rows, names = _found([*header, *GOODS])
    assert (first, n_rows) == (0, 2)
    assert all(part in name for part, name in zip(header[1], names, strict=True))
    place = find_header([*header, *GOODS])
    assert place is not None
    assert place.n_known == 3


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(GOODS, id="goods alone"),
        pytest.param([["tea", "Alder Ltd", "Lyon"], ["coffee", "Birch Ltd", "Porto"]], id="texts alone"),
        pytest.param([["Goods"], ["Prepared by the office"], ["3 May 2025"]], id="one known word above others"),
        pytest.param([["Read me"], ["This file lists imports."], ["Values are in US dollars."]], id="instructions"),
        pytest.param([], id="nothing"),
        pytest.param([[None, " "], []], id="blank rows"),
        pytest.param([["Prepared by", "A. Alder"], ["Date", "2025-05-03"]], id="labels beside values"),
        pytest.param(
            [["Consignee", "Alder Ltd"], ["Address", "1 Mill Lane"], ["Shipper", "Birch Ltd"], ["Origin", "China"]],
            id="labels of a consignment beside values",
        ),
    ],
)
def test_what_is_no_header(rows: list[list[str | None]]) -> None:
    found = find_header(rows)
    assert found is None or (rows and rows[0] == ["Goods"] and found.names == ("Goods",))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["tea", "0902", "CN", "kg"], id="unit in a row of goods"),
        pytest.param(["green tea", "", "", ""], id="goods alone"),
        pytest.param(["tea", "n/a", "China", "unknown"], id="texts alone"),
        pytest.param(["1", "2", "CN", "4"], id="hardly column numbers"),
        pytest.param(["fresh tea", "0902", "CN", "20", "RMS-15"], id="one cell more than the header"),
        pytest.param(["fresh tea", "Origin", "CN", "", "RMS-15"], id="one cell more, without numbers"),
    ],
)
def test_no_row_of_goods_is_taken_for_a_header(row: list[str | None]) -> None:
    assert _found([HEADER, row, *GOODS])[:2] == (0, 1)


def test_mapping_file_makes_a_name_known() -> None:
    rows = [["List"], ["Varor", "Ort"], ["te", "Lund"], ["kaffe", "Kalmar"]]
    assert find_header(rows) is None
    assert _found(rows, named=["varor"])[0] == 1


def test_first_of_two_tables_is_taken() -> None:
    second = ["Goods", "Shipper", "Consignee", "Net weight", "Origin"]
    assert _found([HEADER, *GOODS, second, ["tea", "A", "B", "2", "CN"]])[0] == 0


CELLS = st.one_of(st.none(), st.sampled_from(["", "Goods", "Weight", "kg", "12", "tea", "Origin", "1"]), st.text())


@given(st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_any_rows_have_a_header_within_them_or_none(rows: list[list[str | None]]) -> None:
    place = find_header(rows)
    if place is not None:
        assert 0 <= place.first_row < place.body_row <= len(rows)
        assert any(place.names)
        assert len(place.names) <= max(map(len, rows))


@given(st.lists(st.sampled_from(["a", "a (2)", "", "column_1", "b"]), max_size=9))
def test_names_become_unique_and_stay_where_they_are(headers: list[str]) -> None:
    unique = make_unique(headers)
    assert len(set(unique)) == len(unique) == len(headers)
    assert all(name.startswith(header) for header, name in zip(headers, unique, strict=True))
