import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest.delimited.layout import SAMPLE_LINES, SEPARATORS, find_layout
from riskscan.manifest.delimited.styles import Style


def _find(text: str, separator: str | None = None):
    return find_layout(list(io.StringIO(text, newline="")), name="m.csv", separator=separator)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_each_separator_is_found(separator: str) -> None:
    rows = [["Goods", "Gross weight", "Origin"], ["tea, black; in tins", "1.5", "CN"], ["silk | raw", "2", "IN"]]
    text = "".join(separator.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    layout = _find(text)
    assert (layout.separator, layout.style, layout.names) == (separator, Style.STANDARD, tuple(rows[0]))


@pytest.mark.parametrize(
    ("text", "separator", "names", "body_line", "n_title_lines"),
    [
        pytest.param("sep=;\ngoods;kg\ntea, b;1\n", ";", ("goods", "kg"), 2, 0, id="declared"),
        pytest.param('"sep=|"\r\ngoods|kg\r\n', "|", ("goods", "kg"), 2, 0, id="declared in quotes"),
        pytest.param("SEP=^\ngoods^kg\n", "^", ("goods", "kg"), 2, 0, id="declared in capitals"),
        pytest.param("goods;kg\n1,5;2,5\n", ";", ("goods", "kg"), 1, 0, id="decimal commas"),
        pytest.param("a,b\n1;2\n3;4\n", ";", ("a", "b"), 1, 0, id="rows with another separator than the header"),
        pytest.param("Lines of May; all\n\ngoods;Origin\ntea;CN\n", ";", ("goods", "Origin"), 3, 1, id="title above"),
        pytest.param('goods,"net\nmass"\ntea,1\n', ",", ("goods", "net mass"), 2, 0, id="line break in the header"),
        pytest.param("goods\ntea, black\n", ",", ("goods",), 1, 0, id="one column"),
        pytest.param("\n \ngoods,kg\n", ",", ("goods", "kg"), 3, 0, id="blank lines above"),
    ],
)
def test_places(text: str, separator: str, names: tuple[str, ...], body_line: int, n_title_lines: int) -> None:
    layout = _find(text)
    assert (layout.separator, layout.names) == (separator, names)
    assert (layout.body_line, len(layout.titles)) == (body_line, n_title_lines)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        pytest.param('"goods,kg"\n"""tea, b"",1"\n', Style.WRAPPED, id="every line in quotes"),
        pytest.param('goods,kg\n"""tea, b"",1"\n"silk,2"\n', Style.WRAPPED, id="rows in quotes"),
        pytest.param('goods,kg\n"5\\" tape, b",1\n"9\\" tape, b",2\n', Style.ESCAPED, id="backslashes"),
        pytest.param('goods, kg\n"tea, b", "1,5"\n"silk, b", "2,5"\n', Style.SPACED, id="blank before quotes"),
        pytest.param("'goods','kg'\n'tea, b','1'\n", Style.APOSTROPHE, id="apostrophes"),
        pytest.param("goods,kg\n“tea, b”,1\n“silk, b”,2\n", Style.MARKS, id="typographic quotes"),
        pytest.param('goods,kg\n"tea, b",1\n"rice,2\nO\'Hara,3\n', Style.STANDARD, id="one slip"),
        pytest.param("goods,kg\nO'Hara's, b,1\nit's tea,2\n", Style.STANDARD, id="apostrophes of words"),
        pytest.param('goods,kg\n"tea, b",1\nC:\\"x",2\n', Style.STANDARD, id="a path, all in order"),
    ],
)
def test_styles(text: str, style: Style) -> None:
    layout = _find(text)
    assert layout.style is style
    assert [name.strip() for name in layout.names] == ["goods", "kg"]


