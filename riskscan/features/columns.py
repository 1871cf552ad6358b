"""Tolerant access to the columns of a manifest frame: a column that is missing reads as all null."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.features.base import Array

__all__ = ["first_of", "goods_text", "has_text", "hash_keys", "hs_prefix", "numbers", "pair_keys", "texts"]

_CJK = re.compile("([぀-ヿ㐀-鿿가-힣])")
_DIGITS = re.compile(r"\d+")


def texts(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return a column as stripped text, ``""`` where it is null or missing.

    Examples
    --------
    >>> texts(pd.DataFrame({"carrier": [" DHL", None]}), "carrier").tolist()
    ['DHL', '']
    >>> texts(pd.DataFrame(index=[0]), "carrier").tolist()
    ['']
    """
    if column not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    values = frame[column]
    filled = values.astype(object).where(values.notna(), "")
    return filled.map(lambda value: value.strip() if isinstance(value, str) else str(value)).astype(object)


def numbers(frame: pd.DataFrame, column: str) -> Array:
    """Return a column as floats, NaN where it is null, missing or not a number.

    Examples
    --------
    >>> numbers(pd.DataFrame({"net_mass_kg": ["2.5", "about 3"]}), "net_mass_kg").tolist()
    [2.5, nan]
    """
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    values: Array = pd.to_numeric(frame[column], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def has_text(frame: pd.DataFrame, column: str) -> NDArray[np.bool_]:
    """Say for every row whether the column holds something."""
    return (texts(frame, column) != "").to_numpy(dtype=bool)


def hs_prefix(frame: pd.DataFrame, digits: int) -> "pd.Series[str]":
    """Return the first digits of the HS code, ``""`` where the code is shorter.

    Examples
    --------
    >>> hs_prefix(pd.DataFrame({"hs_code": ["230910", "23"]}), 4).tolist()
    ['2309', '']
    """
    codes = texts(frame, "hs_code").str.replace(".", "", regex=False)
    return codes.str[:digits].where(codes.str.len() >= digits, "")


def goods_text(frame: pd.DataFrame) -> "pd.Series[str]":
    """Join goods description and chemical name, fold case, mask digits, set CJK characters apart.

    Digits are masked because model and lot numbers would make every text unique.

    Examples
    --------
    >>> goods_text(pd.DataFrame({"goods_description": ["Dog food 15 KG"]})).tolist()
    ['dog food 0 kg']
    """
    joined = (texts(frame, "goods_description") + " " + texts(frame, "chemical_name")).str.strip()
    unique = {text: _fold(text) for text in joined.unique()}
    return joined.map(unique).astype(object)


def _fold(text: str) -> str:
    return " ".join(_CJK.sub(r" \1 ", _DIGITS.sub("0", text[:2000].casefold())).split())


def hash_keys(values: "pd.Series[str]") -> NDArray[np.uint64]:
    """Return a stable 64-bit key of every folded text; 0 where it is empty.

    Keys instead of texts keep trader names out of the artefact.
    """
    folded = values.astype(object).str.casefold()
    keys = pd.util.hash_array(folded.to_numpy(dtype=object), categorize=True)
    return np.where((folded == "").to_numpy(dtype=bool), np.uint64(0), keys)


def pair_keys(left: "pd.Series[str]", right: "pd.Series[str]") -> NDArray[np.uint64]:
    """Return a stable key of two texts; 0 where either is empty."""
    keys = hash_keys(left + "\x1f" + right)
    return np.where(((left == "") | (right == "")).to_numpy(dtype=bool), np.uint64(0), keys)


def first_of(*candidates: Array) -> Array:
    """Return the first number that is not NaN, row by row."""
    found = candidates[0]
    for candidate in candidates[1:]:
        found = np.where(np.isnan(found), candidate, found)
    return found
