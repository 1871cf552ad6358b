"""Tables of compounds: any table that manifests come in, with a column of structures, identifiers or names."""

from collections.abc import Iterator

import pandas as pd

from riskscan.compounds.compound import Compound, CompoundPart
from riskscan.exceptions import ManifestError
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.parts import ManifestParts
from riskscan.tables.compound_fields import FieldKind, kind_of_field

__all__ = ["TabularFile"]

_SHOWN = 8


class TabularFile:
    """The compounds of a table.

    Parameters
    ----------
    rows : ManifestParts
        The table.

    Raises
    ------
    ManifestError
        Where no column says which compound a row is.
    """

    def __init__(self, rows: ManifestParts) -> None:
        self.name = rows.name
        self.notes = tuple(map(str, rows.notes))
        self._rows = rows
        kinds = {str(column): kind_of_field(str(column)) for column in rows.template.columns}
        self._kinds = {column: kind for column, kind in kinds.items() if kind is not None}
        if not self._kinds:
            found = ", ".join(repr(name) for name in list(kinds)[:_SHOWN]) + (", ..." if len(kinds) > _SHOWN else "")
            raise ManifestError(
                f"{self.name} has no column of compounds; found {found}. Name one of its columns smiles, inchi,"
                " inchikey, cas or name."
            )

    @property
    def template(self) -> pd.DataFrame:
        """The columns with their types, without a row."""
        return self._rows.template

    def parts(self, n_compounds: int) -> Iterator[CompoundPart]:
        """Yield all rows in order, at most so many at a time."""
        for part in self._rows.parts(n_compounds):
            said = _issues_by_row(part.issues)
            cells = {column: part.frame[column].tolist() for column in self._kinds}
            compounds = [self._compound(cells, place, said.get(place, ())) for place in range(len(part.frame))]
            yield CompoundPart(part.frame.reset_index(drop=True), compounds)

    def _compound(self, cells: dict[str, list[object]], place: int, issues: tuple[str, ...]) -> Compound:
        told: dict[FieldKind, tuple[str, ...]] = {}
        for column, kind in self._kinds.items():
            cell = cells[column][place]
            text = cell.strip() if isinstance(cell, str) else ""
            if text:
                told[kind] = (*told.get(kind, ()), text)
        return Compound(told, issues=issues)


def _issues_by_row(issues: RowIssues) -> dict[int, tuple[str, ...]]:
    said: dict[int, tuple[str, ...]] = {}
    for issue in issues:
        said[issue.row] = (*said.get(issue.row, ()), str(issue))
    return said
