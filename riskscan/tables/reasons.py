"""Reasons: a code with facts of the row, and a sentence that an officer can check."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = [
    "Reason",
    "ReasonKind",
    "ReasonSource",
    "RestsOn",
    "load_reason_kinds",
    "make_reason",
    "pack_reasons",
    "parse_reasons",
]

ReasonSource = Literal["screening", "policy", "model"]
"""Whether a reason is a fact of law and chemistry, what decided the tier, or what the model makes of the row."""

RestsOn = Literal["row", "own_rows", "history", "training"]
"""What makes a sentence true: the row's own cells, the user's own rows (the file and what the history file
learned), what is known of its traders, or the rows a model learned from."""

_SCREENING = ("code", "strength", "sentence", "brief", "explanation")
_POLICY = ("code", "strength", "sentence", "explanation")
_MODEL = ("code", "family", "rests_on", "sentence", "explanation")


@dataclass(frozen=True, slots=True)
class ReasonKind:
    """A kind of reason.

    Attributes
    ----------
    code : str
        Its name.
    strength : float
        In [0, 1], where the row says no other.
    sentence : str
        Template, with the names of facts in braces.
    explanation : str
        What it means.
    source : {"screening", "policy", "model"}
        What it comes from.
    rests_on : {"row", "history", "training"}
        What makes it true.
    brief : str
        Template for where the substance stands beside it already; empty where the sentence is short enough.
    family : str
        Family of features that it speaks of; empty where the model does not say it.
    """

    code: str
    strength: float
    sentence: str
    explanation: str
    source: ReasonSource
    rests_on: RestsOn = "row"
    brief: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one row.

    Attributes
    ----------
    code : str
        Code of the `ReasonKind`.
    facts : tuple of (str, str)
        The row's own facts by the names that the kind's sentence has in braces.
    strength : float
        In [0, 1]; reasons are shown strongest first.

    Examples
    --------
    >>> reason = make_reason("CAS_CHECK_DIGIT", mention="64-19-8")
    >>> reason.fact("mention"), reason.source
    ('64-19-8', 'screening')
    """

    code: str
    facts: tuple[tuple[str, str], ...]
    strength: float

    def fact(self, name: str) -> str:
        """Return a fact, empty where the reason has none of that name.

        Parameters
        ----------
        name : str
            As in the braces of the kind's sentence.

        Returns
        -------
        str
            The fact.
        """
        return dict(self.facts).get(name, "")

    @property
    def source(self) -> ReasonSource:
        """Where it comes from."""
        return load_reason_kinds()[self.code].source

    @property
    def sentence(self) -> str:
        """The kind's sentence with the facts."""
        return load_reason_kinds()[self.code].sentence.format(**dict(self.facts))

    @property
    def brief(self) -> str:
        """The short form, for where the substance stands beside it already."""
        kind = load_reason_kinds()[self.code]
        return (kind.brief or kind.sentence).format(**dict(self.facts))

    def __str__(self) -> str:
        """Return ``CODE: sentence``."""
        return f"{self.code}: {self.sentence}"

    def to_dict(self) -> dict[str, object]:
        """Return the reason as plain types, for JSON and Parquet.

        Returns
        -------
        dict of str to object
            Code, sentence, strength, source and facts.
        """
        facts = [{"name": name, "value": value} for name, value in self.facts]
        return {
            "code": self.code, "sentence": self.sentence, "strength": self.strength, "source": self.source,
            "facts": facts,
        }  # fmt: skip


@cache
def load_reason_kinds() -> dict[str, ReasonKind]:
    """Return the kinds of reasons by code."""
    kinds = [
        ReasonKind(
            row["code"], float(row["strength"]), row["sentence"], row["explanation"], "screening", brief=row["brief"]
        )
        for row in read_rows(DATA / "reasons.csv", _SCREENING)
    ]
    kinds += [
        ReasonKind(row["code"], float(row["strength"]), row["sentence"], row["explanation"], "policy")
        for row in read_rows(DATA / "policy_reasons.csv", _POLICY)
    ]
    kinds += [
        ReasonKind(row["code"], 0.0, row["sentence"], row["explanation"], "model", _rests_on(row), family=row["family"])
        for row in read_rows(DATA / "statistical_reasons.csv", _MODEL)
    ]
    return {kind.code: kind for kind in kinds}


def _rests_on(row: dict[str, str]) -> RestsOn:
    found = next((known for known in get_args(RestsOn) if known == row["rests_on"]), None)
    if found is None:
        raise TableError(f"statistical_reasons.csv, {row['code']}: rests on {row['rests_on']!r}, which is unknown.")
    return cast(RestsOn, found)


def make_reason(code: str, strength: float | None = None, **facts: object) -> Reason:
    """Return a reason with the facts of its row; its kind's strength where none is given.

    Parameters
    ----------
    code : str
        Of a kind.
    strength : float, optional
        In [0, 1].
    **facts : object
        By the names in the braces of the kind's sentence.

    Returns
    -------
    Reason
        The reason.

    Examples
    --------
    >>> make_reason("CAS_CHECK_DIGIT", mention="64-19-8").sentence
    "'64-19-8' has the form of a CAS number but its check digit is wrong."
    """
    kind = load_reason_kinds()[code]
    written = tuple((name, str(value)) for name, value in facts.items())
    return Reason(code, written, kind.strength if strength is None else strength)


def pack_reasons(reasons: Iterable[Reason]) -> str | None:
    """Return reasons as a text that `parse_reasons` reads, None where there are none.

    Parameters
    ----------
    reasons : iterable of Reason
        Of one row.

    Returns
    -------
    str or None
        JSON.
    """
    packed = [(reason.code, reason.facts, reason.strength) for reason in reasons]
    return json.dumps(packed, ensure_ascii=True) if packed else None


def parse_reasons(packed: str | None) -> tuple[Reason, ...]:
    """Return the reasons that `pack_reasons` packed.

    Parameters
    ----------
    packed : str or None
        As `pack_reasons` returned it.

    Returns
    -------
    tuple of Reason
        In the same order.

    Examples
    --------
    >>> reasons = (make_reason("CAS_CHECK_DIGIT", mention="64-19-8"),)
    >>> parse_reasons(pack_reasons(reasons)) == reasons
    True
    """
    found = json.loads(packed) if packed else []
    return tuple(
        Reason(code, tuple((name, value) for name, value in facts), strength) for code, facts, strength in found
    )
