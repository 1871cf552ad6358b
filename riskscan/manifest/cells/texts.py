"""Free text: what is seen stays, what is not seen is named, what says nothing is null."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.identifiers.characters import HIDDEN
from riskscan.manifest.cells.columns import (
    Cells,
    Distinct,
    Reading,
    distinct_cells,
    distinct_strings,
    distinct_values,
    encode_strings,
    read_distinct,
    read_each,
    spread,
)
from riskscan.manifest.cells.nulls import ColumnKind, is_null, null_kind, null_texts
from riskscan.manifest.cells.strings import FEW_ROWS, RawColumn, Strings, hold_any, is_printable, matches, rows_where
from riskscan.manifest.encoding.repairing import repair_text
from riskscan.manifest.issues import IssueKind, RowIssues

__all__ = ["LONG_TEXT", "TextColumn", "read_filled", "read_text", "read_text_column", "read_texts"]

LONG_TEXT = 10_000
"""Characters from which a cell is reported as long."""

_HIDDEN = re.compile(f"[{HIDDEN}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
_FORMULA = re.compile(r"\s*(?:=|@[A-Za-z]|[+-]\s*[A-Za-z]+\s*[(!|])")
_MIXED = re.compile(r"[A-Za-z](?=[\u0370-\u03ff\u0400-\u04ff])|[\u0400-\u04ff\u0391-\u03ab](?=[A-Za-z])")
_GREEK_PREFIX = re.compile(r"[A-Za-z](?=[\u03b1-\u03c9])")
_SUSPECT = re.compile(
    "|".join(f"(?:{rule.pattern})" for rule in (_HIDDEN, _CONTROL, _SURROGATE, _MIXED)) + r"|\r|^\s*[=@+-]"
)
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_NOT_PLAIN = b"=+-@'"
"""What formulas begin with, and the apostrophe that keeps a spreadsheet from running one."""
_NOT_FIRST = " " + _NOT_PLAIN.decode()
_ENTITY = "&[#A-Za-z][#A-Za-z0-9]*;"
_ANY_ENTITY = re.compile(_ENTITY)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A clean column.

    Attributes
    ----------
    values : ndarray of object, shape (n_rows,)
        Text, None for null.
    distinct : tuple of ndarray or None
        For each row the place of its text among the distinct ones, -1 for null, and these, in the order in which they
        occur: as `pandas.factorize` has them. None where they were not told.
    """

    values: "npt.NDArray[np.object_]"
    distinct: "Distinct | None" = None


def read_texts(column: RawColumn, name: str, issues: RowIssues) -> "npt.NDArray[np.object_]":
    """Return a column of free text clean; issues are added to `issues`.

    Parameters
    ----------
    column : RawColumn
        Text, or anything else.
    name : str
        Canonical column.
    issues : RowIssues
        Issues are added to it.
    """
    return read_text_column(column, name, issues).values


def read_text_column(column: RawColumn, name: str, issues: RowIssues) -> TextColumn:
    """Return what `read_texts` does, with the distinct texts where there are many rows: each of them is read once.

    Texts that are plain stay as they are and are told all at once.
    """
    kind = null_kind(name)
    is_id = kind == "id"
    read = partial(read_filled, kind=kind, read=_read_id if is_id else read_text)
    strings = column.strings
    if strings is None:
        return TextColumn(read_each(distinct_cells(column, name, kind, is_text=not is_id), read, issues))
    if len(strings) <= FEW_ROWS:
        return TextColumn(_read_few(column.values, strings, name, kind, read, issues))
    codes, texts = encode_strings(strings)
    is_plain = _is_plain(texts, name)
    if is_id:
        is_plain &= ~rows_where(pc.ends_with(texts, ".0"))
    of_each = texts.to_numpy(zero_copy_only=False)
    if is_plain.all():
        return TextColumn(spread(codes, of_each), (codes, of_each))
    rest = np.append(np.where(is_plain, -1, np.cumsum(~is_plain) - 1), -1)
    cells = Cells.of_texts(name, rest[codes], of_each[~is_plain].tolist())
    cleaned = read_distinct(cells, kind, read, issues, is_text=not is_id)
    if cleaned.tolist() == cells.texts:  # nothing had to be changed, so that all are others still
        return TextColumn(spread(codes, of_each), (codes, of_each))
    of_each[~is_plain] = cleaned
    return TextColumn(spread(codes, of_each), distinct_values(codes, of_each))


