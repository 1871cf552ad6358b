"""Parties of rows that sanctions lists name: said among the reasons, and asked for by rules of the policy."""

from typing import NamedTuple

import numpy as np

from riskscan.features.coded import as_objects
from riskscan.features.columns import Rows
from riskscan.parties.index import PartyIndex
from riskscan.parties.judging import MatchLevel, PartyMatch, match_party
from riskscan.tables.reasons import Reason, make_reason

__all__ = ["LEVEL", "LISTED_PARTIES", "with_listed_parties"]

LISTED_PARTIES = "listed_parties"
"""Output column: the listed parties that a row's parties may be."""

LEVEL = "listed_party_level"
"""Column of what the best match of a row is worth, 0 where there is none; rules of the policy ask for it."""

_ROLES = ("consignor", "consignee")
_CODES = {MatchLevel.STRONG: "LISTED_PARTY", MatchLevel.NAME: "LISTED_PARTY_NAME", MatchLevel.WEAK: "LISTED_PARTY_LIKE"}


class _Party(NamedTuple):
    name: str
    country: str
    address: str


def with_listed_parties(X: Rows, index: PartyIndex | None) -> Rows:
    """Return rows with matches among their reasons, and with the columns `LISTED_PARTIES` and `LEVEL`.

    Parameters
    ----------
    X : Rows
        Canonical and screening columns.
    index : PartyIndex or None
        Listed names; the columns are empty where there is none.
    """
    level = np.zeros(len(X), dtype=np.int8)
    said = np.full(len(X), None, dtype=object)
    if index is None:
        return X.joined({LISTED_PARTIES: said, LEVEL: level})
    reasons = X["screening_reasons"].tolist()
    known: dict[_Party, PartyMatch | None] = {}
    for role in _ROLES:
        for place, party in enumerate(_parties(X, role)):
            if not party.name:
                continue
            if party not in known:
                known[party] = match_party(index, *party)
            match = known[party]
            if match is not None:
                level[place] = max(level[place], int(match.level))
                said[place] = "; ".join(filter(None, (said[place], _cell(role, match))))
                reasons[place] = (*reasons[place], _reason(role, party.name, match))
    return X.joined({"screening_reasons": as_objects(reasons), LISTED_PARTIES: said, LEVEL: level})


def _parties(X: Rows, role: str) -> list[_Party]:
    columns = [_texts(X, f"{role}_{part}") for part in _Party._fields]
    return [_Party(*cells) for cells in zip(*columns, strict=True)]


def _texts(X: Rows, name: str) -> list[str]:
    if name not in X:
        return [""] * len(X)
    return [cell if isinstance(cell, str) else "" for cell in X[name]]


def _cell(role: str, match: PartyMatch) -> str:
    found = match.found
    programs = ", ".join(found.party.programs)
    where = ", ".join(filter(None, (found.source.name, programs)))
    return f"{role}: {found.name.text} [{where}; {match.level.name.lower()}]"


def _reason(role: str, name: str, match: PartyMatch) -> Reason:
    found = match.found
    return make_reason(
        _CODES[match.level], role=role, name=name, listed=found.name.text, id=found.party.id, list=found.source.name,
        programs=", ".join(found.party.programs) or "no program stated", day=found.source.edition,
        grounds=", ".join(match.grounds),
    )  # fmt: skip
