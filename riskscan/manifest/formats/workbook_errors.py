"""Cells of binary workbooks (.xls, .xlsb) that say an error: a reader of spreadsheets gives them as empty cells.

References
----------
Microsoft, [MS-XLS] 2.4.24 (BoolErr), 2.4.127 (Formula), 2.4.28 (BoundSheet8), 2.5.10 (Bes); [MS-XLSB] 2.4.313
(BrtCellError), 2.4.685 (BrtFmlaError), 2.4.28 (BrtBundleSh).
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree

from riskscan.manifest.formats.workbook_cells import FaultyCells
from riskscan.manifest.formats.workbook_records import binary_records, old_records
from riskscan.manifest.grids import CellIssue
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.packages import ZIP_ERRORS, open_zip
from riskscan.manifest.source import Source

__all__ = ["errors_of_binary", "errors_of_old"]

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_SHEET, _BOF, _BOOL_OR_ERROR, _FORMULA = 0x0085, 0x0809, 0x0205, 0x0006
_IS_ERROR = 1
_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR, _XLSB_SHEET = 0, 3, 11, 156


def errors_of_old(source: Source) -> dict[int, FaultyCells]:
    """Return the cells with an error of each sheet of an old workbook (.xls), by its place among the sheets.

    Its name is written in other ways by Excel 5 and 95.
    """
    places: dict[int, int] = {}
    faulty: dict[int, FaultyCells] = {}
    sheet = -1
    for kind, start, content, _ in old_records(source.content):
        if kind == _SHEET and len(content) >= 4:
            places[struct.unpack_from("<I", content)[0]] = len(places)
        elif kind == _BOF:
            sheet = places.get(start, -1)
        elif error := _old_error(kind, content):
            row, column = struct.unpack_from("<HH", content)
            _add(faulty.setdefault(sheet, {}), row, column, error)
    return faulty


def _old_error(kind: int, content: bytes) -> str:
    if kind == _BOOL_OR_ERROR and len(content) >= 8 and content[7] == _IS_ERROR:
        return _ERRORS.get(content[6], "")
    if kind == _FORMULA and len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == 2:
        return _ERRORS.get(content[8], "")
    return ""


def errors_of_binary(source: Source) -> dict[str, FaultyCells]:
    """Return the cells with an error of each sheet of a binary workbook (.xlsb), by its name."""
    faulty: dict[str, FaultyCells] = {}
    with open_zip(source) as archive:
        targets = _targets(_member(archive, "xl/_rels/workbook.bin.rels"))
        for relation, name in _binary_sheets(_member(archive, "xl/workbook.bin")):
            path = posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")
            faulty[name] = _binary_errors(_member(archive, path))
    return faulty


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member; nothing of one that is missing or damaged, which the reader of the sheets says."""
    try:
        return archive.read(name)
    except (KeyError, *ZIP_ERRORS):
        return b""


def _targets(relations: bytes) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return {one.get("Id", ""): one.get("Target", "") for one in etree.fromstring(relations, parser)}
    except (etree.XMLSyntaxError, ValueError):
        return {}


def _binary_sheets(stream: bytes) -> Iterator[tuple[str, str]]:
    for kind, _, content, _ in binary_records(stream):
        if kind == _XLSB_SHEET and len(content) > 16:
            relation, end = _wide_text(content, 8)
            yield relation, _wide_text(content, end)[0]


def _wide_text(content: bytes, place: int) -> tuple[str, int]:
    if place + 4 > len(content):
        return "", place
    end = place + 4 + 2 * int(struct.unpack_from("<I", content, place)[0])
    return content[place + 4 : end].decode("utf-16-le", "replace"), end


def _binary_errors(stream: bytes) -> FaultyCells:
    faulty: FaultyCells = {}
    row = 0
    for kind, _, content, _ in binary_records(stream):
        if kind == _XLSB_ROW and len(content) >= 4:
            row = int(struct.unpack_from("<I", content)[0])
        elif kind in (_XLSB_ERROR, _XLSB_FORMULA_ERROR) and len(content) >= 9:
            _add(faulty, row, int(struct.unpack_from("<I", content)[0]), _ERRORS.get(content[8], ""))
    return faulty


def _add(faulty: FaultyCells, row: int, column: int, error: str) -> None:
    faulty[row] = (*faulty.get(row, ()), CellIssue(column, IssueKind.ERROR_CELL, error))
