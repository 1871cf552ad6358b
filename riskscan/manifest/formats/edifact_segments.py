"""UN/EDIFACT interchanges to segments: service characters, releases, repetitions, character sets.

References
----------
ISO 9735 (UN/EDIFACT application level syntax rules), versions 1 to 4.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from riskscan.exceptions import OptionError
from riskscan.manifest.encoding import decode
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import load_syntax_charsets

__all__ = ["UNREADABLE", "Interchange", "Segment", "Syntax", "find_start"]

_PIECE = 1 << 16
_LONGEST_SEGMENT = 1 << 20
_START = re.compile(r"(?:UNA(?P<una>[^\r\n]{5}.)\s*)?(?P<tag>UNB|UNG|UNH)(?P<mark>[^\w\s]|[\x1c-\x1f])", re.DOTALL)
_LINE_START = re.compile(r"(?:\A|[\r\n])[ \t]*(?=UNA|UNB|UNG|UNH)")
_SYNTAX_ID = re.compile(r"UNB[^\w\s]([A-Z]{4})[^\w\s]?([1-4])?")
_LINE_ENDS = re.compile(r"[\r\n]+")
_SEARCHED = 4_000
_LINE_WIDTHS = range(60, 256)
_ASCII = "ascii"
_NOTHING = "\r\n\t \x00\x1a"
"""Around segments: ends of lines, and what fills the last block of a tape or ends a file of old."""

UNREADABLE = "unreadable"
"""Stands for the tag of what has none."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The service characters of an interchange; an empty one is not in use.

    Attributes
    ----------
    component, element, decimal, release, repetition, terminator : str
        One character each.
    """

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = ""
    terminator: str = "'"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment.

    Attributes
    ----------
    tag : str
        Three letters; `UNREADABLE` where the text has none, which is then its only element.
    elements : tuple of tuple of tuple of str
        Elements after the tag; each is its repetitions, which are components.
    """

    tag: str
    elements: tuple[tuple[tuple[str, ...], ...], ...]

    def get(self, element: int, component: int = 1) -> str:
        """Return a component, counted from 1, of the first repetition; empty where there is none."""
        if not 0 < element <= len(self.elements):
            return ""
        components = self.elements[element - 1][0]
        return components[component - 1] if 0 < component <= len(components) else ""


def find_start(head: str) -> re.Match[str] | None:
    """Return where an interchange or a bare message begins in the beginning of a file, None where none does.

    Examples
    --------
    >>> find_start("UNA:+,? '\\nUNB+UNOC:3+A+B'")["una"]
    ":+,? '"
    >>> find_start("UNB;goods;mass") is None
    False
    >>> find_start("UNIT;goods;mass") is None
    True
    """
    for begin in _LINE_START.finditer(head[:_SEARCHED]):
        if found := _START.match(head, begin.end()):
            return found
    return None


