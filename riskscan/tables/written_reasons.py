r"""Reasons as the one text of a CSV cell: written and read here, and nowhere else.

The grammar: ``CODE: sentence``, one after the other, separated by `` | ``. A bar that belongs to a sentence (goods
texts may hold one) is written ``\|`` and a backslash ``\\``, so that no cell of a manifest can end a reason or begin
one. What is read back are codes and sentences; facts and strengths are in Parquet and JSON lines, which hold
`Reason.to_dict`.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskscan.tables.reasons import Reason, ReasonKind, load_reason_kinds

__all__ = ["WrittenReason", "read_reasons", "write_reasons"]

_BETWEEN = " | "
_MARKED = re.compile(r"[\\|]")
_ESCAPED = re.compile(r"\\([\\|])")


@dataclass(frozen=True, slots=True)
class WrittenReason:
    """A reason as it stands in a scored file: what every format keeps of it.

    Attributes
    ----------
    code : str
        Code of its kind; one that this version does not know is kept.
    sentence : str
        As it was written.
    """

    code: str
    sentence: str

    @property
    def kind(self) -> ReasonKind | None:
        """The kind of the code, None where this version does not know it."""
        return load_reason_kinds().get(self.code)

    def __str__(self) -> str:
        """Return ``CODE: sentence``."""
        return f"{self.code}: {self.sentence}"


def write_reasons(reasons: Iterable[Reason | WrittenReason]) -> str:
    r"""Return reasons as the one text that a cell of CSV holds.

    Examples
    --------
    >>> write_reasons([WrittenReason("UNRESOLVED", "a|b"), WrittenReason("POLICY_RULE", "Look.")])
    'UNRESOLVED: a\\|b | POLICY_RULE: Look.'
    """
    return _BETWEEN.join([_without_bars(str(reason)) for reason in reasons])


def _without_bars(text: str) -> str:
    return _MARKED.sub(r"\\\g<0>", text) if "|" in text or "\\" in text else text


def read_reasons(cell: object) -> tuple[WrittenReason, ...]:
    r"""Return the reasons of a cell: the text of CSV, the list that Parquet and JSON lines hold, or the reasons.

    Examples
    --------
    >>> [reason.code for reason in read_reasons(r"UNRESOLVED: a\|b | POLICY_RULE: Look.")]
    ['UNRESOLVED', 'POLICY_RULE']
    >>> read_reasons(None)
    ()
    """
    listed: Any = json.loads(cell) if isinstance(cell, str) and cell.startswith("[{") else cell
    if isinstance(listed, str):
        # A bar of a sentence never stands between blanks: there is a backslash before it.
        parts = [_ESCAPED.sub(r"\1", part).partition(": ") for part in listed.split(_BETWEEN) if part]
        return tuple(WrittenReason(code, sentence) for code, _, sentence in parts)
    if isinstance(listed, list | tuple | np.ndarray):
        return tuple(
            WrittenReason(one.code, one.sentence)
            if isinstance(one, Reason | WrittenReason)
            else WrittenReason(str(one["code"]), str(one["sentence"]))
            for one in listed
        )
    return ()