def _read_few(
    column: "pd.Series", strings: Strings, name: str, kind: ColumnKind, read: "Callable[[str], Reading]",
    issues: RowIssues,
) -> "npt.NDArray[np.object_]":  # fmt: skip
    is_id = kind == "id"
    is_plain = _are_plain(strings.to_pylist(), kind)
    if is_id:
        is_plain &= ~rows_where(pc.ends_with(strings, ".0"))
    values = _as_objects(column, strings)
    if int(is_plain.sum()) + strings.null_count < len(strings):
        rest = pc.if_else(pa.array(is_plain), pa.scalar(None, pa.large_string()), strings)
        cleaned = read_each(distinct_strings(rest, name, kind, is_text=not is_id), read, issues)
        values[~is_plain] = cleaned[~is_plain]
    return values


def _is_plain(strings: Strings, name: str) -> "npt.NDArray[np.bool_]":
    is_plain = is_printable(strings, _NOT_PLAIN)
    may_be_entity = is_plain & hold_any(strings, b"&")
    if may_be_entity.any():
        is_plain[np.flatnonzero(may_be_entity)[matches(strings.filter(pa.array(may_be_entity)), _ENTITY)]] = False
    lengths = pc.fill_null(pc.binary_length(strings), 0).to_numpy(zero_copy_only=False)
    words, longest = _null_words(null_kind(name))
    short = np.flatnonzero(is_plain & (lengths <= longest))
    is_plain[short[rows_where(pc.is_in(pc.ascii_lower(strings.take(pa.array(short))), words))]] = False
    is_plain &= lengths <= LONG_TEXT
    return is_plain


def _are_plain(texts: list[str | None], kind: ColumnKind) -> "npt.NDArray[np.bool_]":
    """Return what `_is_plain` does of a few texts."""
    words, longest = null_texts(kind), _null_words(kind)[1]
    found = [
        bool(text)
        and text.isascii()
        and text.isprintable()
        and text[0] not in _NOT_FIRST
        and text[-1] != " "
        and len(text) <= LONG_TEXT
        and not (len(text) <= longest and text.lower() in words)
        and not ("&" in text and _ANY_ENTITY.search(text))
        for text in (text or "" for text in texts)
    ]
    return np.array(found, dtype=bool)


@cache
def _null_words(kind: ColumnKind) -> tuple[Strings, int]:
    """Return what says nothing in a column of a kind, as far as it is plain, and the length of the longest."""
    words = [text for text in null_texts(kind) if text.isascii()]
    return pa.array(words, pa.large_string()), max(map(len, words), default=0)


def _as_objects(column: "pd.Series", strings: Strings) -> "npt.NDArray[np.object_]":
    if column.dtype != object:
        values: npt.NDArray[np.object_] = strings.to_numpy(zero_copy_only=False)
        return values.copy() if not values.flags.writeable else values
    values = column.to_numpy(dtype=object, copy=True)
    values[strings.is_null().to_numpy(zero_copy_only=False)] = None
    return values


def read_filled(text: str, *, kind: ColumnKind, read: "Callable[[str], Reading] | None" = None) -> Reading:
    """Read a text, of which nothing but a word for nothing may be left; `read_text` by default."""
    reading = (read or read_text)(text)
    is_filled = isinstance(reading.value, str) and not is_null(reading.value, kind)
    return reading if is_filled else Reading(None, reading.kinds)


def _read_id(text: str) -> Reading:
    """Return the number of a document; a spreadsheet's ``.0`` behind one of digits goes."""
    whole = _WHOLE_NUMBER.fullmatch(text.strip())
    return Reading(whole[1]) if whole else read_text(text)


def read_text(text: str) -> Reading:
    """Return a free text as it was meant, stripped, control characters as spaces; hidden ones stay as evidence."""
    if (repaired := repair_text(text)).kinds:
        reading = read_text(repaired.text)
        return Reading(reading.value, (*repaired.kinds, *reading.kinds))
    if text.isascii() and text.isprintable() and len(text) <= LONG_TEXT:
        return Reading(text.strip() or None, (IssueKind.FORMULA_CELL,) if _FORMULA.match(text) else ())
    if len(text) <= LONG_TEXT and not _SUSPECT.search(text):
        return Reading(text.strip() or None)
    kinds = tuple(
        kind
        for kind, is_so in (
            (IssueKind.NUL_CHARACTER, "\x00" in text),
            (IssueKind.UNDECODABLE_TEXT, _SURROGATE.search(text)),
            (IssueKind.FORMULA_CELL, _FORMULA.match(text)),
            (IssueKind.HIDDEN_CHARACTERS, _HIDDEN.search(text)),
            (IssueKind.MIXED_SCRIPTS, _has_mixed_word(text)),
            (IssueKind.LONG_TEXT, len(text) > LONG_TEXT),
        )
        if is_so
    )
    seen = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _LINE_END.sub("\n", text)))
    return Reading(seen.strip() or None, kinds)


def _has_mixed_word(text: str) -> bool:
    """A Greek letter after a Latin one is common in chemistry only where it is a small one (``Nα``)."""
    return any(not _GREEK_PREFIX.match(text, match.start()) for match in _MIXED.finditer(text))
