"""SDF, MOL and SMILES files as tables of compounds, streamed: one pass for the names of fields, one for the rest."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pandas as pd

from riskscan.compounds.compound import Compound, CompoundPart
from riskscan.compounds.records import Record, read_sdf, read_smiles
from riskscan.manifest.encoding import LineStream, open_text
from riskscan.manifest.source import Source
from riskscan.tables.compound_fields import FieldKind, kind_of_field

__all__ = ["StructureFile"]

_MOST_FIELDS = 1_000
_OTHER = "other_fields"


class StructureFile:
    """The compounds of an SDF, MOL or SMILES file.

    Parameters
    ----------
    source : Source
        The file, open as long as its parts are asked for.
    is_smiles : bool
        Whether each line is a SMILES.
    """

    def __init__(self, source: Source, *, is_smiles: bool) -> None:
        self.name = source.name
        self._lines: LineStream = open_text(source)
        self._is_smiles = is_smiles
        self._read: Callable[[Iterable[str]], Iterator[Record]] = read_smiles if is_smiles else read_sdf
        self.notes = tuple(map(str, self._lines.notes))
        names = dict.fromkeys(name for record in self._read(self._lines) for name in record.fields)
        self._fields = [*islice(names, _MOST_FIELDS), *([_OTHER] if len(names) > _MOST_FIELDS else [])]
        if len(names) > _MOST_FIELDS:
            said = f"{len(names) - _MOST_FIELDS:,} fields after the first {_MOST_FIELDS:,} are kept as JSON in {_OTHER}"
            self.notes = (*self.notes, said)

    @property
    def template(self) -> pd.DataFrame:
        """The fields, without a row."""
        return pd.DataFrame({name: pd.Series(dtype=object) for name in self._fields})

    def parts(self, n_compounds: int) -> Iterator[CompoundPart]:
        """Yield all compounds in order, at most so many at a time."""
        records = self._read(self._lines)
        while some := list(islice(records, n_compounds)):
            rows = [self._row(record.fields) for record in some]
            frame = pd.DataFrame(rows, columns=pd.Index(self._fields), dtype=object)
            yield CompoundPart(frame, [self._compound(record) for record in some])

    def _row(self, fields: dict[str, str]) -> list[str | None]:
        row = [fields.get(name) for name in self._fields]
        if len(self._fields) > _MOST_FIELDS:
            others = {name: text for name, text in fields.items() if name not in self._fields[:_MOST_FIELDS]}
            row[-1] = json.dumps(others, ensure_ascii=False) if others else None
        return row

    def _compound(self, record: Record) -> Compound:
        told: dict[FieldKind, tuple[str, ...]] = {}
        for name, text in record.fields.items():
            kind = kind_of_field(name)
            if kind is not None and text.strip():
                told[kind] = (*told.get(kind, ()), text.strip())
        return Compound(told, "" if self._is_smiles else record.structure, tuple(record.issues))
