"""Tell tables apart, and the code that brings texts into their forms: after a change what is kept is another's."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import riskscan
from riskscan.tables.reading import DATA

__all__ = ["PACKAGE", "files_digest", "tables_edition"]

PACKAGE = Path(riskscan.__file__).parent
_ROOMS = ("tables", "identifiers", "chemistry/text")


@cache
def tables_edition() -> str:
    """Return a digest of all tables and of the code that reads them and folds their names.

    The version of the package alone would not do where it is installed to be worked on, nor that of the tables where a
    user corrects a row.
    """
    paths = {*DATA.rglob("*.*"), *(path for room in _ROOMS for path in (PACKAGE / room).rglob("*.py"))}
    return files_digest(paths, riskscan.__version__, sys.version)


def files_digest(paths: set[Path], *parts: str) -> str:
    """Return a digest of files of the package, by their names, and of further parts.

    Parameters
    ----------
    paths : set of Path
        Files; those of `tables_edition` need not be among them where that is a part.
    *parts : str
        What else counts.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(f"{part}\0".encode(errors="surrogatepass"))
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
