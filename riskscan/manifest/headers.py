"""The header of a table: where it stands, and unique names for its columns."""

from collections import Counter

__all__ = ["make_unique"]


def make_unique(headers: list[str]) -> list[str]:
    """Return stripped headers, the empty ones named and the repeated ones numbered.

    Examples
    --------
    >>> make_unique(["Country", "", "Country"])
    ['Country', 'column_2', 'Country (2)']
    """
    named = [" ".join(header.split()) or f"column_{place}" for place, header in enumerate(headers, start=1)]
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for header in named:
        seen[header] += 1
        candidate = header
        while candidate in unique or (candidate != header and candidate in named):
            candidate = f"{header} ({seen[header]})"
            seen[header] += candidate in unique or candidate in named
        unique.append(candidate)
    return unique
