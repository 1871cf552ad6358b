"""Values that take long to work out, kept as JSON in the folder of the user's cache."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from riskscan.compiling.compile_once import compile_once
from riskscan.exceptions import CacheError

__all__ = ["kept_json"]

_FILE = "kept.json"


def kept_json(kind: str, stamp: str, work_out: Callable[[], Any]) -> Any:
    """Return a value as JSON keeps it: worked out where it is not kept yet for a stamp, or where nothing can be kept.

    Parameters
    ----------
    kind : str
        First part of the folder's name, see `riskscan.compiling.compile_once`.
    stamp : str
        Everything that the value depends on.
    work_out : callable
        Returns the value: dicts with keys of text, lists, texts, numbers; JSON turns tuples into lists.
    """

    def write(folder: Path) -> None:
        content = json.dumps(work_out(), ensure_ascii=False)
        (folder / _FILE).write_text(content, encoding="utf-8", errors="surrogatepass")

    try:
        path = compile_once(kind, stamp, write) / _FILE
        return json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
    except (CacheError, OSError):  # a folder without rights, or cleared meanwhile
        return work_out()
