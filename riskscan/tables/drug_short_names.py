"""Abbreviations of controlled drugs, which say something only where their context does."""

from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.reading import DATA, read_rows, split_cell

__all__ = ["DrugShortName", "load_drug_short_names"]


@dataclass(frozen=True, slots=True)
class DrugShortName:
    """One row.

    Attributes
    ----------
    drug : str
        `riskscan.tables.controlled_drugs.ControlledDrug.name`.
    name : str
        In capitals, as it is read.
    context : tuple of str
        Words of which one must stand beside it, as of a synonym.
    """

    drug: str
    name: str
    context: tuple[str, ...]


@cache
def load_drug_short_names() -> tuple[DrugShortName, ...]:
    """Return every row, in table order.

    Raises
    ------
    TableError
        On a name of no controlled drug, or one without context.

    Examples
    --------
    >>> [row.drug for row in load_drug_short_names() if row.name == "LSD"]
    ['lysergide']
    """
    drugs = {row.name for row in load_controlled_drugs()}
    rows = []
    for row in read_rows(DATA / "drug_short_names.csv", ("drug", "name", "context", "source", "mark")):
        if row["drug"] not in drugs or not row["context"]:
            problem = "has no context" if row["drug"] in drugs else f"is of {row['drug']!r}, no controlled drug"
            raise TableError(f"drug_short_names.csv: {row['name']} {problem}.")
        rows.append(DrugShortName(row["drug"], row["name"], tuple(split_cell(row["context"]))))
    return tuple(rows)
