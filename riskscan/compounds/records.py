"""Records of structure files: lines of an SDF or MOL file to mol blocks and data fields; lines of SMILES.

References
----------
BIOVIA, CTfile Formats (2020): molfiles V2000 and V3000, SDfiles.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

__all__ = ["TITLE", "Record", "read_sdf", "read_smiles"]

TITLE = "title"
"""Field of the first line of a mol block, or of what follows a SMILES."""

_COMMENT = "comment"
_END = "$$$$"
_HEADER = re.compile(r"^>.*?<(.*)>[^<>]*$")
_LARGEST_BLOCK = 2_000_000
_LARGEST_RECORD = 20_000_000
_SMILES_HEADER = re.compile(r"(?:canonical[_ ]?|isomeric[_ ]?)?smiles\b", re.IGNORECASE)


@dataclass(slots=True)
class Record:
    """A record as it stands in a file.

    Attributes
    ----------
    structure : str
        Its mol block or SMILES; empty where there is none.
    fields : dict of str to str
        Its other data, in order.
    issues : list of str
        What was wrong with it.
    """

    structure: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        """Add data to a field; a field that stands twice holds both."""
        before = self.fields.get(name)
        self.fields[name] = text if not before else f"{before}\n{text}" if text else before


def read_sdf(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records of an SDF file, or the one of a MOL file.

    Parameters
    ----------
    lines : iterable of str
        With or without line ends.
    """
    gathered: list[str] = []
    size = 0
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith(_END):
            yield _parse(gathered, is_cut=size > _LARGEST_RECORD)
            gathered, size = [], 0
            continue
        size += len(line) + 1
        if size <= _LARGEST_RECORD:
            gathered.append(line)
    if any(map(str.strip, gathered)):
        yield _parse(gathered, is_cut=size > _LARGEST_RECORD)


def read_smiles(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records of a SMILES file: one a line, its title behind a space or tab; blank lines are none."""
    is_first = True
    for line in lines:
        stripped = line.strip()
        if not stripped:
            continue
        smiles, *rest = stripped.split(maxsplit=1)
        if is_first and _SMILES_HEADER.fullmatch(smiles):
            is_first = False
            continue
        is_first = False
        yield Record(smiles, {"smiles": smiles, TITLE: rest[0] if rest else ""})


def _parse(lines: list[str], *, is_cut: bool) -> Record:
    """Return the record that lines hold: the mol block up to its end, then the data."""
    record = Record()
    if is_cut:
        record.issues.append(f"record_cut: only its first {_LARGEST_RECORD:,} characters are read")
    start = next((place for place, line in enumerate(lines) if line.startswith("M  END")), -1) + 1
    if not start:  # cut off, or none: data begin where a line says so
        start = next((place for place, line in enumerate(lines) if _HEADER.match(line)), len(lines))
        if any(map(str.strip, lines[3:start])):
            record.issues.append("mol_block_cut: the drawn structure has no end (M  END)")
    block = lines[:start]
    if block:
        record.add(TITLE, block[0].strip())
    if len(block) > 2 and block[2].strip():
        record.add(_COMMENT, block[2].strip())
    if len(block) > 3:
        record.structure = "\n".join(block)
        if len(record.structure) > _LARGEST_BLOCK:
            record.structure = ""
            record.issues.append("structure_not_read: the drawn structure is too large")
    _read_data(record, lines[start:])
    return record


def _read_data(record: Record, lines: list[str]) -> None:
    name, values = "", list[str]()
    for line in [*lines, "> <>"]:
        if line.startswith(">"):
            found = _HEADER.match(line)
            if name:
                record.add(name, "\n".join(values).strip("\n"))
            elif any(map(str.strip, values)):
                record.add("unnamed", "\n".join(values).strip("\n"))
            name, values = (found[1].strip() if found else "") or line[1:].strip(" <>"), []
        else:
            values.append(line)
