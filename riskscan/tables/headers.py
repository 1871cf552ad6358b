"""What headers say: the concepts of their words, the columns that concepts make, and the choice between columns."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from riskscan.exceptions import TableError
from riskscan.tables.languages import language_tables, respell
from riskscan.tables.reading import DATA, read_rows, read_toml

__all__ = [
    "ColumnChoice", "ColumnReading", "FormField", "HeaderForm", "HeaderWord", "load_column_choices",
    "load_column_readings",
    "load_header_forms", "load_header_words",
]  # fmt: skip

_CHOICE_COLUMNS = ("target", "trait", "better", "direction", "why", "source", "mark")
_WORD_KEYS = {"source", "mark", "concepts"}
_READING_KEYS = {"target", "needs", "allows", "traits", "unit", "needs_unit", "weak"}


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """A word or phrase of headers.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    spelling : str
        Compared without case and accents.
    concepts : tuple of str
        What it says; a word may say two things at once. A concept before a point stands for all below it.
    """

    language: str
    spelling: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column that the concepts of a header make.

    Attributes
    ----------
    target : str
        Canonical column, a helper, or a part that only serves to choose (``quantity``, ``package_kind``).
    needs : tuple of tuple of str
        Each entry: concepts of which one must be there.
    allows : frozenset of str
        Concepts that may stand beside them.
    traits : frozenset of str
        What the reading adds to the concepts, for the choice between columns.
    unit : {"", "mass", "currency"}
        Kind of unit that the header may state.
    needs_unit : bool
        Whether it must.
    weak : bool
        Whether the name alone is no proof.
    """

    target: str
    needs: tuple[tuple[str, ...], ...]
    allows: frozenset[str]
    traits: frozenset[str] = frozenset()
    unit: Literal["", "mass", "currency"] = ""
    needs_unit: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One rule of the choice between several columns that could be one; earlier rules count more.

    Attributes
    ----------
    target : str
        Canonical column, ``*`` for each.
    trait : str
        Concept or other trait of a column.
    is_better : bool
        Whether a column with the trait goes first, or one without.
    direction : {"", "import", "export"}
        Of the file, empty for any.
    why : str
        The reason as the end of a sentence.
    source, mark : str
        Where the rule was read, how sure it is.
    """

    target: str
    trait: str
    is_better: bool
    direction: str
    why: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class FormField:
    """What a field of a form is.

    Attributes
    ----------
    target : str
        Canonical column or helper; empty for a field that is known to be none.
    unit : str
        That the form fixes, empty for none.
    traits : frozenset of str
        What distinguishes the field from others of one target.
    """

    target: str = ""
    unit: str = ""
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """The field names of a form or file that say nothing by themselves; they hold where several stand together.

    Attributes
    ----------
    name : str
        Of the form, for a reader.
    direction : {"", "import", "export"}
        Of its goods.
    together : int
        How many of its fields must stand in a header.
    fields : dict of str to FormField
        By the field's name in small letters, with ``_`` for ``-``.
    source, mark : str
        Where it was read, how sure it is.
    """

    name: str
    direction: str
    together: int
    fields: dict[str, FormField]
    source: str
    mark: str


@cache
def load_header_words() -> tuple[HeaderWord, ...]:
    """Return the words of headers, language by language (``[header_words]`` of each).

    Raises
    ------
    TableError
        Where one language gives a word two meanings, or its section of words has another key or no source.
    """
    words = []
    for code, table in language_tables().items():
        section = table.get("header_words", {"concepts": {}})
        if section.keys() != _WORD_KEYS and "header_words" in table:
            raise TableError(f"{code}.toml: header_words has the keys {', '.join(sorted(_WORD_KEYS))}.")
        seen: dict[str, str] = {}
        for concepts, spellings in section["concepts"].items():
            for spelling in spellings:
                if seen.setdefault(spelling, concepts) != concepts:
                    raise TableError(f"{code}.toml: {spelling!r} is both {seen[spelling]} and {concepts}.")
                words += [
                    HeaderWord(code, written, tuple(concepts.split()))
                    for written in respell(spelling, table.get("respelled", {}))
                ]
    return tuple(words)


@cache
def load_column_readings() -> tuple[tuple[ColumnReading, ...], frozenset[str]]:
    """Return the readings, in table order, and the concepts that may stand in every header.

    Raises
    ------
    TableError
        On an unknown key.
    """
    table = read_toml(DATA / "column_readings.toml")
    return tuple(map(_parse_reading, table["readings"])), frozenset(table["always"])


def _parse_reading(row: dict[str, Any]) -> ColumnReading:
    if unknown := sorted(set(row) - _READING_KEYS):
        raise TableError(f"column_readings.toml, {row.get('target')}: unknown key {unknown[0]}.")
    return ColumnReading(
        row["target"],
        tuple(tuple(need.split("|")) for need in row["needs"]),
        frozenset(row.get("allows", ())),
        frozenset(row.get("traits", ())),
        row.get("unit", ""),
        row.get("needs_unit", False),
        row.get("weak", False),
    )


@cache
def load_column_choices() -> tuple[ColumnChoice, ...]:
    """Return the rules of choice, in table order.

    Raises
    ------
    TableError
        On a direction or preference that does not exist.
    """
    choices = []
    for row in read_rows(DATA / "column_choices.csv", _CHOICE_COLUMNS):
        if row["better"] not in ("with", "without") or row["direction"] not in ("", "import", "export"):
            raise TableError(f"column_choices.csv, {row['target']} {row['trait']}: {row['better']} {row['direction']}.")
        choices.append(ColumnChoice(is_better=row.pop("better") == "with", **row))
    return tuple(choices)


@cache
def load_header_forms() -> tuple[HeaderForm, ...]:
    """Return the forms whose field names are no words."""
    return tuple(_parse_form(row) for row in read_toml(DATA / "header_forms.toml")["forms"])


def _parse_form(row: dict[str, Any]) -> HeaderForm:
    fields = {_field_key(name): FormField() for name in row.get("none", ())}
    for target, named in row["columns"].items():
        for written in named:
            known = {"field": written} if isinstance(written, str) else written
            traits = frozenset(known.get("traits", ()))
            fields[_field_key(known["field"])] = FormField(target, known.get("unit", ""), traits)
    return HeaderForm(row["name"], row.get("direction", ""), row["together"], fields, row["source"], row["mark"])


def _field_key(name: str) -> str:
    return name.strip().casefold().replace("-", "_")
