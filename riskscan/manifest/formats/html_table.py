"""Tables of web pages, which many systems write and call .xls; each table of the page is one here.

Cells that span columns or rows count as merged, a table inside a cell is a table of its own, and markup is text: the
page is read as its bytes say (mark, ``charset``) or else like any text. Nothing is fetched and no script runs.

References
----------
HTML Living Standard, section 4.9 (tables), https://html.spec.whatwg.org/multipage/tables.html
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree, html

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import decode
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table, with_notes
from riskscan.manifest.grids import Grid, grid_tables
from riskscan.manifest.header_shapes import Row
from riskscan.manifest.merged_cells import MergedCells
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_START = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|meta|title|style|body|table|thead|tr)\b",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE = re.compile(rb"<(?:table|tr|td)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WEB_NAMES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "us-ascii": "cp1252",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "cp950",
}
"""What browsers read under a name (WHATWG Encoding Standard), where Python reads less."""

_BLOCKS = frozenset(("br", "p", "div", "li", "tr"))
_SKIPPED = frozenset(("script", "style", "head", "template"))
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_MOST_SPANNED = 1000
_MOST_CELLS = 20_000_000


def _tells(source: Source) -> Certainty:
    head = _plain_head(source.head)
    if _START.match(head):
        return Certainty.SURE
    return Certainty.LIKELY if head.lstrip().startswith(b"<") and _INSIDE.search(head) else Certainty.NO


def _plain_head(head: bytes) -> bytes:
    """Return the first bytes without the zeros of UTF-16."""
    return head[:4096].replace(b"\x00", b"").lstrip(b"\xff\xfe") if head.startswith(_BOMS[1:]) else head[:4096]


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    content = source.content
    decoded = decode(content, options.encoding or _declared(content))
    text = _DECLARATION.sub("", "".join(decoded.lines)).replace("\x00", " ")
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ManifestError(f"{source.name} is a web page that cannot be read ({error}).") from error
    tables = [table for table in page.iter("table") if next(_rows_of(table), None) is not None]
    if not tables:
        raise ManifestError(_without_table(source.name, page))
    found = _page_tables(tables, source.name, options)
    yield from with_notes((replace(table, encoding=decoded.shown_encoding) for table in found), decoded.notes)


def _page_tables(tables: Sequence[html.HtmlElement], file_name: str, options: ReadOptions) -> Iterator[Table]:
    has_header = False
    for place, table in enumerate(tables, start=1):
        name = _name(table) or (f"table {place}" if len(tables) > 1 else "")
        rows, merges = _cells(table, file_name)
        for found in grid_tables(Grid(name, rows, merges=merges), named=options.headers, may_continue=has_header):
            has_header |= not found.refusal
            yield found


def _declared(content: bytes) -> str | None:
    """Return the encoding that the page states, unless a byte order mark or the bytes themselves say another."""
    stated = _CHARSET.search(content[:4096])
    if content.startswith(_BOMS) or stated is None:
        return None
    name = stated[1].decode("ascii").lower()
    name = _WEB_NAMES.get(name, name)
    if name.startswith(("utf-16", "utf-32", "unicode", "ucs")):  # then the statement itself could not be read
        return None
    try:
        content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name


def _without_table(name: str, page: etree._Element) -> str:
    if next(page.iter("frameset", "frame"), None) is not None:
        remedy = "open it in Excel and save it as .xlsx"
        return f"{name} is an Excel web page whose sheets lie in a folder beside it: {remedy}."
    title = " ".join((page.findtext(".//title") or "").split())[:60]
    return f"{name} is a web page{f' ({title!r})' if title else ''} without a table: ask for the data as Excel or CSV."


def _name(table: etree._Element) -> str:
    caption = next((child for child in table if child.tag == "caption"), None)
    return _text(caption)[:60] if caption is not None else ""


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables in its cells; a foot stands at the end wherever it is written."""
    feet = []
    for row in table.iter("tr"):  # in a section; or in a form or a mistyped tag, where the parser leaves it
        section = next(row.iterancestors("tfoot", "table"))
        if section is table:
            yield row
        elif section.tag == "tfoot" and next(section.iterancestors("table")) is table:
            feet.append(row)
    yield from feet


def _cells_of(row: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the cells of a row with their texts; a form or a mistyped tag around cells is looked into."""
    waiting = [iter(row)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in ("td", "th"):
            yield _text(child), child
        elif isinstance(child.tag, str) and child.tag != "table" and child.tag not in _SKIPPED:
            if text := _plain(child.text).strip():
                yield text, child
            waiting.append(iter(child))


def _cells(table: etree._Element, name: str) -> tuple[list[Row], tuple[MergedCells, ...]]:
    """Lay the cells out in rows and columns; what spans several stands once, at the upper left."""
    rows: list[Row] = []
    merges: list[MergedCells] = []
    taken: dict[int, int] = {}
    n_cells = 0
    for number, row in enumerate(_rows_of(table)):
        cells: list[str | None] = []
        for text, cell in _cells_of(row):
            while taken.get(len(cells), -1) >= number:
                cells.append(None)
            n_columns, n_rows = _span(cell, "colspan"), _span(cell, "rowspan")
            column, last = len(cells), len(cells) + n_columns - 1
            cells += [text or None, *[None] * (n_columns - 1)]
            if n_columns > 1 or n_rows > 1:
                merges.append(MergedCells(number, column, number + n_rows - 1, last))
                taken |= dict.fromkeys(range(column, last + 1), number + n_rows - 1)
        rows.append(cells)
        n_cells += len(cells)
        if n_cells > _MOST_CELLS:
            raise ManifestError(f"{name} has a table of more than {_MOST_CELLS:,} cells: ask for it as CSV.")
    return rows, tuple(merges)


def _span(cell: etree._Element, attribute: str) -> int:
    stated = (cell.get(attribute) or "").strip()
    number = int(stated) if stated.isdecimal() and len(stated) < 6 else 1
    return min(max(number, 1), _MOST_SPANNED)


def _text(cell: etree._Element) -> str:
    """Return what stands in a cell, without the tables inside it: breaks and blocks begin a line."""
    if not len(cell):
        return _plain(cell.text).replace("\xa0", " ").strip()
    pieces: list[str] = []
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end", "comment")):
        is_hidden = element is not cell and (element.tag == "table" or element.tag in _SKIPPED)
        if inside is None and is_hidden and event == "start":
            inside = element
        elif inside is None and event == "start":
            pieces += ["\n" if element.tag in _BLOCKS and element is not cell else "", _plain(element.text)]
        if event != "start" and (inside is None or inside is element):
            inside = None
            is_block = element.tag in _BLOCKS and element.tag != "br"
            pieces += ["\n" if is_block else "", _plain(element.tail if element is not cell else "")]
    lines = (_SPACES.sub(" ", line).strip(" \xa0") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line).replace("\xa0", " ")


def _plain(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")


FORMAT = Format("html", "tables of web pages", _tells, _tables)
