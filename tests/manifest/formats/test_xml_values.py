"""Elements of any XML as values."""

import pytest
from lxml import etree

from riskscan.manifest.formats.xml_values import to_values


@pytest.mark.parametrize(
    ("content", "values"),
    [
        pytest.param("<a><b>1</b><c/></a>", {"b": "1", "c": None}, id="texts"),
        pytest.param("<a><b>1</b><b>2</b></a>", {"b": "1 | 2"}, id="texts of one name"),
        pytest.param('<a n="1"><b>2</b></a>', {"n": "1", "b": "2"}, id="attribute"),
        pytest.param('<a><b u="g">1</b></a>', {"b": "1", "b.u": "g"}, id="attribute beside a text"),
        pytest.param("<a>x<b>1</b> y\n z</a>", {"b": "1", "text": "x y z"}, id="text beside elements"),
        pytest.param("<a><b><c>1</c></b></a>", {"b": {"c": "1"}}, id="object"),
        pytest.param("<a><b><c>1</c></b><b>2</b></a>", {"b": [{"c": "1"}, "2"]}, id="object and text of one name"),
        pytest.param('<a><b c="1"/><b c="2"/></a>', {"b": [{"c": "1"}, {"c": "2"}]}, id="list"),
        pytest.param(
            "<a><p><b><c>1</c></b></p><p><b><c>2</c></b><b><c>3</c></b></p></a>",
            {"p": [{"b": [{"c": "1"}]}, {"b": [{"c": "2"}, {"c": "3"}]}]},
            id="a list of one where others are of two",
        ),
        pytest.param('<q:a xmlns:q="urn:x"><q:b q:n="1">2</q:b></q:a>', {"b": "2", "b.n": "1"}, id="namespace"),
        pytest.param(
            '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="u v"><b i:nil="true"/></a>',
            {"b": None},
            id="what is said to parsers",
        ),
    ],
)
def test_values(content: str, values: dict[str, object]) -> None:
    assert to_values(etree.fromstring(content)) == values
