"""Frames and columns of other libraries at the door: known here, and given back as the same kind."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from riskscan.exceptions import OptionError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["as_kind_of", "columns_of_words", "eager", "frame_of", "headers_of", "join_columns", "list_texts"]


def join_columns(frame: Any, added: "pd.DataFrame") -> Any:
    """Return a frame with columns put behind its own, whose types stay; columns of the same name are replaced.

    Parameters
    ----------
    frame : frame of any kind but pandas
        Never changed.
    added : pandas.DataFrame, shape (n_rows, n_added)
        In the order of its rows.
    """
    import narwhals as nw

    own = eager(frame)
    own = own.drop([name for name in own.columns if name in added.columns])
    new = nw.from_arrow(_to_arrow(added), backend=own.implementation)
    return nw.concat([own, new], how="horizontal").to_native() if own.columns else new.to_native()


def as_kind_of(like: Any, frame: "pd.DataFrame") -> Any:
    """Return a pandas frame as the kind of frame that goes with a column or a frame; a list goes with pandas."""
    import narwhals as nw

    found = nw.from_native(_chunked(like), eager_only=True, allow_series=True, pass_through=True)
    if not isinstance(found, nw.DataFrame | nw.Series) or found.implementation.is_pandas():
        return frame
    return nw.from_arrow(_to_arrow(frame), backend=found.implementation).to_native()


def list_texts(texts: Any) -> list[Any]:
    """Return the cells of a column of any library, or of any iterable, as a list; missing ones stay missing.

    Raises
    ------
    OptionError
        Where it is one text or a frame, which would be read letter by letter, or header by header; or nothing to go
        through.
    """
    import narwhals as nw

    if isinstance(texts, str | bytes):
        raise OptionError("texts is one text, which would be read letter by letter; give a list of texts.")
    found = nw.from_native(_chunked(texts), allow_series=True, pass_through=True)
    if isinstance(found, nw.DataFrame | nw.LazyFrame | Mapping):
        raise OptionError("texts is a frame, which would be read header by header; give one of its columns.")
    if not isinstance(texts, Iterable):
        raise OptionError(f"texts is no list of texts but {type(texts).__name__}; give a list or a column.")
    cells = found.to_list() if isinstance(found, nw.Series) else list(texts)
    kinds = set(map(type, cells))
    if any(hasattr(kind, "as_py") for kind in kinds):  # a cell of Arrow is no text
        cells = [cell.as_py() if hasattr(cell, "as_py") else cell for cell in cells]
        kinds = set(map(type, cells))
    if any(issubclass(kind, bytes) for kind in kinds):
        raise OptionError("texts holds bytes, which would be read as nothing; decode them first.")
    return cells


def columns_of_words(columns: dict[str, list[str | None]]) -> dict[str, Any]:
    """Return columns of texts as pandas would make them of lists, eight times as soon: it looks at no cell twice.

    Parameters
    ----------
    columns : dict of str to list of str or None
        Without lone surrogates. One of missing cells alone is of no type, as in a frame of lists.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    text: Any = pd.Series(["a"]).dtype  # as of this version of pandas and its options
    is_object = not isinstance(text, pd.StringDtype)
    return {
        name: np.array(cells, dtype=object)
        if is_object or cells.count(None) == len(cells)
        else text.__from_arrow__(pa.array(cells, pa.large_string()))
        for name, cells in columns.items()
    }


def frame_of(columns: "Mapping[str, Any]", index: "pd.Index | None" = None) -> "pd.DataFrame":
    """Return columns as a pandas frame of their own, each of the type that it has: objects are not taken for texts.

    Parameters
    ----------
    columns : mapping of str to array, each of shape (n_rows,)
        Never changed by a change of the frame.
    index : Index, optional
        Of the frame; the positions of the rows where left out.
    """
    import pandas as pd

    series = {name: pd.Series(values, index=index, dtype=values.dtype) for name, values in columns.items()}
    return pd.DataFrame(series, index=index)


def headers_of(frame: "pd.DataFrame") -> list[Any]:
    """Return the names of the columns of a pandas frame, all at once: its index gives each out by a call of its own."""
    import numpy as np

    return cast(list[Any], np.asarray(frame.columns, dtype=object).tolist())


def eager(frame: Any) -> Any:
    """Return a frame of Polars, Arrow or any other library that narwhals knows, as narwhals has it.

    Raises
    ------
    OptionError
        Where it is no frame, or one that has not been worked out yet.
    """
    import narwhals as nw

    found = nw.from_native(frame, pass_through=True)
    if isinstance(found, nw.LazyFrame):
        raise OptionError(f"The frame ({type(frame).__name__}) is not worked out yet; collect it first.")
    if not isinstance(found, nw.DataFrame):
        raise OptionError(f"frame is no DataFrame but {type(frame).__name__}; see riskscan.read_manifest.")
    return found


def _chunked(column: Any) -> Any:
    """Return an array of Arrow as the kind of column that narwhals knows."""
    if type(column).__module__.partition(".")[0] != "pyarrow":
        return column
    import pyarrow as pa

    return pa.chunked_array([column]) if isinstance(column, pa.Array) else column


def _to_arrow(frame: "pd.DataFrame") -> "pa.Table":
    """Return a frame of ours as a table whose types do not depend on its rows: texts are texts where there is none."""
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    is_text = {field.name for field in table.schema if pa.types.is_null(field.type) or pa.types.is_string(field.type)}
    fields = [pa.field(field.name, pa.large_string()) if field.name in is_text else field for field in table.schema]
    return table.cast(pa.schema(fields))
