"""Sheets of structures: words of a file stay words."""

from xml.etree import ElementTree

from riskscan.chemistry.drawn_sheet import SheetRow, draw_png, draw_svg

BOC = "O=C1CCN(C(=O)OC(C)(C)C)CC1"
ROWS = [
    SheetRow(BOC, "1-boc <script>alert(1)</script> \x1b[2J & \"x\"", "how", "O=C1CCNCC1", "4-piperidone", "carbamate"),
    SheetRow("CC(C)=O", "丙酮", "", "CC(C)=O", "acetone", "identical"),
    SheetRow("bad(", "unreadable", "", "CCO", "ethanol", "x"),
    SheetRow("", "nothing"),
]  # fmt: skip


def test_svg_is_xml_whatever_the_words_are():
    root = ElementTree.fromstring(draw_svg(ROWS))
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any("<script>" in text for text in texts if text)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert "丙酮" in texts
    shared = [node for node in root.iter() if node.get("class") == "shared"]
    assert shared


def test_the_listed_structure_itself_is_drawn_on_both_sides():
    one, both = draw_svg([SheetRow("CC(C)=O", "a")]), draw_svg([SheetRow("CC(C)=O", "a", "", "CC(C)=O", "acetone")])
    assert both.count("<g ") == 2 * one.count("<g ") == 2


def test_png():
    assert draw_png(ROWS).startswith(b"\x89PNG")
    assert draw_png([]).startswith(b"\x89PNG")
