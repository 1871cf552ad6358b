"""How a delimited file is laid out: its separator, how it quotes, and where its header stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from riskscan.exceptions import ManifestError
from riskscan.manifest.delimited.quoting import read_record, split_leniently
from riskscan.manifest.delimited.shapes import ColumnShapes, target_of
from riskscan.manifest.delimited.styles import Style, occurs
from riskscan.manifest.header_names import is_unit
from riskscan.manifest.header_shapes import is_column_numbers
from riskscan.manifest.headers import SAMPLE_ROWS, HeaderPlace, find_header, make_unique
from riskscan.manifest.mapping import count_known_headers

__all__ = ["SAMPLE_LINES", "SEPARATORS", "Layout", "find_layout", "is_blank"]

SEPARATORS = (",", ";", "\t", "|", "^", "~", "\x1f", "\x01")
"""Separators that are tried."""

SAMPLE_LINES = 400
"""Lines that the layout is found from."""

_SEVERAL = 2
_NO_TEXT = ("\x1f", "\x01")
_MANY, _MOST = 0.5, 0.9
_MANY_NUMBERS = 8
_FEW_ROWS = 12
"""Rows that show whether those below a header belong to it."""

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
    body_line : int
        Number (from 0) of the first line below the header.
    n_title_lines, n_blank_lines : int
        Lines above the header that are not blank, and those that are.
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
    body_line: int
    n_title_lines: int
    n_blank_lines: int
    shapes: ColumnShapes
    is_regular: bool


def is_blank(line: str) -> bool:
    """Whether a line holds nothing that is seen: spaces, zeros, the end mark of DOS."""
    return not line.strip() or not line.strip("\x00\x1a \t\r\n")


@dataclass(frozen=True, slots=True)
class _Row:
    """A record of the sample; its cells are no proper ones where a quote was out of order."""

    cells: list[str]
    line: int
    n_lines: int
    is_proper: bool


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a separator and a style make of the sample."""

    separator: str
    style: Style
    header: HeaderPlace
    rows: list[_Row]
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
    convincing = [guess for guess in others if guess.sense[:3] > best.sense[:3] or _mends(guess, best)]
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
    header = _find_header(rows)
    body = rows[header.first_row + header.n_rows :]
    _, width = _fit_names(header.names, body)
    n_right = sum(row.is_proper and len(row.cells) == width for row in body)
    return _Guess(separator, style, header, rows, n_right, len(body) - n_right)


def _read_rows(sample: Sequence[str], separator: str, style: Style) -> list[_Row]:
    rows: list[_Row] = []
    number = 0
    while number < len(sample):
        if is_blank(sample[number]):
            number += 1
            continue
        found = read_record(islice(sample, number, None), separator, style)
        if found is None:
            cells = split_leniently(sample[number].rstrip("\r\n"), separator)
            rows.append(_Row(cells, number, 1, is_proper=False))
        else:
            rows.append(_Row(found.cells, number, found.n_lines, is_proper=True))
        number += rows[-1].n_lines
    return rows


def _find_header(rows: Sequence[_Row]) -> HeaderPlace:
    """Find the header as in any table; but a first row that names every column, one of them known, is all of it.

    Only rows that can hardly be goods go with it: the same names in another language, units, or many column numbers.
    """
    grid, places = _to_grid(rows[:SAMPLE_ROWS])
    first = rows[0].cells
    n_known = count_known_headers(first)
    is_plain = n_known > 0 and _names_all(first) and _usual_width(first, rows[1:]) == len(first)
    place = find_header(grid[:_FEW_ROWS] if is_plain else grid)
    if place is not None and place.n_rows > 1 and not is_plain:
        place = _in_one_row(grid, place)
    if place is None or (place.n_known < _SEVERAL and (place.first_row, place.n_rows) != (0, 1)):
        return HeaderPlace(0, 1, tuple(first), n_known)
    below = grid[place.first_row + 1 : place.body_row]
    if is_plain and (place.first_row > 0 or not all(_is_no_goods(row, first) for row in below)):
        return HeaderPlace(0, 1, tuple(first), n_known)
    n_rows = sum(place.first_row <= one < place.body_row for one in places)
    return replace(place, first_row=places.index(place.first_row), n_rows=n_rows)


