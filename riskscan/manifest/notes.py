"""Notes: what was chosen or assumed in reading a file, as objects that every face of riskscan shows alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

__all__ = ["Note", "NoteKind"]


class NoteKind(StrEnum):
    """The closed set of notes; each has the sentence that says it, with its facts in braces."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Self:
        """Make a member that carries its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member

    OTHER_TABLE = "other_table", "{name} was not read: {why}."
    CHOSEN_COLUMN = "chosen_column", "{target} is read from {source}, not from {others}: {why}."
    JOINED_COLUMNS = "joined_columns", "{target} is read from {sources}, joined in this order."
    TARIFF_TEXT = (
        "tariff_text",
        "{target} is read from {sources}, the text of the tariff heading: no column says what the goods themselves are.",
    )
    COLUMN_BY_CELLS = "column_by_cells", "{target} is read from {source}: {why}."
    COLUMN_NOT_READ = "column_not_read", "{source} is not read as {target}: {why}."
    ASSUMED_UNIT = "assumed_unit", "{target} is read from {source} in {unit}: {why}."


@dataclass(frozen=True, slots=True)
class Note:
    """One choice or assumption about a whole file, sheet or column.

    Attributes
    ----------
    kind : NoteKind
        What was chosen or assumed.
    facts : mapping of str to str
        What the kind's sentence names in braces.

    Examples
    --------
    >>> str(Note(NoteKind.OTHER_TABLE, {"name": "Sheet2", "why": "it has no header"}))
    'Sheet2 was not read: it has no header.'
    """

    kind: NoteKind
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence with its facts."""
        return self.kind.sentence.format(**self.facts)

    def to_dict(self) -> dict[str, object]:
        """Return the note as plain types, for JSON."""
        return {"kind": str(self.kind), "sentence": str(self), "facts": dict(self.facts)}
