"""Which kind of file a zip archive or a compound file is: many formats are one of these two inside."""

import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import IO

from riskscan.exceptions import ManifestError
from riskscan.manifest.compound_files import CompoundFile, DamagedContainerError, read_compound
from riskscan.manifest.source import Source
from riskscan.tables.unread_files import UnreadFile, load_unread_files

__all__ = ["ZIP_ERRORS", "PackageKind", "kind_of", "open_zip", "rewrite_zip", "unread_kind"]

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What a damaged zip archive, or a member of it, raises."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT_SHEETS = re.compile(rb"application/vnd\.(oasis\.opendocument\.spreadsheet|sun\.xml\.calc)")
_MOST_MIMETYPE = 200
_IN_MEMORY = 1 << 24


class PackageKind(StrEnum):
    """What a zip archive or compound file is, as far as it is read here."""

    NONE = "none"
    EXCEL = "xlsx"
    EXCEL_BINARY = "xlsb"
    EXCEL_OLD = "xls"
    OPEN_DOCUMENT = "ods"
    ARCHIVE = "archive"
    DAMAGED = "damaged"
    UNREAD = "unread"


def kind_of(source: Source) -> PackageKind:
    """Return what a file is by the names inside it."""
    if source.head.startswith(_ZIP_STARTS):
        return _kind_of_zip(source)
    if source.head.startswith(_COMPOUND):
        return _kind_of_compound(source)
    return PackageKind.NONE


def unread_kind(source: Source) -> UnreadFile | None:
    """Return the row of the table of unread files that a file is of, or None."""
    texts: dict[str, list[bytes]] = {"start": [], "package": [], "mimetype": [], "compound": []}
    if source.head.startswith(_ZIP_STARTS):
        texts["package"], texts["mimetype"] = _zip_names(source)
    elif source.head.startswith(_COMPOUND):
        texts["compound"] = [name.encode("latin-1", "replace") for name in _compound_names(source)]
    for kind in load_unread_files():
        if kind.where == "start" and kind.pattern.match(source.head):
            return kind
        if any(kind.pattern.fullmatch(text) for text in texts[kind.where]):
            return kind
    return None


def open_zip(source: Source) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises
    ------
    zipfile.BadZipFile
        Where its directory is damaged.
    """
    try:
        return zipfile.ZipFile(source.open())
    except ZIP_ERRORS as error:
        raise zipfile.BadZipFile(str(error)) from error


def rewrite_zip(source: Source, changed: Mapping[str, Callable[[IO[bytes]], Iterator[bytes]]]) -> Source:
    """Return a workbook with some of its members written anew.

    Parameters
    ----------
    source : Source
        A workbook that is a zip archive.
    changed : mapping of str to callable
        By the name of a member: what yields its new bytes, from the member opened at its start (it can be searched).

    Raises
    ------
    ManifestError
        Where a member, be it one that stays, is damaged.
    """
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the source
    try:
        with open_zip(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
            for member in before.infolist():
                if member.filename not in changed:
                    after.writestr(member.filename, before.read(member))
                    continue
                with before.open(member) as content, after.open(member.filename, "w", force_zip64=True) as written:
                    for piece in changed[member.filename](content):
                        written.write(piece)
    except ZIP_ERRORS as error:
        target.close()
        raise ManifestError(f"{source.name} is not a readable Excel workbook: {error}.") from error
    target.seek(0)
    return Source(source.name, target)


def _zip_names(source: Source) -> tuple[list[bytes], list[bytes]]:
    """Return the names of the members, and the text of the one that states the type of an OpenDocument file."""
    try:
        with open_zip(source) as archive:
            names = [name.replace("\\", "/").lstrip("/") for name in archive.namelist()]
            return [name.encode("latin-1", "replace") for name in names], _mimetype(archive)
    except zipfile.BadZipFile:
        return [], []


def _mimetype(archive: zipfile.ZipFile) -> list[bytes]:
    try:
        with archive.open("mimetype") as member:
            return [member.read(_MOST_MIMETYPE).strip()]
    except (KeyError, *ZIP_ERRORS):
        return []


def _kind_of_zip(source: Source) -> PackageKind:
    names, mimetype = _zip_names(source)
    if not names:
        return PackageKind.ARCHIVE if source.head.startswith(b"PK\x05\x06") else PackageKind.DAMAGED
    lower = {name.lower() for name in names}
    if b"xl/workbook.bin" in lower:
        return PackageKind.EXCEL_BINARY
    if b"xl/workbook.xml" in lower or (b"[content_types].xml" in lower and any(n.startswith(b"xl/") for n in lower)):
        return PackageKind.EXCEL
    if any(_OPEN_DOCUMENT_SHEETS.match(text) for text in mimetype):
        return PackageKind.OPEN_DOCUMENT
    return PackageKind.UNREAD if unread_kind(source) else PackageKind.ARCHIVE


def _kind_of_compound(source: Source) -> PackageKind:
    names = _compound_names(source)
    if not names:
        return PackageKind.DAMAGED
    return PackageKind.EXCEL_OLD if {"workbook", "book"} & {name.lower() for name in names} else PackageKind.UNREAD


def _compound_names(source: Source) -> tuple[str, ...]:
    try:
        compound: CompoundFile = read_compound(source.content)
    except DamagedContainerError:
        return ()
    return compound.names
