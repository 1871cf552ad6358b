"""XML of no known kind is read by the names of its elements, or says what it is."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.formats.base import Certainty
from riskscan.manifest.formats.registry import load_formats
from riskscan.manifest.formats.xml_unknown import FORMAT
from riskscan.manifest.notes import NoteKind
from riskscan.manifest.source import Source


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            b'<?xml version="1.0"?><Invoice xmlns="urn:oasis:ubl:Invoice-2"><ID>1</ID></Invoice>',
            r"XML with the root element <Invoice> of the namespace urn:oasis:ubl:Invoice-2.*which is not read",
            id="namespace",
        ),
        pytest.param(b"<goods><g>acetone</g></goods>", "root element <goods>, which is not read", id="no declaration"),
        pytest.param(
            b"<?xml version='1.0'?><CC015C><x/></CC015C>",
            r"<CC015C> \(transit declaration of the EU \(NCTS 5\)\), which is not read",
            id="known",
        ),
        pytest.param(b"<?xml version='1.0'", "cut off or damaged", id="no root"),
        pytest.param(b"1</a>\n<a>x</a>\n<a>y</a>\n<a>z</a>\n</b>\n", "cut off or damaged", id="lost beginning"),
        pytest.param("<?xml version='1.0'?><a/>".encode("utf-16"), "root element <a>", id="UTF-16"),
    ],
)
def test_what_it_is(content, said):
    with pytest.raises(ManifestError, match=said):
        read_table(io.BytesIO(content))


def test_what_is_read_instead_is_listed():
    with pytest.raises(ManifestError, match=r"riskscan reads: ASYCUDA World declaration XML \(SAD\); .*WCO Data Model"):
        read_table(io.BytesIO(b"<?xml version='1.0'?><a/>"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<!DOCTYPE html><html><table><tr><td>x</td></tr></table></html>", id="HTML"),
        pytest.param(b"<table><tr><td>x</td></tr></table>", id="table"),
        pytest.param(b"<?xml version='1.0'?><?mso-application?><Workbook xmlns='urn:x'/>", id="workbook"),
        pytest.param(b"goods,mass\n<acetone>,5\n", id="delimited text"),
        pytest.param(b"goods\n<b>acetone</b>,5\n<b>tea</b>,6\n<b>silk</b>,7\nx\n", id="markup in cells"),
        pytest.param(b"goods\n", id="no mark at all"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_other_formats_are_left_to_others(content):
    assert FORMAT.tells(Source.of_bytes("x", content)) == Certainty.NO


ONE = "<{0}><description>tea</description><hs_code>0902</hs_code></{0}>"
TWO = "<{0}><description>wire</description></{0}>"


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        pytest.param(
            f"<m>{ONE.format('row')}{TWO.format('row')}</m>",
            [{"description": "tea", "hs_code": "0902"}, {"description": "wire", "hs_code": None}],
            id="elements",
        ),
        pytest.param(
            '<m><row description="tea" hs_code="0902"/><row description="wire"/></m>',
            [{"description": "tea", "hs_code": "0902"}, {"description": "wire", "hs_code": None}],
            id="attributes",
        ),
        pytest.param(
            f'<x:m xmlns:x="urn:q"><x:port>NLRTM</x:port><x:row>{ONE.format("x:item")}{TWO.format("x:item")}</x:row>'
            f"<x:row>{ONE.format('x:item')}</x:row></x:m>",
            [
                {"port": "NLRTM", "description": "tea", "hs_code": "0902"},
                {"port": "NLRTM", "description": "wire", "hs_code": None},
                {"port": "NLRTM", "description": "tea", "hs_code": "0902"},
            ],
            id="items in consignments, one and two of them",
        ),
        pytest.param(
            f"<m>{ONE.format('row')}</m>", [{"row.description": "tea", "row.hs_code": "0902"}], id="one item alone"
        ),
    ],
)
def test_it_is_read_by_the_names_of_its_elements(content, rows):
    for prolog in ("", '<?xml version="1.0"?>'):
        frame = read_table(io.BytesIO((prolog + content).encode())).frame
        assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows


def test_what_lists_have_other_names_is_said():
    others = "<note><by>Alder</by></note><note><by>Birch</by></note>"
    table = read_table(io.BytesIO(f"<m>{ONE.format('row')}{TWO.format('row')}{others}</m>".encode()))
    assert table.frame["description"].tolist() == ["tea", "wire"]
    assert "note was not read: its columns are others: 'by'." in map(str, table.notes)


def test_what_is_cut_off_is_read_up_to_there():
    table = read_table(io.BytesIO(f"<m>{ONE.format('row')}{ONE.format('row')}<row><description>si".encode()))
    assert table.frame["description"].tolist() == ["tea", "tea", "si"]
    assert [note.kind for note in table.notes] == [NoteKind.DAMAGED_FILE]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<m>" + "<a>" * 5_000 + "</a>" * 5_000 + "</m>", id="deep"),
        pytest.param("<m><row><description>tea</description></row></m>", id="a description alone"),
        pytest.param("<plan><path d='M0'/><path d='M1'/></plan>", id="drawing"),
    ],
)
def test_what_names_no_goods_is_not_read(content):
    with pytest.raises(ManifestError, match="which is not read: its names say no goods"):
        read_table(io.BytesIO(content.encode()))


def test_entities_are_refused():
    content = b'<!DOCTYPE m [<!ENTITY e "x">]><m><row><description>&e;</description><hs_code>0902</hs_code></row></m>'
    with pytest.raises(ManifestError, match="declares XML entities"):
        read_table(io.BytesIO(content))


def test_it_is_less_sure_than_every_format_that_knows_the_kind():
    message = Source.of_bytes("x", b"<?xml version='1.0'?><wrapped><ASYCUDA><Item/></ASYCUDA></wrapped>")
    sure = {format.name: format.tells(message) for format in load_formats()}
    assert sure[FORMAT.name] == Certainty.GENERIC
    assert max(sure.values()) > Certainty.GENERIC
