"""Rows that are no goods: totals, repeated headers, feet of reports and of pages, in a table of any format.

They stay rows, and each has an issue that says what it is. Their cells are null, so that a total counts as no mass and
a header as no goods; but a text in a column of goods is kept and screened unless it is nothing but the word for a
total or the header itself: what is only taken for a remark is never a place to hide a name. A row is judged by itself,
so that a part of a file reads like the whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from riskscan.frames import headers_of
from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.columns import encode_strings
from riskscan.manifest.header_names import is_unit
from riskscan.manifest.header_shapes import is_column_numbers, is_typed
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.mapping import ColumnMapping
from riskscan.manifest.schema import TEXT_COLUMNS
from riskscan.manifest.sheets import SOURCE_MEMBER, SOURCE_SHEET
from riskscan.tables.row_words import load_row_words

__all__ = ["RowMarks", "clear_marked", "mark_rows"]

_PARTIES = ("consignor_name", "consignee_name", "carrier")
_PREFIX = 3
_LENGTHS = range(1, _PREFIX + 1)
_LONGEST = 200
_MOST_OTHER_TEXTS = 1
_MOST_FOOTER_CELLS = 2
_LEAST_COLUMNS = 3
_SAME_AS_HEADER = 0.8
_FIRST_WORD = re.compile(r"[\W\d_]*([A-Za-z]+)")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class RowMarks:
    """The rows of a frame that are no goods.

    Attributes
    ----------
    kinds : dict of int to IssueKind
        By position: ``TOTAL_ROW``, ``REPEATED_HEADER`` or ``FOOTER_ROW``.
    kept : dict of int to tuple of str
        Columns whose cell is kept, by position.
    """

    kinds: Mapping[int, IssueKind] = field(default_factory=dict)
    kept: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def clear_marked(frame: pd.DataFrame, marks: RowMarks, issues: RowIssues) -> pd.DataFrame:
    """Return the frame with the cells of marked rows null, and note the issues; it is not changed itself.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        Raw cells.
    marks : RowMarks
        Of its rows.
    issues : RowIssues
        Issues are added to it.
    """
    if not marks.kinds:
        return frame
    for row, kind in marks.kinds.items():
        issues.add(row, kind)
    rows = np.array(sorted(marks.kinds), dtype=np.intp)
    cleared = frame.astype(object)
    for place, name in enumerate(frame.columns):
        clear = [row for row in rows.tolist() if name not in marks.kept.get(row, ())]
        cleared.iloc[clear, place] = None
    return cleared


def mark_rows(frame: pd.DataFrame, mapping: ColumnMapping) -> RowMarks:
    """Tell the rows of a frame that are no goods.

    Parameters
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        Raw cells, under unique headers.
    mapping : ColumnMapping
        Of its columns; without one for goods nothing is marked.

    Examples
    --------
    >>> from riskscan.manifest.mapping import map_columns
    >>> frame = pd.DataFrame({"No": ["1", "Total"], "Goods": ["tea", None], "Net weight": ["2", "2"]})
    >>> mark_rows(frame, map_columns(list(frame))).kinds
    {1: <IssueKind.TOTAL_ROW: 'total_row'>}
    """
    goods = [source for target in TEXT_COLUMNS if (mapped := mapping.columns.get(target)) for source in mapped.sources]
    goods = [name for name in goods if name in frame]
    if not goods or not len(frame) or frame.shape[1] < _LEAST_COLUMNS - 1:
        return RowMarks()
    if added := [name for name in (SOURCE_MEMBER, SOURCE_SHEET) if name in frame]:
        frame = frame.drop(columns=added)
    rows = _narrowed(frame, goods, np.flatnonzero(_candidates(frame, goods)))
    if not len(rows):
        return RowMarks()
    judge = _Judge(list(map(str, headers_of(frame))), goods, mapping)
    kinds: dict[int, IssueKind] = {}
    kept: dict[int, tuple[str, ...]] = {}
    for row, cells in zip(rows.tolist(), frame.iloc[rows].astype(object).to_numpy().tolist(), strict=True):
        texts = dict(judge.texts(cells))
        found = judge.kind_of(texts)
        if found is not None:
            kinds[row] = found
            kept[row] = tuple(judge.kept(texts, found))
    return RowMarks(kinds, kept)


def _candidates(frame: pd.DataFrame, goods: list[str]) -> npt.NDArray[np.bool_]:
    """Return the rows whose goods text is missing or begins like a mark, and in which some cell does."""
    starts = _known_starts(tuple(goods))
    is_open = np.ones(len(frame), dtype=bool)
    has_mark = np.zeros(len(frame), dtype=bool)
    for name in goods:
        blank, marked = _cells_like_marks(frame[name], starts)
        is_open &= blank | marked
        has_mark |= marked
    rows = np.flatnonzero(is_open & ~has_mark)
    if len(rows):
        starts = _known_starts((*goods, *map(str, headers_of(frame))))
        for name in headers_of(frame):
            if name not in goods:
                _, marked = _cells_like_marks(frame[name].iloc[rows], starts)
                has_mark[rows[marked]] = True
    return is_open & has_mark


def _narrowed(frame: pd.DataFrame, goods: list[str], rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Leave out the rows whose goods text begins with a word that no mark has, but for those of hardly any cells."""
    if not len(rows):
        return rows
    some = frame.iloc[rows]
    words = _first_words() | {word for name in map(str, headers_of(frame)) for word in fold(name).split()}
    may_be = np.ones(len(rows), dtype=bool)
    for name in goods:
        may_be &= [_begins_with_one(cell, words) for cell in some[name].tolist()]
    n_filled = np.zeros(len(rows), dtype=np.intp)
    for place in range(some.shape[1]):
        blank = pc.equal(pc.utf8_trim_whitespace(_as_texts(some.iloc[:, place])), "")
        n_filled += ~blank.to_numpy(zero_copy_only=False)
    return rows[may_be | (n_filled <= _MOST_FOOTER_CELLS)]


