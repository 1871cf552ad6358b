"""A workbook looked through before it is read: how many cells its sheets span, and how much it unpacks to.

A reader of spreadsheets keeps a sheet as a rectangle, so two cells in opposite corners can ask for more memory than a
machine has, in a file of a few hundred bytes. The cells' places are therefore read first, in bounded memory.

References
----------
ECMA-376 part 1, section 18.3.1 (worksheets); OpenDocument 1.2 part 1, section 9.1 (tables).
"""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.compound_files import DamagedContainerError
from riskscan.manifest.formats.workbook_records import binary_records, old_records
from riskscan.manifest.packages import ZIP_ERRORS, PackageKind, open_zip
from riskscan.manifest.source import Source

__all__ = [
    "PASSWORD",
    "Extent",
    "check_bounds",
    "check_extent",
    "check_unpacked",
    "is_sparse",
]

PASSWORD = "{name} is a workbook that a password closes: open it, save it without one, and read that."
"""Sentence for an encrypted workbook."""

_MOST_EMPTY_CELLS = 20_000_000
_LARGEST_BYTES = 4 << 30
_LARGEST_RATIO = 200
_RATIO_FROM = 256 << 20
_DAMAGED = (DamagedContainerError, etree.XMLSyntaxError, *ZIP_ERRORS)
_BIFF_CELLS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_BOF, _FILEPASS, _MULRK, _DIMENSIONS = 0x0809, 0x002F, 0x00BD, 0x0200
_XLSB_ROW, _XLSB_CELLS = 0, range(1, 12)
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODF_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(slots=True)
class Extent:
    """The rectangle that the cells of a sheet span, from the first cell on, and their number."""

    n_rows: int = 0
    n_columns: int = 0
    n_cells: int = 0

    def add(self, row: int, column: int, n_cells: int = 1) -> None:
        """Take a cell at a row and column, from 0."""
        self.n_rows = max(self.n_rows, row + 1)
        self.n_columns = max(self.n_columns, column + 1)
        self.n_cells += n_cells


def is_sparse(extent: Extent) -> bool:
    """Whether a sheet spans far more than what stands in it."""
    return extent.n_rows * extent.n_columns > _MOST_EMPTY_CELLS + 2 * extent.n_cells


def check_extent(extent: Extent, name: str) -> None:
    """Refuse a sheet that is far larger than what stands in it.

    Raises
    ------
    ManifestError
        Naming the corner.
    """
    if is_sparse(extent):
        raise ManifestError(
            f"{name} has a sheet of {extent.n_rows:,} rows and {extent.n_columns:,} columns with {extent.n_cells:,}"
            " cells in them, which is more than can be held: delete what stands far from the table, or save it as CSV."
        )


def check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that unpacks to more than a workbook holds.

    Raises
    ------
    ManifestError
        Naming the sizes.
    """
    unpacked = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist())
    if unpacked > _LARGEST_BYTES or unpacked > max(_RATIO_FROM, packed * _LARGEST_RATIO):
        raise ManifestError(
            f"{name} unpacks from {packed:,} to {unpacked:,} bytes, as no workbook of goods does: it was not read."
            " Save it as CSV if you trust it."
        )


def check_bounds(source: Source, kind: PackageKind) -> None:
    """Refuse a workbook whose sheets span more than can be held; Excel's XML is checked where it is looked through.

    Raises
    ------
    ManifestError
        Also where the container is damaged.
    """
    try:
        if kind is PackageKind.EXCEL_OLD:
            extents = list(_old_extents(source.content, source.name))
        elif kind is PackageKind.EXCEL_BINARY:
            extents = list(_member_extents(source, "worksheets/", ".bin"))
        elif kind is PackageKind.OPEN_DOCUMENT:
            extents = list(_member_extents(source, "content", ".xml"))
        else:
            extents = []
    except ManifestError:
        raise
    except (DamagedContainerError, etree.XMLSyntaxError, *ZIP_ERRORS) as error:
        raise ManifestError(f"{source.name} is not a readable Excel workbook: {error}.") from error
    for extent in extents:
        check_extent(extent, source.name)


def _member_extents(source: Source, folder: str, suffix: str) -> Iterator[Extent]:
    with open_zip(source) as archive:
        check_unpacked(archive, source.name)
        for member in archive.infolist():
            if folder in member.filename and member.filename.endswith(suffix):
                with archive.open(member) as content:
                    yield from _binary_extents(content) if suffix == ".bin" else _open_document_extents(content)


def _old_extents(content: bytes, file_name: str) -> Iterator[Extent]:
    """Read the records of a BIFF stream; a sheet reserves what its DIMENSIONS say."""
    extent = Extent()
    for kind, _, record, is_cut in old_records(content):
        if kind in _BIFF_CELLS and len(record) >= 4 and not is_cut:
            row, column = struct.unpack_from("<HH", record)
            last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MULRK else column
            extent.add(row, max(column, last))
        elif kind == _DIMENSIONS and not is_cut:
            yield _declared(record)
        elif kind == _FILEPASS:
            raise ManifestError(PASSWORD.format(name=file_name))
        elif kind == _BOF:
            yield extent
            extent = Extent()
    yield extent


def _declared(record: bytes) -> Extent:
    if len(record) not in (10, 14):
        return Extent()
    layout = "<HHHH" if len(record) == 10 else "<IIHH"
    first_row, end_row, first_column, end_column = struct.unpack_from(layout, record)
    rows = max(end_row - first_row, 1)
    columns = max(end_column - first_column, end_column, 1)
    # What is declared may be empty; up to the size of a sheet it is only reserved and costs nothing.
    is_possible = rows <= 1 << 16 and columns <= 1 << 8
    return Extent() if is_possible else Extent(rows if end_row >= first_row else 1 << 32, columns)


def _binary_extents(content: IO[bytes]) -> Iterator[Extent]:
    """Read the records of a binary sheet."""
    extent, row = Extent(), 0
    for kind, _, record, is_cut in binary_records(content.read()):
        if kind != _XLSB_ROW and kind not in _XLSB_CELLS:
            continue
        if len(record) < 4 or is_cut:
            raise DamagedContainerError("a record of a sheet is cut off")
        number = int.from_bytes(record[:4], "little")
        if kind == _XLSB_ROW:
            row = number
        else:
            extent.add(row, number)
    yield extent


def _open_document_extents(content: IO[bytes]) -> Iterator[Extent]:
    """Read the tables of an OpenDocument sheet: one cell or row may stand for as many as it says."""
    extent, columns, row = Extent(), 0, 0
    wanted = (f"{_ODF}table-cell", f"{_ODF}covered-table-cell", f"{_ODF}table-row", f"{_ODF}table")
    for _, element in etree.iterparse(
        content, tag=wanted, resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False
    ):
        if element.tag == f"{_ODF}table":
            yield extent
            extent, row = Extent(), 0
        elif element.tag == f"{_ODF}table-row":
            n_rows = _repeats(element, "rows")
            filled = 0
            columns = 0
            for cell in element:
                n_columns = _repeats(cell, "columns")
                columns += n_columns
                if cell.get(f"{_ODF_OFFICE}value-type") or len(cell):
                    filled = columns
            if filled:
                extent.add(row + n_rows - 1, filled - 1, filled)
            row += n_rows
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _repeats(element: etree._Element, of: str) -> int:
    stated = element.get(f"{_ODF}number-{of}-repeated", "1")
    return int(stated) if stated.isdecimal() and len(stated) < 12 else 1
