"""The records of binary workbooks, old ones (.xls) and those in a zip archive (.xlsb), one after the other.

References
----------
Microsoft, [MS-XLS] 2.1.4 (records); [MS-XLSB] 2.1.4 (records: numbers of seven bits a byte say their kind and size).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from riskscan.manifest.compound_files import read_compound

__all__ = ["Record", "binary_records", "old_records"]

_OLD_STREAMS = ("workbook", "book")
_KIND_BYTES, _SIZE_BYTES = 2, 4


class Record(NamedTuple):
    """A record of a binary workbook.

    Attributes
    ----------
    kind : int
        Number of its type.
    start : int
        Where it begins in its stream.
    content : bytes
        What is there of it.
    is_cut : bool
        Whether the stream ends before it does.
    """

    kind: int
    start: int
    content: bytes
    is_cut: bool


def old_records(workbook: bytes) -> Iterator[Record]:
    """Yield the records of an old workbook; one that is kept for both ages is read as the newer one.

    Raises
    ------
    DamagedContainerError
        Where the compound file is damaged.
    """
    compound = read_compound(workbook)
    names = sorted((name for name in compound.names if name.lower() in _OLD_STREAMS), key=lambda name: -len(name))
    stream = compound.read(names[0])
    place, end = 0, len(stream) - 4
    while place <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        content = stream[place + 4 : place + 4 + size]
        yield Record(kind, place, content, len(content) < size)
        place += 4 + size


def binary_records(stream: bytes) -> Iterator[Record]:
    """Yield the records of a member of a binary workbook."""
    start = 0
    while start < len(stream):
        kind, place = _seven_bits(stream, start, _KIND_BYTES)
        size, place = _seven_bits(stream, place, _SIZE_BYTES)
        content = stream[place : place + size]
        yield Record(kind, start, content, len(content) < size)
        start = place + size


def _seven_bits(stream: bytes, place: int, most: int) -> tuple[int, int]:
    """Return the number that up to some bytes of seven bits say, and the place behind them."""
    number = 0
    for position, byte in enumerate(stream[place : place + most]):
        number |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            return number, place + position + 1
    return number, min(place + most, len(stream))
