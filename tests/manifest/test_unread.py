"""Files that are known and not read say what they are."""

import io
import zipfile

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.packages import unread_kind
from riskscan.manifest.source import Source
from riskscan.tables.reading import MARKS
from riskscan.tables.unread_files import load_unread_files


def _zip(*names: str, mimetype: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"x")
    return content.getvalue()


OASIS = "application/vnd.oasis.opendocument"
MAIL = b"Received: from a.example by b.example\r\nFrom: a@a.example\r\nSubject: list\r\n\r\nGoods,kg\r\n"
FILES = [
    pytest.param(b"%PDF-1.7\n%\xe2\xe3", "a PDF document", id="PDF"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture", id="PNG"),
    pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG picture", id="JPEG"),
    pytest.param(b"II*\x00\x08\x00\x00\x00", "a TIFF picture", id="TIFF"),
    pytest.param(b"{\\rtf1\\ansi Goods", "a rich text document", id="RTF"),
    pytest.param(b"SQLite format 3\x00\x10\x00", "a SQLite database", id="SQLite"),
    pytest.param(b"\x00\x01\x00\x00Standard ACE DB\x00\x02", "a Microsoft Access database", id="Access"),
    pytest.param(b"\x80\x04\x95\x0a\x00\x00\x00", "a Python pickle.*never loaded", id="pickle"),
    pytest.param(b"\x93NUMPY\x01\x00", "a NumPy array", id="NumPy"),
    pytest.param(b"\x03\x7d\x04\x03\x02\x00\x00\x00\x41\x00\x20\x00\x00\x00", "a dBase table", id="dBase"),
    pytest.param(b"\x7fELF\x02\x01\x01", "a program", id="ELF"),
    pytest.param(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "a program", id="Windows program"),
    pytest.param(b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive", id="7z"),
    pytest.param(b"Rar!\x1a\x07\x01\x00", "a RAR archive", id="RAR"),
    pytest.param(b"\x09\x04\x06\x00\x00\x00\x10\x00", "an old Excel", id="Excel 4"),
    pytest.param(b'ID;PWXL;N;E\nC;X1;Y1;K"Goods"\n', "a SYLK sheet", id="SYLK"),
    pytest.param(MAIL, "an e-mail message", id="mail"),
    pytest.param(b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n", "a web archive", id="web archive"),
    pytest.param(b"ISA*00*          *00*          *ZZ*A", "an ANSI X12 message", id="X12"),
    pytest.param(b"<?xml version='1.0'?><Orders><Order/></Orders>", "XML with the root element <Orders>", id="XML"),
    pytest.param(b"CREATE TABLE goods (id int);\nINSERT INTO goods VALUES (1);", "an SQL script", id="SQL"),
    pytest.param(bytes(range(256)) * 40, "is no text", id="binary of no kind"),
    pytest.param(_zip("[Content_Types].xml", "word/document.xml"), "a Word document", id="Word"),
    pytest.param(_zip("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint", id="PowerPoint"),
    pytest.param(_zip("Index/Document.iwa"), "an Apple Numbers", id="Numbers"),
    pytest.param(_zip("content.xml", mimetype=f"{OASIS}.text"), "OpenDocument text", id="odt"),
    pytest.param(_zip("META-INF/MANIFEST.MF", "a.class"), "a Java archive", id="jar"),
]


@pytest.mark.parametrize(("content", "said"), FILES)
def test_file_says_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(ManifestError, match=said) as raised:
        read_table(io.BytesIO(content))
    assert "No column says what the goods are" not in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"BM,Goods\n1,tea\n", id="header BM"),
        pytest.param(b"MZ,Goods\n1,tea\n", id="header MZ"),
        pytest.param(b"ISA,Goods\n1,tea\n", id="header ISA"),
        pytest.param(b"Date,Goods\n2025-04-03,tea\n", id="header Date"),
        pytest.param(b"From: city,Goods\nLyon,tea\n", id="header with a colon"),
        pytest.param(b"0,Goods\n1,tea\n", id="header 0"),
        pytest.param(b"ID;Portion;Goods\n1;2;tea\n", id="header ID"),
        pytest.param("货物,重量\n茶,2\n".encode("utf-16-le"), id="UTF-16 without mark"),
    ],
)
def test_text_is_no_such_file(content: bytes) -> None:
    assert unread_kind(Source.of_bytes("x", content)) is None


def test_every_kind_has_what_a_reader_needs() -> None:
    kinds = load_unread_files()
    assert len(kinds) > 60
    for kind in kinds:
        assert kind.label.split()[0] in ("a", "an", "NumPy")
        assert kind.remedy
        assert not kind.remedy.endswith(".")
        assert kind.source
        assert kind.mark in MARKS
        assert not kind.pattern.match(b"Goods description,HS code\ntea,0902\n")
