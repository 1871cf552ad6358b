"""The tables of a file to one table: parts joined, sheets chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Table
from riskscan.manifest.issues import RowIssues

__all__ = ["join_parts", "join_tables"]


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
    coming = iter(tables)
    found = next(coming, None)
    if found is None:
        raise ManifestError(f"{name} holds no table.")
    return join_parts([found, *takewhile(lambda table: table.name == found.name, coming)])


def join_parts(parts: Sequence[Table]) -> Table:
    """Join the parts of one table; a column that only some have is null in the others.

    Parameters
    ----------
    parts : sequence of Table
        In order, one at least.
    """
    if len(parts) == 1:
        return parts[0]
    issues = RowIssues()
    n_rows = 0
    for part in parts:
        for issue in part.issues:
            issues.add(n_rows + issue.row, issue.kind, issue.column, issue.value)
        n_rows += len(part.frame)
    return replace(
        parts[0],
        frame=pd.concat([part.frame for part in parts], ignore_index=True),
        issues=issues,
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        n_blank_lines=sum(part.n_blank_lines for part in parts),
        n_title_lines=parts[0].n_title_lines,
    )
