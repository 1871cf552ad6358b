"""How a file was read: format, encoding, separator, and the lines that are no rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from riskscan.manifest.formats.base import Format, Table
from riskscan.manifest.source import Source

__all__ = ["Dialect"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file was read.

    Attributes
    ----------
    name : str
        The file.
    format : str
        How it is built: the name of a format of the registry.
    label : str
        The same for a reader.
    compression : str
        ``gzip``, ``zstd`` or empty.
    encoding : str
        Python's name, ``with byte order mark`` where one stood; empty where the format fixes it.
    separator : str
        Of cells, empty where the format has none.
    n_blank_lines : int
        Blank lines, which are no rows.
    n_title_lines : int
        Lines above the header, which are no rows.
    """

    name: str
    format: str
    label: str = ""
    compression: str = ""
    encoding: str = ""
    separator: str = ""
    n_blank_lines: int = 0
    n_title_lines: int = 0

    @classmethod
    def of(cls, source: Source, format: Format, tables: Sequence[Table]) -> Self:
        """Return how a file was read.

        Parameters
        ----------
        source : Source
            The file.
        format : Format
            By which it was read.
        tables : sequence of Table
            Those that are the manifest, in order.
        """
        return cls(
            source.name,
            format.name,
            label=format.label,
            compression=source.compression,
            encoding=tables[0].encoding,
            separator=tables[0].separator,
            n_blank_lines=sum(table.n_blank_lines for table in tables),
            n_title_lines=sum(table.n_title_lines for table in tables),
        )
