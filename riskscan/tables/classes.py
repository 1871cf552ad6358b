"""Legal classes: wordings that cover structures by description, as SMARTS rules with worked examples."""

from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_toml

__all__ = ["LegalClass", "Pattern", "WorkedExample", "load_classes"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A SMARTS pattern and why the wording demands or excludes it."""

    smarts: str
    why: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A structure that the class covers or does not cover, for the tests and for a reader."""

    name: str
    smiles: str
    why: str


@dataclass(frozen=True, slots=True)
class LegalClass:
    """A class of structures taken from a legal text.

    Attributes
    ----------
    class_id : str
        Slug, unique over the tables, also against substance ids; the stem of its file.
    name : str
        Name shown to an officer.
    substance_id : str
        The listed substance whose derivatives it covers, empty for a class with no parent entry.
    relation : str
        What a member is to that substance, e.g. ``ester`` or ``amide or carbamate``.
    wording, explanation, citation, source, mark : str
        The legal wording, what it takes in, where it stands, where it was read, how sure.
    frame : str
        A plain SMARTS pattern that every member has, tested first because it is quick; empty where there is none.
    any_of : tuple of Pattern
        A parent structure is a member if one of these matches,
    none_of : tuple of Pattern
        and none of these does.
    positives, negatives : tuple of WorkedExample
        At least four each; tests run them.
    """

    class_id: str
    name: str
    substance_id: str
    relation: str
    wording: str
    explanation: str
    citation: str
    source: str
    mark: str
    frame: str
    any_of: tuple[Pattern, ...]
    none_of: tuple[Pattern, ...]
    positives: tuple[WorkedExample, ...]
    negatives: tuple[WorkedExample, ...]


@cache
def load_classes() -> tuple[LegalClass, ...]:
    """Return every legal class: one file each, ``classes/<class_id>.toml``.

    Raises
    ------
    TableError
        Where a file lacks a key or has an unknown one.
    """
    tables = sorted((DATA / "classes").glob("*.toml"))
    return tuple(_parse_class(table.stem, read_toml(table)) for table in tables)


def _parse_class(class_id: str, table: dict[str, object]) -> LegalClass:
    parts = {"any_of": Pattern, "none_of": Pattern, "positives": WorkedExample, "negatives": WorkedExample}
    table.setdefault("frame", "")
    try:
        nested = {
            key: tuple(kind(**row) for row in table.pop(key, []))  # type: ignore[attr-defined]
            for key, kind in parts.items()
        }
        return LegalClass(class_id=class_id, **table, **nested)  # type: ignore[arg-type]
    except TypeError as error:
        raise TableError(f"classes/{class_id}.toml: {error}.") from error
