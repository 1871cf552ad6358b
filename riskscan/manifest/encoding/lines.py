"""Blocks of whole lines to text: at once where all of it is valid, else line by line.

References
----------
The Unicode Standard, chapter 3; Unicode Technical Report 26 (CESU-8: a character beyond the first plane as two
surrogates, three bytes each, as Oracle's ``UTF8`` writes it).
"""

import io
import re
import unicodedata
from dataclasses import dataclass

from riskscan.manifest.encoding.signs import is_ideographic

__all__ = ["DecodedLines", "LineDecoder", "is_nearly_utf8"]

_REPLACEMENT = "\ufffd"
_HIGH = re.compile(rb"[\x80-\xff]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_OF_TWO_BYTES = {"gb18030": "gbk", "cp932": "cp932", "cp949": "cp949", "cp950": "cp950", "big5hkscs": "big5hkscs"}
_LONE = re.compile("[\ud800-\udfff]")
_END_MARK = re.compile(rb"\x1a[\x1a\x00\r\n]*\Z")
_WESTERN = "cp1252"
_TOLERATED = 8
"""A line stays in the encoding of its file where at most one character of so many is broken: it was cut, not written
in another one."""


@dataclass(frozen=True, slots=True)
class DecodedLines:
    """Lines, and the places of those that were in another encoding or damaged."""

    lines: list[str]
    foreign: set[int]
    damaged: set[int]


@dataclass(frozen=True, slots=True)
class LineDecoder:
    """Decodes blocks of whole lines.

    Attributes
    ----------
    encoding : str
        Of the file: one in which a line feed is the byte 0A.
    other : str
        Of the lines that are not in it.
    """

    encoding: str
    other: str = _WESTERN

    def decode(self, block: bytes, *, is_last: bool = False) -> DecodedLines:
        """Decode a block; at the end of the file the end mark of DOS (Ctrl-Z) is dropped."""
        if is_last and b"\x1a" in block:
            block = _END_MARK.sub(b"", block)
        if self.encoding == "utf-8" or block.isascii():
            text = _strict(block, "utf-8")
        else:
            text = None if self._has_utf8_line(block) else _strict(block, self.encoding)
        if text is not None:
            return DecodedLines(_split(self._composed(text)), set(), set())
        return self._decode_each(block)

    def _decode_each(self, block: bytes) -> DecodedLines:
        decoded = DecodedLines([], set(), set())
        for raw in io.BytesIO(block):
            text, is_foreign = self._decode_line(raw)
            split = _split(text)
            places = range(len(decoded.lines), len(decoded.lines) + len(split))
            decoded.lines.extend(split)
            if is_foreign:
                decoded.foreign.update(places)
            if _REPLACEMENT in text:
                decoded.damaged.update(places)
        return decoded

    def _decode_line(self, raw: bytes) -> tuple[str, bool]:
        """Return the text of a line and whether it is in another encoding than the file."""
        if raw.isascii():
            return raw.decode("ascii"), False
        utf8 = _strict(raw, "utf-8")
        if self.encoding == "utf-8":
            if utf8 is not None:
                return utf8, False
            return _mended(raw) or self._decode_foreign(raw)
        if utf8 is not None and self._could_hold(utf8):
            return utf8, True
        text = raw.decode(self.encoding, errors="replace")
        if _TOLERATED * text.count(_REPLACEMENT) <= len(text):
            return self._composed(text), False
        return self._decode_foreign(raw)

    def _decode_foreign(self, raw: bytes) -> tuple[str, bool]:
        for encoding in (self.other, _WESTERN):
            if (text := _strict(raw, encoding)) is not None:
                return text, True
        return raw.decode(_WESTERN, errors="replace"), True

    def _has_utf8_line(self, block: bytes) -> bool:
        lines = (line for line in block.split(b"\n") if not line.isascii())
        return any((text := _strict(line, "utf-8")) is not None and self._could_hold(text) for line in lines)

    def _could_hold(self, text: str) -> bool:
        """Whether a line of valid UTF-8 could stand in a file of this code page; by chance it has other letters."""
        plain = _OF_TWO_BYTES.get(self.encoding)
        if plain and not any(is_ideographic(letter) for letter in text):
            return False
        try:
            text.encode(plain or self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _composed(self, text: str) -> str:
        """Vietnamese in cp1258 comes with its tone marks apart; NFC is the form that the rest of the world writes."""
        return unicodedata.normalize("NFC", text) if self.encoding == "cp1258" else text


def _mended(raw: bytes) -> tuple[str, bool] | None:
    """Read a line that is UTF-8 but for a few bytes: surrogates written one by one, a character that was cut."""
    text = _strict(raw.replace(b"\xc0\x80", b"\x00"), "utf-8", errors="surrogatepass")
    if text is not None:
        paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return _LONE.sub(_REPLACEMENT, paired), False
    n_high = len(_HIGH.findall(raw))
    n_valid = sum(map(len, _SEQUENCE.findall(raw)))
    return (raw.decode("utf-8", errors="replace"), False) if 3 * n_valid >= 2 * n_high else None


def is_nearly_utf8(raw: bytes) -> bool:
    """Whether a line is UTF-8 but for a few bytes that are damaged."""
    return raw.isascii() or _strict(raw, "utf-8") is not None or _mended(raw) is not None


def _strict(raw: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return raw.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def _split(text: str) -> list[str]:
    """Split at ``\\n``, ``\\r\\n`` and ``\\r`` only, and keep the ends."""
    return list(io.StringIO(text, newline=""))
