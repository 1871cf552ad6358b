"""Tar archives of manifests, compressed or not: every member is read as the file that it is."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import IO

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.archive_members import Member, member_tables
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_MARK = slice(257, 262)
_DAMAGED = (tarfile.TarError, EOFError, OSError, ValueError)


def _tells(source: Source) -> Certainty:
    return Certainty.SURE if source.head[_MARK] == b"ustar" else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    try:
        with tarfile.open(fileobj=source.open(), mode="r:") as archive:
            members = (Member(info.name, partial(_open, archive, info)) for info in archive if info.isreg())
            yield from member_tables(source, members, options, _DAMAGED)
    except ManifestError:
        raise
    except _DAMAGED as error:
        raise ManifestError(f"{source.name} is a damaged or incomplete tar archive ({error}).") from error


def _open(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(info)
    if content is None:
        raise tarfile.ReadError(f"{info.name} is no file")
    return content


FORMAT = Format("tar", "tar archives", _tells, _tables)