def _to_grid(rows: Sequence[_Row]) -> tuple[list[list[str]], list[int]]:
    """Return the cells of the rows, with blank lines between them as empty rows, and the place of each row there."""
    grid: list[list[str]] = []
    places: list[int] = []
    end = rows[0].line
    for row in rows:
        grid += [[]] * (row.line > end)
        places.append(len(grid))
        grid.append(row.cells)
        end = row.line + row.n_lines
    return grid, places


def _names_all(cells: Sequence[str]) -> bool:
    names = [cell.strip().casefold() for cell in cells]
    return all(names) and len(set(names)) == len(names)


def _is_no_goods(row: Sequence[str], names: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    targets = [target_of(name) for name in names]
    n_alike = sum(bool(target) and target == target_of(cell) for target, cell in zip(targets, row, strict=False))
    if n_alike >= max(_SEVERAL, _MANY * len(filled)) or all(map(is_unit, filled)):
        return True
    return len(filled) >= _MANY_NUMBERS and is_column_numbers(row, len(names))


def _in_one_row(grid: Sequence[Sequence[str]], place: HeaderPlace) -> HeaderPlace:
    """Return the row of a header of several that alone says as much: title lines are above it, goods below.

    Rows that differ in their number of cells are no header together: text has no merged cells.
    """
    rows = [row for row in range(place.first_row, place.body_row) if grid[row]]
    n_known, row = max((count_known_headers(grid[row]), row) for row in rows)
    is_even = len({len(grid[row]) for row in rows}) == 1
    return place if is_even and n_known < place.n_known else HeaderPlace(row, 1, tuple(grid[row]), n_known)


def _usual_width(names: Sequence[str], body: Sequence[_Row]) -> int:
    """Return the cells that nearly all rows have, else those of the header."""
    if not body:
        return len(names)
    width, count = Counter(len(row.cells) for row in body).most_common(1)[0]
    return width if count >= _MOST * len(body) else len(names)


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
    names, width = _fit_names(guess.header.names, body)
    above = lines[: offset + guess.rows[first].line]
    n_blank = sum(map(is_blank, above))
    return Layout(
        separator=guess.separator,
        style=guess.style,
        names=tuple(make_unique(list(names))),
        width=width,
        body_line=offset + last.line + last.n_lines,
        n_title_lines=sum(not is_blank(line) for line in above[offset:]),
        n_blank_lines=n_blank,
        shapes=ColumnShapes(names, (row.cells for row in body if len(row.cells) == width)),
        is_regular=_is_usual(width, [len(row.cells) for row in body]),
    )


def _is_usual(width: int, lengths: Sequence[int]) -> bool:
    counts = Counter(lengths)
    return all(counts[width] > count for length, count in counts.items() if length < width)


def _fit_names(names: tuple[str, ...], body: Sequence[_Row]) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and the cells of a usual row, where header and rows differ in length.

    Rows may end in separators that the header lacks, or the header in one that they lack; and row numbers that R and
    pandas write before each row may have no header.
    """
    width = _usual_width(names, body) if len(names) > 1 else 1  # what separates in one column is text
    spare = [cell for row in body if len(row.cells) == width for cell in row.cells[len(names) :]]
    if width > len(names):
        if not any(cell.strip() for cell in spare):
            return names, width
        is_numbered = width == len(names) + 1 and _are_row_numbers(row.cells[0] for row in body)
        return (("", *names), width) if is_numbered else (names, len(names))
    if width < len(names) and not any(name.strip() for name in names[width:]):
        longest = max(len(row.cells) for row in body)
        return (names[:longest], longest) if longest < len(names) else (names, len(names))
    return names, len(names)


def _are_row_numbers(cells: Iterable[str]) -> bool:
    texts = list(cells)
    if len(texts) < _SEVERAL or not all(text.isdecimal() for text in texts):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(texts))
