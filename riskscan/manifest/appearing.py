"""A file that appears when it is whole: written beside its place and renamed; devices and pipes are written through."""

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from riskscan.exceptions import OptionError, OutputError

__all__ = ["appearing", "is_replaceable", "name_write_errors"]

_REMEDIES = {
    errno.ENOSPC: "make room there, or write elsewhere",
    errno.EDQUOT: "your quota is used up: make room, or write elsewhere",
    errno.EROFS: "write elsewhere",
    errno.EACCES: "write elsewhere, or ask for the right to write there",
    errno.EPERM: "write elsewhere, or ask for the right to write there",
    errno.EFBIG: "write elsewhere, or in parts",
}


def is_replaceable(path: Path) -> bool:
    """Whether a target is made anew: not where it is a device, a pipe or a socket, which are written through."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


@contextlib.contextmanager
def name_write_errors(target: str | Path) -> Iterator[None]:
    """Say in one sentence why a target could not be written; a reader that went away is no such error.

    Raises
    ------
    OutputError
        In place of any OSError but a broken pipe.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "try again, or write elsewhere")
        reason = error.strerror or str(error)
        raise OutputError(f"Cannot write {target}: {reason}. Nothing was left there: {remedy}.") from error


@contextlib.contextmanager
def appearing(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """Give a temporary file beside the target, and make it the target when the block ends well.

    Parameters
    ----------
    path : Path
        The target. A device, a pipe or a socket is opened and written through.
    force : bool
        Whether an existing file may be replaced.

    Raises
    ------
    OptionError
        Where the folder cannot be written, or the target has come to exist.
    OutputError
        Where writing fails.
    """
    if not is_replaceable(path):
        with name_write_errors(path), path.open("wb") as device:
            yield device
        return
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle, has_name = _open_beside(path, temporary)
    except OSError as error:
        raise OptionError(f"Cannot write beside {path}: {error.strerror}.") from error
    try:
        with name_write_errors(path):
            with handle:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
                if not has_name:
                    _name(handle, temporary)
            _publish(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def _open_beside(path: Path, temporary: Path) -> tuple[IO[bytes], bool]:
    """Open a file without a name where the system can, so that even a killed run leaves nothing behind."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        try:
            return os.fdopen(os.open(path.parent, nameless | os.O_RDWR, 0o666), "w+b"), False
        except OSError:  # a file system that cannot, or a folder that may not be written: the next line tells which
            pass
    return temporary.open("xb"), True


def _name(handle: IO[bytes], temporary: Path) -> None:
    """Give a file without a name one; by folder, because only so does the system look through ``/proc``."""
    folder = os.open(temporary.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle.fileno()}", temporary.name, dst_dir_fd=folder, follow_symlinks=True)
    except OSError:  # no such links here: copy
        handle.seek(0)
        with temporary.open("xb") as named:
            shutil.copyfileobj(handle, named)
    finally:
        os.close(folder)


def _publish(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError as error:
        raise OptionError(f"{path} has come to exist meanwhile: replace it with --force.") from error
    except OSError:  # a file system without hard links
        temporary.replace(path)
