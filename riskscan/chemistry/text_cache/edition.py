"""What a kept answer depends on beside the text: a change in any of it makes every answer kept before another's."""

from importlib.metadata import version

from riskscan.chemistry.text.tables_edition import PACKAGE, files_digest, tables_edition

__all__ = ["edition"]

_FORMAT = 1  # to be raised with any change that none of the files below shows
_LIBRARIES = ("chemicals", "marisa-trie", "py2opsin", "pyahocorasick", "rapidfuzz", "rdkit", "wordfreq")


def edition(*parts: str) -> bytes:
    """Return a digest of the tables, the code that reads texts, the libraries it uses, and further parts."""
    code = set((PACKAGE / "chemistry").rglob("*.py"))
    return bytes.fromhex(files_digest(code, str(_FORMAT), tables_edition(), *map(version, _LIBRARIES), *parts))
