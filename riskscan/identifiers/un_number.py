"""UN numbers of dangerous goods, written ``UN1090``.

References
----------
UN Recommendations on the Transport of Dangerous Goods, Model Regulations, Dangerous Goods List.
"""

import re

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.errors import IdentifierError

__all__ = ["normalize_un_number", "parse_un_number"]

_DRESSED = re.compile(
    r"(?:(?:un|onu|na|id|adr|imdg|dg)[\s.:#_/-]*)*(?:no|nr|n[°º]|№|number)?[\s.:#_-]*([0-9]{4})(?:\.0)?[\s.;,]*",
    re.IGNORECASE,
)


def normalize_un_number(text: str | None) -> str | None:
    """Return a UN number as ``UN`` and four digits, or None where the cell holds none.

    Parameters
    ----------
    text : str or None
        A cell.

    Returns
    -------
    str or None
        The UN number; None where the cell holds none.

    Examples
    --------
    >>> normalize_un_number("UN 1090"), normalize_un_number("1090"), normalize_un_number("class 3")
    ('UN1090', 'UN1090', None)
    """
    dressed = _DRESSED.fullmatch(to_plain(text)) if text else None
    return f"UN{dressed[1]}" if dressed and dressed[1] != "0000" else None


def parse_un_number(text: str) -> str:
    """Return the UN number that a text holds.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        The UN number.

    Raises
    ------
    IdentifierError
        Where the text is not a UN number.
    """
    un_number = normalize_un_number(text)
    if un_number is None:
        raise IdentifierError(f"{text!r} is not a UN number: write four digits, as in UN 1090.")
    return un_number
