"""Open a file of compounds, compressed or not, by its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskscan.compounds.compound import CompoundTable
from riskscan.compounds.structure_files import StructureFile
from riskscan.compounds.tabular import TabularFile
from riskscan.exceptions import ManifestError
from riskscan.manifest.parts import open_parts
from riskscan.manifest.source import open_source

__all__ = ["SUFFIXES", "is_compound_file", "open_compounds"]

_SMILES = (".smi", ".smiles", ".ism")
_DRAWN = (".sdf", ".sd", ".mol")
_TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl")
SUFFIXES = (*_DRAWN, *_SMILES, *_TABLES)
"""Ends of the names of files of compounds; one that tells a compression may follow."""

_COMPRESSIONS = (".gz", ".zst", ".bz2", ".xz")


def is_compound_file(name: str) -> bool:
    """Whether a name ends as that of a file of compounds does.

    Parameters
    ----------
    name : str
        Of a file.

    Returns
    -------
    bool
        Whether it ends with one of `SUFFIXES`, packed or not.

    Examples
    --------
    >>> is_compound_file("library.SDF.gz"), is_compound_file("phenylacetic acid")
    (True, False)
    """
    return _suffix(name) in SUFFIXES


@contextmanager
def open_compounds(path: str | Path) -> Iterator[CompoundTable]:
    """Open a file of compounds; its parts are read while the block lasts.

    Parameters
    ----------
    path : str or Path
        SDF or MOL (V2000, V3000), SMILES, or a table; its name tells which.

    Yields
    ------
    CompoundTable
        The file.

    Raises
    ------
    ManifestError
        Where it cannot be read, or has no compounds.
    """
    suffix = _suffix(str(path))
    if suffix not in SUFFIXES:
        raise ManifestError(f"{path} is no file of compounds by its name; it should end with {', '.join(SUFFIXES)}.")
    if suffix in _TABLES:
        with open_parts(path) as rows:
            yield TabularFile(rows)
        return
    with open_source(path) as source:
        yield StructureFile(source, is_smiles=suffix in _SMILES)


def _suffix(name: str) -> str:
    ends = [end.casefold() for end in Path(name).suffixes]
    while ends and ends[-1] in _COMPRESSIONS:
        ends.pop()
    return ends[-1] if ends else ""
