"""Check a file of compounds part by part: what was found goes to a writer, counts and what needs a look stay."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from riskscan.chemistry.findings import OUTCOMES
from riskscan.chemistry.screening import Screener
from riskscan.compounds.answering import ANSWER_COLUMNS, Asked, answer_compounds, as_answers
from riskscan.compounds.compound import CompoundTable

__all__ = ["CheckedFile", "answer_template", "check_compounds"]

_AT_ONCE = 2_000
_MOST_SHOWN = 50
_OWN = "source_{}"


@dataclass(slots=True)
class CheckedFile:
    """What was found in a file of compounds.

    Attributes
    ----------
    n_compounds : int
        All of them.
    n_with_issues : int
        Those of which something could not be read.
    outcomes : Counter of str
        Compounds by outcome.
    first : list of dict
        Answers that need a look, in the order of the file: the first 50.
    """

    n_compounds: int = 0
    n_with_issues: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    first: list[dict[str, Any]] = field(default_factory=list)

    def add(self, answers: pd.DataFrame) -> None:
        """Count some answers, and keep those that need a look while there is room.

        Parameters
        ----------
        answers : DataFrame
            Of `ANSWER_COLUMNS`.
        """
        self.n_compounds += len(answers)
        self.n_with_issues += int((answers["row_issues"] != "").sum())
        self.outcomes.update(answers["screening_outcome"].tolist())
        wanted = ~answers["screening_outcome"].isin(("clear", "no_chemical"))
        room = _MOST_SHOWN - len(self.first)
        rows = answers[wanted].head(room).itertuples(index=False, name=None)
        self.first += [dict(zip(ANSWER_COLUMNS, row, strict=True)) for row in rows]

    def counts(self) -> dict[str, int]:
        """Return the compounds by outcome, the weightiest first.

        Returns
        -------
        dict of str to int
            Only outcomes that occur.
        """
        return {outcome: self.outcomes[outcome] for outcome in OUTCOMES if self.outcomes[outcome]}


def answer_template(table: CompoundTable) -> pd.DataFrame:
    """Return the columns that come out, without a row: the fields of the file, then the answers.

    Parameters
    ----------
    table : CompoundTable
        The file.

    Returns
    -------
    DataFrame of shape (0, n_columns)
        The columns with their types.
    """
    return _joined(table.template, as_answers([]))


def check_compounds(
    table: CompoundTable, screener: Screener, asked: Asked, *, write: Callable[[pd.DataFrame], None] | None = None
) -> CheckedFile:
    """Answer for every compound of a file.

    Parameters
    ----------
    table : CompoundTable
        The file.
    screener : Screener
        Chemistry and law.
    asked : Asked
        The law that counts.
    write : callable, optional
        Takes each part: the fields of the file, then `ANSWER_COLUMNS`; a field that has the name of an answer is called
        ``source_`` and its name.

    Returns
    -------
    CheckedFile
        Counts, and what needs a look.
    """
    checked = CheckedFile()
    for own, answers in _answered(table, screener, asked):
        checked.add(answers)
        if write is not None:
            write(_joined(own, answers))
    return checked


def _answered(table: CompoundTable, screener: Screener, asked: Asked) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    first = 1
    for part in table.parts(_AT_ONCE):
        answers = answer_compounds(part.compounds, screener, asked, first=first)
        first += len(answers)
        yield part.frame, answers


def _joined(own: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    taken = {str(name) for name in own.columns}
    names = {}
    for name in own.columns:
        new = str(name)
        while new in ANSWER_COLUMNS or (new != name and new in taken):
            new = _OWN.format(new)
        names[name] = new
        taken.add(new)
    return pd.concat([own.rename(columns=names), answers], axis=1)
