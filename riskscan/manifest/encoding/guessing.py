"""Which encoding a file is in: certain cases first, then the code page that makes most sense of it.

References
----------
The Unicode Standard, chapter 3 (UTF-8, byte order marks); RFC 1468, RFC 1557, RFC 1843 (text by escape sequences).
"""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum

from riskscan.manifest.encoding.code_pages import choose_code_page
from riskscan.manifest.encoding.sampling import UTF8_RUN, HighBytes, scan
from riskscan.manifest.encoding.wide import guess_wide
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source

__all__ = ["Certitude", "EncodingGuess", "guess_encoding"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = (
    ("iso2022_jp_ext", re.compile(rb"\x1b\$[@B]|\x1b\(J|\x1b\$\(D")),
    ("iso2022_kr", re.compile(rb"\x1b\$\)C")),
    ("hz", re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")),
)
_DEFAULT_OTHER = "cp1252"


class Certitude(StrEnum):
    """How sure an encoding is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """The encoding of a file and how it is known.

    Attributes
    ----------
    name : str
        Python's name.
    has_bom : bool
        Whether a byte order mark says so.
    certitude : Certitude
        ``certain`` where the bytes leave no other reading.
    basis : str
        Why, as the end of a sentence that begins with "because".
    next_best : str
        Where doubtful, the name of the reading that comes next; empty where none makes sense.
    other : str
        Encoding of the lines that are not in `name`.
    is_clean_utf8 : bool
        Whether the whole file is valid UTF-8 without NUL characters and without the end mark of DOS: then any strict
        reader of UTF-8 may take its bytes as they are.

    Examples
    --------
    >>> guess_encoding("goods;mass\\nÁcido;1\\n".encode())
    EncodingGuess(name='utf-8', has_bom=False, certitude=<Certitude.CERTAIN: 'certain'>, ...)
    """

    name: str
    has_bom: bool = False
    certitude: Certitude = Certitude.CERTAIN
    basis: str = ""
    next_best: str = ""
    other: str = _DEFAULT_OTHER
    is_clean_utf8: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """What must be said of the guess: nothing where it is certain."""
        if self.certitude is Certitude.CERTAIN:
            return ()
        if self.certitude is Certitude.LIKELY:
            return (Note(NoteKind.ENCODING_GUESSED, {"encoding": self.name, "basis": self.basis}),)
        facts = {"encoding": self.name, "basis": self.basis, "next_best": self.next_best or "none"}
        return (Note(NoteKind.ENCODING_DOUBTFUL, facts),)


def guess_encoding(source: Source | bytes) -> EncodingGuess:
    """Return the encoding of a file: certain from a mark or from valid Unicode, else the code page that fits best.

    The file is read once, in pieces; a code page is chosen from a sample.

    Parameters
    ----------
    source : Source or bytes
        The file.

    Examples
    --------
    >>> guess = guess_encoding("Страна происхождения;Вес нетто\\nКитай;5\\n".encode("cp1251"))
    >>> guess.name, str(guess.certitude)
    ('cp1251', 'likely')
    """
    if isinstance(source, bytes):
        source = Source.of_bytes("the file", source)
    head = source.head
    for bom, name in _BOMS:
        if head.startswith(bom):
            return _of_mark(source, name)
    if wide := guess_wide(head):
        return EncodingGuess(wide, basis="every separator and line end has its zero bytes on one side")
    found = scan(source)
    if found.is_utf8:
        return _of_ascii(source, found) if found.is_ascii else _clean(found, "all of it is valid UTF-8")
    return _of_high_bytes(found)


def _of_mark(source: Source, name: str) -> EncodingGuess:
    basis = "it begins with its byte order mark"
    if name != "utf-8":
        return EncodingGuess(name, has_bom=True, basis=basis)
    found = scan(source)
    other = _other(found) if not found.is_utf8 else _DEFAULT_OTHER
    return EncodingGuess(name, has_bom=True, basis=basis, other=other, is_clean_utf8=found.is_clean)


def _clean(found: HighBytes, basis: str) -> EncodingGuess:
    return EncodingGuess("utf-8", basis=basis, is_clean_utf8=found.is_clean)


def _of_ascii(source: Source, found: HighBytes) -> EncodingGuess:
    """Pure ASCII is itself, unless it holds the escape sequences of another encoding."""
    name = next((name for name, sign in _ESCAPED if sign.search(found.sample)), None)
    if name is None:
        return _clean(found, "all of it is ASCII")
    try:
        found.sample.decode(name)
    except UnicodeDecodeError:
        return _clean(found, "all of it is ASCII")
    return EncodingGuess(name, basis="it has its escape sequences")


def _of_high_bytes(found: HighBytes) -> EncodingGuess:
    """Mostly valid UTF-8 is UTF-8 with some lines of another encoding; else all of it is in a code page."""
    n_valid = sum(map(len, UTF8_RUN.findall(found.sample)))
    if 2 * n_valid >= found.n_high:
        return EncodingGuess("utf-8", basis="most of it is valid UTF-8", other=_other(found))
    choice = choose_code_page(found.sample)
    certitude = Certitude.DOUBTFUL if choice.is_doubtful else Certitude.LIKELY
    return EncodingGuess(choice.name, certitude=certitude, basis=choice.basis, next_best=choice.next_best)


def _other(found: HighBytes) -> str:
    return choose_code_page(found.not_utf8).name if found.not_utf8 else _DEFAULT_OTHER
