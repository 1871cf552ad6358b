"""OpenDocument sheets with breaks inside a text made blanks: a reader of spreadsheets leaves them out.

In ``ACETONE<text:line-break/>ETHER`` two goods would become one word that no list knows.

References
----------
OpenDocument 1.2 part 1, sections 6.1.4 (tab) and 6.1.5 (line break).
"""

import re
from collections.abc import Iterator
from typing import IO

from riskscan.exceptions import ManifestError
from riskscan.manifest.packages import ZIP_ERRORS, open_zip, rewrite_zip
from riskscan.manifest.source import Source

__all__ = ["without_breaks"]

_BREAK = re.compile(rb"(</?(?:[\w.-]+:)?)(?:line-break|tab)(?=[\s/>])")
_CONTENT = "content.xml"
_PIECE = 1 << 20


def without_breaks(source: Source) -> Source:
    """Return a workbook whose line breaks and tabs within a paragraph are blanks; the source itself has it none.

    Parameters
    ----------
    source : Source
        An OpenDocument sheet.

    Raises
    ------
    ManifestError
        Where a member is damaged.
    """
    return rewrite_zip(source, {_CONTENT: _blanked}) if _has_breaks(source) else source


def _has_breaks(source: Source) -> bool:
    try:
        with open_zip(source) as archive:
            if _CONTENT not in archive.namelist():
                return False
            with archive.open(_CONTENT) as content:
                return any(_BREAK.search(piece) for piece in _pieces(content))
    except ZIP_ERRORS as error:
        raise ManifestError(f"{source.name} is not a readable OpenDocument sheet: {error}.") from error


def _blanked(content: IO[bytes]) -> Iterator[bytes]:
    for piece in _pieces(content):
        yield _BREAK.sub(rb"\1s", piece)


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes in pieces that end before a tag, so that none is cut."""
    waiting = b""
    while piece := content.read(_PIECE):
        waiting += piece
        end = waiting.rfind(b"<")
        if end > 0:
            yield waiting[:end]
            waiting = waiting[end:]
    yield waiting
