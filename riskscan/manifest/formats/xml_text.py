"""The text of an XML file, whatever it says of its encoding, made such that a parser reads all of it.

References
----------
Extensible Markup Language (XML) 1.0, fifth edition: appendix F (encodings), 2.2 (characters), 4.1 (references).
"""

import codecs
import html.entities
import re
from collections.abc import Iterator
from typing import IO

from riskscan.exceptions import ManifestError, OptionError
from riskscan.manifest.encoding import decode
from riskscan.manifest.source import Source

__all__ = ["XmlText", "find_root", "head_text"]

PIECE_BYTES = 1 << 16

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
}
"""What files in an encoding hold in practice: its vendors' extension, which parsers of XML refuse."""

_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,200}\?>", re.IGNORECASE)
_STATED = re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""", re.IGNORECASE)
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b(?:[^<>\[]|\[.*?\]\s*(?=>))*>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:\s+[^<>]*)?)/?>?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8}|x[0-9a-fA-F]{1,7});|([A-Za-z][A-Za-z0-9.]{0,30});)?")
_NO_TAG = re.compile(r"<(?![^\W\d]|[:/!?])")
_CHARACTERS = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DOCUMENT_TYPE = "<!DOCTYPE"
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_LONGEST_MARK = 250
_LONGEST_PROLOG = 1 << 16
_MOST_LINES = 1_000


class XmlText:
    """An XML file as pieces of UTF-8 without declarations.

    What a parser would stop at is put right on the way: bytes that are no text become U+FFFD, characters that XML does
    not have become spaces, names of characters that HTML has become the characters, and a lone ampersand or a mark that
    begins no tag stands for itself. The document type is left out, so that no entity is ever defined.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or None
        What the user says; found from the file by default.

    Attributes
    ----------
    encoding : str
        Python's name.
    stated : str
        What the file says where its bytes are something else; empty else.
    damaged_lines : list of int
        Lines, from 1, of which something could not be read.
    has_bom : bool
        Whether a byte order mark says the encoding.
    """

    def __init__(self, source: Source, encoding: str | None = None) -> None:
        self._source = source
        self.damaged_lines: list[int] = []
        self.stated = ""
        head = source.head
        self.has_bom = any(head.startswith(bom) for bom, _ in _BOMS)
        self._is_mixed = False
        if encoding is not None:
            self.encoding = _lookup(encoding) or _refuse(encoding)
        else:
            self.encoding = _stated_encoding(head)
            self._verify(head)

    @property
    def shown_encoding(self) -> str:
        """Name of the encoding for a reader."""
        return f"{self.encoding} with byte order mark" if self.has_bom else self.encoding

    def _verify(self, head: bytes) -> None:
        """UTF-8 that the bytes are not is only a claim, and so is UTF-16 that was written as single bytes."""
        if _is_wide_in_name_only(self.encoding, head):
            self.stated, self.encoding = self.encoding, "utf-8"
        if self.encoding != "utf-8" or _is_valid(self._source.open(), "utf-8"):
            return
        found = decode(self._source.content).encoding
        if found == "utf-8":
            self._is_mixed = True
        else:
            self.stated, self.encoding = self.stated or "utf-8", found

    def pieces(self) -> Iterator[bytes]:
        """Yield the text.

        Raises
        ------
        ManifestError
            Where the document type declares entities or does not end.
        """
        line = 1
        for piece in _mend(self._without_document_type()):
            for text, spots in piece:
                self._note(line, text, spots)
                line += text.count("\n")
                yield text.encode("utf-8", errors="replace")

    def _note(self, line: int, text: str, spots: list[int]) -> None:
        spots = spots + [found.start() for found in re.finditer("\ufffd", text)]
        for spot in spots[: _MOST_LINES - len(self.damaged_lines)]:
            self.damaged_lines.append(line + text.count("\n", 0, spot))

    def _without_document_type(self) -> Iterator[str]:
        pieces = self._decoded()
        first = ""
        for piece in pieces:
            first += piece
            if len(first) > _LONGEST_PROLOG:
                break
        begin = max(first.find("<"), 0)
        place = begin
        while found := _PROLOG.match(first, place):
            if found[0].startswith(_DOCUMENT_TYPE):
                first = first[:place] + self._check_document_type(found[0]) + first[found.end() :]
            else:
                place = found.end()
        if first.startswith(_DOCUMENT_TYPE, place):
            raise ManifestError(f"{self._source.name} begins with an XML document type that does not end.")
        yield "\n" * first.count("\n", 0, begin) + first[begin:]
        yield from pieces

    def _check_document_type(self, document_type: str) -> str:
        """Return the line ends of a document type that is left out."""
        if "<!ENTITY" in document_type:
            raise ManifestError(
                f"{self._source.name} declares XML entities, which could draw in other files or grow without bound: it"
                " is not read. Ask for the file without a document type (DTD)."
            )
        return "\n" * document_type.count("\n")

    def _decoded(self) -> Iterator[str]:
        file = self._source.open()
        if self._is_mixed:
            yield from map(_decode_line, file)
            return
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        while content := file.read(PIECE_BYTES):
            yield decoder.decode(content)
        yield decoder.decode(b"", final=True)


def head_text(source: Source) -> str:
    """Return the beginning of a file as text, if it can be XML; empty else."""
    head = source.head
    if b"<" not in head:
        return ""
    encoding = _stated_encoding(head)
    if _is_wide_in_name_only(encoding, head):
        encoding = "utf-8"
    return head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")


def find_root(text: str) -> tuple[str, str]:
    """Return the local name of the root element and its attributes as they stand; empty where there is none.

    Examples
    --------
    >>> find_root('<?xml version="1.0"?><!-- x --><md:MetaData xmlns:md="urn:wco"><a/>')
    ('MetaData', ' xmlns:md="urn:wco"')
    >>> find_root("goods;mass")
    ('', '')
    """
    place = 0
    while found := _PROLOG.match(text, place):
        place = found.end()
    root = _ROOT.match(text, place)
    return (root[1], root[2]) if root else ("", "")


def _is_wide_in_name_only(encoding: str, head: bytes) -> bool:
    """Whether UTF-16 or UTF-32 is stated over single bytes: writers that make a string first state its encoding."""
    return encoding.startswith(("utf-16", "utf-32")) and b"\x00" not in head[:200]


def _stated_encoding(head: bytes) -> str:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if head[:2] in (b"<\x00", b"\n\x00"):
        return "utf-16-le"
    if head[:2] in (b"\x00<", b"\x00\n"):
        return "utf-16-be"
    stated = _STATED.search(head[:1000])
    codec = _lookup(stated[1].decode("ascii")) if stated else None
    return _WIDER.get(codec, codec) if codec else "utf-8"


def _lookup(encoding: str) -> str | None:
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError):
        return None


def _refuse(encoding: str) -> str:
    raise OptionError(f"Unknown encoding {encoding!r}: use a name such as utf-8, cp1252 or gb18030.")


def _is_valid(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while content := file.read(PIECE_BYTES):
            decoder.decode(content)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decode_line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # The mark says that the line was read otherwise; the parser never sees it as it becomes a space.
        return raw.decode("cp1252", errors="replace") + "\ufffe"


def _mend(pieces: Iterator[str]) -> Iterator[list[tuple[str, list[int]]]]:
    """Yield what a parser can read, and where something was changed that cannot be undone."""
    waiting, in_cdata = "", False
    for piece in pieces:
        waiting += piece
        mended = []
        while waiting:
            mark = _CDATA_END if in_cdata else _CDATA
            found = waiting.find(mark)
            end = found + len(mark) if found >= 0 else _cut(waiting, in_cdata)
            if end == 0:
                break
            mended.append(_mend_text(waiting[:end], in_cdata))
            waiting = waiting[end:]
            if found < 0:
                break
            in_cdata = not in_cdata
        yield mended
    yield [_mend_text(waiting, in_cdata)]


def _cut(text: str, in_cdata: bool) -> int:
    """Return where to cut so that no mark is cut in two."""
    tail = max(len(text) - _LONGEST_MARK, 0)
    marks = [place for mark in ("]" if in_cdata else "<&") if (place := text.find(mark, tail)) >= 0]
    return min(marks, default=len(text))


def _mend_text(text: str, in_cdata: bool) -> tuple[str, list[int]]:
    spots: list[int] = []
    if not in_cdata and "&" in text:
        text = _REFERENCE.sub(_reference, text)
    if not in_cdata:
        text = _NO_TAG.sub("&lt;", text)
    if not in_cdata and "<?xml" in text:  # of one file behind another, too
        text = _DECLARATION.sub("", text)
    if _CONTROL.search(text):
        spots = [found.start() for found in _CONTROL.finditer(text)]
        text = _CONTROL.sub(" ", text)
    return text, spots


def _reference(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number:
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        return found[0] if code in (9, 10, 13) or any(code in block for block in _CHARACTERS) else "\x00"
    if name in _OWN:
        return found[0]
    character = html.entities.html5.get(f"{name};") if name else None
    return html.escape(character, quote=False) if character else f"&amp;{found[0][1:]}"
