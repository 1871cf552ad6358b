"""XML Spreadsheet 2003: the XML that Excel and many reporting systems write and call .xls or .xml.

References
----------
Microsoft, "XML Spreadsheet Reference" (Office XP and 2003).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table, with_notes
from riskscan.manifest.formats.typed_cells import cell_text
from riskscan.manifest.formats.xml_tree import read_tree
from riskscan.manifest.grids import CellIssue, Grid, grid_tables
from riskscan.manifest.header_shapes import Row
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.merged_cells import MergedCells
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_NAMESPACE}}}"
_ROOT = re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_YEAR_OF_TIMES = 1899
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


def _tells(source: Source) -> Certainty:
    return Certainty.SURE if _ROOT.search(source.head[:8192].replace(b"\x00", b"")) else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    tree = read_tree(source, options.encoding, label="an XML Spreadsheet", is_huge=True)
    tables = (replace(table, encoding=tree.encoding) for table in _sheet_tables(tree.root, source.name, options))
    yield from with_notes(tables, tree.notes)


def _sheet_tables(workbook: etree._Element, file_name: str, options: ReadOptions) -> Iterator[Table]:
    has_header = False
    for sheet in workbook.iter(f"{_SS}Worksheet"):
        for table in grid_tables(_grid(sheet, file_name), named=options.headers, may_continue=has_header):
            has_header |= not table.refusal
            yield table


def _own(part: etree._Element, kind: str, whole: str) -> Iterator[etree._Element]:
    """Yield the rows of a sheet or the cells of a row, also where a lost tag left them in another element."""
    for element in part.iter(f"{_SS}{kind}"):
        if next(element.iterancestors(f"{_SS}{whole}")) is part:
            yield element


def _grid(sheet: etree._Element, name: str) -> Grid:
    rows: list[Row] = []
    merges: list[MergedCells] = []
    issues: dict[int, tuple[CellIssue, ...]] = {}
    for element in _own(sheet, "Row", "Worksheet"):
        start = _stated(element, "Index", len(rows) + 1, _MOST_ROWS, name) - 1
        rows += [()] * (start - len(rows))
        cells: list[str | None] = []
        for cell in _own(element, "Cell", "Row"):
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
