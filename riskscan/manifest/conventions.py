"""What a whole file says of its columns: voted part by part, then frozen, so that a part reads like the whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from riskscan.manifest.cells.codes import HsVotes
from riskscan.manifest.cells.countries import CodeConvention, CodeVotes, decide_codes
from riskscan.manifest.cells.date_columns import DateConvention
from riskscan.manifest.cells.date_votes import DateVotes, decide_dates
from riskscan.manifest.cells.numbers import MarkCount
from riskscan.manifest.cells.quantities import NumberConvention, decide_marks
from riskscan.manifest.cells.unit_votes import UnitConvention, UnitCount, decide_units, notes_on_units
from riskscan.manifest.mapping import ColumnMapping, unit_helper
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.repeats import RepeatedRows, RepeatVotes
from riskscan.manifest.schema import SCHEMA

__all__ = ["ColumnVotes", "Conventions"]

Votes = TypeVar("Votes", MarkCount, DateVotes, CodeVotes)


@dataclass(frozen=True, slots=True)
class Conventions:
    """What was decided for the whole of a file; picklable, and the same for every part of it.

    Attributes
    ----------
    numbers : mapping of str to NumberConvention
        Decimal marks, by canonical column.
    units : mapping of str to UnitConvention
        Units, by canonical column.
    dates : mapping of str to DateConvention
        Layouts of dates, by canonical column.
    codes : mapping of str to CodeConvention
        What numbers in columns of countries are.
    hs_lost_zero : bool
        Whether HS codes of nine digits have lost the zero in front.
    repeated : RepeatedRows
        Rows that repeat an earlier one, and numbers that clash.
    has_dates : bool
        Whether any row has a date.
    texts_stand_alone : bool
        Whether most rows hold nothing but a text of the goods.
    notes : tuple of Note
        Assumptions, for a reader.
    """

    numbers: Mapping[str, NumberConvention] = field(default_factory=dict)
    units: Mapping[str, UnitConvention] = field(default_factory=dict)
    dates: Mapping[str, DateConvention] = field(default_factory=dict)
    codes: Mapping[str, CodeConvention] = field(default_factory=dict)
    hs_lost_zero: bool = False
    repeated: RepeatedRows = field(default_factory=RepeatedRows)
    has_dates: bool = False
    texts_stand_alone: bool = False
    notes: tuple[Note, ...] = ()

    def texts(self) -> dict[str, str]:
        """Return what was decided for each column where something had to be, for a reader."""
        texts = {name: convention.text for name, convention in self.dates.items()}
        texts |= {name: convention.text for name, convention in self.numbers.items()}
        return {name: texts[name] for name in SCHEMA if texts.get(name)}


@dataclass(frozen=True, slots=True)
class ColumnVotes:
    """What the rows of a part of a file say; `+` adds the part that follows, and an empty one changes nothing.

    Attributes
    ----------
    marks : mapping of str to MarkCount
        Decimal marks, by canonical column.
    units : mapping of str to mapping of str to int
        Units that the cells state, by canonical column; what unit columns state, by helper.
    dates : mapping of str to DateVotes
        Layouts of dates.
    codes : mapping of str to CodeVotes
        Numbers in columns of countries.
    hs_codes : HsVotes
        Lengths of HS codes.
    repeats : RepeatVotes
        Hashes of the rows, by which repeated ones are found.
    n_rows, n_alone : int
        Rows, and those in which nothing but a text of the goods stands.
    """

    marks: Mapping[str, MarkCount] = field(default_factory=dict)
    units: Mapping[str, UnitCount] = field(default_factory=dict)
    dates: Mapping[str, DateVotes] = field(default_factory=dict)
    codes: Mapping[str, CodeVotes] = field(default_factory=dict)
    hs_codes: HsVotes = field(default_factory=HsVotes)
    repeats: RepeatVotes = field(default_factory=RepeatVotes)
    n_rows: int = 0
    n_alone: int = 0

    def __add__(self, other: Self) -> "ColumnVotes":
        """Return the votes of this part and the one that follows."""
        names = {**self.units, **other.units}
        return ColumnVotes(
            _added(self.marks, other.marks, MarkCount()),
            {name: dict(Counter(self.units.get(name, {})) + Counter(other.units.get(name, {}))) for name in names},
            _added(self.dates, other.dates, DateVotes()),
            _added(self.codes, other.codes, CodeVotes()),
            self.hs_codes + other.hs_codes,
            self.repeats + other.repeats,
            self.n_rows + other.n_rows,
            self.n_alone + other.n_alone,
        )

    def freeze(self, mapping: ColumnMapping, rules: ColumnRules | None = None) -> Conventions:
        """Decide what the votes say.

        Parameters
        ----------
        mapping : ColumnMapping
            Of the file's headers.
        rules : ColumnRules, optional
            The user's mapping file, which goes before the votes.
        """
        rules = rules or ColumnRules()
        units = {
            name: decide_units(mapping.columns[name], counts, self.units.get(unit_helper(name, mapping.columns), {}))
            for name, counts in self.units.items()
            if name in SCHEMA
        }
        has_dates = any(votes.n_dates for votes in self.dates.values())
        notes = notes_on_units(self.units, units, mapping, rules)
        notes += tuple(
            Note(NoteKind.DATE_ERA, {"column": name, "era": "Buddhist era"})
            for name, votes in self.dates.items()
            if votes.n_buddhist
        )
        if not has_dates:
            notes = (Note(NoteKind.NO_DATE_COLUMN), *notes)
        return Conventions(
            numbers=decide_marks(self.marks, rules),
            units=units,
            dates={name: decide_dates(votes) for name, votes in self.dates.items()},
            codes={name: decide_codes(votes) for name, votes in self.codes.items()},
            hs_lost_zero=self.hs_codes.lost_zero,
            repeated=self.repeats.freeze(),
            has_dates=has_dates,
            texts_stand_alone=2 * self.n_alone > self.n_rows,
            notes=notes,
        )


def _added(one: Mapping[str, Votes], other: Mapping[str, Votes], none: Votes) -> dict[str, Votes]:
    return {name: one.get(name, none) + other.get(name, none) for name in {**one, **other}}