class Interchange:
    """A file of segments.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or None
        What the user says; by default what the syntax identifier stands for, unless the bytes are something else.

    Attributes
    ----------
    syntax : Syntax
        Service characters.
    encoding : str
        Python's name.
    stated : str
        Syntax identifier, where the bytes are something else than it says; empty else.
    is_cut : bool
        Whether something stands behind the last terminator; known when the segments are read.
    """

    def __init__(self, source: Source, encoding: str | None = None) -> None:
        self._source = source
        self.stated = ""
        self.is_cut = False
        head = source.head
        self._skip_bom = next((bom for bom in (codecs.BOM_UTF8,) if head.startswith(bom)), b"")
        wide = _wide_encoding(head)
        rough = head.decode(wide or "latin-1", errors="replace").removeprefix("\ufeff")
        start = find_start(rough)
        begin = start.start() if start else 0
        identifier = _SYNTAX_ID.search(rough, begin, begin + 200)
        self.syntax = _syntax(rough, start, identifier[2] if identifier else None)
        self._is_wrapped = _is_wrapped(rough, self.syntax)
        self._has_service_string = bool(start and start["una"])
        self.encoding = wide or self._choose(encoding, identifier[1] if identifier else "")
        if encoding is not None:
            self.encoding = _known(encoding)

    def segments(self) -> Iterator[Segment]:
        """Yield the segments in order."""
        split = _Splitter(self.syntax)
        waiting, is_begun = "", False
        for piece in self._text():
            waiting += piece
            if is_begun and self.syntax.terminator not in piece and len(waiting) < _LONGEST_SEGMENT:
                continue
            if not is_begun:
                waiting = waiting.lstrip("\ufeff")
                start = find_start(waiting)
                if start is None and len(waiting) < _SEARCHED:
                    continue
                waiting = waiting[start.start("tag") :] if start else waiting
                is_begun = True
            segments, waiting = split.take(waiting)
            yield from filter(None, map(split.parse, segments))
        if not is_begun:
            start = find_start(waiting)
            segments, waiting = split.take(waiting[start.start("tag") :] if start else waiting)
            yield from filter(None, map(split.parse, segments))
        if waiting.strip(_NOTHING):
            self.is_cut = True
            if segment := split.parse(waiting):
                yield segment

    def _text(self) -> Iterator[str]:
        file = self._source.open()
        file.seek(len(self._skip_bom))
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        # A mainframe cuts its file into lines of equal length, wherever that falls.
        between = "" if self._is_wrapped else None
        while content := file.read(_PIECE):
            text = decoder.decode(content)
            yield text if between is None else text.replace("\r", "").replace("\n", "")
        yield decoder.decode(b"", final=True)

    def _choose(self, encoding: str | None, identifier: str) -> str:
        charset = load_syntax_charsets().get(identifier)
        survey = _Survey.of(self._source)
        if encoding is not None or survey.is_ascii:
            return charset.encoding if charset and charset.encoding != _ASCII else "utf-8"
        if charset is None or charset.encoding == _ASCII:
            found = "utf-8" if survey.is_utf8 else decode(self._source.content).encoding
        elif survey.is_utf8:
            found = "utf-8"
        elif survey.has_controls and charset.in_practice:
            found = charset.in_practice
        else:
            return charset.encoding
        if charset is None or found != charset.encoding:
            self.stated = identifier
        return found


@dataclass(frozen=True, slots=True)
class _Survey:
    """What kinds of bytes a file has."""

    is_ascii: bool
    is_utf8: bool
    has_controls: bool

    @classmethod
    def of(cls, source: Source) -> "_Survey":
        file = source.open()
        is_ascii, is_utf8, has_controls = True, True, False
        decoder = codecs.getincrementaldecoder("utf-8")()
        while content := file.read(_PIECE):
            is_ascii &= content.isascii()
            has_controls |= re.search(rb"[\x80-\x9f]", content) is not None
            if is_utf8:
                try:
                    decoder.decode(content)
                except UnicodeDecodeError:
                    is_utf8 = False
        return cls(is_ascii, is_utf8, has_controls)


