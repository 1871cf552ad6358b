import pytest

from riskscan.manifest.delimited.shapes import EMPTY, ColumnShapes, shape_of


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        pytest.param(("", "  "), "empty", id="empty"),
        pytest.param(("2026-04-03", "3/4/26", "03.04.2026 12:30", "3 Apr 2026", "03-MAY-26"), "date", id="dates"),
        pytest.param(("103-79-7", "64-17-5"), "cas", id="CAS RN"),
        pytest.param(("5", "-12", "1200"), "integer", id="integers"),
        pytest.param(("291411", "2914110000", "2914.11.00"), "code", id="codes"),
        pytest.param(("1.5", "1,200.50", "1 200,5", ".5"), "decimal", id="decimals"),
        pytest.param(("CN", "MX"), "two_letters", id="two letters"),
        pytest.param(("5 kg", "USD 30", "12.5KGS"), "measure", id="measures"),
        pytest.param(("acetone", "Kolkata", "茶叶"), "word", id="words"),
        pytest.param(("A-17", "TR0001", "lot#4"), "sign", id="signs"),
        pytest.param(("green tea", "12 Mill Lane", "tea,black"), "text", id="texts"),
        pytest.param((" black", "\tblack"), "_word", id="words after a blank"),
    ],
)
def test_shapes(cells: tuple[str, ...], shape: str) -> None:
    assert {shape_of(cell) for cell in cells} == {shape}


def test_headers_count_before_any_row() -> None:
    shapes = ColumnShapes(["goods_description", "net_mass_kg", "Lot"], [])
    assert shapes.goods == {0}
    assert shapes.is_text(0)
    assert not shapes.is_text(1)
    assert shapes.is_odd("text", 1)
    assert not shapes.is_odd("text", 2)  # nothing is known of the column


def test_rows_count_more_than_headers() -> None:
    rows = [[f"lot {number} of tea", "CN"] for number in range(30)]
    shapes = ColumnShapes(["net_mass_kg", "Origin"], rows)
    assert shapes.is_text(0)
    assert shapes.fit("text", 0) > shapes.fit("integer", 0)
    assert shapes.count_odd(["text", "integer"]) == 1
    assert shapes.count_odd([EMPTY, EMPTY]) == 0
