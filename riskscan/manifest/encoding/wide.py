"""Encodings in which not even digits are as in ASCII: UTF-16 and UTF-32 without a byte order mark, and EBCDIC.

They are told by what every table has, whatever its language: separators, digits, spaces and line ends.

References
----------
The Unicode Standard, chapter 3, D79 to D101 (encoding forms, surrogates); IBM, code pages 037, 273, 500, 875, 1026.
"""

import re

from riskscan.manifest.encoding.code_pages import sense_of

__all__ = ["EBCDIC", "guess_ebcdic", "guess_wide"]

EBCDIC = ("cp037", "cp500", "cp273", "cp875", "cp1026")
"""Code pages of mainframes: United States, international, German, Greek, Turkish."""

_FORMS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
"""UTF-32 first: its text is also valid UTF-16, of which every second unit is zero."""

_MARKS = re.compile('[\t\n\r ,;|"0-9.]')
_LEAST_MARKS, _MOST_STRANGE = 0.02, 0.02
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]")
_MAINFRAME = re.compile(
    rb"[\x81-\x89\x91-\x99\xa2-\xa9\xc1-\xc9\xd1-\xd9\xe2-\xe9\xf0-\xf9\x40\x4b\x4f\x5e\x60\x6b\x05\x0d\x15\x25]"
)
_LEAST_MAINFRAME, _LEAST_SPACES = 0.85, 0.02
_LOOK = 4_000


def guess_wide(sample: bytes) -> str | None:
    """Return ``utf-16-le``, ``utf-16-be``, ``utf-32-le`` or ``utf-32-be`` where a file without mark is in one.

    In UTF-16 each sign of ASCII has a zero beside it, always on the same side. Text in a code page has no zeros, or
    (filled up fields) runs of them on both sides.

    Parameters
    ----------
    sample : bytes
        The head of the file.

    Examples
    --------
    >>> guess_wide("品名,重量\\n棉布,1\\n".encode("utf-16-be"))
    'utf-16-be'
    >>> print(guess_wide("品名\\x00\\x00,1\\n".encode("gbk")))
    None
    """
    if b"\x00" not in sample:
        return None
    return next((name for name, width in _FORMS if _is_text(sample, name, width)), None)


def _is_text(sample: bytes, name: str, width: int) -> bool:
    text = sample[: len(sample) - len(sample) % width].decode(name, errors="replace")
    if len(text) < 2:
        return False
    n_strange, n_marks = len(_STRANGE.findall(text)), len(_MARKS.findall(text))
    return n_strange <= _MOST_STRANGE * len(text) and n_marks >= max(1.0, _LEAST_MARKS * len(text))


def guess_ebcdic(sample: bytes) -> str | None:
    """Return the code page of a text from a mainframe, None for any other.

    Examples
    --------
    >>> guess_ebcdic("GOODS,MASS KG\\nPLASTIC TOYS,12\\n".encode("cp037"))
    'cp037'
    """
    look = sample[:_LOOK]
    if b"\n" in look or not (b"\x15" in look or b"\x25" in look):
        return None
    n_fit, n_spaces = len(_MAINFRAME.findall(look)), look.count(b"\x40")
    if n_fit < _LEAST_MAINFRAME * len(look) or n_spaces < _LEAST_SPACES * len(look):
        return None
    return max(EBCDIC, key=lambda page: sense_of(look.decode(page, errors="replace").replace("\x85", "\n")))
