"""Reasons: codes with a sentence that an officer can check."""

from dataclasses import dataclass
from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["Reason", "ReasonKind", "load_reason_kinds", "make_reason"]

_COLUMNS = ("code", "strength", "sentence", "explanation")


@dataclass(frozen=True, slots=True)
class ReasonKind:
    """A kind of reason: its code, default strength in [0, 1], sentence template and what it means."""

    code: str
    strength: float
    sentence: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one row.

    Attributes
    ----------
    code : str
        Code of the `ReasonKind`.
    sentence : str
        The template filled with the row's own facts.
    strength : float
        In [0, 1]; reasons are shown strongest first.
    """

    code: str
    sentence: str
    strength: float


@cache
def load_reason_kinds() -> dict[str, ReasonKind]:
    """Return the kinds of reasons by code."""
    rows = read_rows(DATA / "reasons.csv", _COLUMNS)
    return {row["code"]: ReasonKind(**(row | {"strength": float(row["strength"])})) for row in rows}  # type: ignore[arg-type]


def make_reason(code: str, strength: float | None = None, **facts: object) -> Reason:
    """Fill the sentence of a kind of reason.

    Examples
    --------
    >>> make_reason("CAS_CHECK_DIGIT", mention="64-19-8").sentence
    "'64-19-8' has the form of a CAS number but its check digit is wrong."
    """
    kind = load_reason_kinds()[code]
    return Reason(code, kind.sentence.format(**facts), kind.strength if strength is None else strength)
