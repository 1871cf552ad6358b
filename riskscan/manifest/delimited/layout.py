"""How a delimited file is laid out: its separator, how it quotes, and where its header stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from riskscan.exceptions import ManifestError
from riskscan.manifest.delimited.heading import SampleRow, find_heading, fit_names
from riskscan.manifest.delimited.quoting import read_record, split_leniently
from riskscan.manifest.delimited.shapes import ColumnShapes
from riskscan.manifest.delimited.styles import Style, occurs
from riskscan.manifest.headers import HeaderPlace, make_unique
from riskscan.manifest.notes import Note, NoteKind, note_on_header

__all__ = ["SAMPLE_LINES", "SEPARATORS", "Layout", "find_layout", "is_blank"]

SEPARATORS = (",", ";", "\t", "|", "^", "~", "\x1f", "\x01")
"""Separators that are tried."""

SAMPLE_LINES = 400
"""Lines that the layout is found from."""

_SEVERAL = 2
_NO_TEXT = ("\x1f", "\x01")
_ENCLOSED = ("'", '"', "“", "„", "«")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited file is laid out.

    Attributes
    ----------
    separator : str
        One character.
    style : Style
        How cells are protected.
    names : tuple of str
        Unique headers.
    width : int
        Cells of a usual row: more than `names` where rows end in separators that the header lacks.
    header_line, body_line : int
        Numbers (from 0) of the first line of the header and of the first one below it.
    n_header_rows : int
        Rows that the header takes.
    titles : tuple of str
        Lines above the header that are not blank.
    n_blank_lines : int
        Lines above the header that are.
    shapes : ColumnShapes
        What the columns hold, from the first rows.
    is_regular : bool
        Whether no shorter length is as frequent among the first rows as the usual one: only then is a short row an
        exception.
    """

    separator: str
    style: Style
    names: tuple[str, ...]
    width: int
    header_line: int
    body_line: int
    n_header_rows: int
    titles: tuple[str, ...]
    n_blank_lines: int
    shapes: ColumnShapes
    is_regular: bool

    @property
    def notes(self) -> tuple[Note, ...]:
        """What must be said of it: a header that is not the first line alone, another way of quoting than usual."""
        notes = []
        if self.style is not Style.STANDARD:
            notes.append(Note(NoteKind.OTHER_STYLE, {"how": self.style.sentence}))
        if self.titles or self.n_header_rows > 1:
            first, last = self.header_line + 1, self.body_line
            lines = f"line {first}" if first == last else f"lines {first} to {last}"
            notes.append(note_on_header("The file", lines, self.titles))
        return tuple(notes)


