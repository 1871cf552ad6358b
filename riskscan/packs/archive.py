"""The file of a pack: a ZIP archive of one shape, so that a changed byte anywhere is seen.

Members are stored as they are, in the order of their names, with one date and no attributes. What is read is written
again and must give the same bytes; so nothing can hide between the members, in links, in comments or in compression.
"""

import io
import re
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from riskscan.exceptions import PackError

__all__ = ["LARGEST_FILE", "LARGEST_PACK", "build_archive", "read_archive", "read_bounded"]

LARGEST_FILE = 8 << 20
"""Bytes of one table at the most."""

LARGEST_PACK = 16 << 20
"""Bytes of a pack at the most."""

_MOST_MEMBERS = 100
_NAME = re.compile(r"(?:[a-z0-9_]{1,40}/)?[a-z0-9_]{1,40}\.(?:csv|json|sig)")
_DAY = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, OSError, ValueError)


def build_archive(members: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a pack with these members: the same for the same members, always.

    Raises
    ------
    PackError
        Where it grows too large, or a member's name is none that a pack has.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            if not _NAME.fullmatch(name):
                raise PackError(f"{name!r} is no name of a table in a pack; see `riskscan pack create --help`.")
            _check_size(name, len(members[name]))
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system = 0
            archive.writestr(info, members[name])
    if content.tell() > LARGEST_PACK or len(members) > _MOST_MEMBERS:
        raise PackError(f"the pack would have {content.tell():,} bytes in {len(members)} tables; make several of it.")
    return content.getvalue()


def read_archive(where: str, content: bytes) -> dict[str, bytes]:
    """Return the members of a pack by name.

    Parameters
    ----------
    where : str
        What errors call it.
    content : bytes

    Raises
    ------
    PackError
        Where it is no ZIP archive of the shape that `build_archive` gives it, with the reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            refusal = _refusal(infos)
            if refusal:
                raise PackError(f"{where} is refused: {refusal}.")
            members = {info.filename: _read(archive, info) for info in infos}
    except PackError:
        raise
    except _DAMAGED as error:
        raise PackError(f"{where} is no pack, or damaged ({error}); ask its issuer for it again.") from error
    if build_archive(members) != content:
        raise PackError(f"{where} was changed after it was made: it is not as `riskscan pack create` writes it.")
    return members


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file that may be a pack.

    Raises
    ------
    PackError
        Where there is none, it is no regular file, cannot be read, or is larger than a pack.
    """
    try:
        if not path.is_file():
            raise PackError(f"{path}: there is no such file.")
        with path.open("rb") as handle:
            content = handle.read(LARGEST_PACK + 1)
    except OSError as error:
        raise PackError(f"{path} cannot be read ({error.strerror}); check its rights.") from error
    if len(content) > LARGEST_PACK:
        raise PackError(f"{path} is refused: it has more than {LARGEST_PACK >> 20} MB, which no pack has.")
    return content


def _refusal(infos: list[zipfile.ZipInfo]) -> str:
    """Return why an archive is refused from what it says of its members alone, or nothing; none was unpacked yet."""
    names = [info.filename for info in infos]
    if len(names) > _MOST_MEMBERS:
        return f"it has {len(names):,} members, more than {_MOST_MEMBERS}"
    for info in infos:
        name = info.filename
        if stat.S_ISLNK(info.external_attr >> 16):
            return f"its member {name!r} is a link"
        if not _NAME.fullmatch(name):
            return f"its member {name!r} has a name that no table of a pack has, as if to be written elsewhere"
        if info.flag_bits & 1:
            return f"its member {name!r} is encrypted"
        if info.compress_type != zipfile.ZIP_STORED:
            return f"its member {name!r} is compressed, and may unpack to any size"
        if info.file_size > LARGEST_FILE:
            return f"its member {name!r} has {info.file_size:,} bytes, more than {LARGEST_FILE >> 20} MB"
    doubles = sorted(name for name in set(names) if names.count(name) > 1)
    return f"its member {doubles[0]!r} stands in it twice" if doubles else ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as handle:
        content = handle.read(LARGEST_FILE + 1)
    _check_size(info.filename, len(content))
    return content


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise PackError(f"{name} has more than {LARGEST_FILE >> 20} MB, which no table of a pack has; cut it in parts.")
