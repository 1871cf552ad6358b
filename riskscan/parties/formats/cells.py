"""Cells that all formats of lists have: countries, names without doubles, days."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from riskscan.identifiers import normalize_country
from riskscan.parties.listed import ListedName

__all__ = ["country_codes", "file_day", "parse_day", "unique_names"]


def country_codes(texts: Iterable[str | None]) -> frozenset[str]:
    """Return the codes of those texts that name a country."""
    return frozenset(code for text in texts if text and (code := _code(text.strip())))


@lru_cache(maxsize=10_000)
def _code(text: str) -> str | None:
    return normalize_country(text)


def unique_names(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """Return names in order, each text once and none empty."""
    kept: dict[str, ListedName] = {}
    for name in names:
        text = " ".join(name.text.split())
        if text:
            kept.setdefault(text, ListedName(text, name.is_weak))
    return tuple(kept.values())


def parse_day(text: str | None) -> date | None:
    """Return the day at the beginning of an ISO time, None where there is none."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def file_day(path: Path) -> date:
    """Return the day of a file's time stamp, in universal time."""
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
