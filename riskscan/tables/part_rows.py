"""Read the tables of parts of names: each part comes once in a role, and the roles are known."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from riskscan.exceptions import TableError
from riskscan.tables.reading import read_rows

__all__ = ["read_part_rows"]


def read_part_rows(path: Path, columns: Sequence[str], key: str, roles: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of parts, in its order.

    Parameters
    ----------
    path : Path
        The table.
    columns : sequence of str
        Its columns, with ``role`` among them.
    key : str
        The column that names the part.
    roles : sequence of str
        What a part may do.

    Raises
    ------
    TableError
        On an unknown role, or a part that comes twice in one.
    """
    seen: set[tuple[str, str]] = set()
    for row in read_rows(path, tuple(columns)):
        part = row[key], row["role"]
        if row["role"] not in roles or part in seen:
            problem = "comes twice" if part in seen else f"has no role {row['role']!r}"
            raise TableError(f"{path.name}: {row[key]} {problem}.")
        seen.add(part)
        yield row
