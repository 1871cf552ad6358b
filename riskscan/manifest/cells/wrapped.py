"""What spreadsheets put round a cell to keep it as it is: ``="0123"``, ``'0123``."""

import re

__all__ = ["unwrap"]

_FORMULA_TEXT = re.compile(r'\s*=\s*"((?:[^"]|"")*)"\s*')
_FORMULA_NUMBER = re.compile(r"\s*=\s*(\d[\d.,]*)\s*")
_APOSTROPHE = re.compile(r"\s*['’]([^'’]*)")
_KEPT_TEXT = re.compile(r"\s*['’](?=[=+@\d-])([^'’]*)")


def unwrap(text: str, *, is_text: bool = False) -> str:
    """Return a cell without the formula or the apostrophe that kept a spreadsheet from changing it.

    Parameters
    ----------
    text : str
        The cell.
    is_text : bool, default False
        Whether the column is free text, where an apostrophe may belong to the text: it goes only before a digit or a
        sign, which is what it is put before.

    Examples
    --------
    >>> unwrap('="2914110000"'), unwrap("'0902100000"), unwrap("'n-butyl' acetate", is_text=True)
    ('2914110000', '0902100000', "'n-butyl' acetate")
    """
    if "=" in text and (formula := _FORMULA_TEXT.fullmatch(text) or _FORMULA_NUMBER.fullmatch(text)):
        return formula[1].replace('""', '"')
    if "'" in text or "’" in text:
        kept = (_KEPT_TEXT if is_text else _APOSTROPHE).fullmatch(text)
        return kept[1] if kept else text
    return text
