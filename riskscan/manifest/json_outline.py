"""The outline of a JSON document: where its lists stand and what stands beside them, without building it whole."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Damaged", "Outline", "elements", "read_outline"]

_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_BETWEEN = re.compile(r"[ \t\r\n\x1e,\ufeff]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Damaged:
    """The text of an element that cannot be read."""

    text: str


@dataclass(slots=True)
class Outline:
    """What a JSON document is made of.

    Attributes
    ----------
    fields : dict
        Values that stand beside the lists, nested as they are.
    lists : list of (str, int)
        Dotted path of each list of objects or lists, empty for the document itself, and where its elements begin.
    end : int
        Where the document ends.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    lists: list[tuple[str, int]] = field(default_factory=list)
    end: int = 0


def elements(text: str, start: int, decoder: json.JSONDecoder, *, to_end: bool = False) -> Iterator[Any]:
    """Yield the elements of a list from a position behind its bracket; one that cannot be read is `Damaged`.

    Parameters
    ----------
    text : str
        The document.
    start : int
        Where the first element begins, or spaces before it.
    decoder : JSONDecoder
        Reads each element.
    to_end : bool, default False
        Whether the list is all that the document holds: then a bracket that closes it too early is damage.

    Examples
    --------
    >>> list(elements('[{"a": 1}, {"a": }, 2]', 1, json.JSONDecoder()))
    [{'a': 1}, Damaged(text='{"a": }'), 2]
    """
    for value, _ in _elements(text, start, decoder, to_end=to_end):
        yield value


def _elements(text: str, start: int, decoder: json.JSONDecoder, *, to_end: bool = False) -> Iterator[tuple[Any, int]]:
    position = _skip(_BETWEEN, text, start)
    while position < len(text):
        if text[position] == "]" and (not to_end or _skip(_BETWEEN, text, position + 1) == len(text)):
            return
        try:
            value, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = max(_end_of(text, position), position + 1)
            value = Damaged(text[position:end])
        yield value, end
        position = _skip(_BETWEEN, text, end)


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _end_of(text: str, start: int) -> int:
    """Return where an element ends by its brackets alone; without any, before the next comma or bracket."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
            if depth <= 0:
                return token.end() if depth == 0 else token.start()
        elif depth == 0 and token.start() == start:
            return token.end()
    return len(text)


def read_outline(text: str, decoder: json.JSONDecoder) -> Outline:
    """Read the outline of a document; where it is damaged, of what stands before.

    Examples
    --------
    >>> outline = read_outline('{"page": 1, "data": {"rows": [{"a": 1}]}, "tags": ["x"]}', json.JSONDecoder())
    >>> outline.fields, outline.lists
    ({'page': 1, 'data': {}, 'tags': ['x']}, [('data.rows', 30)])
    """
    outline = Outline()
    start = _skip(_SPACE, text, 0)
    if text[start : start + 1] == "[":
        outline.lists.append(("", start + 1))
        outline.end = len(text)
    else:
        outline.end = _read_object(text, start, "", outline.fields, outline, decoder, 0)
    return outline


def _read_object(
    text: str, start: int, prefix: str, fields: dict[str, Any], outline: Outline, decoder: json.JSONDecoder, depth: int
) -> int:
    """Read the members of an object into `fields`, note the lists among them, and return where it ends."""
    position = _skip(_BETWEEN, text, start + 1)
    while text[position : position + 1] == '"':
        try:
            key, end = decoder.raw_decode(text, position)
        except ValueError:
            return len(text)
        position = _skip(_SPACE, text, end)
        if text[position : position + 1] != ":":
            return len(text)
        position = _skip(_SPACE, text, position + 1)
        path = f"{prefix}.{key}" if prefix else key
        position = _read_value(text, position, key, path, fields, outline, decoder, depth)
        position = _skip(_BETWEEN, text, position)
    return position + 1 if text[position : position + 1] == "}" else len(text)


def _read_value(
    text: str,
    start: int,
    key: str,
    path: str,
    fields: dict[str, Any],
    outline: Outline,
    decoder: json.JSONDecoder,
    depth: int,
) -> int:
    mark = text[start : start + 1]
    if mark == "{" and depth < _DEEPEST:
        inner = fields.setdefault(key, {})
        return _read_object(text, start, path, inner if isinstance(inner, dict) else {}, outline, decoder, depth + 1)
    first = _skip(_SPACE, text, start + 1)
    if mark == "[" and text[first : first + 1] in ("{", "["):
        outline.lists.append((path, start + 1))
        ends = deque((end for _, end in _elements(text, start + 1, decoder)), maxlen=1)
        end = _skip(_BETWEEN, text, ends[0] if ends else first)
        return end + 1 if text[end : end + 1] == "]" else end
    try:
        fields[key], end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        end = max(_end_of(text, start), start + 1)
    return end
