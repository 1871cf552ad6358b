"""What all calls of other processes share: written once, and read once by each process, not with every call."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

__all__ = ["given_once"]


@contextmanager
def given_once(function: Callable[..., Any], shared: Mapping[str, Any]) -> Iterator[Callable[..., Any]]:
    """Give a function that has some arguments already, however large, and is small where it goes to another process.

    Parameters
    ----------
    function : callable
        Picklable.
    shared : mapping of str to object
        Arguments by name; large arrays are mapped into all processes once.

    Raises
    ------
    OutputError
        Where the disk is full.
    """
    if not shared:
        yield function
        return
    import joblib
    from joblib.externals.loky.backend import resource_tracker

    folder = tempfile.mkdtemp(prefix="riskscan-")
    resource_tracker.register(folder, "folder")  # it goes even where this process is killed
    try:
        path = Path(folder, "shared")
        try:
            joblib.dump(dict(shared), path)
        except OSError as error:
            from riskscan.manifest.spill_file import disk_error

            raise disk_error(error) from error
        yield partial(_call, function, str(path))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        resource_tracker.unregister(folder, "folder")


def _call(function: Callable[..., Any], path: str, /, *item: Any) -> Any:
    return function(*item, **_read(path))


@lru_cache(maxsize=1)
def _read(path: str) -> dict[str, Any]:
    import joblib

    found: dict[str, Any] = joblib.load(path, mmap_mode="r")
    return found
