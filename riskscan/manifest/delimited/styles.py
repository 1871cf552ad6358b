"""The ways in which programs and people protect separators and line breaks in the cells of delimited text.

References
----------
Shafranovich, "Common Format and MIME Type for CSV Files", RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
"""

import re
from functools import cache
from typing import Any

from riskscan.manifest.sentences import SentenceEnum

__all__ = ["READER_OPTIONS", "Style", "occurs", "standardize"]

_OPENING = re.compile(r"""\A(?:[“”„‟«]|''(?=[^'])|""(?=[^"]))""")
_CLOSING = re.compile(r"""(?:[”“‟»]|(?<=[^'])''|(?<=[^"])"")\Z""")


class Style(SentenceEnum):
    """How a file protects the separators and line breaks in its cells; each with the end of a sentence that says it."""

    STANDARD = "standard", "in double quotes, a quote as two (RFC 4180)"
    ESCAPED = "escaped", "by a backslash before them, as MySQL and Unix programs write"
    WRAPPED = "wrapped", "by quotes round a whole line, as Excel saves text that it did not split"
    SPACED = "spaced", "in double quotes, with blanks between them and the separator"
    MARKS = "marks", "in typographic quotes, or in two quotes for one"
    APOSTROPHE = "apostrophe", "in single quotes"


READER_OPTIONS: dict[Style, dict[str, Any]] = {
    Style.STANDARD: {},
    Style.ESCAPED: {"escapechar": "\\"},
    Style.WRAPPED: {},
    Style.SPACED: {"skipinitialspace": True},
    Style.MARKS: {},
    Style.APOSTROPHE: {"quotechar": "'"},
}
"""How `csv.reader` is told of each style, once `standardize` has been over a line."""

_SIGNS = {
    Style.STANDARD: r'(?:\A|{0})"[^"]*"(?:{0}|\Z)',
    Style.ESCAPED: r'\\(?:["\r\n]|{0})',
    Style.WRAPPED: r'\A".*{0}.*"\Z',
    Style.SPACED: r'{0} +"|" +(?:{0}|\Z)',
    Style.MARKS: r"""(?:\A|{0})(?:[“”„‟«]|''[^'{1}]|""[^"{1}])""",
    Style.APOSTROPHE: r"(?:\A|{0})'[^']*'(?:{0}|\Z)",
}
_NEEDED = {
    Style.STANDARD: ('"',),
    Style.ESCAPED: ("\\",),
    Style.WRAPPED: ('"',),
    Style.SPACED: (' "', '" '),
    Style.MARKS: ('""', "''", *"“”„‟«"),
    Style.APOSTROPHE: ("'",),
}
"""Without which the patterns above need not be tried."""


@cache
def _sign(style: Style, separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(_SIGNS[style].format(mark, mark), re.DOTALL)


def occurs(style: Style, text: str, separator: str) -> bool:
    """Whether a record, or a line of one, looks as if it were written in a style.

    Examples
    --------
    >>> occurs(Style.APOSTROPHE, "'tea, black',5", ","), occurs(Style.APOSTROPHE, "O'Brien's tea,5", ",")
    (True, False)
    """
    if not any(needed in text for needed in _NEEDED[style]):
        return False
    return _sign(style, separator).search(text.rstrip("\r\n") if style is not Style.ESCAPED else text) is not None


def standardize(line: str, separator: str, style: Style) -> str:
    """Return a line as `csv.reader` can read it with the style's `READER_OPTIONS`.

    Examples
    --------
    >>> standardize("1,“tea, black”\\n", ",", Style.MARKS)
    '1,"tea, black"\\n'
    """
    if style is Style.ESCAPED:
        return _protect(line, separator)
    if style is Style.SPACED:
        return _blanks_behind_quotes(separator).sub('"', line)
    return _standardize_marks(line, separator) if style is Style.MARKS else line


@cache
def _blanks_behind_quotes(separator: str) -> re.Pattern[str]:
    return re.compile(rf'" +(?=[{re.escape(separator)}\r\n]|\Z)')


@cache
def _unescaping(separator: str) -> re.Pattern[str]:
    return re.compile(rf"\\(?!\\|[\"\r\n{re.escape(separator)}])|\\\\")


def _protect(line: str, separator: str) -> str:
    """Double the backslashes that protect nothing (as in a path), so that they stay."""
    if "\\" not in line:
        return line
    return _unescaping(separator).sub(r"\\\\", line)


def _standardize_marks(line: str, separator: str) -> str:
    """Turn other quotes at the ends of what lies between separators to standard ones."""
    body = line.rstrip("\r\n")
    pieces = [_CLOSING.sub('"', _OPENING.sub('"', piece)) for piece in body.split(separator)]
    return separator.join(pieces) + line[len(body) :]
