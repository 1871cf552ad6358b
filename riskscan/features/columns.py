"""Tolerant access to the columns of a manifest frame: a column that is missing reads as all null."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.coded import Coded, as_objects, find_words_of_each, fold_goods, join_coded
from riskscan.frames import frame_of
from riskscan.manifest.cells.factorizing import factorize

__all__ = [
    "Frame",
    "Rows",
    "coded_goods",
    "coded_hs",
    "coded_texts",
    "days",
    "distinct_cells",
    "first_of",
    "goods_text",
    "goods_tokens",
    "has_text",
    "hash_keys",
    "hs_prefix",
    "knows_distinct",
    "numbers",
    "pair_keys",
    "raw_goods",
    "remember_distinct",
    "remembered",
    "texts",
]

Array = NDArray[np.float64]

_LONGEST = 500


class Rows:
    """Manifest rows as plain columns, with what was worked out of these, for all families to ask again.

    All stages from the cleaned cells to the reasons hand such rows on; a frame is made of them only for a caller.

    Parameters
    ----------
    columns : DataFrame, or mapping of str to ndarray or Coded
        The columns, each of shape (n_rows,); never changed. Texts have None (in a frame also NaN) for null.
    memory : dict, optional
        What was worked out of columns that the same rows had before.
    n_rows : int, optional
        Rows of columns that are no frame.
    """

    def __init__(
        self, columns: "pd.DataFrame | Mapping[str, Any]", memory: dict[str, Any] | None = None, n_rows: int = 0
    ) -> None:
        self.memory: dict[str, Any] = {} if memory is None else memory
        self._frame: pd.DataFrame | None = None
        self._columns: dict[str, Any] = {}
        self._n_rows = n_rows
        if isinstance(columns, pd.DataFrame):
            self._frame, self._n_rows = columns, len(columns)
        else:
            self._columns.update(columns)

    @classmethod
    def of(cls, rows: "pd.DataFrame | Rows") -> "Rows":
        """Return the rows of a frame; those that are rows already as they are."""
        return rows if isinstance(rows, Rows) else cls(rows)

    @property
    def index(self) -> pd.Index:
        """Of the frame that the rows came as; else their positions."""
        return pd.RangeIndex(self._n_rows) if self._frame is None else self._frame.index

    @property
    def columns(self) -> Collection[str]:
        """Names of the columns."""
        return self._columns.keys() if self._frame is None else self._frame.columns

    def __len__(self) -> int:
        return self._n_rows

    def __contains__(self, column: str) -> bool:
        return column in self.columns

    def __getitem__(self, column: str) -> Any:
        """Return the cells of a column, shape (n_rows,): an array of numpy, or one of pandas where the frame has it."""
        found = self.column(column)
        return found.rows() if isinstance(found, Coded) else found

    def column(self, column: str) -> Any:
        """Return a column as it is kept, which may be `Coded`."""
        if column not in self._columns and self._frame is not None:
            self._columns[column] = self._frame[column].values
        return self._columns[column]

    def joined(self, columns: Mapping[str, Any]) -> "Rows":
        """Return the rows with further columns, or others in place of theirs; they remember what these rows do."""
        return Rows({**self._all(), **columns}, self.memory, self._n_rows)

    def take(self, rows: Any) -> "Rows":
        """Return some of the rows, which remember nothing; `rows` are places or a slice."""
        taken = {name: values[rows] for name, values in self._all().items()}
        return Rows(taken, n_rows=len(np.arange(self._n_rows)[rows]))

    @classmethod
    def join(cls, parts: Sequence["Rows"]) -> "Rows":
        """Return the rows of parts that follow each other and have the same columns."""
        names = parts[0].columns
        return cls(
            {name: np.concatenate([part[name] for part in parts]) for name in names}, n_rows=sum(map(len, parts))
        )

    def cells(self, row: int) -> dict[str, Any]:
        """Return the cells of one row by column, for a reader: plain values, dates as pandas has them."""
        return {str(name): _plain(self[name][row]) for name in self.columns}

    def frame(self) -> pd.DataFrame:
        """Return the rows as a frame."""
        if self._frame is not None:
            return self._frame
        columns = {name: found.array() if isinstance(found, Coded) else found for name, found in self._all().items()}
        return frame_of(columns, self.index)

    def _all(self) -> dict[str, Any]:
        return {name: self.column(name) for name in self.columns}


def _plain(cell: Any) -> Any:
    if isinstance(cell, np.datetime64):
        return pd.Timestamp(cell)
    return cell.item() if isinstance(cell, np.generic) else cell


Frame = pd.DataFrame | Rows


def remembered(frame: Frame, key: str, make: Callable[[], Any]) -> Any:
    """Return what is made of some rows, made once where they remember."""
    if not isinstance(frame, Rows):
        return make()
    if key not in frame.memory:
        frame.memory[key] = make()
    return frame.memory[key]


def coded_texts(frame: Frame, column: str) -> Coded:
    """Return a column as stripped text, ``""`` where it is null or missing, by its distinct texts."""
    return cast(Coded, remembered(frame, column, lambda: _coded_texts(frame, column)))


def _coded_texts(frame: Frame, column: str) -> Coded:
    if column not in frame.columns:
        return Coded(np.zeros(len(frame), dtype=np.intp), np.array([""], dtype=object))
    if isinstance(frame, Rows) and isinstance(coded := frame.column(column), Coded):
        return coded.map(lambda text: (text or "").strip())
    if knows_distinct(frame, column) or _is_text(cells := np.asarray(frame[column], dtype=object)):
        codes, distinct = distinct_cells(frame, column)
    else:  # 1, 1.0 and True would count as one cell
        filled = zip(cells.tolist(), pd.notna(cells).tolist(), strict=True)
        codes, distinct = factorize(as_objects(str(cell) if is_so else None for cell, is_so in filled))
    found = distinct.tolist()
    stripped = [text.strip() for text in found]
    if stripped == found and "" not in found:
        return Coded(
            codes if codes.min(initial=0) >= 0 else np.where(codes < 0, len(found), codes), _with_none(distinct)
        )
    # Null has the code -1, which is the last place; texts that are equal now get one code.
    places: dict[str, int] = {}
    of_texts = [places.setdefault(text, len(places)) for text in (*stripped, "")]
    return Coded(np.array(of_texts, dtype=np.intp)[codes], as_objects(places))


def _is_text(cells: NDArray[np.object_]) -> bool:
    return pd.api.types.infer_dtype(cells, skipna=True) in ("string", "empty")


def _with_none(distinct: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return distinct texts and the one that stands for none."""
    values = np.empty(len(distinct) + 1, dtype=object)
    values[:-1], values[-1] = distinct, ""
    return values