def _begins_with_one(cell: object, words: frozenset[str]) -> bool:
    """Whether a cell may begin with one of some words; one with other than plain letters may."""
    if not isinstance(cell, str) or not cell.isascii():
        return True
    first = _FIRST_WORD.match(cell)
    return first is None or first[1].casefold() in words


@lru_cache(maxsize=64)
def _known_starts(headers: tuple[str, ...]) -> frozenset[str]:
    """Return what marks begin with, in a table of these headers."""
    words = (word for name in headers for word in fold(name).split())
    return frozenset(_starts() | {word[:_PREFIX] for word in words if len(word) >= _PREFIX})


def _cells_like_marks(column: pd.Series, known: frozenset[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which cells are blank, and which begin like a mark: with its first letters, or a number of a column.

    Each distinct beginning is looked at once, with a letter more than a mark's, which tells how long the text is.
    """
    texts = pc.utf8_ltrim(_as_texts(column), " \t\r\n\xa0*-=#._:")
    codes, beginnings = encode_strings(pc.utf8_slice_codeunits(texts, 0, _PREFIX + 1))
    lowered = pc.utf8_slice_codeunits(pc.utf8_lower(beginnings), 0, _PREFIX)
    each = zip(beginnings.to_pylist(), lowered.to_pylist(), pc.utf8_is_digit(lowered).to_pylist(), strict=True)
    looks = [
        (not text, (is_digit and len(text) <= _PREFIX) or any(start[:length] in known for length in _LENGTHS))
        for text, start, is_digit in each
    ]
    blank, marked = np.array(looks, dtype=bool).reshape(-1, 2).T
    return blank[codes], marked[codes]


def _as_texts(column: pd.Series) -> pa.Array:
    """Return the texts of a column; a missing one is blank, and what is no text is no mark."""
    try:
        texts = pa.array(column, pa.string(), from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError):
        texts = pa.array([_as_text(cell) for cell in column], pa.string())
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return pc.fill_null(texts, "")


def _as_text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode()
    return "" if _is_missing(cell) else "\0"


def _is_missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell)


class _Judge:
    """Judges single rows of a frame."""

    def __init__(self, columns: list[str], goods: list[str], mapping: ColumnMapping) -> None:
        self._goods = goods
        self._headers = {name: fold(name) for name in columns}
        parties = (mapping.columns[target].sources for target in _PARTIES if target in mapping.columns)
        self._parties = {source for sources in parties for source in sources}

    def texts(self, cells: list[object]) -> Iterator[tuple[str, str]]:
        """Yield the columns of a row that hold anything, and what."""
        for name, cell in zip(self._headers, cells, strict=True):
            if isinstance(cell, str):
                if cell.strip():
                    yield name, cell
            elif not _is_missing(cell):
                yield name, str(cell)

    def kind_of(self, cells: dict[str, str]) -> IssueKind | None:
        """Return what a row is, None for goods."""
        own = [(name, cells[name]) for name in self._goods if name in cells]
        if not all(self._says_header(name, cell) or _is_total_phrase(cell) or cell.isdigit() for name, cell in own):
            return IssueKind.FOOTER_ROW if self._is_footer(cells) else None
        if self._is_header(cells):
            return IssueKind.REPEATED_HEADER
        if self._is_total(cells):
            return IssueKind.TOTAL_ROW
        return IssueKind.FOOTER_ROW if self._is_footer(cells) else None

    def kept(self, cells: dict[str, str], kind: IssueKind) -> Iterator[str]:
        """Yield the columns of goods whose text is more than the mark itself."""
        for name, cell in cells.items():
            is_mark = self._says_header(name, cell) if kind is IssueKind.REPEATED_HEADER else _is_total_phrase(cell)
            if name in self._goods and not is_mark:
                yield name

    def _is_header(self, cells: dict[str, str]) -> bool:
        if len(cells) < 2:
            return False
        n_same = sum(self._says_header(name, cell) for name, cell in cells.items())
        return n_same >= max(2, _SAME_AS_HEADER * len(cells)) or is_column_numbers(
            [cells.get(name) for name in self._headers], len(self._headers)
        )

    def _says_header(self, name: str, cell: str) -> bool:
        """Whether a cell repeats its header, or a part of one that was joined from several rows."""
        said = fold(cell) if len(cell) <= _LONGEST else ""
        header = self._headers[name]
        return bool(said) and (said == header or f" {said} " in f" {header} " or (is_unit(cell) and said in header))

    def _is_total(self, cells: dict[str, str]) -> bool:
        texts = {
            name: cell
            for name, cell in cells.items()
            if not is_typed(cell) and (_is_total_phrase(cell) or not is_unit(cell))
        }
        phrases = [name for name, cell in texts.items() if _is_total_phrase(cell)]
        if phrases:
            return len(texts) - len(phrases) <= _MOST_OTHER_TEXTS and not self._names_goods(texts, phrases)
        name, cell = next(iter(texts.items()), ("", ""))
        is_own = name not in self._parties and name not in self._goods
        return len(texts) == 1 and len(cells) > 1 and is_own and _begins_with(cell, "total")

    def _names_goods(self, texts: dict[str, str], phrases: list[str]) -> bool:
        return any(name in texts and name not in phrases for name in self._goods)

    def _is_footer(self, cells: dict[str, str]) -> bool:
        if not 0 < len(cells) <= _MOST_FOOTER_CELLS or len(self._headers) < _LEAST_COLUMNS:
            return False
        first = next(iter(cells.values()))
        return _is_page(first) or _begins_with(first, "footer")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(word.word) for word in load_row_words() if word.kind == kind)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(folded.split()[0] for word in load_row_words() if (folded := fold(word.word)))


@cache
def _starts() -> set[str]:
    """Return the first letters of every word; a word of a single letter or sign by itself."""
    return {word.word.casefold()[:_PREFIX] for word in load_row_words()}


def _is_total_phrase(cell: str) -> bool:
    """Whether a cell is nothing but a word for a total, with a unit, a number or a colon behind it or not.

    Examples
    --------
    >>> [_is_total_phrase(cell) for cell in ("TOTAL:", "Total (kg)", "Total 25", "合计：", "Total station", "tea")]
    [True, True, True, True, False, False]
    """
    if len(cell) > _LONGEST:
        return False
    said = fold(cell)
    if said in _words("total"):
        return True
    letters = " ".join(_NOT_LETTERS.sub(" ", said).split())
    if letters in _words("total"):
        return True
    name, _, unit = letters.rpartition(" ")
    return name in _words("total") and is_unit(unit)


def _begins_with(cell: str, kind: str) -> bool:
    """Whether a cell begins with a word of a kind; with one that goods could begin with only before a colon."""
    if len(cell) > 2 * _LONGEST:
        return False
    head, mark, _ = cell.replace("：", ":").partition(":")
    if mark and fold(head) in _words(kind):
        return True
    said = fold(cell)
    if said in _words(kind):
        return True
    words = said.split()
    beginnings = [" ".join(words[:n]) for n in range(1 if kind == "total" else 2, min(len(words), 6))]
    return any(beginning in _words(kind) for beginning in beginnings)


def _is_page(cell: str) -> bool:
    """Whether a cell numbers a page.

    Examples
    --------
    >>> [_is_page(cell) for cell in ("Page 2 of 7", "- Seite 3 -", "第 3 页", "Page proofs 2 kg")]
    [True, True, True, False]
    """
    if len(cell) > 40 or not any(character.isdigit() for character in cell):
        return False
    letters = _NOT_LETTERS.sub(" ", fold(cell)).split()
    links = {"of", "de", "sur", "von", "di", "из", "z", "van", "dari", "共", "页", "頁"}
    others = [word for word in letters if word not in _words("page") and word not in links]
    return any(word in _words("page") for word in letters) and not others
