"""What a kept answer depends on beside the text: a change in any of it makes every answer kept before another's."""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

import riskscan
from riskscan.tables.reading import DATA

__all__ = ["edition"]

_FORMAT = 1  # to be raised with any change that none of the files below shows
_PACKAGE = Path(riskscan.__file__).parent
_ROOMS = ("chemistry", "identifiers", "tables")
_LIBRARIES = ("chemicals", "marisa-trie", "py2opsin", "pyahocorasick", "rapidfuzz", "rdkit", "wordfreq")


def edition(*parts: str) -> bytes:
    """Return a digest of the tables, the code that reads texts, the libraries it uses, and further parts.

    The version of the package alone would not do where it is installed to be worked on, nor that of the tables where a
    user corrects a row.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (_FORMAT, riskscan.__version__, sys.version, *map(version, _LIBRARIES), *parts):
        digest.update(f"{part}\0".encode(errors="surrogatepass"))
    for path in sorted({*DATA.rglob("*.*"), *(path for room in _ROOMS for path in (_PACKAGE / room).rglob("*.py"))}):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()
