"""Encodings, document types and characters of XML files."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.formats import xml_text
from riskscan.manifest.formats.xml_text import XmlText, find_root
from riskscan.manifest.source import Source


def _read(content: bytes, encoding: str | None = None) -> tuple[str, XmlText]:
    text = XmlText(Source.of_bytes("x.xml", content), encoding)
    return b"".join(text.pieces()).decode(), text


def _declared(name: str, encoding: str, text: str) -> bytes:
    return f'<?xml version="1.0" encoding="{name}"?>\n<a>{text}</a>'.encode(encoding)


@pytest.mark.parametrize(
    ("name", "encoding", "text"),
    [
        pytest.param("UTF-8", "utf-8", "丙酮", id="as declared"),
        pytest.param("ISO-8859-1", "latin-1", "acétone", id="Latin-1"),
        pytest.param("ISO-8859-1", "cp1252", "acétone – 25 €", id="Windows characters in Latin-1"),
        pytest.param("windows-1251", "cp1251", "ацетон", id="Windows-1251"),
        pytest.param("Shift_JIS", "cp932", "アセトン①㈱", id="vendor characters in Shift_JIS"),
        pytest.param("EUC-KR", "cp949", "아세톤 똠방", id="vendor characters in EUC-KR"),
        pytest.param("Big5", "cp950", "丙酮 裏碁", id="vendor characters in Big5"),
        pytest.param("GB2312", "gb18030", "丙酮 镕", id="vendor characters in GB2312"),
        pytest.param("GBK", "gb18030", "丙酮 ㎏ €", id="wider than GBK"),
    ],
)
def test_declared_encoding(name, encoding, text):
    content = _declared(name, encoding, text)
    got, reader = _read(content)
    assert got == f"\n<a>{text}</a>"
    assert (reader.stated, reader.damaged_lines) == ("", [])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("<a>丙酮</a>".encode("utf-16"), "<a>丙酮</a>", id="UTF-16 with mark"),
        pytest.param("<a>丙酮</a>".encode("utf-16-be"), "<a>丙酮</a>", id="UTF-16 without mark"),
        pytest.param(codecs.BOM_UTF8 + "<a>丙酮</a>".encode(), "<a>丙酮</a>", id="UTF-8 with mark"),
        pytest.param("<a>丙酮</a>".encode("utf-32"), "<a>丙酮</a>", id="UTF-32"),
        pytest.param("<a>acétone – 5 €</a>".encode("cp1252"), "<a>acétone – 5 €</a>", id="undeclared Windows-1252"),
        pytest.param("<a>丙酮，甲苯，盐酸</a>".encode("gb18030"), "<a>丙酮，甲苯，盐酸</a>", id="undeclared GB 18030"),
    ],
)
def test_encoding_that_is_not_declared(content, text):
    assert _read(content)[0] == text


def test_declared_utf_16_that_was_written_as_bytes():
    got, reader = _read(b'<?xml version="1.0" encoding="utf-16"?><a>acetone</a>')
    assert got == "<a>acetone</a>"
    assert reader.stated == "utf-16"


def test_declared_utf_8_that_is_not():
    got, reader = _read(_declared("UTF-8", "gb18030", "丙酮，工业级，二百升桶装"))
    assert "丙酮，工业级" in got
    assert reader.stated == "utf-8"


def test_single_lines_in_another_encoding():
    lines = ["<a>", "<b>丙酮, 甲苯, 乙醚, 盐酸</b>", "<b>硫酸, 高锰酸钾</b>"] * 20
    content = "\n".join(lines).encode() + b"\n<b>ac\xe9tone</b></a>"
    got, reader = _read(content)
    assert "acétone" in got
    assert "高锰酸钾" in got
    assert reader.damaged_lines == [61]


def test_the_user_knows_better():
    assert _read(_declared("UTF-8", "koi8-r", "ацетон"), "koi8-r")[0] == "\n<a>ацетон</a>"
    with pytest.raises(OptionError, match="Unknown encoding"):
        _read(b"<a/>", "nonsense")


@pytest.mark.parametrize(
    ("content", "text", "lines"),
    [
        pytest.param(b"<a>x\x00\x0by</a>", "<a>x  y</a>", [1, 1], id="characters that XML has not"),
        pytest.param(b"<a>\n&#0;&#x1F;&#65;</a>", "<a>\n  &#65;</a>", [2, 2], id="references to them"),
        pytest.param(
            b"<a>Tallow & Finch &Co &x; &</a>", "<a>Tallow &amp; Finch &amp;Co &amp;x; &amp;</a>", [], id="lone"
        ),
        pytest.param(b"<a>&eacute;&nbsp;&alpha;&amp;&lt;</a>", "<a>é\xa0α&amp;&lt;</a>", [], id="names of HTML"),
        pytest.param(b"<a><![CDATA[x & &eacute; <b>]]></a>", "<a><![CDATA[x & &eacute; <b>]]></a>", [], id="CDATA"),
        pytest.param(b"<a/><?xml version='1.0'?><a/>", "<a/><a/>", [], id="declaration within"),
        pytest.param(b"<a>x < 1, <2<b/></a>", "<a>x &lt; 1, &lt;2<b/></a>", [], id="no tag"),
        pytest.param(b"garbage <a/>", "<a/>", [], id="garbage in front"),
    ],
)
def test_what_a_parser_would_stop_at(content, text, lines):
    got, reader = _read(content)
    assert got == text
    assert reader.damaged_lines == lines


@pytest.mark.parametrize(
    "document_type",
    [
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
        b'<!DOCTYPE a PUBLIC "-//X//Y" "a.dtd">',
        b"<!DOCTYPE a [<!ELEMENT a ANY>\n<!ATTLIST a b CDATA #IMPLIED>]>",
    ],
)
def test_document_type_is_left_out(document_type):
    assert _read(b"<?xml version='1.0'?>" + document_type + b"<a>x</a>")[0].strip() == "<a>x</a>"


BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(BOMB, "declares XML entities", id="bomb"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "declares XML", id="external"
        ),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org">%x;]><a/>', "declares XML", id="parameter"
        ),
        pytest.param(BOMB.decode().encode("utf-16"), "declares XML", id="bomb in UTF-16"),
        pytest.param(b"<!-- x --><?pi?>" + BOMB[21:], "declares XML", id="bomb behind a comment"),
        pytest.param(b"<!DOCTYPE a [<!ELEMENT a " + b"x" * 70_000, "does not end", id="endless"),
    ],
)
def test_entities_are_refused(content, said):
    with pytest.raises(ManifestError, match=said):
        _read(content)


def test_document_type_within_a_file_defines_nothing():
    got, _ = _read(b"<a>" + BOMB[21:] + b"</a>")
    parser = etree.XMLParser(recover=True, resolve_entities=False)
    assert "".join(etree.fromstring(got.encode(), parser).itertext()).count("bbbb") == 2  # as it stands


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_pieces_of_any_size(size, monkeypatch):
    content = "<a>x & y &eacute; <![CDATA[&eacute; ]]]]> &#65; 丙酮</a>".encode()
    whole = _read(content)[0]
    monkeypatch.setattr(xml_text, "PIECE_BYTES", size)
    assert _read(content)[0] == whole == "<a>x &amp; y é <![CDATA[&eacute; ]]]]> &#65; 丙酮</a>"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("]]>&lt;&")
@example("\ufffe")
def test_a_parser_reads_whatever_comes_out(text):
    content = ("<a>" + text.replace("<", "") + "</a>").encode()
    got, _ = _read(content)
    if "]]>" not in text:
        etree.fromstring(got.encode(), etree.XMLParser(resolve_entities=False))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<a/>", ("a", "")),
        ("<n:a b='c'>", ("a", " b='c'")),
        ("<?xml version='1.0'?>\n<!-- <b> -->\n<!DOCTYPE a [<!ELEMENT a ANY>]>\n<a>", ("a", "")),
        ("a < b", ("", "")),
        ("", ("", "")),
    ],
)
def test_root(text, root):
    assert find_root(text) == root
