"""Row issues: what was wrong with a row that came out all the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from riskscan.manifest.sentences import SentenceEnum

__all__ = ["Issue", "IssueKind", "RowIssues", "find_kinds"]

_SHOWN = 60
_QUOTED_CELL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class IssueKind(SentenceEnum):
    """The closed set of row issues; each has the sentence that explains it."""

    TOO_MANY_CELLS = "too_many_cells", "The row has more cells than the header; the rest is kept in surplus_cells."
    TOO_FEW_CELLS = "too_few_cells", "The row has fewer cells than the header; the missing ones are null."
    UNTERMINATED_QUOTE = "unterminated_quote", "A quote opens and is not closed; the line is read as if unquoted."
    OTHER_QUOTING = (
        "other_quoting",
        "The row is quoted or separated otherwise than the file; it is read as it is written.",
    )
    SPILLED_TEXT = "spilled_text", "A separator that nobody quoted split a text; its parts are joined again."
    EXTRA_SEPARATOR = "extra_separator", "A separator stood twice in the row; the blank cell between is left out."
    BROKEN_ROW = "broken_row", "A line break that nobody quoted split the row; its parts are joined again."
    UNREADABLE_LINE = "unreadable_line", "The line is not a JSON object; its text is kept in surplus_cells."
    DAMAGED_PART = "damaged_part", "The file is damaged in this item or right behind it; some of it may be missing."
    NO_GOODS_ITEM = "no_goods_item", "The declaration or consignment has no goods item; the row is what it says itself."
    ITEM_COUNT = (
        "item_count",
        "The message states another number of items or segments than it has; some may be missing.",
    )
    NUL_CHARACTER = "nul_character", "A cell holds a NUL character; it is read as a space."
    MIXED_ENCODING = "mixed_encoding", "The line is not in the encoding of the file; it is read in one that fits it."
    UNDECODABLE_TEXT = "undecodable_text", "Bytes of the line are no text in the file's encoding; each became U+FFFD."
    ERROR_CELL = "error_cell", "A cell holds a spreadsheet's error (#N/A, #REF!); null."
    UNCALCULATED_FORMULA = (
        "uncalculated_formula",
        "A formula was saved without its result; null. Open and save the file.",
    )
    TOTAL_ROW = "total_row", "The row is a total of others, no goods; its numbers are null."
    REPEATED_HEADER = "repeated_header", "The row repeats the header, it is no goods; its cells are null."
    FOOTER_ROW = "footer_row", "The row is a footer or a remark, no goods; its text is screened all the same."
    TWICE_DECODED = (
        "twice_decoded",
        "The text had been decoded in a wrong encoding before it came here; it is read as it was meant.",
    )
    HTML_ENTITIES = "html_entities", "A cell holds HTML entities (&amp;); they are read as what they stand for."
    EMPTY_ROW = "empty_row", "No cell of the row holds anything."
    NO_GOODS_TEXT = "no_goods_text", "Neither goods description nor chemical name says what the goods are."
    TEXT_ALONE = (
        "text_alone",
        "Nothing but a goods text stands in the row: it may go on from the row above; each is screened by itself.",
    )
    TARIFF_TEXT = (
        "tariff_text",
        "Nothing in the row says what the goods are but the text of the tariff heading, which is read.",
    )
    LONG_TEXT = "long_text", "A cell is longer than 10,000 characters; it is kept whole, screening may read a part."
    FORMULA_CELL = "formula_cell", "A cell begins like a spreadsheet formula; it is text here and made harmless in CSV."
    HIDDEN_CHARACTERS = "hidden_characters", "A cell holds characters that nobody sees (zero width, direction marks)."
    MIXED_SCRIPTS = "mixed_scripts", "A word mixes Latin letters with Cyrillic or Greek ones that look alike."
    BAD_DATE = "bad_date", "The cell is not a date of the calendar; null, and the row is judged by the law of today."
    AMBIGUOUS_DATE = "ambiguous_date", "Day, month and year could be exchanged; read in the order shown by validate."
    NO_DATE = "no_date", "The row has no day of lodging, unlike others; it is judged by the law of today."
    BAD_NUMBER = "bad_number", "The cell is not a finite number; null."
    AMBIGUOUS_NUMBER = "ambiguous_number", "The mark could be a decimal or a thousands one; read as in most cells."
    NEGATIVE_NUMBER = "negative_number", "A mass, count or value is below zero; null."
    UNKNOWN_UNIT = "unknown_unit", "The unit of the mass is not known; null."
    NOT_A_MASS = "not_a_mass", "The quantity is in pieces, liters or the like, which are no mass; null."
    UNIT_CONFLICT = "unit_conflict", "The cell states another unit or currency than its unit column; null."
    AMBIGUOUS_CURRENCY = (
        "ambiguous_currency",
        "The sign stands for several currencies that have a rate; null. Mapping file: [units] customs_value_usd.",
    )
    NO_RATE = (
        "no_rate",
        "No rate turns the value into US dollars, or nothing says its currency; null. Mapping file: [currency] rates ="
        " { EUR = 1.08 }, or [units] customs_value_usd.",
    )
    NET_OVER_GROSS = "net_over_gross", "The net mass is larger than the gross mass; both are kept."
    UNKNOWN_COUNTRY = "unknown_country", "The cell names no country; null."
    AMBIGUOUS_COUNTRY = (
        "ambiguous_country",
        "The cell is a number; read as a code of ISO 3166, though too few codes of the column show that it is one.",
    )
    BAD_HS_CODE = "bad_hs_code", "The cell is not an HS code of 2 to 12 digits; null."
    HS_LOST_ZERO = "hs_lost_zero", "The HS code had lost the zero it begins with; it is put back."
    HS_LOST_DIGITS = (
        "hs_lost_digits",
        "A spreadsheet wrote the HS code as 2.91411E+09; only the digits left are kept, the last one may be rounded.",
    )
    BAD_UN_NUMBER = "bad_un_number", "The cell is not a UN number; null."
    BAD_CAS_RN = "bad_cas_rn", "The cell is not a CAS RN; its text is kept, because part of a number is evidence."
    BAD_CAS_CHECK_DIGIT = "bad_cas_check_digit", "The check digit of the CAS RN is wrong; the number is kept."
    DUPLICATE_ID = "duplicate_id", "The consignment_id stands on rows of different date, parties or destination."
    DUPLICATE_ROW = "duplicate_row", "The row repeats an earlier one in every cell."


_KINDS = {kind.value: kind for kind in IssueKind}


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of one row.

    Attributes
    ----------
    row : int
        Position of the row, 0 for the first after the header.
    kind : IssueKind
        What is wrong.
    column : str
        Column it concerns, empty where it concerns the whole row.
    value : str
        The cell as it stood, cut to what can be shown; empty where none.
    """

    row: int
    kind: IssueKind
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return ``kind: column 'value'``."""
        cell = f"{self.column} {self.value!r}" if self.value else self.column
        return f"{self.kind}: {cell}" if cell else str(self.kind)


class RowIssues:
    """The issues of a table, by position of the row.

    Parameters
    ----------
    issues : iterable of Issue
        In any order.

    Examples
    --------
    >>> issues = RowIssues([Issue(1, IssueKind.BAD_DATE, "lodged_on", "2026-13-45")])
    >>> issues.as_text(pd.RangeIndex(2)).tolist()
    ['', "bad_date: lodged_on '2026-13-45'"]
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._issues: list[Issue] = list(issues)

    def __len__(self) -> int:
        return len(self._issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self._issues)

    def add(self, row: int, kind: IssueKind, column: str = "", value: object = "") -> None:
        """Note an issue; the value is cut to one short line."""
        self._issues.append(Issue(row, kind, column, _show(value)))

    def joined(self, other: "RowIssues") -> "RowIssues":
        """Return the issues of both, each once."""
        return RowIssues(dict.fromkeys([*self._issues, *other._issues]))

    def counts(self) -> dict[IssueKind, int]:
        """Return the number of rows with each kind that occurs, in the order of `IssueKind`."""
        rows = Counter(kind for _, kind in {(issue.row, issue.kind) for issue in self._issues})
        return {kind: rows[kind] for kind in IssueKind if kind in rows}

    def examples(self, kind: IssueKind, n: int = 3) -> list[Issue]:
        """Return the first issues of a kind, by row."""
        return sorted((issue for issue in self._issues if issue.kind == kind), key=lambda issue: issue.row)[:n]

    def rows(self) -> set[int]:
        """Return the positions of the rows with an issue."""
        return {issue.row for issue in self._issues}

    def as_text(self, index: "pd.Index | Sequence[object]") -> "pd.Series[str]":
        """Return one text for each row of an index: its issues joined by ``; ``, empty where it has none."""
        return pd.Series(self.texts(len(index)), index=pd.Index(index), dtype=object, name="row_issues")

    def texts(self, n_rows: int) -> list[str]:
        """Return what `as_text` does as a list."""
        texts = [""] * n_rows
        for issue in sorted(self._issues, key=lambda issue: issue.row):
            before = texts[issue.row]
            texts[issue.row] = f"{before}; {issue}" if before else str(issue)
        return texts


def find_kinds(text: str) -> set[IssueKind]:
    """Return the kinds of issues in a text of `RowIssues.as_text`; what the cells say that it shows is no issue.

    Examples
    --------
    >>> sorted(find_kinds("bad_date: lodged_on 'x; no_date'; empty_row"))
    [<IssueKind.BAD_DATE: 'bad_date'>, <IssueKind.EMPTY_ROW: 'empty_row'>]
    """
    names = (part.partition(":")[0].strip() for part in _QUOTED_CELL.sub("", text).split(";"))
    return {_KINDS[name] for name in names if name in _KINDS}


def _show(value: object) -> str:
    text = str(value) if not isinstance(value, str) else value
    if len(text) <= _SHOWN and text.isprintable() and "  " not in text:
        return text.strip()
    line = _UNSEEN.sub(" ", text[: 4 * _SHOWN]).strip()
    return line if len(line) <= _SHOWN and len(text) <= 4 * _SHOWN else line[: _SHOWN - 1] + "…"
