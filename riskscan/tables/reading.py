"""Read a packaged table: one CSV or TOML file under ``riskscan/tables/data``, every row a frozen dataclass."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from riskscan.exceptions import TableError

__all__ = ["DATA", "MARKS", "Mark", "check_columns", "parse_toml", "read_lines", "read_rows", "read_toml", "split_cell"]

DATA = Path(__file__).parent / "data"

Mark = Literal["V", "S", "M", "D"]
"""How sure a row is: V read in the primary text, S secondary source, M from memory, D derived."""

MARKS: tuple[str, ...] = get_args(Mark)


def read_rows(table: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV table as stripped text.

    Parameters
    ----------
    table : Path
        The file.
    columns : tuple of str
        The columns it must have, in order.

    Raises
    ------
    TableError
        Where the header differs or a row has too many or too few cells.
    """
    with table.open(encoding="utf-8", newline="") as handle:
        yield from read_lines(table.name, handle, columns)


def read_lines(name: str, lines: Iterable[str], columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV table given as lines, as `read_rows` does; `name` is what errors call it."""
    reader = csv.reader(lines)
    check_columns(name, tuple(next(reader, ())), columns)
    for cells in reader:
        if len(cells) != len(columns):
            raise TableError(f"{name} line {reader.line_num}: {len(cells)} cells, expected {len(columns)}.")
        yield {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a text of TOML says.

    Raises
    ------
    tomllib.TOMLDecodeError
        Where it is none, or nests values deeper than can be followed.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("values are nested too deeply") from None


def read_toml(table: Path) -> dict[str, Any]:
    """Return a TOML table.

    Raises
    ------
    TableError
        Where the file is not TOML.
    """
    try:
        return parse_toml(table.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{table.name}: not valid TOML ({error}).") from error


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values separated by ``;``.

    Examples
    --------
    >>> split_cell("2933.37; 2933.39")
    ('2933.37', '2933.39')
    >>> split_cell("")
    ()
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def check_columns(name: str, found: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Refuse a header that differs from the expected one.

    Raises
    ------
    TableError
        Naming what is missing and what is unknown.
    """
    if found != expected:
        missing = sorted(set(expected) - set(found))
        unknown = sorted(set(found) - set(expected))
        raise TableError(
            f"{name}: columns must be {', '.join(expected)} in this order"
            f" (missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'})."
        )
