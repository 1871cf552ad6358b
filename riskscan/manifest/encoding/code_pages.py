"""The code page that makes most sense of a text that is not Unicode."""

from dataclasses import dataclass
from importlib import import_module

__all__ = ["Choice", "choose_code_page"]

_PAGES = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp437", "cp850", "cp852",
    "cp866", "koi8-r", "koi8-u", "cp932", "euc-jp", "cp949", "big5hkscs", "gb18030", "cp874",
)  # fmt: skip
_FROM_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Choice:
    """A code page that was chosen.

    Attributes
    ----------
    name : str
        Python's name.
    basis : str
        Why.
    is_doubtful : bool
        Whether another one makes nearly as much sense.
    next_best : str
        That one.
    """

    name: str
    basis: str
    is_doubtful: bool = False
    next_best: str = ""


def choose_code_page(sample: bytes) -> Choice:
    """Return the code page of a sample.

    Parameters
    ----------
    sample : bytes
        Lines with bytes beyond ASCII.
    """
    found = import_module("chardet").detect_all(sample, ignore_threshold=True, include_encodings=_PAGES, compat_names=False)
    best, *others = [one for one in found if one["encoding"]] or [{"encoding": "cp1252", "confidence": 0.0}]
    next_best = others[0]["encoding"] if others else ""
    return Choice(best["encoding"], "its letters fit best", best["confidence"] < _FROM_SURE, next_best)
