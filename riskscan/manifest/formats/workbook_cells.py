"""Excel's XML looked through before it is read: the cells that say an error, and formulas saved without a result.

A reader of spreadsheets gives both as empty cells. The sheets are searched as bytes, in pieces: a second reading of
the XML would take longer than the first.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.workbook_bounds import Extent, check_extent, check_unpacked
from riskscan.manifest.grids import CellIssue
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.packages import ZIP_ERRORS, open_zip
from riskscan.manifest.source import Source

__all__ = ["find_faulty_cells"]

_PIECE = 1 << 20
_LONGEST_CELL = 1 << 22
_LONGEST_COLUMN, _LONGEST_ROW = 8, 12
_COLUMNS = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]+)\$?\d")
_ROWS = re.compile(rb"\br\s*=\s*[\"'][A-Za-z$]*(\d+)")
_CELL_START = re.compile(rb"<(?:\w+:)?c\s")
_FAULTY = re.compile(
    rb"<(?:\w+:)?c\s(?P<attributes>[^>]*)>\s*"
    rb"(?P<formula><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*)?"
    rb"(?P<value><(?:\w+:)?v\s*/>|<(?:\w+:)?v>(?P<text>[^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ERROR_TYPE = re.compile(rb"\bt=[\"']e[\"']")
_TEXT_TYPE = re.compile(rb"\bt=[\"']str[\"']")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class _Scan:
    """What the XML of one sheet shows."""

    extent: Extent = field(default_factory=Extent)
    faulty: dict[int, tuple[CellIssue, ...]] = field(default_factory=dict)


def find_faulty_cells(source: Source) -> dict[str, dict[int, tuple[CellIssue, ...]]]:
    """Return the faulty cells of each sheet by the position of their row, and refuse sheets beyond all bounds.

    Parameters
    ----------
    source : Source
        A workbook in Excel's XML.

    Raises
    ------
    ManifestError
        Where the workbook is damaged, or spans or unpacks to more than can be held.
    """
    faulty = {}
    try:
        with open_zip(source) as archive:
            check_unpacked(archive, source.name)
            names = _sheet_names(archive)
            for member in archive.infolist():
                path = member.filename.replace("\\", "/").lstrip("/")
                if "/worksheets/" in f"/{path}" and path.endswith(".xml"):
                    with archive.open(member) as content:
                        scan = _scan(content)
                    check_extent(scan.extent, source.name)
                    faulty[names.get(path, path)] = scan.faulty
    except ManifestError:
        raise
    except ZIP_ERRORS as error:
        raise ManifestError(f"{source.name} is not a readable Excel workbook: {error}.") from error
    return faulty


def _scan(content: IO[bytes]) -> _Scan:
    scan = _Scan()
    for piece in _pieces(content):
        columns = set(_COLUMNS.findall(piece))
        rows = set(_ROWS.findall(piece))
        width = max((_column(letters.upper()[:_LONGEST_COLUMN]) + 1 for letters in columns), default=0)
        extent = scan.extent
        extent.n_columns = max(extent.n_columns, width)
        extent.n_rows = max(extent.n_rows, *(int(row[:_LONGEST_ROW]) for row in rows)) if rows else extent.n_rows
        extent.n_cells += len(_CELL_START.findall(piece))
        if b"<f" in piece or b":f" in piece or b't="e"' in piece or b"t='e'" in piece:
            for row, issue in _faulty(piece):
                scan.faulty[row] = (*scan.faulty.get(row, ()), issue)
    return scan


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML in pieces that end before a cell begins; a cell longer than any is cut."""
    waiting = b""
    while piece := content.read(_PIECE):
        piece = waiting + piece
        starts = [found.start() for found in _CELL_START.finditer(piece, max(len(piece) - _PIECE // 2, 0))]
        cut = starts[-1] if starts else 0
        if not cut and len(piece) < _LONGEST_CELL:
            waiting = piece
            continue
        cut = cut or len(piece)
        yield piece[:cut]
        waiting = piece[cut:]
    yield waiting


def _faulty(piece: bytes) -> Iterator[tuple[int, CellIssue]]:
    for cell in _FAULTY.finditer(piece):
        attributes, text = cell["attributes"], (cell["text"] or b"").strip()
        place = _PLACE.search(attributes)
        if place is None:
            continue
        if _ERROR_TYPE.search(attributes):
            kind, value = IssueKind.ERROR_CELL, text.decode("utf-8", "replace")
        elif cell["formula"] and not text and not _TEXT_TYPE.search(attributes):
            kind, value = IssueKind.UNCALCULATED_FORMULA, f"{place[1].decode()}{place[2].decode()}"
        else:
            continue
        yield int(place[2]) - 1, CellIssue(_column(place[1]), kind, value)


def _column(letters: bytes) -> int:
    """Return the number of a column, from 0.

    Examples
    --------
    >>> _column(b"A"), _column(b"XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of the sheet that each member holds, as the workbook relates them."""
    workbook, relations = _parse(archive, "xl/workbook.xml"), _parse(archive, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    names = {}
    for sheet in workbook.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION_ID) or sheet.get(_STRICT_ID), "")
        names[posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")] = sheet.get("name", "")
    return names


def _parse(archive: zipfile.ZipFile, name: str) -> "etree._Element | None":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (KeyError, etree.XMLSyntaxError, *ZIP_ERRORS):
        return None
