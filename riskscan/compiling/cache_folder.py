"""Where things are kept that are worked out once: the user's choice, else the user's cache folder."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs

from riskscan.exceptions import CacheError

__all__ = ["TEXTS", "TOLD", "VARIABLE", "cache_folder", "folder_bytes", "temporary_folder"]

VARIABLE = "RISKSCAN_CACHE"
"""Environment variable that names another folder."""

TEXTS = "texts"
"""Name of the folder that keeps what texts say."""

TOLD = "told"
"""Behind that name and a point: the folder that keeps which texts say something."""


def cache_folder() -> Path:
    """Return the folder of the cache; it is made where that is possible, and may turn out not to be writable."""
    chosen = os.environ.get(VARIABLE)
    folder = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("riskscan"))
    with suppress(OSError):  # whoever writes there will say it
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def temporary_folder() -> Path:
    """Return a temporary folder of this user alone: what lies in one that everybody writes to is not to be believed.

    Raises
    ------
    CacheError
        Where a folder of its name belongs to somebody else.
    OSError
        Where no temporary folder can be written.
    """
    user = getattr(os, "getuid", int)()  # temporary folders of Windows are the user's own
    folder = Path(tempfile.gettempdir()) / f"riskscan-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != user:
        raise CacheError(f"{folder} belongs to somebody else; name a folder of your own in {VARIABLE}.")
    return folder


def folder_bytes(folder: Path) -> int:
    """Return the size of the files of a folder; those that vanish meanwhile have none."""
    size = 0
    for path in folder.glob("*"):
        with suppress(OSError):
            size += path.stat().st_size
    return size
