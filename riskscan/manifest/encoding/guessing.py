"""Which encoding a file is in: certain cases first, then the code page that makes most sense of it.

References
----------
The Unicode Standard, chapter 3 (UTF-8, byte order marks); RFC 1468, RFC 1557, RFC 1843 (text by escape sequences).
"""

import codecs
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from riskscan.manifest.encoding.code_pages import Choice, choose_code_page, sense_of
from riskscan.manifest.encoding.sampling import FileBytes, find_unreadable, scan
from riskscan.manifest.encoding.wide import guess_ebcdic, guess_wide
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
_WESTERN = "cp1252"
_MOSTLY = 0.5


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
        Where doubtful, the reading that comes next: its name and what a word becomes by it.
    other, other_basis : str
        Encoding of the lines that are not in `name`, and why; the reason is empty where none has been seen.
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
    other: str = _WESTERN
    other_basis: str = ""
    is_clean_utf8: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """What must be said of the guess: nothing where it is certain."""
        if self.other_basis:
            facts = {"encoding": self.name, "other": self.other, "basis": self.other_basis}
            return (Note(NoteKind.ENCODING_MIXED, facts),)
        if self.certitude is Certitude.CERTAIN:
            return ()
        facts = {"encoding": self.name, "basis": self.basis}
        if self.certitude is Certitude.LIKELY:
            return (Note(NoteKind.ENCODING_GUESSED, facts),)
        return (Note(NoteKind.ENCODING_DOUBTFUL, facts | {"next_best": self.next_best}),)


def guess_encoding(source: Source | bytes) -> EncodingGuess:
    """Return the encoding of a file: certain from a mark or from valid Unicode, else the code page that fits best.

    A file in UTF-8 is read once, in pieces; a code page is chosen from a sample, and it is checked that it reads the
    whole file.

    Parameters
    ----------
    source : Source or bytes
        The file.

    Examples
    --------
    >>> guess = guess_encoding("Страна происхождения;Вес нетто\\nКитай;5\\n".encode("cp1251"))
    >>> guess.name, str(guess.certitude)
    ('cp1251', 'likely')
    >>> print(guess.notes[0])
    The file does not state its encoding; it was read as cp1251 because ...
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
        return _of_ascii(found) if found.is_ascii else _of_utf8(found)
    if mainframe := guess_ebcdic(head):
        basis = "its spaces, digits and line ends are those of EBCDIC"
        return EncodingGuess(mainframe, certitude=Certitude.LIKELY, basis=basis)
    if found.share_utf8 >= _MOSTLY:
        return _with_other(EncodingGuess("utf-8", basis="most of it is valid UTF-8"), found)
    return _of_code_page(source, found)


def _of_mark(source: Source, name: str) -> EncodingGuess:
    basis = "it begins with its byte order mark"
    if name != "utf-8":
        return EncodingGuess(name, has_bom=True, basis=basis)
    found = scan(source)
    guess = EncodingGuess(name, has_bom=True, basis=basis, is_clean_utf8=found.is_clean)
    return guess if found.is_utf8 else _with_other(guess, found)


def _with_other(guess: EncodingGuess, found: FileBytes) -> EncodingGuess:
    """Choose the code page of the lines that are no UTF-8, unless all of them are but damaged."""
    if not found.not_utf8:
        return guess
    choice = choose_code_page(found.not_utf8)
    return replace(guess, other=choice.name, other_basis=_basis(choice))


def _of_ascii(found: FileBytes) -> EncodingGuess:
    """Pure ASCII is itself, unless it holds the escape sequences of another encoding."""
    for name, sign in _ESCAPED:
        if sign.search(found.sample) and "\ufffd" not in found.sample.decode(name, errors="replace"):
            return EncodingGuess(name, basis="it has its escape sequences")
    return EncodingGuess("utf-8", basis="all of it is ASCII", is_clean_utf8=found.is_clean)


def _of_utf8(found: FileBytes) -> EncodingGuess:
    """Valid UTF-8 is taken as such; where its few words beyond ASCII could be so by chance, that is said."""
    guess = EncodingGuess("utf-8", basis="all of it is valid UTF-8", is_clean_utf8=found.is_clean)
    if not found.sample:
        return guess
    choice = choose_code_page(found.sample)
    if choice.sense < sense_of(found.sample.decode("utf-8", errors="replace")):
        return guess
    next_best = _next_best(choice.name, choice.examples)
    return replace(guess, certitude=Certitude.DOUBTFUL, next_best=next_best)


def _of_code_page(source: Source, found: FileBytes) -> EncodingGuess:
    """Choose from the sample, and once more with the lines that the choice cannot read where there are such."""
    choice = choose_code_page(found.sample)
    if unread := find_unreadable(source, choice.name):
        choice = choose_code_page(found.sample + b"\n" + unread)
    if choice.is_doubtful:
        next_best = _next_best(choice.next_best, choice.next_examples)
        return EncodingGuess(choice.name, certitude=Certitude.DOUBTFUL, basis=_basis(choice), next_best=next_best)
    return EncodingGuess(choice.name, certitude=Certitude.LIKELY, basis=_basis(choice))


def _basis(choice: Choice) -> str:
    return f"as {choice.label} it reads {_quoted(choice.examples)}"


def _next_best(name: str, examples: tuple[str, ...]) -> str:
    return f"{name}, with {_quoted(examples)}"


def _quoted(examples: tuple[str, ...]) -> str:
    return ", ".join(f'"{example}"' for example in examples) or "no words"
