"""JSON objects to rows: nested keys joined by dots, one row for each item of a list, numbers with their digits."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from riskscan.manifest.headers import make_unique
from riskscan.manifest.mapping import count_known_headers, map_columns
from riskscan.manifest.schema import SCHEMA, TEXT_COLUMNS, Kind

__all__ = [
    "Fields",
    "JsonShape",
    "RowFrames",
    "RowMaker",
    "choose_path",
    "count_item_names",
    "flatten",
    "make_decoder",
    "make_object",
    "tell_shape",
    "with_header",
]

Fields = dict[str, str | None]
"""One row: text by the dotted path of its keys."""

Keys = tuple[str, ...]
"""Dotted paths from an object to a list of objects, and on from each of these."""

_OPENING = re.compile(r'\{\s*["}]|\[\s*[\[{"\]]|\{$')
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST = 40
_DEEPEST_ITEMS = 4
_SAMPLE = 200
_LONGEST_KEY = 200
_ABOUT_ITEMS = (Kind.NUMBER, Kind.HS_CODE, Kind.CAS_RN, Kind.UN_NUMBER)


class JsonShape(StrEnum):
    """How a file of JSON is built."""

    NONE = "none"
    LINES = "lines"
    DOCUMENT = "document"


def tell_shape(head: bytes, name: str) -> JsonShape:
    """Return how a file of JSON is built, from its first bytes and its name.

    Examples
    --------
    >>> [str(tell_shape(head, "x")) for head in (b'{"a": 1}\\n{"a": 2}', b'{\\n"a": 1}', b'[{"a": 1}]', b"a,b")]
    ['lines', 'document', 'document', 'none']
    """
    start = head[:4]
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or start[1:2] == b"\x00" or start[:1] == b"\x00"
    wide = "utf-16-be" if start[:1] in (b"\x00", b"\xfe") else "utf-16-le"
    text = head.decode(wide if is_wide else "utf-8", "replace").lstrip("\ufeff\x1e \t\r\n")
    suffixes = {suffix.lower() for suffix in Path(name).suffixes}
    if not _OPENING.match(text):
        return JsonShape.NONE
    if suffixes & {".jsonl", ".ndjson"} and text.startswith("{"):
        return JsonShape.LINES
    first, *others = [line for line in text.splitlines() if line.strip()][:3]
    is_whole = text.startswith("{") and first.rstrip(" ,").endswith("}")
    goes_on = bool(others) and others[0].lstrip().startswith(('{"', "{ "))
    if text.startswith("{") and (goes_on or (is_whole and others and not others[0].startswith(("]", "}")))):
        return JsonShape.LINES
    return JsonShape.DOCUMENT


def make_decoder() -> json.JSONDecoder:
    """Return a decoder that keeps the digits of numbers, and every value of a name that stands twice."""
    return json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=make_object)


def make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object with the values of a name that stands twice in it joined, so that none hides another."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    values: dict[str, list[Any]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else _together(found) for key, found in values.items()}


def _together(values: list[Any]) -> Any:
    texts = [value for value in values if value is not None]
    return " | ".join(texts) if all(isinstance(value, str) for value in texts) else texts


def flatten(value: dict[str, Any], leave_out: str = "") -> Fields:
    """Return the fields of an object as text.

    Parameters
    ----------
    value : dict
        As the decoder gives it.
    leave_out : str
        Dotted path of a list that becomes rows of its own.

    Examples
    --------
    >>> flatten({"id": "7", "via": ["KR", "SG"], "party": {"name": "Alder", "vat": None}, "sea": True})
    {'id': '7', 'via': 'KR;SG', 'party.name': 'Alder', 'party.vat': None, 'sea': 'true'}
    """
    return dict(_flatten("", value, leave_out, 0))


def _flatten(prefix: str, value: Any, leave_out: str, depth: int) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict) and (value or not prefix) and depth < _DEEPEST:
        for key, inner in value.items():
            # A key without letters is a blank, which the header names: what it holds would be lost.
            path = f"{prefix}.{key}" if prefix else _SURROGATE.sub("\ufffd", key or " ")
            if path != leave_out:
                yield from _flatten(path, inner, leave_out, depth + 1)
    elif isinstance(value, dict | list):
        is_flat = isinstance(value, list) and all(item is None or isinstance(item, str) for item in value)
        text = ";".join(item for item in value if item) if is_flat else json.dumps(value, ensure_ascii=False)
        yield prefix, _SURROGATE.sub("\ufffd", text) if value else None
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    else:
        yield prefix, _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def choose_path(objects: Iterable[dict[str, Any]]) -> Keys:
    """Return the way from an object to the list whose members are the goods items; empty where it is one itself.

    That list is taken whose members name goods and most else of an item: a code, a mass, a value, an origin. A list
    of documents or containers beside a goods description stays a cell.

    Examples
    --------
    >>> choose_path([{"consignee": "Alder", "goods": {"items": [{"description": "tea", "hs_code": "0902"}]}}])
    ('goods.items',)
    """
    columns: dict[Keys, dict[str, None]] = {}
    for one in objects:
        _gather(one, (), columns)
    worth = {path: count_item_names(names) for path, names in columns.items()}
    best = max(worth, key=lambda path: worth[path], default=())
    return best if best and worth[best] > worth.get((), 0) else ()


def _gather(value: dict[str, Any], path: Keys, columns: dict[Keys, dict[str, None]]) -> None:
    columns.setdefault(path, {}).update(dict.fromkeys(flatten(value)))
    if len(path) < _DEEPEST_ITEMS:
        for key, items in _lists(value, "", 0):
            for item in items[:_SAMPLE]:
                if isinstance(item, dict):
                    _gather(item, (*path, key), columns)


def _lists(value: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists with objects in them, by dotted path."""
    for key, inner in value.items():
        path = f"{prefix}.{key}" if prefix else key
        if isinstance(inner, dict) and depth < _DEEPEST_ITEMS:
            yield from _lists(inner, path, depth + 1)
        elif isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield path, inner


