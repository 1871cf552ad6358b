"""Columns of countries: names, codes, towns before a country, and numbers, which several lists use differently."""

import re
from dataclasses import dataclass
from typing import Self

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.country import normalize_country
from riskscan.manifest.cells.columns import Cells, Reading
from riskscan.manifest.encoding.repairing import repair_text
from riskscan.manifest.issues import IssueKind

__all__ = ["CodeConvention", "CodeVotes", "count_codes", "decide_codes", "read_countries", "read_country"]

_LIST = re.compile(r"[;,|/+、，；&]+|\s+-\s+|->|>|→")
_NUMBER = re.compile(r"(\d{1,3})(?:\.0)?")
_TOWN = re.compile(r"(?P<town>[^,;|/]{2,60})[,，]\s*(?P<country>[^,;|/]+)")
_PORT = re.compile(r"\b(?:port|puerto|porto|hafen|airport|aeropuerto|aéroport|порт)\b", re.IGNORECASE)
_FEW = 3
_SHARE_OF_KNOWN = 0.9
_CODE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class CodeVotes:
    """Distinct numbers of a column, as ISO 3166-1 writes them; `+` joins those of two parts of a file.

    Attributes
    ----------
    known, unknown : frozenset of str
        Those that are codes of ISO 3166-1, and the others.
    """

    known: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    def __add__(self, other: Self) -> "CodeVotes":
        """Return the numbers of both."""
        return CodeVotes(self.known | other.known, self.unknown | other.unknown)


@dataclass(frozen=True, slots=True)
class CodeConvention:
    """What numbers in a column of countries are.

    Attributes
    ----------
    is_iso : bool
        Whether they are codes of ISO 3166-1; national lists number countries otherwise.
    is_clear : bool
        Whether enough different ones show it.
    """

    is_iso: bool = True
    is_clear: bool = False


def count_codes(cells: Cells) -> CodeVotes:
    """Return the distinct numbers of a column."""
    numbers = {_padded(match[1]) for text in cells.texts if (match := _NUMBER.fullmatch(text.strip()))}
    known = frozenset(number for number in numbers if normalize_country(number))
    return CodeVotes(known, frozenset(numbers) - known)


def decide_codes(votes: CodeVotes) -> CodeConvention:
    """Decide whether the numbers of a column are codes of ISO 3166-1: a quarter of all numbers are, by chance."""
    n_known, n_unknown = len(votes.known), len(votes.unknown)
    is_iso = n_known >= _SHARE_OF_KNOWN * (n_known + n_unknown)
    return CodeConvention(is_iso, is_iso and n_known >= _FEW)


def read_country(text: str, convention: CodeConvention | None = None) -> Reading:
    """Return the alpha-2 code of a country.

    Examples
    --------
    >>> read_country("Busan, South Korea").value, read_country("156").value
    ('KR', 'CN')
    >>> read_country("249", CodeConvention(is_iso=False)).kinds
    (<IssueKind.UNKNOWN_COUNTRY: 'unknown_country'>,)
    """
    convention = convention or CodeConvention(is_clear=True)
    if len(text) <= 2 * _CODE_LENGTH and (number := _NUMBER.fullmatch(text.strip())):
        country = normalize_country(_padded(number[1])) if convention.is_iso else None
        doubt = () if convention.is_clear else (IssueKind.AMBIGUOUS_COUNTRY,)
        return Reading(country, doubt if country else (IssueKind.UNKNOWN_COUNTRY,))
    country = normalize_country(text) or _behind_town(text) or normalize_country(repair_text(text).text)
    return Reading(country, () if country else (IssueKind.UNKNOWN_COUNTRY,))


def _padded(number: str) -> str:
    return number.zfill(_CODE_LENGTH)


def _behind_town(text: str) -> str | None:
    """Return the country behind a town; a port stands on the way and says nothing of the goods' country."""
    place = _TOWN.fullmatch(to_plain(text))
    if place is None or _PORT.search(place["town"]) or normalize_country(place["town"]):
        return None
    return normalize_country(place["country"])


def read_countries(text: str) -> Reading:
    """Return the alpha-2 codes of a list of countries, joined by ``;``, each once, in order."""
    if whole := normalize_country(text):
        return Reading(whole)
    parts = [part for part in _LIST.split(to_plain(text)) if part.strip()]
    countries = [normalize_country(part) for part in parts]
    known = ";".join(dict.fromkeys(country for country in countries if country))
    return Reading(known or None, () if all(countries) and countries else (IssueKind.UNKNOWN_COUNTRY,))
