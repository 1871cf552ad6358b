"""Excel's XML looked through before it is read: the cells that say an error, and formulas saved without a result.

A reader of spreadsheets gives both as empty cells. The sheets are searched as bytes, in pieces: a second reading of
the XML would take longer than the first.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.sheet_pieces import CELL_START, column_number, sheet_pieces
from riskscan.manifest.formats.workbook_bounds import Extent, check_unpacked
from riskscan.manifest.grids import CellIssue
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.packages import ZIP_ERRORS, open_zip
from riskscan.manifest.source import Source

__all__ = ["FaultyCells", "WorkbookScan", "scan_workbook"]

_LONGEST_ROW = 12
_HEAD = 1 << 12
_N_TEXTS = re.compile(rb"\buniqueCount\s*=\s*[\"']\+?(\d+)")
_COLUMNS = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]+)\$?\d")
_ROWS = re.compile(rb"\br\s*=\s*[\"'][A-Za-z$]*(\d+)")
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


FaultyCells = dict[int, tuple[CellIssue, ...]]
"""Of one sheet, by the position of their row."""


@dataclass(frozen=True, slots=True)
class WorkbookScan:
    """What the XML of a workbook shows.

    Attributes
    ----------
    extents : dict of str to Extent
        What the cells of each sheet span, by the member that holds it.
    faulty : dict of str to dict
        The faulty cells of each sheet, by its name.
    """

    extents: dict[str, Extent]
    faulty: dict[str, FaultyCells]


def scan_workbook(source: Source) -> WorkbookScan:
    """Look through every sheet of a workbook.

    Parameters
    ----------
    source : Source
        A workbook in Excel's XML.

    Raises
    ------
    ManifestError
        Where the workbook is damaged, or unpacks to more than can be held.
    """
    extents: dict[str, Extent] = {}
    faulty: dict[str, FaultyCells] = {}
    try:
        with open_zip(source) as archive:
            check_unpacked(archive, source.name)
            names = _sheet_names(archive)
            for member in archive.infolist():
                path = member.filename.replace("\\", "/").lstrip("/")
                if path.lower().endswith("sharedstrings.xml"):
                    _check_texts(archive, member, source.name)
                if "/worksheets/" in f"/{path}" and path.endswith(".xml"):
                    with archive.open(member) as content:
                        extents[member.filename], faulty[names.get(path, path)] = _scan(content)
    except ManifestError:
        raise
    except ZIP_ERRORS as error:
        raise ManifestError(f"{source.name} is not a readable Excel workbook: {error}.") from error
    return WorkbookScan(extents, faulty)


def _check_texts(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """Refuse a table of texts that says it has more than it can: a reader makes room for all of them at once."""
    with archive.open(member) as content:
        stated = _N_TEXTS.search(content.read(_HEAD))
    if stated and int(stated[1][:_LONGEST_ROW]) > member.file_size:
        raise ManifestError(f"{name} is not a readable Excel workbook: it says that it has {stated[1].decode()} texts.")


def _scan(content: IO[bytes]) -> tuple[Extent, FaultyCells]:
    extent = Extent()
    faulty: dict[int, tuple[CellIssue, ...]] = {}
    for piece in sheet_pieces(content):
        columns = set(_COLUMNS.findall(piece))
        rows = set(_ROWS.findall(piece))
        extent.n_columns = max(extent.n_columns, *(column_number(letters) + 1 for letters in columns), 0)
        extent.n_rows = max(extent.n_rows, *(int(row[:_LONGEST_ROW]) for row in rows), 0)
        extent.n_cells += len(CELL_START.findall(piece))
        if b"<f" in piece or b":f" in piece or b't="e"' in piece or b"t='e'" in piece:
            for row, issue in _faulty(piece):
                faulty[row] = (*faulty.get(row, ()), issue)
    return extent, faulty


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
        yield int(place[2]) - 1, CellIssue(column_number(place[1]), kind, value)


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
