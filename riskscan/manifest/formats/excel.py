"""Spreadsheets: Excel (.xlsx, .xlsm, .xlsb, .xls) and OpenDocument (.ods), every sheet, as they show their cells.

Cells are read whatever the sheet says of its dimension. A workbook is looked through before it is read, see
`riskscan.manifest.formats.workbook_bounds`: what would unpack to more than memory holds is refused.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import python_calamine

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.open_document import without_breaks
from riskscan.manifest.formats.typed_cells import Cell, cell_text
from riskscan.manifest.formats.workbook_bounds import PASSWORD, check_bounds, check_extent, is_sparse
from riskscan.manifest.formats.workbook_cells import FaultyCells, scan_workbook
from riskscan.manifest.formats.workbook_compacting import compact_workbook
from riskscan.manifest.formats.workbook_errors import errors_of_binary, errors_of_old
from riskscan.manifest.grids import Grid, grid_tables
from riskscan.manifest.header_shapes import Row
from riskscan.manifest.merged_cells import MergedCells
from riskscan.manifest.packages import PackageKind, kind_of
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_KINDS = frozenset((PackageKind.EXCEL, PackageKind.EXCEL_BINARY, PackageKind.EXCEL_OLD, PackageKind.OPEN_DOCUMENT))


def _tells(source: Source) -> Certainty:
    kind = kind_of(source)
    is_damaged = kind is PackageKind.DAMAGED and not source.name.lower().endswith(".zip")
    return Certainty.SURE if kind in _KINDS else Certainty.LIKELY if is_damaged else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    kind = kind_of(source)
    if kind is PackageKind.DAMAGED:
        raise ManifestError(
            f"{source.name} is not a readable Excel workbook or zip archive, for it is damaged or cut off:"
            " open it and save it as .xlsx or CSV."
        )
    check_bounds(source, kind)
    faulty: dict[str, FaultyCells] = {}
    of_place: dict[int, FaultyCells] = {}
    try:
        with ExitStack() as opened:
            if kind is PackageKind.EXCEL:
                source, faulty = _looked_through(source, opened)
            elif kind is PackageKind.OPEN_DOCUMENT:
                source = _with_blanks(source, opened)
            elif kind is PackageKind.EXCEL_OLD:
                of_place = errors_of_old(source)
            elif kind is PackageKind.EXCEL_BINARY:
                faulty = errors_of_binary(source)
            with python_calamine.load_workbook(source.open()) as workbook:
                is_old = kind is PackageKind.EXCEL_OLD
                names = enumerate(workbook.sheet_names)
                faulty |= {name: of_place[place] for place, name in names if place in of_place}
                yield from _workbook_tables(workbook, faulty, options, is_old=is_old)
    except python_calamine.PasswordError as error:
        raise ManifestError(PASSWORD.format(name=source.name)) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise ManifestError(f"{source.name} is not a readable Excel workbook: {error}.") from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise ManifestError(f"{source.name} is not a readable Excel workbook: its structure is damaged.") from error


def _looked_through(source: Source, opened: ExitStack) -> tuple[Source, dict[str, FaultyCells]]:
    """Return the faulty cells of each sheet, and the workbook with cells that stand far apart closer together."""
    scan = scan_workbook(source)
    sparse = [member for member, extent in scan.extents.items() if is_sparse(extent)]
    if sparse:
        source = opened.enter_context(compact_workbook(source, sparse))
        scan = scan_workbook(source)
        for extent in scan.extents.values():
            check_extent(extent, source.name)
    return source, scan.faulty


def _with_blanks(source: Source, opened: ExitStack) -> Source:
    blanked = without_breaks(source)
    return source if blanked is source else opened.enter_context(blanked)


def _is_panic(error: BaseException) -> bool:
    """Whether the library gave up on a damaged file; the type of that error can be had from no module."""
    return f"{type(error).__module__}.{type(error).__name__}" == "pyo3_runtime.PanicException"


def _workbook_tables(
    workbook: python_calamine.CalamineWorkbook,
    faulty: dict[str, FaultyCells],
    options: ReadOptions,
    *,
    is_old: bool,
) -> Iterator[Table]:
    has_header = False
    for place, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        cells = workbook.get_sheet_by_index(place)
        grid = Grid(
            sheet.name,
            _without_zeros(_rows(cells)) if is_old else _rows(cells),
            merges=tuple(MergedCells(*first, *last) for first, last in cells.merged_cell_ranges or ()),
            issues=faulty.get(sheet.name, {}),
            is_hidden=sheet.visible != python_calamine.SheetVisibleEnum.Visible,
        )
        for table in grid_tables(grid, named=options.headers, may_continue=has_header):
            has_header |= not table.refusal
            yield table


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[Row]:
    """Yield the rows of a sheet from its first row and column on, whether anything stands there or not."""
    margin: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        if not any(row) and 0 not in row:
            yield ()
            continue
        yield [cell or None if cell.__class__ is str else cell_text(cell) for cell in margin + row]


def _without_zeros(rows: Iterator[Row]) -> Iterator[Row]:
    """Undo what reading an old workbook can make of wide characters: a zero behind each letter."""
    for row in rows:
        yield [cell[::2] if cell and "\0" in cell and not cell[1::2].strip("\0") else cell for cell in row]


FORMAT = Format("excel", "Excel or OpenDocument sheets", _tells, _tables)
