"""Chapters of the Harmonized System, and the headings of its chemical chapters, by title."""

from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, MARKS, read_rows

__all__ = ["HsChapter", "load_hs_chapters"]

_COLUMNS = ("code", "title", "is_chemical", "source", "mark")


@dataclass(frozen=True, slots=True)
class HsChapter:
    """A chapter or heading of the Harmonized System.

    Attributes
    ----------
    code : str
        2 digits for a chapter, 4 for a heading.
    title : str
        Title, shortened where long.
    is_chemical : bool
        Whether goods under it are usually declared by a chemical name, so that such a name is no surprise there.
    source, mark : str
        Where it was read and how sure (see `riskscan.tables.reading.Mark`).
    """

    code: str
    title: str
    is_chemical: bool
    source: str
    mark: str


@cache
def load_hs_chapters() -> dict[str, HsChapter]:
    """Return chapters and headings by code.

    Raises
    ------
    TableError
        On a code, flag or mark that breaks the format, or a code that stands twice.
    """
    chapters: dict[str, HsChapter] = {}
    for row in read_rows(DATA / "hs_chapters.csv", _COLUMNS):
        code = row["code"]
        if not (code.isdigit() and len(code) in (2, 4)) or code in chapters:
            raise TableError(f"hs_chapters.csv: code {code!r} is not 2 or 4 digits, or stands twice.")
        if row["is_chemical"] not in ("0", "1") or row["mark"] not in MARKS:
            raise TableError(f"hs_chapters.csv, {code}: is_chemical must be 0 or 1 and the mark one of {MARKS}.")
        chapters[code] = HsChapter(code, row["title"], row["is_chemical"] == "1", row["source"], row["mark"])
    return chapters
