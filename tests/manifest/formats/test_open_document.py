"""OpenDocument sheets: what breaks a line within a cell parts words."""

import io
import zipfile

import pytest

from riskscan.exceptions import ManifestError
from riskscan.manifest import read_table
from riskscan.manifest.formats import open_document
from riskscan.manifest.formats.open_document import without_breaks
from riskscan.manifest.source import Source
from tests.workbook_writers import write_ods

HEADER = ["Goods description", "HS code", "Net weight (kg)"]


def _workbook(old: str, new: str) -> io.BytesIO:
    """Return a workbook of one row of goods in which a text is replaced by markup."""
    content = io.BytesIO()
    written = io.BytesIO(write_ods([HEADER, ["paper bags|acetone", "2914", 5]]))
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(content, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old.encode(), new.encode()))
    content.seek(0)
    return content


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<text:line-break/>", id="line break"),
        pytest.param("<text:tab/>", id="tab"),
        pytest.param("<text:tab text:tab-ref='1' />", id="tab with an attribute"),
        pytest.param("<text:line-break></text:line-break>", id="written out"),
        pytest.param("</text:p><text:p>", id="paragraph"),
    ],
)
def test_words_on_both_sides_of_a_break_stay_apart(markup: str) -> None:
    (text,) = read_table(_workbook("|", markup)).frame[HEADER[0]]
    assert text.split() == ["paper", "bags", "acetone"]


def test_a_workbook_without_breaks_is_read_as_it_is() -> None:
    source = Source("a.ods", _workbook("|", " or "))
    assert without_breaks(source) is source


def test_a_break_between_two_pieces_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_document, "_PIECE", 7)
    (text,) = read_table(_workbook("|", "<text:line-break/>")).frame[HEADER[0]]
    assert text.split() == ["paper", "bags", "acetone"]


def test_other_elements_that_begin_alike_stay() -> None:
    content = _workbook("<text:p>", "<text:p><text:tab-stop/>")
    source = Source("a.ods", content)
    assert without_breaks(source) is source


@pytest.mark.parametrize("member", ["styles.xml", "content.xml"])
def test_a_workbook_with_a_damaged_member_is_refused(member: str) -> None:
    content = _workbook("|", "<text:line-break/>")
    with zipfile.ZipFile(content, "a") as archive:
        if member not in archive.namelist():
            archive.writestr(member, b"<styles of a sheet/>")
    damaged = bytearray(content.getvalue())
    with zipfile.ZipFile(content) as archive:
        damaged[archive.getinfo(member).header_offset + 30 + len(member)] ^= 0xFF
    with pytest.raises(ManifestError, match="is not a readable"):
        read_table(io.BytesIO(damaged))
