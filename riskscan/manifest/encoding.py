"""Bytes to lines of text: the encoding is found from the bytes alone, and a line that breaks it is read on its own.

References
----------
The Unicode Standard, chapter 3 (UTF-8, UTF-16); WHATWG Encoding Standard (Windows-1252); GB 18030-2022.
"""

import codecs
import io
import re
from dataclasses import dataclass

from riskscan.exceptions import OptionError

__all__ = ["DecodedText", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 20
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON_HAN = re.compile(rb"[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file.

    Attributes
    ----------
    lines : list of str
        Physical lines with their line ends.
    encoding : str
        Python's name of the encoding.
    has_bom : bool
        Whether a byte order mark said so.
    foreign : frozenset of int
        Numbers (from 0) of the lines that were in another encoding.
    damaged : frozenset of int
        Numbers of the lines with bytes that are no text: each became U+FFFD.
    """

    lines: list[str]
    encoding: str
    has_bom: bool
    foreign: frozenset[int]
    damaged: frozenset[int]

    @property
    def shown_encoding(self) -> str:
        """Name of the encoding for a reader."""
        return f"{self.encoding} with byte order mark" if self.has_bom else self.encoding


def decode(content: bytes, encoding: str | None = None) -> DecodedText:
    """Decode a file.

    Parameters
    ----------
    content : bytes
        The whole file.
    encoding : str, optional
        Its encoding; found from the bytes by default: a byte order mark, the zeros of UTF-16, valid UTF-8, the pairs
        of GB 18030, else Windows-1252.

    Raises
    ------
    OptionError
        Where `encoding` is not a text encoding that Python knows.

    Examples
    --------
    >>> decode("Descripción\\n".encode("latin-1")).encoding
    'cp1252'
    >>> decode("商品名称,净重\\n".encode("gb18030")).lines
    ['商品名称,净重\\n']
    """
    if encoding is not None:
        return _decode_as(content, _known(encoding), has_bom=False)
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _decode_as(content[len(bom) :], name, has_bom=True)
    return _decode_as(content, _guess(content), has_bom=False)


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError) as error:
        raise OptionError(f"Unknown encoding {encoding!r}: use a name such as utf-8, cp1252 or gb18030.") from error


def _guess(content: bytes) -> str:
    if wide := _guess_utf16(content[:_SAMPLE]):
        return wide
    if _is_valid(content, "utf-8"):
        return "utf-8"
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    n_utf8 = sum(_is_valid(line, "utf-8") for line in lines)
    if 2 * n_utf8 >= len(lines):
        return "utf-8"
    return "gb18030" if _looks_like_gb18030(content[:_SAMPLE]) else "cp1252"


def _guess_utf16(sample: bytes) -> str | None:
    """Text of western digits and separators in UTF-16 has a zero in every second byte."""
    half = len(sample) // 2
    if half < 2:
        return None
    zeros_even, zeros_odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if zeros_odd > 0.3 and zeros_even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if zeros_even > 0.3 and zeros_odd < 0.05 else None


def _looks_like_gb18030(sample: bytes) -> bool:
    """Chinese text comes in runs of whole pairs, mostly of the common characters; accented letters stand alone."""
    runs = _HIGH_RUN.findall(sample)
    n_bytes = sum(map(len, runs))
    n_paired = sum(len(run) for run in runs if len(run) % 2 == 0)
    n_common = sum(2 * len(_COMMON_HAN.findall(run)) for run in runs if len(run) % 2 == 0)
    n_long = sum(len(run) for run in runs if len(run) >= 4)
    return n_paired >= 0.8 * n_bytes and n_common >= 0.7 * n_bytes and n_long >= 0.5 * n_bytes


def _is_valid(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decode_as(content: bytes, encoding: str, *, has_bom: bool) -> DecodedText:
    if _is_valid(content, encoding) and (encoding != "cp1252" or not _has_utf8_line(content)):
        lines = _split(content.decode(encoding))
        return DecodedText(lines, encoding, has_bom, frozenset(), frozenset())
    if encoding.startswith("utf-16") or encoding.startswith("utf-32"):
        lines = _split(content.decode(encoding, errors="replace"))
        damaged = frozenset(number for number, line in enumerate(lines) if _REPLACEMENT in line)
        return DecodedText(lines, encoding, has_bom, frozenset(), damaged)
    return _decode_lines(content, encoding, has_bom)


def _decode_lines(content: bytes, encoding: str, has_bom: bool) -> DecodedText:
    lines: list[str] = []
    foreign: set[int] = set()
    damaged: set[int] = set()
    for raw in io.BytesIO(content):
        text, used = _decode_line(raw, encoding)
        split = _split(text)
        numbers = range(len(lines), len(lines) + len(split))
        lines.extend(split)
        if used != encoding:
            foreign.update(numbers)
        if used == "latin-1":
            damaged.update(numbers)
    return DecodedText(lines, encoding, has_bom, frozenset(foreign), frozenset(damaged))


def _decode_line(raw: bytes, encoding: str) -> tuple[str, str]:
    """Read a line in the file's encoding, or in the other that it most likely is; Latin-1 reads anything."""
    order = ("utf-8", "cp1252") if encoding == "cp1252" else (encoding, "cp1252")
    for candidate in order if not raw.isascii() else (encoding,):
        if _is_valid(raw, candidate):
            return raw.decode(candidate), candidate
    return raw.decode("latin-1"), "latin-1"


def _has_utf8_line(content: bytes) -> bool:
    return any(not line.isascii() and _is_valid(line, "utf-8") for line in content.split(b"\n"))


def _split(text: str) -> list[str]:
    """Split at ``\\n``, ``\\r\\n`` and ``\\r`` only, and keep the ends."""
    return list(io.StringIO(text, newline=""))
