"""Zip archives of manifests: every member is read as the file that it is."""

import zipfile
from collections.abc import Iterator
from functools import partial

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.archive_members import Member, member_tables
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.packages import ZIP_ERRORS, PackageKind, kind_of, open_zip
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_ENCRYPTED = 0x1
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))


def _tells(source: Source) -> Certainty:
    kind = kind_of(source)
    is_damaged = kind is PackageKind.DAMAGED and source.name.lower().endswith(".zip")
    return Certainty.SURE if kind is PackageKind.ARCHIVE or is_damaged else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    try:
        archive = open_zip(source)
    except zipfile.BadZipFile as error:
        raise ManifestError(f"{source.name} is a damaged or incomplete zip archive ({error}).") from error
    with archive:
        members = (_member(archive, info) for info in archive.infolist() if not info.filename.endswith("/"))
        yield from member_tables(source, members, options, ZIP_ERRORS)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    if info.flag_bits & _ENCRYPTED:
        return Member(info.filename, partial(archive.open, info), "a password closes it: unpack it with that")
    if info.compress_type not in _METHODS:
        method = f"it is packed in a way that is not read here (method {info.compress_type}): unpack it yourself"
        return Member(info.filename, partial(archive.open, info), method)
    return Member(info.filename, partial(archive.open, info))


FORMAT = Format("zip", "zip archives", _tells, _tables)
