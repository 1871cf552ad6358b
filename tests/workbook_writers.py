"""Small files of every kind of sheet, written from rows of text and numbers: no library here writes them all."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from html import escape

__all__ = [
    "ERRORS",
    "WRITERS",
    "Rows",
    "write_html",
    "write_ods",
    "write_spreadsheet_xml",
    "write_xls",
    "write_xlsb",
    "write_xlsx",
]

Rows = Sequence[Sequence[str | float]]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


ERRORS = {"#N/A": 0x2A, "#DIV/0!": 0x07}
"""Texts that are written as cells with an error, where the format has such."""


def _zip(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 4, 3, 0, 0, 0)), member)
    return content.getvalue()


def _letters(column: int) -> str:
    return chr(65 + column)


def write_xlsx(rows: Rows) -> bytes:
    """Return Excel's XML, texts inline."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(_xlsx_cell(cell, f"{_letters(column)}{number}") for column, cell in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return _zip(
        {
            "[Content_Types].xml": _content_types("xml", "worksheet+xml", "sheet.main+xml"),
            "_rels/.rels": _relations("xl/workbook.xml", "officeDocument"),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Goods" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations("worksheets/sheet1.xml", "worksheet"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}'
            "</sheetData></worksheet>",
        }
    )


def _xlsx_cell(cell: str | float, place: str) -> str:
    if cell in ERRORS:
        return f'<c r="{place}" t="e"><v>{cell}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _content_types(extension: str, sheet: str, book: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.{extension}" ContentType="{kind}.{book}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.{extension}" ContentType="{kind}.{sheet}"/></Types>'
    )


def _relations(target: str, kind: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/{kind}" '
        f'Target="{target}"/></Relationships>'
    )


def write_xlsb(rows: Rows) -> bytes:
    """Return Excel's binary records in a zip archive, texts inline."""
    last = (len(rows) - 1, max(map(len, rows)) - 1)
    records = [_record(129), _record(148, struct.pack("<IIII", 0, last[0], 0, last[1])), _record(145)]
    for number, row in enumerate(rows):
        records.append(_record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        for column, cell in enumerate(row):
            place = struct.pack("<II", column, 0)
            if cell in ERRORS:
                records.append(_record(3, place + bytes([ERRORS[str(cell)]])))
                continue
            is_text = isinstance(cell, str)
            value = _wide(str(cell)) if is_text else struct.pack("<d", cell)
            records.append(_record(6 if is_text else 5, place + value))
    records += [_record(146), _record(130)]
    book = [_record(131), _record(143), _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Goods"))]
    return _zip(
        {
            "[Content_Types].xml": _content_types("bin", "worksheet", "sheet.binary.macroEnabled.main"),
            "_rels/.rels": _relations("xl/workbook.bin", "officeDocument"),
            "xl/workbook.bin": b"".join([*book, _record(144), _record(132)]),
            "xl/_rels/workbook.bin.rels": _relations("worksheets/sheet1.bin", "worksheet"),
            "xl/worksheets/sheet1.bin": b"".join(records),
        }
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xls(rows: Rows, *, is_excel_95: bool = False) -> bytes:
    """Return Excel's old records in a compound file, texts in their cells; those of Excel 95 are of a byte a letter."""
    begin = (
        struct.pack("<HHHH", 0x0500, 0x0010, 0, 1995)
        if is_excel_95
        else struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)
    )
    sheet = [_biff(0x0809, begin)]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", number, column, 15)
            if cell in ERRORS:
                sheet.append(_biff(0x0205, place + bytes([ERRORS[str(cell)], 1])))
            elif isinstance(cell, str):
                wide = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                text = struct.pack("<H", len(cell)) + cell.encode("cp1252") if is_excel_95 else wide
                sheet.append(_biff(0x0204, place + text))
            else:
                sheet.append(_biff(0x0203, place + struct.pack("<d", cell)))
    sheet.append(_biff(0x000A))
    book = _biff(0x0809, begin[:2] + b"\x05\0" + begin[4:]) + _biff(0x0042, b"\xe4\x04" if is_excel_95 else b"\xb0\x04")
    name = b"\x05Goods" if is_excel_95 else b"\x05\0Goods"
    size = len(book) + 4 + 6 + len(name) + 4
    book += _biff(0x0085, struct.pack("<IH", size, 0) + name) + _biff(0x000A)
    return _compound(book + b"".join(sheet), "Book" if is_excel_95 else "Workbook")


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes, name: str) -> bytes:
    """Return a compound file of one stream: a header, one sector of numbers, one of names, the stream."""
    stream = stream.ljust(4096, b"\x00")
    n_sectors = -(-len(stream) // 512)
    chain = [*range(3, n_sectors + 2), 0xFFFFFFFE]
    numbers = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    if len(numbers) > 128:
        raise ValueError("The stream is longer than one sector of numbers can say.")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\x00") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<6xIIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header = header[:76] + struct.pack("<I", 0) + b"\xff" * (512 - 80)
    names = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    fat = struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")
    return header + fat + names.ljust(512, b"\x00") + stream.ljust(n_sectors * 512, b"\x00")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    head = wide.ljust(64, b"\x00") + struct.pack("<HBB", len(wide) + 2, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\x00" * 36 + struct.pack("<IQ", start, size)


def write_ods(rows: Rows) -> bytes:
    """Return an OpenDocument sheet."""
    lines = ["<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows]
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Goods">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"/>'
    return _zip({"mimetype": kind, "META-INF/manifest.xml": listed, "content.xml": content})


def _ods_cell(cell: str | float) -> str:
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def write_html(rows: Rows) -> bytes:
    """Return a web page with a table."""
    lines = ["<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def write_spreadsheet_xml(rows: Rows) -> bytes:
    """Return XML Spreadsheet 2003."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = ["<Row>" + "".join(map(_spreadsheet_xml_cell, row)) + "</Row>" for row in rows]
    table = f'<Worksheet ss:Name="Goods"><Table>{"".join(lines)}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{table}</Workbook>'.encode()


def _spreadsheet_xml_cell(cell: str | float) -> str:
    kind = "Error" if cell in ERRORS else "String" if isinstance(cell, str) else "Number"
    return f'<Cell><Data ss:Type="{kind}">{escape(str(cell))}</Data></Cell>'


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": write_xlsx,
    "xlsb": write_xlsb,
    "xls": write_xls,
    "ods": write_ods,
    "html": write_html,
    "spreadsheet_xml": write_spreadsheet_xml,
}
"""Every writer by the name of what it writes."""
