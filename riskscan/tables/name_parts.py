"""Parts of systematic names in other languages, with their English form."""

import re
from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["NamePart", "load_name_parts"]


@dataclass(frozen=True, slots=True)
class NamePart:
    """A regular expression over accent-free lower-case text and the English text that takes its place."""

    pattern: re.Pattern[str]
    english: str


@cache
def load_name_parts() -> dict[str, tuple[NamePart, ...]]:
    """Return the name parts of each language, in the order in which they are applied.

    Raises
    ------
    TableError
        Where a pattern is not a regular expression.
    """
    parts: dict[str, list[NamePart]] = {}
    for row in read_rows(DATA / "name_parts.csv", ("languages", "pattern", "english", "source")):
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise TableError(
                f"name_parts.csv, {row['languages']}: {row['pattern']!r} is no pattern ({error})."
            ) from error
        for language in split_cell(row["languages"]):
            parts.setdefault(language, []).append(NamePart(pattern, row["english"]))
    return {language: tuple(rows) for language, rows in parts.items()}
