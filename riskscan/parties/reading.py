"""Read a file of listed parties, whatever its format; nothing is downloaded."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from riskscan.exceptions import TableError
from riskscan.parties.formats.delimited_lists import list_head
from riskscan.parties.formats.eu import read_eu, tells_eu
from riskscan.parties.formats.ofac import read_ofac, tells_ofac
from riskscan.parties.formats.opensanctions import read_opensanctions, tells_opensanctions
from riskscan.parties.formats.un import read_un, tells_un
from riskscan.parties.listed import SanctionsList

__all__ = ["read_sanctions"]

_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class _Format:
    tells: Callable[[str], bool]
    read: Callable[[Path], SanctionsList]


_FORMATS = (
    _Format(tells_opensanctions, read_opensanctions),
    _Format(tells_un, read_un),
    _Format(tells_eu, read_eu),
    _Format(tells_ofac, read_ofac),
)
_KNOWN = "OpenSanctions targets.simple.csv, OFAC SDN.CSV or CONS_PRIM.CSV, the UN's or the EU's XML"


def read_sanctions(path: str | Path) -> SanctionsList:
    """Read a list of parties.

    Parameters
    ----------
    path : str or Path
        OpenSanctions' ``targets.simple.csv``; OFAC's ``SDN.CSV`` or ``CONS_PRIM.CSV`` (``ALT.CSV`` and ``ADD.CSV``,
        ``CONS_ALT.CSV`` and ``CONS_ADD.CSV`` beside it); the UN's or the EU's consolidated list as XML.

    Returns
    -------
    SanctionsList
        Its parties, its name and its day.

    Raises
    ------
    TableError
        Where the file cannot be read, is of another format or is damaged.
    """
    file = Path(path)
    try:
        with file.open("rb") as handle:
            head = list_head(handle.read(_HEAD_BYTES))
    except OSError as error:
        raise TableError(f"The list {file} cannot be read ({error.strerror}); give the path of a file.") from error
    found = next((known for known in _FORMATS if known.tells(head)), None)
    if found is None:
        raise TableError(f"{file.name} is no list of parties that is known here; give {_KNOWN}.")
    try:
        content = found.read(file)
    except (ValueError, csv.Error, OSError) as error:
        raise TableError(f"The list {file.name} is damaged: {error}; get it anew.") from error
    if not content.parties:
        raise TableError(f"The list {file.name} names nobody; get it anew.")
    return content
