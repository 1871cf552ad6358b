"""Tolerant access to the columns of a manifest frame: a column that is missing reads as all null."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.coded import Coded, as_objects, find_words_of_each, fold_goods, join_coded

__all__ = [
    "Frame",
    "Rows",
    "coded_goods",
    "coded_hs",
    "coded_texts",
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
    "remember_numbers",
    "remembered",
    "texts",
]

Array = NDArray[np.float64]

_LONGEST = 500


class Rows:
    """The rows of a frame with what was worked out of their columns, for all families to ask again.

    Parameters
    ----------
    frame : DataFrame
        Manifest rows.
    memory : dict, optional
        What was worked out of columns that the same rows had before.
    """

    def __init__(self, frame: pd.DataFrame, memory: dict[str, Any] | None = None) -> None:
        self.frame = frame
        self.memory: dict[str, Any] = {} if memory is None else memory
        self._columns: dict[str, pd.Series] = {}

    @property
    def index(self) -> pd.Index:
        """Of the frame."""
        return self.frame.index

    @property
    def columns(self) -> pd.Index:
        """Of the frame."""
        return self.frame.columns

    def __len__(self) -> int:
        return len(self.frame)

    def __getitem__(self, column: str) -> pd.Series:
        """Return a column of the frame."""
        if column not in self._columns:
            self._columns[column] = self.frame[column]
        return self._columns[column]


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
    if knows_distinct(frame, column) or _is_text(frame[column]):
        codes, distinct = distinct_cells(frame, column)
    else:  # 1, 1.0 and True would count as one cell
        cells = frame[column]
        filled = zip(cells.to_numpy(dtype=object), cells.notna(), strict=True)
        texts = [(cell if isinstance(cell, str) else str(cell)) if is_so else None for cell, is_so in filled]
        codes, distinct = pd.factorize(np.array(texts, dtype=object))
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


def _is_text(cells: pd.Series) -> bool:
    return pd.api.types.infer_dtype(cells, skipna=True) in ("string", "empty")


def _with_none(distinct: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return distinct texts and the one that stands for none."""
    values = np.empty(len(distinct) + 1, dtype=object)
    values[:-1], values[-1] = distinct, ""
    return values


def distinct_cells(frame: Frame, column: str) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return for each row the place of its cell among the distinct ones, -1 for null, and these."""

    def make() -> Any:
        return pd.factorize(frame[column].to_numpy(dtype=object))

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
    values: Array
    if found.dtype == np.float64:
        values = found.to_numpy()
    else:
        values = pd.to_numeric(found, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def remember_numbers(rows: Rows, found: pd.DataFrame) -> None:
    """Let rows remember numbers that were worked out of them, as `numbers` reads the columns that hold them."""
    values = found.to_numpy()
    values = np.asfortranarray(np.where(np.isfinite(values), values, np.nan))
    rows.memory.update((f"\0number {name}", values[:, place]) for place, name in enumerate(found.columns))


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
        places, distinct = pd.factorize(as_objects(fold_goods(raw.values.tolist())))
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
