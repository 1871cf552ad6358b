"""Damage to workbooks and containers, seeded: to their bytes, and to what lies inside a zip archive."""

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

__all__ = ["damage", "member_bytes"]

_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"1048576", b"16384", b"4294967295", b"9" * 20, b"1e308", b"NaN")
_NOISE = (
    b"\x00",
    b"\xff",
    b"<",
    b"&",
    b'"',
    b"]",
    b"}",
    b"[" * 40,
    b"&x;",
    b"\xed\xa0\x80",
    b"</table>",
    b"XFD1048576",
)
_SIZES = (0, 1, 127, 255, 65535, 0x7FFFFFFF, 0xFFFFFFFF)


def _flip(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def _noise(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(_NOISE) + content[place + chance.randrange(2) :]


def _size(content: bytes, chance: random.Random) -> bytes:
    """Write a number of two or four bytes somewhere, as sizes and counts are kept."""
    place = chance.randrange(len(content))
    written = struct.pack("<I", chance.choice(_SIZES))[: chance.choice((2, 4))]
    return content[:place] + written + content[place + len(written) :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content)) + 1]


def _lose(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + content[place + chance.randrange(1, 200) :]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    end = place + chance.randrange(1, 200)
    return content[:end] + content[place:end] + content[end:]


def _number(content: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(_NUMBERS) + content[one.end() :]


def _tag(content: bytes, chance: random.Random) -> bytes:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + (one[0] * 2 if chance.random() < 0.5 else b"") + content[one.end() :]


def _inside(content: bytes, chance: random.Random) -> bytes:
    """Damage a member of a zip archive, or lose it, and write the archive anew."""
    members = member_bytes(content)
    if not members:
        return content
    place = chance.randrange(len(members))
    name, member = members[place]
    members[place] = (name, damage(member, chance)) if member and chance.random() < 0.95 else (name, b"")
    if chance.random() < 0.05:
        members.pop(place)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members:
            archive.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED)
    return target.getvalue()


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _noise, _size, _cut, _lose, _repeat, _number, _tag)


def damage(content: bytes, chance: random.Random) -> bytes:
    """Return a damaged file: mostly one thing is done to it, sometimes three; in a zip archive mostly inside."""
    for _ in range(chance.choice((1, 1, 1, 3))):
        is_inside = content.startswith(b"PK\x03\x04") and chance.random() < 0.8
        way = _inside if is_inside else chance.choice(_WAYS)
        content = way(content, chance) if content else content
    return content


def member_bytes(content: bytes) -> list[tuple[str, bytes]]:
    """Return the members of a zip archive; nothing for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return []
