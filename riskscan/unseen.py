"""Characters that nobody sees: they could redraw a terminal, or hide what stands in a row."""

import re

__all__ = ["escape_unseen"]

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f]"
)


def escape_unseen(text: str, *, keep: str = "") -> str:
    r"""Return a text whose characters that nobody sees are written out, as JSON writes them.

    Parameters
    ----------
    text : str
        From a file, an argument, or anywhere.
    keep : str
        Characters that stay, such as the line ends of a text of our own.

    Returns
    -------
    str
        The same where all can be seen.

    Examples
    --------
    >>> escape_unseen("tea\x1b[2J"), escape_unseen("tea\n", keep="\n")
    ('tea\\u001b[2J', 'tea\n')
    """
    return _UNSEEN.sub(lambda match: match[0] if match[0] in keep else _written(ord(match[0])), text)


def _written(number: int) -> str:
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    high, low = divmod(number - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
