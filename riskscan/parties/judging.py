"""What a name that is like a listed one is worth, with country and address beside it."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from riskscan.history.parties import normalize_address
from riskscan.parties.index import Found, PartyIndex
from riskscan.parties.matching import CLOSE

__all__ = ["MatchLevel", "PartyMatch", "match_parties", "match_party"]

_EVERYDAY = 3.0
_MANY_WORDS = 3
_SHARED_WORDS = 0.6
_NUMBER = re.compile(r"\d")


class MatchLevel(IntEnum):
    """What a match is worth, rising."""

    WEAK = 1
    """A name like a listed one: a hint, never a reason to stop."""
    NAME = 2
    """The name of a listed party, rare enough to ask."""
    STRONG = 3
    """The name, and the country or the address with it."""


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A party of a manifest that may be a listed one.

    Attributes
    ----------
    found : Found
        The listed party, and how like the names are.
    level : MatchLevel
        What it is worth.
    grounds : tuple of str
        What agrees and what does not, as words.
    """

    found: Found
    level: MatchLevel
    grounds: tuple[str, ...]


def match_party(index: PartyIndex, name: str, country: str = "", address: str = "") -> PartyMatch | None:
    """Return the best match of a party, None where no listed name is like its own.

    Parameters
    ----------
    index : PartyIndex
        Listed names.
    name : str
        Of the party.
    country : str
        ISO alpha-2 code; empty where it is not known.
    address : str
        As on the manifest; empty where it is not known.

    Returns
    -------
    PartyMatch or None
        The one that is worth most.
    """
    return next(iter(match_parties(index, name, country, address)), None)


def match_parties(index: PartyIndex, name: str, country: str = "", address: str = "") -> tuple[PartyMatch, ...]:
    """Return all matches of a party, the one that is worth most first; parameters as of `match_party`.

    Parameters
    ----------
    index : PartyIndex
        Listed names.
    name, country, address : str
        Of the party; empty where not known.

    Returns
    -------
    tuple of PartyMatch
        Empty where no listed name is like its own.
    """
    judged = [match for found in index.find(name) if (match := _judge(found, country, address)) is not None]
    return tuple(sorted(judged, key=lambda match: (match.level, match.found.likeness.share), reverse=True))


def _judge(found: Found, country: str, address: str) -> PartyMatch | None:
    likeness, party = found.likeness, found.party
    same_place = bool(address) and any(_same_address(address, other) for other in party.addresses)
    same_country = bool(country) and country in party.countries
    other_country = bool(country) and bool(party.countries) and not same_country
    level: int
    if likeness.is_same:
        level = MatchLevel.NAME if _is_telling(found) else MatchLevel.WEAK
        level += same_place or (same_country and (level > MatchLevel.WEAK or party.kind != "person"))
    elif likeness.share >= CLOSE:
        level = MatchLevel.WEAK + same_place + (same_country and _is_telling(found))
    elif same_country or same_place:
        level = MatchLevel.WEAK
    else:
        return None
    if (
        found.name.is_weak
        or likeness.is_transliterated
        or (other_country and not same_place and not _is_telling(found))
    ):
        level -= 1
    if same_place:
        level = max(level, MatchLevel.NAME if likeness.is_same else MatchLevel.WEAK)
    chosen = MatchLevel(min(max(level, MatchLevel.WEAK), MatchLevel.STRONG))
    grounds = [
        "same name" if likeness.is_same and not likeness.is_transliterated
        else "same name in another script or by sound" if likeness.is_same
        else f"name {likeness.share:.0%} alike",
        *(["same address"] if same_place else []),
        *(["same country"] if same_country else ["other country"] if other_country else []),
        *(["an alias the list calls weak"] if found.name.is_weak else []),
    ]  # fmt: skip
    return PartyMatch(found, chosen, tuple(grounds))


def _is_telling(found: Found) -> bool:
    """Say whether a name alone tells: several words of which one is rare, or three for a person."""
    words, native = found.likeness.asked.words, found.likeness.asked.native
    if found.party.kind == "person":
        return len(words) >= _MANY_WORDS
    if not native.isascii() and len("".join(words)) > 2 * _MANY_WORDS:
        return len(words) > 1
    rare = [word for word in words if not _is_everyday(word)]
    return bool(rare) and (len(words) > 1 or len("".join(words)) > 2 * _MANY_WORDS + 2)


@lru_cache(maxsize=100_000)
def _is_everyday(word: str) -> bool:
    from wordfreq import zipf_frequency  # its import takes as long as that of pandas

    return len(word) < _MANY_WORDS or not word.isalpha() or zipf_frequency(word, "en") >= _EVERYDAY


@lru_cache(maxsize=100_000)
def _address_words(address: str) -> frozenset[str]:
    return frozenset((normalize_address(address) or "").split())


def _same_address(address: str, other: str) -> bool:
    """Say whether two addresses share a number and most words of the shorter one."""
    one, two = _address_words(address), _address_words(other)
    shared = one & two
    return (
        any(map(_NUMBER.search, shared))
        and len(shared) >= _MANY_WORDS
        and len(shared) >= _SHARED_WORDS * min(len(one), len(two))
    )