class _Splitter:
    """Takes text apart by the service characters."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        release = re.escape(syntax.release)
        self._segment = _pattern(release, re.escape(syntax.terminator))
        self._escaped = re.compile(rf"{release}(.)", re.DOTALL) if release else None

    @cached_property
    def _marks(self) -> dict[str, re.Pattern[str]]:
        marks = {self._syntax.element, self._syntax.component, self._syntax.repetition} - {""}
        return {mark: _pattern(re.escape(self._syntax.release), re.escape(mark)) for mark in marks}

    def take(self, text: str) -> tuple[list[str], str]:
        """Return the whole segments at the beginning of a text, and what is left."""
        segments, rest = _parts(text, self._segment)
        if len(rest) > _LONGEST_SEGMENT:
            return [*segments, rest], ""
        return segments, rest

    def parse(self, text: str) -> Segment | None:
        """Return a segment, None where nothing stands; what has no tag is one that is unreadable."""
        # Blanks at the end are data; line ends and blanks before the tag are not.
        text = text.strip("\r\n").lstrip(_NOTHING)
        if not text.strip(_NOTHING):
            return None
        if "\n" in text or "\r" in text:
            text = _LINE_ENDS.sub(" ", text)
        tag, *elements = self._split(text, self._syntax.element)
        tag = tag.strip().partition(self._syntax.component)[0].upper()
        if not (len(tag) == 3 and tag.isascii() and tag.isalpha()):
            return Segment(UNREADABLE, (((text.strip(),),),))
        return Segment(tag, tuple(map(self._repetitions, elements)))

    def _repetitions(self, element: str) -> tuple[tuple[str, ...], ...]:
        if not self._syntax.repetition:
            return (self._components(element),)
        return tuple(map(self._components, self._split(element, self._syntax.repetition)))

    def _components(self, element: str) -> tuple[str, ...]:
        return tuple(map(self._plain, self._split(element, self._syntax.component)))

    def _split(self, text: str, mark: str) -> list[str]:
        if not self._syntax.release or self._syntax.release not in text:
            return text.split(mark)
        parts, rest = _parts(text, self._marks[mark])
        return [*parts, rest]

    def _plain(self, text: str) -> str:
        if self._escaped is None or self._syntax.release not in text:
            return text.strip()
        return self._escaped.sub(r"\1", text).strip()


def _pattern(release: str, mark: str) -> re.Pattern[str]:
    """Return the pattern of what stands before a mark that is not released."""
    if not release:
        return re.compile(f"([^{mark}]*+){mark}")
    return re.compile(f"([^{mark}{release}]*+(?:{release}.[^{mark}{release}]*+)*+){mark}", re.DOTALL)


def _parts(text: str, pattern: re.Pattern[str]) -> tuple[list[str], str]:
    """Return what stands before each mark, and what is left; each match begins where the last one ends."""
    parts, place = [], 0
    while found := pattern.match(text, place):
        parts.append(found[1])
        place = found.end()
    return parts, text[place:]


def _syntax(head: str, start: re.Match[str] | None, version: str | None) -> Syntax:
    if start is None:
        return Syntax()
    mark, una = start["mark"], start["una"]
    if una:
        component, element, decimal, release, repetition, terminator = tuple(una)
        repeats = repetition if version == "4" else ""
        return Syntax(component, element, decimal, release.strip(), repeats.strip(), terminator)
    if mark == "\x1d":  # level B of the first versions, which has no characters of its own for text
        return Syntax("\x1f", "\x1d", ".", "", "", "\x1c")
    terminator = "'"
    if "'" not in head and "\n" in head:
        terminator = "\n"
    return Syntax(element=mark, repetition="*" if version == "4" else "", terminator=terminator)


def _is_wrapped(head: str, syntax: Syntax) -> bool:
    """Whether every line but the last has the same length, and not because each is a segment."""
    lines = [line.rstrip("\r") for line in head.split("\n")[:50]]
    if len(lines) < 4 or syntax.terminator == "\n":
        return False
    lengths = {len(line) for line in lines[:-1]}
    ends = sum(line.endswith(syntax.terminator) for line in lines[:-1])
    return len(lengths) == 1 and lengths.pop() in _LINE_WIDTHS and 2 * ends < len(lines)


def _wide_encoding(head: bytes) -> str | None:
    """Return the encoding of text in units of several bytes."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head[:6:2] in (b"UNA", b"UNB", b"UNH") and not any(head[1:6:2]):
        return "utf-16-le"
    if head[1:6:2] in (b"UNA", b"UNB", b"UNH") and not any(head[:6:2]):
        return "utf-16-be"
    return None


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError) as error:
        raise OptionError(f"Unknown encoding {encoding!r}: use a name such as utf-8, cp1252 or gb18030.") from error