@pytest.mark.parametrize(
    ("text", "names", "width"),
    [
        pytest.param("goods,kg\ntea,1,\nsilk,2,\n", ("goods", "kg"), 3, id="rows end in a separator"),
        pytest.param("goods,kg,\ntea,1\nsilk,2\n", ("goods", "kg"), 2, id="the header does"),
        pytest.param("goods,kg,\ntea,1,\nsilk,2,\n", ("goods", "kg", "column_3"), 3, id="both do"),
        pytest.param("goods,kg,\ntea,1\nsilk,2,x\n", ("goods", "kg", "column_3"), 3, id="the header and one row do"),
        pytest.param("goods,kg\n1,tea,5\n2,silk,6\n3,x,7\n", ("column_1", "goods", "kg"), 3, id="row numbers of R"),
        pytest.param(",goods,kg\n0,tea,5\n1,silk,6\n", ("column_1", "goods", "kg"), 3, id="index of pandas"),
        pytest.param("goods,kg\ntea,5,new\nsilk,6,old\n", ("goods", "kg"), 2, id="a column without name"),
        pytest.param("goods,kg,origin\ntea,5\nsilk,6\n", ("goods", "kg", "origin"), 3, id="a column without cells"),
    ],
)
def test_headers_of_another_length_than_the_rows(text: str, names: tuple[str, ...], width: int) -> None:
    layout = _find(text)
    assert (layout.names, layout.width) == (names, width)


@pytest.mark.parametrize(
    ("text", "names", "body_line"),
    [
        pytest.param("goods_description,a,b\nA,b,c\n1,2,3\n", ("goods_description", "a", "b"), 1, id="letters"),
        pytest.param("goods_description,a,b\n1,2,3\nx,y,z\n", ("goods_description", "a", "b"), 1, id="numbers"),
        pytest.param("goods_description,a\nOrigin,Consignee\nx,y\n", ("goods_description", "a"), 1, id="known words"),
        pytest.param(
            "Goods,Net mass\nMercancía,Peso neto\ntea,5\n", ("Mercancía", "Net mass / Peso neto"), 2, id="languages"
        ),
        pytest.param("Goods,Net mass\n,kg\ntea,5\n", ("Goods", "Net mass (kg)"), 2, id="units"),
        pytest.param("Goods,Importer,\n,Name,Address\ntea,Elm,Ulm\n", ("Goods", "Importer Name"), 2, id="merged cells"),
    ],
)
def test_rows_below_a_header_that_names_all_columns(text: str, names: tuple[str, ...], body_line: int) -> None:
    layout = _find(text)
    assert layout.body_line == body_line
    assert layout.names[: len(names)] == names


@pytest.mark.parametrize(
    ("text", "is_regular"),
    [
        pytest.param("goods,kg\ntea,1\nsilk\nrice,2\n", True, id="one short row"),
        pytest.param("goods,kg,x\ntea,1\nsilk,2\nrice,2,y\n", False, id="mostly short rows"),
    ],
)
def test_short_rows_are_exceptions_or_not(text: str, is_regular: bool) -> None:
    assert _find(text).is_regular is is_regular


def test_a_separator_that_is_given_is_taken() -> None:
    assert _find("goods;kg,x\n", separator=",").names == ("goods;kg", "x")


def test_what_stands_far_below_does_not_matter() -> None:
    rows = "tea;1\n" * SAMPLE_LINES
    assert _find("a;b\n" + rows + "x,y\n" * 9999).separator == ";"


@pytest.mark.parametrize("text", ["", "\n \r\n", "sep=;\n"], ids=["nothing", "blank lines", "only the separator"])
def test_files_without_header(text: str) -> None:
    with pytest.raises(ManifestError, match=r"m\.csv has no header line"):
        _find(text)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param('goods,"net\nmass"\ntea,1\n', [], id="nothing to say"),
        pytest.param(
            "Lines of May\n\nGoods,Origin\ntea,CN\n",
            ["The file: the header stands in line 3; above it: 'Lines of May'."],
            id="title",
        ),
        pytest.param(
            "Goods,Net mass\n,kg\ntea,5\n",
            ["The file: the header stands in lines 1 to 2."],
            id="header of two lines",
        ),
        pytest.param(
            "'goods','kg'\n'tea, b','1'\n",
            ["Separators and line breaks in cells are protected in single quotes; the file was read so."],
            id="style",
        ),
    ],
)
def test_notes(text: str, notes: list[str]) -> None:
    assert [str(note) for note in _find(text).notes] == notes
