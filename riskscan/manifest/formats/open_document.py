"""OpenDocument sheets with breaks inside a text made blanks: a reader of spreadsheets leaves them out.

In ``ACETONE<text:line-break/>ETHER`` two goods would become one word that no list knows.

References
----------
OpenDocument 1.2 part 1, sections 6.1.4 (tab) and 6.1.5 (line break).
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from riskscan.manifest.packages import open_zip
from riskscan.manifest.source import Source

__all__ = ["without_breaks"]

_BREAK = re.compile(rb"(</?(?:[\w.-]+:)?)(?:line-break|tab)(?=[\s/>])")
_CONTENT = "content.xml"
_PIECE = 1 << 20
_IN_MEMORY = 1 << 24


def without_breaks(source: Source) -> Source:
    """Return a workbook whose line breaks and tabs within a paragraph are blanks; the source itself has it none.

    Parameters
    ----------
    source : Source
        An OpenDocument sheet.
    """
    with open_zip(source) as before:
        if not _has_breaks(before):
            return source
        target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the source
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
            for member in before.infolist():
                if member.filename != _CONTENT:
                    after.writestr(member.filename, before.read(member))
                    continue
                with before.open(member) as content, after.open(_CONTENT, "w", force_zip64=True) as written:
                    for piece in _pieces(content):
                        written.write(_BREAK.sub(rb"\1s", piece))
    target.seek(0)
    return Source(source.name, target)


def _has_breaks(archive: zipfile.ZipFile) -> bool:
    if _CONTENT not in archive.namelist():
        return False
    with archive.open(_CONTENT) as content:
        return any(_BREAK.search(piece) for piece in _pieces(content))


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
