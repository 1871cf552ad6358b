"""Delimited files in every layout, damage to them, and a check that no line of them is lost in reading."""

import csv
import io
import random
from collections.abc import Iterator
from itertools import accumulate, product

import pandas as pd

from riskscan.exceptions import RiskscanError
from riskscan.manifest.delimited.blocks import TextBuffer, open_text
from riskscan.manifest.delimited.layout import SEPARATORS, is_blank
from riskscan.manifest.delimited.reading import BodyReader, read_head
from riskscan.manifest.sheets import join_tables
from riskscan.manifest.source import Source

__all__ = ["damage", "find_loss", "good_files"]

_HEADER = ("consignment_id", "lodged_on", "goods_description", "net_mass_kg", "origin_country")
_GOODS = (
    "green tea", "tea, black, in tins", 'tape 5" wide', "paint; white", 'so-called "silk"', "resin\n2 drums", "茶叶",
    "café | filtre", "path C:\\lot", "o'clock sets",
)  # fmt: skip
_SNIPPETS = (
    b'"', b'""', b"'", b"\\", b"\\\"", b",", b";", b"\t", b"|", b"\r", b"\n", b"\r\n", b"\n\n", b" ", b"\x00", b"\x1a",
    b"\xff", b"\xe9", "“".encode(), b"sep=;\n", b"# remark\n", b",,,,", b'"a\nb"', b"\xef\xbb\xbf",
)  # fmt: skip


def good_files() -> Iterator[bytes]:
    """Yield one small file for each separator, way of quoting, line end and encoding."""
    chance = random.Random(4)
    quotings = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)
    for separator, quoting, end in product(SEPARATORS, quotings, ("\n", "\r\n")):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
        writer.writerow(_HEADER)
        for number in range(chance.randrange(1, 9)):
            goods = chance.choice(_GOODS)
            writer.writerow([f"A{number}", f"2026-04-{number + 1:02}", goods, chance.randrange(1, 900), "CN"])
        yield text.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030")))


def damage(content: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes put in, left out, doubled, changed or moved."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        place = chance.randrange(len(damaged) + 1)
        end = min(len(damaged), place + chance.choice((1, 1, 2, 5, 40)))
        kind = chance.randrange(5)
        if kind == 0:
            damaged[place:place] = chance.choice(_SNIPPETS)
        elif kind == 1:
            del damaged[place:end]
        elif kind == 2:
            damaged[place:place] = damaged[place:end]
        elif kind == 3 and place < len(damaged):
            damaged[place] = chance.randrange(256)
        else:
            other = chance.randrange(len(damaged) + 1)
            damaged[other:other] = damaged[place:end]
    return bytes(damaged)


def find_loss(content: bytes) -> str:
    """Read a file and return what is lost or told twice of the lines below its header; empty where nothing is.

    What counts of a line is its letters and figures. Each row must hold those of some whole lines, in order.
    """
    try:
        source = Source.of_bytes("damaged.csv", content)
        buffer = TextBuffer(open_text(source).pieces)
        layout = read_head(buffer, name=source.name, separator=None)
        buffer.fill(1 << 30)
        lines = list(io.StringIO(buffer.content.decode(), newline=""))
        table = join_tables(BodyReader(buffer, layout).parts(), name="damaged.csv")
    except RiskscanError as error:
        return "" if str(error) else "an error without words"
    read = ["".join(map(_signs, row)) for row in table.frame.astype(object).to_numpy().tolist()]
    written = [_signs(line) for line in lines]
    if "".join(read) != "".join(written):
        return f"text differs: {written} was read as {read}"
    ends = set(accumulate(map(len, written), initial=0))
    if not set(accumulate(map(len, read))) <= ends:
        return f"a line is on two rows: {written} was read as {read}"
    n_blank = sum(map(is_blank, lines))
    if table.n_blank_lines > n_blank or len(table.frame) > len(lines) - table.n_blank_lines:
        return f"{len(lines)} lines, {n_blank} of them blank, gave {len(table.frame)} rows and {table.n_blank_lines}"
    return ""


def _signs(cell: object) -> str:
    return "" if not isinstance(cell, str) or pd.isna(cell) else "".join(filter(str.isalnum, cell))