def is_blank(line: str) -> bool:
    """Whether a line holds nothing that is seen: spaces, zeros, the end mark of DOS."""
    return not line.strip() or not line.strip("\x00\x1a \t\r\n")


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a separator and a style make of the sample."""

    separator: str
    style: Style
    header: HeaderPlace
    rows: list[SampleRow]
    n_right: int
    n_wrong: int

    @property
    def share(self) -> float:
        """Of the rows that are as they should be."""
        return self.n_right / (self.n_right + self.n_wrong) if self.n_wrong else 1.0

    @property
    def sense(self) -> tuple[bool, int, bool, bool, float, int]:
        """What counts most stands first; a header in one piece is a weak sign, every absent separator gives it."""
        n_columns = len(self.header.names)
        is_table = n_columns > 1
        is_bare = not all(name.strip().startswith(_ENCLOSED) for name in self.header.names)
        # What no text holds separates cells wherever it occurs: no name of a column keeps it.
        is_whole = not any(mark in name for name in self.header.names for mark in _NO_TEXT)
        return is_whole, self.header.n_known if is_table else 0, is_table, is_bare, self.share, n_columns

    @property
    def is_right(self) -> bool:
        return self.share == 1.0 and self.sense[2] and self.sense[3]


def find_layout(lines: Sequence[str], *, name: str, separator: str | None = None) -> Layout:
    """Find the layout of a file: the separator that makes most known headers, then a table, then rows of one length.

    Parameters
    ----------
    lines : sequence of str
        The first `SAMPLE_LINES` lines or more, with their ends.
    name : str
        Of the file, for messages.
    separator : str, optional
        Where the user knows it; a first line ``sep=;`` says it too.

    Raises
    ------
    ManifestError
        Where there is no header.

    Examples
    --------
    >>> layout = find_layout(["Goods;Gross weight\\n", "tea, black;1,5\\n"], name="a.csv")
    >>> layout.separator, layout.names
    (';', ('Goods', 'Gross weight'))
    """
    start = next((number for number, line in enumerate(lines) if not is_blank(line)), None)
    if start is None:
        raise ManifestError(f"{name} has no header line.")
    declared = _declared_separator(lines[start])
    sample = lines[start + (declared is not None) :][:SAMPLE_LINES]
    guess = _best_guess(sample, separator or declared)
    if guess is None:
        raise ManifestError(f"{name} has no header line.")
    return _lay_out(_with_body_separator(guess, sample), lines, start + (declared is not None))


def _declared_separator(line: str) -> str | None:
    """Return the separator of a first line ``sep=;`` that Excel writes."""
    stripped = line.strip("\r\n").strip('"')
    is_declared = len(stripped) == 5 and stripped.casefold().startswith("sep=") and stripped[4] in SEPARATORS
    return stripped[4] if is_declared else None


def _best_guess(sample: Sequence[str], given: str | None) -> _Guess | None:
    """Other styles than the standard are tried only where it does not make a table of all rows."""
    text = "".join(sample)
    separators = (given,) if given else [mark for mark in SEPARATORS if mark in text] or SEPARATORS[:1]
    guesses = [guess for mark in separators if (guess := _guess(sample, mark, Style.STANDARD))]
    if not guesses:
        return None
    best = max(guesses, key=lambda guess: guess.sense)
    if best.is_right:
        return best
    ways = [(mark, style) for mark in separators for style in Style if _may_be(style, sample, mark)]
    others = [guess for mark, style in ways if (guess := _guess(sample, mark, style))]
    convincing = [guess for guess in others if guess.sense[:4] > best.sense[:4] or _mends(guess, best)]
    return max([best, *convincing], key=lambda guess: guess.sense)


def _mends(guess: _Guess, best: _Guess) -> bool:
    """One row that a style mends may be a slip; two of them, or all that there are, are how the file is written."""
    return best.n_wrong - guess.n_wrong >= _SEVERAL or not best.n_right


def _may_be(style: Style, sample: Sequence[str], separator: str) -> bool:
    """Whether a style occurs; one that takes standard quotes for letters, on more lines than these."""
    n_lines = sum(occurs(style, line, separator) for line in sample)
    if style in (Style.MARKS, Style.APOSTROPHE):
        return n_lines > sum(occurs(Style.STANDARD, line, separator) for line in sample)
    return n_lines > 0 and style is not Style.STANDARD


def _guess(sample: Sequence[str], separator: str, style: Style) -> _Guess | None:
    rows = _read_rows(sample, separator, style)
    if not rows:
        return None
    header = find_heading(rows)
    body = rows[header.first_row + header.n_rows :]
    _, width = fit_names(header.names, body)
    n_right = sum(row.is_proper and len(row.cells) == width for row in body)
    return _Guess(separator, style, header, rows, n_right, len(body) - n_right)


def _read_rows(sample: Sequence[str], separator: str, style: Style) -> list[SampleRow]:
    rows: list[SampleRow] = []
    number = 0
    while number < len(sample):
        if is_blank(sample[number]):
            number += 1
            continue
        found = read_record(islice(sample, number, None), separator, style)
        if found is None:
            cells = split_leniently(sample[number].rstrip("\r\n"), separator)
            rows.append(SampleRow(cells, number, 1, is_proper=False))
        else:
            rows.append(SampleRow(found.cells, number, found.n_lines, is_proper=True))
        number += rows[-1].n_lines
    return rows


def _with_body_separator(guess: _Guess, sample: Sequence[str]) -> _Guess:
    """Take another separator below the header where its own makes single cells of the rows, and the other a table."""
    n_columns = len(guess.header.names)
    body = guess.rows[guess.header.first_row + guess.header.n_rows :]
    if n_columns == 1 or not body or any(len(row.cells) > 1 for row in body):
        return guess
    for separator in SEPARATORS:
        rows = _read_rows(sample[body[0].line :], separator, guess.style)
        if all(row.is_proper and len(row.cells) == n_columns for row in rows):
            moved = [replace(row, line=row.line + body[0].line) for row in rows]
            return replace(guess, separator=separator, rows=[*guess.rows[: -len(body)], *moved])
    return guess


def _lay_out(guess: _Guess, lines: Sequence[str], offset: int) -> Layout:
    first = guess.header.first_row
    last = guess.rows[first + guess.header.n_rows - 1]
    body = [row for row in guess.rows[first + guess.header.n_rows :] if row.is_proper]
    names, width = fit_names(guess.header.names, body)
    above = lines[: offset + guess.rows[first].line]
    n_blank = sum(map(is_blank, above))
    return Layout(
        separator=guess.separator,
        style=guess.style,
        names=tuple(make_unique(list(names))),
        width=width,
        header_line=len(above),
        body_line=offset + last.line + last.n_lines,
        n_header_rows=guess.header.n_rows,
        titles=tuple(line.strip() for line in above[offset:] if not is_blank(line)),
        n_blank_lines=n_blank,
        shapes=ColumnShapes(names, (row.cells for row in body if len(row.cells) == width)),
        is_regular=_is_usual(width, [len(row.cells) for row in body]),
    )


def _is_usual(width: int, lengths: Sequence[int]) -> bool:
    counts = Counter(lengths)
    return all(counts[width] > count for length, count in counts.items() if length < width)
