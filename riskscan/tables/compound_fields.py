"""What a field of a file of compounds holds, by its name: a structure, an identifier or a name."""

import re
from functools import cache
from typing import Literal, cast, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["FieldKind", "kind_of_field", "load_compound_fields"]

FieldKind = Literal["smiles", "inchi", "inchikey", "cas_rn", "name"]
"""From the most telling to the least."""

_COLUMNS = ("kind", "field", "source")
_SIGNS = re.compile(r"[\W_]+")


@cache
def load_compound_fields() -> dict[str, FieldKind]:
    """Return the kinds of fields by name: small letters and digits without signs.

    Raises
    ------
    TableError
        On an unknown kind, naming the field.
    """
    found: dict[str, FieldKind] = {}
    for row in read_rows(DATA / "compound_fields.csv", _COLUMNS):
        if row["kind"] not in get_args(FieldKind):
            raise TableError(f"compound_fields.csv, {row['field']}: unknown kind {row['kind']!r}.")
        found[row["field"]] = cast(FieldKind, row["kind"])
    return found


def kind_of_field(name: str) -> FieldKind | None:
    """Return what a field holds, None where its name does not tell.

    Parameters
    ----------
    name : str
        As it stands in the file.

    Examples
    --------
    >>> kind_of_field("CAS No."), kind_of_field("Canonical_SMILES"), kind_of_field("logP")
    ('cas_rn', 'smiles', None)
    """
    return load_compound_fields().get(_SIGNS.sub("", name.casefold()))
