"""Compound files: the container of old Office documents (.xls, .doc, .ppt, .msg) and of those that a password closes.

References
----------
Microsoft, [MS-CFB]: Compound File Binary File Format.
"""

import struct
from dataclasses import dataclass

__all__ = ["COMPOUND", "CompoundFile", "DamagedContainerError", "read_compound"]

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of a compound file."""

_LAST_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
_STREAM, _ROOT = 2, 5


class DamagedContainerError(ValueError):
    """The container's chains of sectors lead nowhere."""


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """The streams of a compound file.

    Attributes
    ----------
    names : tuple of str
        Names of its streams and storages.
    """

    names: tuple[str, ...]
    _sectors: "_Sectors"
    _streams: dict[str, tuple[int, int]]
    _mini: bytes
    _mini_fat: tuple[int, ...]
    _mini_cutoff: int
    _mini_size: int

    def read(self, name: str) -> bytes:
        """Return a stream.

        Raises
        ------
        DamagedContainerError
            Where its sectors are not all there.
        KeyError
            Where there is none of the name.
        """
        start, size = self._streams[name]
        if size >= self._mini_cutoff:
            return self._sectors.read(start)[:size]
        pieces = [
            self._mini[sector * self._mini_size : (sector + 1) * self._mini_size]
            for sector in _chain(self._mini_fat, start)
        ]
        return b"".join(pieces)[:size]


@dataclass(frozen=True, slots=True)
class _Sectors:
    content: bytes
    size: int
    fat: tuple[int, ...]

    def read(self, start: int) -> bytes:
        return b"".join(self.sector(sector) for sector in _chain(self.fat, start))

    def sector(self, number: int) -> bytes:
        begin = (number + 1) * self.size
        if begin >= len(self.content):
            raise DamagedContainerError(f"sector {number} lies behind its end")
        return self.content[begin : begin + self.size]


def read_compound(content: bytes) -> CompoundFile:
    """Read the directory of a compound file.

    Raises
    ------
    DamagedContainerError
        Where it is none, or is cut off or damaged.
    """
    if len(content) < 512 or not content.startswith(COMPOUND):
        raise DamagedContainerError("it is cut off")
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or mini_shift > 12:
        raise DamagedContainerError("its sectors have no size")
    n_fat = struct.unpack_from("<I", content, 44)[0]
    if n_fat > len(content) >> shift:
        raise DamagedContainerError("it says that it has more sectors than it has")
    directory, cutoff, first_mini = struct.unpack_from("<I4xII", content, 48)
    sectors = _Sectors(content, 1 << shift, _fat(content, 1 << shift))
    mini_fat = _numbers(sectors.read(first_mini)) if first_mini < _LAST_SECTOR else ()
    entries = _entries(sectors.read(directory))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    mini = sectors.read(root.start) if root and root.size and root.start < _LAST_SECTOR else b""
    streams = {entry.name: (entry.start, entry.size) for entry in reversed(entries) if entry.kind == _STREAM}
    names = tuple(entry.name for entry in entries)
    return CompoundFile(names, sectors, streams, mini, mini_fat, cutoff, 1 << mini_shift)


def _fat(content: bytes, size: int) -> tuple[int, ...]:
    """Return the next sector of each sector, from the list in the header and the sectors that continue it."""
    places = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    seen: set[int] = set()
    while following < _LAST_SECTOR:
        begin = (following + 1) * size
        if following in seen or begin + size > len(content):
            raise DamagedContainerError("its table of sectors is cut off")
        seen.add(following)
        *more, following = _numbers(content[begin : begin + size])
        places += more
    sectors = [content[(place + 1) * size : (place + 2) * size] for place in places if place < _LAST_SECTOR]
    return _numbers(b"".join(sectors))


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(fat: tuple[int, ...], start: int) -> list[int]:
    chain: list[int] = []
    sector = start
    while sector < _LAST_SECTOR:
        if sector >= len(fat) or len(chain) > len(fat):
            raise DamagedContainerError("a chain of sectors leads nowhere")
        chain.append(sector)
        sector = fat[sector]
    return chain


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for begin in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        n_bytes, kind = struct.unpack_from("<HB", directory, begin + 64)
        start, size = struct.unpack_from("<II", directory, begin + 116)
        if kind and 2 <= n_bytes <= 64:
            name = directory[begin : begin + n_bytes - 2].decode("utf-16-le", "replace")
            entries.append(_Entry(name, kind, start, size))
    return entries
