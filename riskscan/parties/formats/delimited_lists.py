"""Delimited lists as people save them: by a spreadsheet of any country, in any encoding."""

import csv
from collections.abc import Callable

from riskscan.manifest.encoding import decode

__all__ = ["list_head", "list_text", "separator_of"]

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_SEPARATORS = ",;\t|"


def list_text(content: bytes) -> str:
    """Return the text of a list: by its byte order mark, as UTF-8, or as what its bytes look like.

    Examples
    --------
    >>> list_text("id;schema;name".encode("utf-16"))
    'id;schema;name'
    """
    try:
        return content.decode(_encoding(content), "strict")
    except UnicodeDecodeError:
        return "".join(decode(content).lines)


def list_head(content: bytes) -> str:
    """Return the text of the beginning of a list, whose last character may be cut."""
    return content.decode(_encoding(content), "replace")


def _encoding(content: bytes) -> str:
    return next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "utf-8")


def separator_of(text: str, fits: Callable[[list[str]], bool]) -> str | None:
    """Return the separator by which the cells of the first line are such as a format has, None where none is.

    Examples
    --------
    >>> separator_of("id;schema;name", lambda cells: "name" in cells)
    ';'
    """
    first = text.lstrip("\ufeff").splitlines()[:1]
    return next((mark for mark in _SEPARATORS if any(map(fits, csv.reader(first, delimiter=mark)))), None)
