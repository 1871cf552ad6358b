"""XML that is not read says what it is."""

import io

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.formats.base import Certainty
from riskscan.manifest.formats.xml_unknown import FORMAT
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
