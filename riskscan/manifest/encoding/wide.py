"""UTF-16 and UTF-32 without a byte order mark: told by the units that every table has, whatever its language.

References
----------
The Unicode Standard, chapter 3, D79 to D101 (encoding forms, surrogates).
"""

import re
from collections.abc import Iterator

__all__ = ["guess_wide"]

_ORDERS = ("le", "be")
_MARKS = re.compile("[\t\n\r ,;|\"0-9.]")
_LEAST_MARKS = 0.02
_MOST_STRANGE = 0.02
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]")
_WHOLE = {"utf-16": 2, "utf-32": 4}


def guess_wide(sample: bytes) -> str | None:
    """Return ``utf-16-le``, ``utf-16-be``, ``utf-32-le`` or ``utf-32-be`` where a file without mark is in one.

    Text of a table has separators, digits and line ends in any language; in UTF-16 each has a zero beside it, always
    on the same side. Text in a code page has no zeros, or (filled up fields) runs of them on both sides.

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
    return next((name for name in _candidates() if _is_text(sample, name)), None)


def _candidates() -> Iterator[str]:
    """Yield UTF-32 first: its text is also valid UTF-16, of which every second unit is zero."""
    for family in ("utf-32", "utf-16"):
        yield from (f"{family}-{order}" for order in _ORDERS)


def _is_text(sample: bytes, name: str) -> bool:
    width = _WHOLE[name[:6]]
    whole = sample[: len(sample) - len(sample) % width]
    text = whole.decode(name, errors="replace")
    if len(text) < 2:
        return False
    n_strange = len(_STRANGE.findall(text))
    n_marks = len(_MARKS.findall(text))
    return n_strange <= _MOST_STRANGE * len(text) + 1 and n_marks >= max(1, _LEAST_MARKS * len(text))
