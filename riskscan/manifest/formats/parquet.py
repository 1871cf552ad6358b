"""Parquet files; their columns keep their types."""

import io
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]


def _tells(source: Source) -> Certainty:
    return Certainty.SURE if source.head.startswith(b"PAR1") else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    yield Table(_read_parquet(source.content, name=source.name), RowIssues())


def _read_parquet(content: bytes, *, name: str) -> pd.DataFrame:
    """Read a Parquet file; its columns keep their types.

    Raises
    ------
    ManifestError
        Where the file is damaged or has a type that a frame cannot hold.
    """
    try:
        frame: pd.DataFrame = pyarrow.parquet.read_table(io.BytesIO(content)).to_pandas()
    except (pa.ArrowException, OSError, OverflowError) as error:
        raise ManifestError(f"{name} is not a readable Parquet file ({error}).") from error
    frame = frame.reset_index(drop=True)
    frame.columns = pd.Index(make_unique([str(column) for column in frame.columns]))
    return frame


FORMAT = Format("parquet", "Parquet", _tells, _tables)
