"""Damage to whole files, seeded: what disks, mail gateways and careless hands do to them."""

import random
import re
from collections.abc import Callable

__all__ = ["MUTATIONS", "mutate"]

_UNIT = re.compile(rb"[^'\n]*(?:'\r?\n?|\n|$)|<[^<>]*>[^<]*")
_NOISE = (
    b"\x00",
    b"\xff",
    b"'",
    b"+",
    b"?",
    b"<",
    b">",
    b"&",
    b'"',
    b"\n",
    b"\x1a",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&x;",
)


def _flip(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def _replace(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(_NOISE) + content[place + 1 :]


def _insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(_NOISE) * chance.choice((1, 1, 1, 50)) + content[place:]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content)) + 1]


def _lose_beginning(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(min(len(content), 200)) :]


def _lose_block(content: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(content))
    return content[:begin] + content[begin + chance.randrange(1, 200) :]


def _repeat_block(content: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(content))
    end = begin + chance.randrange(1, 200)
    return content[:end] + content[begin:end] + content[end:]


def _swap(content: bytes, chance: random.Random) -> bytes:
    places = sorted(chance.randrange(len(content)) for _ in range(3))
    first, second, third = places
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def _units(content: bytes) -> list[bytes]:
    return [unit for unit in _UNIT.findall(content) if unit]


def _lose_unit(content: bytes, chance: random.Random) -> bytes:
    units = _units(content)
    units.pop(chance.randrange(len(units)))
    return b"".join(units)


def _repeat_unit(content: bytes, chance: random.Random) -> bytes:
    units = _units(content)
    place = chance.randrange(len(units))
    return b"".join([*units[: place + 1], *units[place:]])


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "flip": _flip,
    "replace": _replace,
    "insert": _insert,
    "cut": _cut,
    "lose beginning": _lose_beginning,
    "lose block": _lose_block,
    "repeat block": _repeat_block,
    "swap": _swap,
    "lose unit": _lose_unit,
    "repeat unit": _repeat_unit,
}
"""Ways to damage a file; a unit is a segment, a line or an element."""


def mutate(content: bytes, chance: random.Random) -> tuple[bytes, tuple[str, ...]]:
    """Return a damaged file and the names of what was done to it: mostly one thing, sometimes three."""
    names = tuple(chance.choice(list(MUTATIONS)) for _ in range(chance.choice((1, 1, 1, 3))))
    for name in names:
        if content:
            content = MUTATIONS[name](content, chance)
    return content, names