def count_item_names(columns: Iterable[str]) -> int:
    """Return how many canonical columns names stand for; 0 where they name no goods, or nothing else of an item."""
    targets = {target for column in columns for target in _targets(column)}
    names_goods = not targets.isdisjoint(TEXT_COLUMNS)
    is_item = any(SCHEMA[target].kind in _ABOUT_ITEMS for target in targets) or "origin_country" in targets
    return len(targets) if names_goods and is_item else 0


@lru_cache(maxsize=4096)
def _targets(column: str) -> tuple[str, ...]:
    if len(column) > _LONGEST_KEY or not count_known_headers((column,)):
        return ()
    mapped = map_columns((column,), require_text=False).columns
    return tuple(target for target in mapped if target in SCHEMA)


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes rows of an object and of the list of items in it.

    Attributes
    ----------
    path : tuple of str
        As `choose_path` returns it.
    """

    path: Keys = ()

    def rows(self, value: dict[str, Any]) -> list[Fields]:
        """Return one row for each item, with the fields of what it lies in; one for an object without items.

        An amount of the whole (a mass, a count, a value) stands on its first item alone, for it is their sum. Where
        the whole has a name that items have too, it is written ``header.name``.

        Examples
        --------
        >>> RowMaker(("items",)).rows({"id": "7", "gross_mass_kg": "9", "items": [{"hs": "0902"}, {"hs": "0901"}]})
        [{'id': '7', 'gross_mass_kg': '9', 'hs': '0902'}, {'id': '7', 'gross_mass_kg': None, 'hs': '0901'}]
        """
        return _rows(value, self.path)


def _rows(value: dict[str, Any], path: Keys) -> list[Fields]:
    if not path:
        return [flatten(value)]
    items = _at(value, path[0])
    inner = [row for item in items for row in _item_rows(item, path)]
    header = flatten(value, leave_out=path[0] if items else "")
    return with_header(inner, header) if inner else [header]


def _item_rows(item: Any, path: Keys) -> list[Fields]:
    if isinstance(item, dict):
        return _rows(item, path[1:])
    return [flatten({path[0]: item})]


def with_header(rows: Sequence[Fields], header: Fields, *, is_first: bool = True) -> list[Fields]:
    """Put the fields of what the rows lie in before those of each, see `RowMaker.rows`."""
    names = {name for row in rows for name in row}
    whole = {f"header.{name}" if name in names else name: text for name, text in header.items()}
    without_amounts = {name: None if is_amount(name) else text for name, text in whole.items()}
    return [(without_amounts if place or not is_first else whole) | row for place, row in enumerate(rows)]


def is_amount(name: str) -> bool:
    """Whether a name stands for a mass, a count or a value."""
    return any(SCHEMA[target].kind is Kind.NUMBER for target in _targets(name))


def _at(value: dict[str, Any], path: str) -> list[Any]:
    """Return the list at a dotted path; keys may have dots themselves."""
    return next((items for key, items in _lists(value, "", 0) if key == path), [])


class RowFrames:
    """Gathers rows to frames that follow each other: each has the columns so far, in the order of their coming."""

    def __init__(self) -> None:
        self.rows: list[Fields] = []
        self._columns: dict[str, None] = {}

    def take(self) -> pd.DataFrame:
        """Return the rows gathered so far, and forget them."""
        self._columns |= dict.fromkeys(name for row in self.rows for name in row)
        frame = pd.DataFrame(
            {name: pd.Series([row.get(name) for row in self.rows], dtype=object) for name in self._columns},
            index=pd.RangeIndex(len(self.rows)),
        )
        frame.columns = pd.Index(make_unique(self._columns))
        self.rows = []
        return frame
