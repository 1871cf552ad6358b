"""The list of a compiled folder's files, by which a cut, changed, missing or foreign one is noticed.

The list stands in the folder itself: what the folder was compiled from, then size, checksum and name of each file. To
read sixty megabytes at every start would take longer than the start itself. So checksums are worked out only
of files that have been written or moved since they last agreed, by the clock of the file system. That moment is the
time stamp of the list. What no program wrote, a disk that loses bits, is not noticed.
"""

import hashlib
import os
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path

__all__ = ["find_damage", "write_contents"]

_NAME = "contents.txt"
_hash = partial(hashlib.blake2b, digest_size=16)
_LATEST_NS = 2_000_000_000
"""Files that were written so shortly before they were checked are checked again: clocks of file systems are coarse."""


def write_contents(folder: Path, stamp: str) -> None:
    """List the files of a folder that has been written, and see to it that they are on the disk.

    Parameters
    ----------
    folder : pathlib.Path
        A folder of files.
    stamp : str
        What it was compiled from.
    """
    lines = [_head(stamp)]
    for path in sorted(folder.iterdir()):
        _make_durable(path)
        lines.append(f"{path.stat().st_size} {_checksum(path)} {path.name}")
    (folder / _NAME).write_text("\n".join(lines), encoding="utf-8")


def find_damage(folder: Path, stamp: str) -> str | None:
    """Return what is wrong with a compiled folder, in words; None where every file is as it was written.

    Parameters
    ----------
    folder : pathlib.Path
    stamp : str
        What it must have been compiled from.
    """
    contents = folder / _NAME
    try:
        expected = _read_contents(contents, stamp)
        last_checked = contents.stat().st_mtime_ns
        found = {entry.name: entry.stat() for entry in os.scandir(folder) if entry.name != _NAME}
    except (OSError, ValueError):
        return f"the list of files in {folder.name} is missing or damaged"
    if stray := sorted(found.keys() ^ expected.keys()):
        return f"{stray[0]} is {'no file of it' if stray[0] in found else 'missing'}"
    is_checked_now = False
    for name, (size, checksum) in expected.items():
        if found[name].st_size != size:
            return f"{name} has {found[name].st_size:,} bytes, not {size:,}"
        if max(found[name].st_ctime_ns, found[name].st_mtime_ns) + _LATEST_NS >= last_checked:
            is_checked_now = True
            if _read_checksum(folder / name) != checksum:
                return f"{name} is not as it was written"
    if is_checked_now:
        with suppress(OSError):  # a folder that cannot be written is checked in full each time
            os.utime(contents)
    return None


def _read_contents(contents: Path, stamp: str) -> dict[str, tuple[int, str]]:
    """Return size and checksum by name; a ValueError where the list is none, or that of another stamp."""
    head, *lines = contents.read_text(encoding="utf-8").split("\n")
    if head != _head(stamp):
        raise ValueError
    rows = (line.split(" ", 2) for line in lines)
    return {name: (int(size), checksum) for size, checksum, name in rows}


def _head(stamp: str) -> str:
    return _hash(stamp.encode(errors="surrogatepass")).hexdigest()


def _checksum(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, _hash).hexdigest()


def _read_checksum(path: Path) -> str:
    """Return the checksum, empty where the file cannot be read: another process may just be putting a new one there."""
    try:
        return _checksum(path)
    except OSError:
        return ""


def _make_durable(path: Path) -> None:
    path.chmod(path.stat().st_mode | stat.S_IWUSR)  # a Java machine writes files that cannot be written again
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())
