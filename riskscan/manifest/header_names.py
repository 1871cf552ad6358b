"""Names of columns from the rows of a header: which are known, which are units, and how rows are joined."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.header_shapes import Row, is_filled, upper_of_span
from riskscan.manifest.mapping import count_known_headers

__all__ = ["is_known", "is_unit", "join_names", "name_key", "without_brackets"]

_LONGEST_UNIT = 16
_OPENING, _CLOSING = "([（［", ")]）］"


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Return a key for comparing names: see `riskscan.identifiers.characters.fold`."""
    return fold(name)


def is_known(name: str | None, named: frozenset[str] = frozenset()) -> bool:
    """Whether a name stands for a canonical column, or the user's mapping file names it (`named`, folded)."""
    return bool(name) and (_is_recognized(name) or name_key(name) in named)


@lru_cache(maxsize=1 << 14)
def _is_recognized(name: str) -> bool:
    return count_known_headers((name,)) > 0


def without_brackets(text: str) -> str:
    """Return a text without the brackets around it.

    Examples
    --------
    >>> without_brackets("(kg)"), without_brackets("Net (kg)")
    ('kg', 'Net (kg)')
    """
    stripped = text.strip()
    has_brackets = len(stripped) > 2 and stripped[0] in _OPENING and stripped[-1] in _CLOSING
    return stripped[1:-1].strip() if has_brackets else stripped


def is_unit(cell: str | None) -> bool:
    """Whether a cell is nothing but a unit of mass or a currency, in brackets or not.

    Examples
    --------
    >>> is_unit("(kg)"), is_unit("US$"), is_unit("tea")
    (True, True, False)
    """
    symbol = without_brackets(cell or "")
    if not symbol or len(symbol) > _LONGEST_UNIT or any(bracket in symbol for bracket in _OPENING):
        return False
    return lookup_unit(symbol, "mass") is not None or lookup_unit(symbol, "currency") is not None


def join_names(header: Sequence[Row], named: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return one name a column from the rows of a header.

    Parts of a span are joined to what spans them (``Importer`` over ``Name``: ``Importer Name``). Where two rows both
    name a column (in two languages, say), the joined name is taken if it is known, else the row that is, else both.

    Examples
    --------
    >>> join_names([["Importer", "", "Origin"], ["Name", "Address", ""]])
    ('Importer Name', 'Importer Address', 'Origin')
    >>> join_names([["Parties", "", "", ""], ["Importer", "", "Shipper", ""], ["Name", "Address", "Name", "Address"]])
    ('Importer Name', 'Importer Address', 'Shipper Name', 'Shipper Address')
    """
    if len(header) == 1:
        return tuple(" ".join((cell or "").split()) for cell in header[0])
    width = max(map(len, header), default=0)
    parts = [_parts(header, column) for column in range(width)]
    alone = Counter(name_key(part) for column in parts for part in (*column.texts, *_lower_texts(column)))
    return tuple(_choose_name(column, alone, named) for column in parts)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The texts that stand over a column, from above, and whether one of them spans other columns too."""

    texts: tuple[str, ...]
    is_spanned: bool


def _parts(header: Sequence[Row], column: int) -> _Parts:
    texts: list[str] = []
    is_spanned = False
    for place, row in enumerate(header):
        cell = row[column] if column < len(row) else None
        lower = header[place + 1 :]
        spanning = next((upper for low in lower if (upper := upper_of_span(row, low, column))), "")
        is_spanned |= bool(spanning) or any(upper_of_span(row, low, column + 1) for low in lower)
        text = " ".join((cell if cell is not None and is_filled(cell) else spanning).split())
        if text and (not texts or name_key(text) != name_key(texts[-1])):
            texts.append(text)
    return _Parts(tuple(texts), is_spanned)


def _lower_texts(parts: _Parts) -> list[str]:
    """Return the joined texts without the topmost, and so on: a heading over everything names no column.

    Examples
    --------
    >>> _lower_texts(_Parts(("Parties", "Shipper", "Name"), is_spanned=True))
    ['Shipper Name']
    """
    return [" ".join(parts.texts[place:]) for place in range(1, len(parts.texts) - 1)]


def _choose_name(parts: _Parts, alone: Counter[str], named: frozenset[str]) -> str:
    if len(parts.texts) < 2:
        return "".join(parts.texts)
    *upper, last = parts.texts
    last = f"({without_brackets(last)})" if is_unit(last) else last
    joined = " ".join([*upper, last])
    together = joined if parts.is_spanned or is_unit(last) else " / ".join([*upper, last])
    single = [text for text in (*_lower_texts(parts), *reversed(parts.texts)) if alone[name_key(text)] == 1]
    return next((name for name in (together, joined, *single) if is_known(name, named)), together)
