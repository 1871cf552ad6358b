"""Text of a file on a terminal: control and direction characters are written out, so that no file speaks to it."""

import re

__all__ = ["escape_unseen"]

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def escape_unseen(text: str, *, keep: str = "") -> str:
    r"""Return a text whose characters that nobody sees are written out.

    Examples
    --------
    >>> escape_unseen("tea\x1b[2J"), escape_unseen("tea\n", keep="\n")
    ('tea\\u001b[2J', 'tea\n')
    """
    return _UNSEEN.sub(lambda match: match[0] if match[0] in keep else f"\\u{ord(match[0]):04x}", text)