def distinct_cells(frame: Frame, column: str) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return for each row the place of its cell among the distinct ones, -1 for null, and these."""

    def make() -> Any:
        return factorize(np.asarray(frame[column], dtype=object))

    return cast(tuple[NDArray[np.intp], NDArray[np.object_]], remembered(frame, f"\0cells {column}", make))


def knows_distinct(rows: Frame, column: str) -> bool:
    """Whether rows remember the distinct cells of a column."""
    return isinstance(rows, Rows) and f"\0cells {column}" in rows.memory


def remember_distinct(rows: Rows, distinct: Mapping[str, tuple[NDArray[np.intp], NDArray[np.object_]]]) -> None:
    """Let rows remember what `distinct_cells` says of some columns."""
    rows.memory.update((f"\0cells {name}", known) for name, known in distinct.items())


def texts(frame: Frame, column: str) -> "pd.Series[str]":
    """Return a column as stripped text, ``""`` where it is null or missing.

    Examples
    --------
    >>> texts(pd.DataFrame({"carrier": [" DHL", None]}), "carrier").tolist()
    ['DHL', '']
    >>> texts(pd.DataFrame(index=[0]), "carrier").tolist()
    ['']
    """
    return pd.Series(coded_texts(frame, column).rows(), index=frame.index, dtype=object)


def numbers(frame: Frame, column: str) -> Array:
    """Return a column as floats, NaN where it is null, missing or not a number.

    Examples
    --------
    >>> numbers(pd.DataFrame({"net_mass_kg": ["2.5", "about 3"]}), "net_mass_kg").tolist()
    [2.5, nan]
    """
    return cast(Array, remembered(frame, f"\0number {column}", lambda: _numbers(frame, column)))


def _numbers(frame: Frame, column: str) -> Array:
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    found = frame[column]
    if isinstance(found.dtype, np.dtype) and found.dtype.kind in "bfiu":
        values: Array = np.asarray(found, dtype=np.float64)
    else:
        series = pd.to_numeric(pd.Series(found, dtype=found.dtype), errors="coerce")
        values = series.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def days(frame: Frame, column: str) -> NDArray[np.datetime64]:
    """Return a column of dates as days, NaT where it is null, missing or no date.

    Examples
    --------
    >>> days(pd.DataFrame({"lodged_on": ["2026-02-01", "soon"]}), "lodged_on").tolist()
    [datetime.date(2026, 2, 1), None]
    """
    return cast("NDArray[np.datetime64]", remembered(frame, f"\0days {column}", lambda: _days(frame, column)))


def _days(frame: Frame, column: str) -> NDArray[np.datetime64]:
    if column not in frame.columns:
        return np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[D]")
    found = frame[column]
    if isinstance(found.dtype, np.dtype) and found.dtype.kind == "M":
        return np.asarray(found).astype("datetime64[D]")
    dates = pd.to_datetime(pd.Series(found, dtype=found.dtype), errors="coerce")
    return dates.to_numpy(dtype="datetime64[D]")


def has_text(frame: Frame, column: str) -> NDArray[np.bool_]:
    """Say for every row whether the column holds something."""
    return coded_texts(frame, column).is_filled


def coded_hs(frame: Frame, digits: int) -> Coded:
    """Return the first digits of the HS code, ``""`` where the code is shorter, by the distinct codes."""

    def prefix(code: str) -> str:
        plain = code.replace(".", "")
        return plain[:digits] if len(plain) >= digits else ""

    return cast(Coded, remembered(frame, f"\0hs{digits}", lambda: coded_texts(frame, "hs_code").map(prefix)))


def hs_prefix(frame: Frame, digits: int) -> "pd.Series[str]":
    """Return the first digits of the HS code, ``""`` where the code is shorter.

    Examples
    --------
    >>> hs_prefix(pd.DataFrame({"hs_code": ["230910", "23"]}), 4).tolist()
    ['2309', '']
    """
    return pd.Series(coded_hs(frame, digits).rows(), index=frame.index, dtype=object)


def raw_goods(frame: Frame) -> Coded:
    """Return description and chemical name joined as they stand, by the distinct texts."""

    def make() -> Coded:
        parts = coded_texts(frame, "goods_description"), coded_texts(frame, "chemical_name")
        return join_coded(*parts, " ", is_bare=True)

    return cast(Coded, remembered(frame, "\0raw goods", make))


def coded_goods(frame: Frame) -> Coded:
    """Return `goods_text` by its distinct texts."""

    def make() -> Coded:
        raw = raw_goods(frame)
        places, distinct = factorize(as_objects(fold_goods(raw.values.tolist())))
        return Coded(places[raw.codes], distinct)

    return cast(Coded, remembered(frame, "\0goods", make))


def goods_tokens(frame: Frame) -> list[list[str]]:
    """Return the words of each distinct text of `coded_goods`, as far as texts are read."""

    def make() -> list[list[str]]:
        return find_words_of_each([text[:_LONGEST] for text in coded_goods(frame).values.tolist()])

    return cast(list[list[str]], remembered(frame, "\0tokens", make))


def goods_text(frame: Frame) -> "pd.Series[str]":
    """Join description and chemical name, fold case, mask digits, set CJK characters apart.

    Digits are masked because model and lot numbers would make every text unique.

    Examples
    --------
    >>> goods_text(pd.DataFrame({"goods_description": ["Dog food 15 KG"]})).tolist()
    ['dog food 0 kg']
    """
    return pd.Series(coded_goods(frame).rows(), index=frame.index, dtype=object)


def hash_keys(values: "Coded | pd.Series[str]") -> NDArray[np.uint64]:
    """Return a stable 64-bit key of every folded text; 0 where it is empty.

    Keys instead of texts keep trader names out of the artefact.
    """
    coded = Coded.of(values)
    folded = coded.map(str.casefold).values
    keys = pd.util.hash_array(folded, categorize=False)
    return np.where(folded == "", np.uint64(0), keys)[coded.codes]


def pair_keys(left: Coded, right: Coded) -> NDArray[np.uint64]:
    """Return a stable key of two texts; 0 where either is empty."""
    keys = hash_keys(join_coded(left, right, "\x1f"))
    return np.where(left.is_filled & right.is_filled, keys, np.uint64(0))


def first_of(*candidates: Array) -> Array:
    """Return the first number that is not NaN, row by row."""
    found = candidates[0]
    for candidate in candidates[1:]:
        found = np.where(np.isnan(found), candidate, found)
    return found
