"""XML Spreadsheet 2003: the XML that Excel and many reporting systems write and call .xls or .xml.

References
----------
Microsoft, "XML Spreadsheet Reference" (Office XP and 2003).
"""

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import decode
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.typed_cells import cell_text
from riskscan.manifest.grids import CellIssue, Grid, grid_tables
from riskscan.manifest.header_shapes import Row
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.merged_cells import MergedCells
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_NAMESPACE}}}"
_ROOT = re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_YEAR_OF_TIMES = 1899
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


def _tells(source: Source) -> Certainty:
    return Certainty.SURE if _ROOT.search(source.head[:8192].replace(b"\x00", b"")) else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    has_header = False
    for sheet in _parse(source).iter(f"{_SS}Worksheet"):
        for table in grid_tables(_grid(sheet, source.name), named=options.headers, may_continue=has_header):
            has_header |= not table.refusal
            yield table


def _parse(source: Source) -> etree._Element:
    """Parse the XML as it says it is encoded, else as any text, without characters that XML forbids."""
    content = source.content
    if _DTD.search(source.head.replace(b"\x00", b"")):
        raise ManifestError(f"{source.name} declares entities, as no spreadsheet does: it was not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        text = _DECLARATION.sub("", "".join(decode(content).lines))
    try:
        return etree.fromstring(_FORBIDDEN.sub(b" ", text.encode("utf-8", "replace")), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ManifestError(f"{source.name} is a damaged or incomplete XML Spreadsheet ({error}).") from error


def _grid(sheet: etree._Element, name: str) -> Grid:
    rows: list[Row] = []
    merges: list[MergedCells] = []
    issues: dict[int, tuple[CellIssue, ...]] = {}
    for element in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        start = _stated(element, "Index", len(rows) + 1, _MOST_ROWS, name) - 1
        rows += [()] * (start - len(rows))
        cells: list[str | None] = []
        for cell in element.iterfind(f"{_SS}Cell"):
            column = _stated(cell, "Index", len(cells) + 1, _MOST_COLUMNS, name) - 1
            across = _stated(cell, "MergeAcross", 0, _MOST_COLUMNS, name)
            down = _stated(cell, "MergeDown", 0, _MOST_ROWS, name)
            cells += [None] * (column - len(cells))
            text, issue = _read(cell, column)
            cells += [text, *[None] * min(across, _MOST_COLUMNS - column - 1)]
            if issue is not None:
                issues[len(rows)] = (*issues.get(len(rows), ()), issue)
            if across or down:
                merges.append(MergedCells(len(rows), column, len(rows) + down, column + across))
        rows.append(cells)
    visible = sheet.findtext("{*}WorksheetOptions/{*}Visible") or ""
    title = sheet.get(f"{_SS}Name") or ""
    return Grid(title, rows, merges=tuple(merges), issues=issues, is_hidden="Hidden" in visible)


def _stated(element: etree._Element, attribute: str, default: int, most: int, name: str) -> int:
    """Return a number that an element states; an index that leads back is not followed, for it would overwrite."""
    stated = (element.get(f"{_SS}{attribute}") or "").strip()
    if not stated.isdecimal():
        return default
    number = int(stated) if len(stated) < 9 else most + 1
    if number > most:
        raise ManifestError(f"{name} places cells beyond the {most:,} rows or columns of a sheet: it is damaged.")
    return max(number, default)


def _read(cell: etree._Element, column: int) -> tuple[str | None, CellIssue | None]:
    data = cell.find(f"{_SS}Data")
    text = "" if data is None else "".join(data.itertext())
    kind = "" if data is None else data.get(f"{_SS}Type", "")
    if kind == "Error":
        return None, CellIssue(column, IssueKind.ERROR_CELL, text.strip())
    try:
        if kind == "Number":
            return cell_text(float(text)), None
        if kind == "DateTime":
            moment = datetime.datetime.fromisoformat(text)
            return cell_text(moment if moment.year > _YEAR_OF_TIMES else moment.time()), None
    except ValueError:  # then it is the text that it is
        return text or None, None
    return cell_text(text.strip() == "1") if kind == "Boolean" else text or None, None


FORMAT = Format("spreadsheet_xml", "XML Spreadsheet 2003", _tells, _tables)
