"""JSON documents: a list of objects, or an object with such lists in it, as web services answer.

The document is read element by element: its text is held, its objects are not. Of several lists each is a table. A
list of lists is a table too, with its header in its first row or in a list beside it (``columns``).

References
----------
RFC 8259, "The JavaScript Object Notation (JSON) Data Interchange Format".
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import decode
from riskscan.manifest.formats.base import PART_ROWS, SURPLUS, Certainty, Format, ReadOptions, Table, with_notes
from riskscan.manifest.grids import Grid, grid_tables
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.json_columns import rows_of_columns
from riskscan.manifest.json_outline import Damaged, Outline, elements, read_outline
from riskscan.manifest.json_rows import (
    Fields,
    JsonShape,
    RowFrames,
    RowMaker,
    choose_path,
    count_item_names,
    flatten,
    make_decoder,
    tell_shape,
    with_header,
)
from riskscan.manifest.mapping import count_known_headers
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source

__all__ = ["FORMAT", "names_items", "object_tables"]

_SAMPLE = 200
_HEADER_KEYS = ("columns", "headers", "header", "fields", "names")


def _tells(source: Source) -> Certainty:
    return Certainty.LIKELY if tell_shape(source.head, source.name) is JsonShape.DOCUMENT else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    decoded = decode(source.content, options.encoding)
    encoding, text = decoded.shown_encoding, "".join(decoded.lines)
    decoder = make_decoder()
    outline = read_outline(text, decoder)
    if text[outline.end :].strip():  # objects that follow each other
        outline = Outline(lists=[("", 0)], end=len(text))
    found = False
    for table in with_notes(_outline_tables(text, outline, decoder, options.headers), decoded.notes):
        found |= not table.refusal
        yield replace(table, encoding=encoding)
    if not found:
        raise ManifestError(
            f'{source.name} holds no JSON objects of goods, such as [{{"goods_description": "cotton"}}, …].'
        )


def _outline_tables(text: str, outline: Outline, decoder: json.JSONDecoder, named: tuple[str, ...]) -> Iterator[Table]:
    header = flatten(outline.fields)
    samples = [[*islice(elements(text, start, decoder, to_end=not path), _SAMPLE)] for path, start in outline.lists]
    if not samples and rows_of_columns(outline.fields):
        yield from _whole(text, decoder, header)
        return
    if header and not any(map(names_items, samples)) and (not samples or count_item_names(header)):
        yield from _whole(text, decoder, header)
        return
    for (path, start), sample in zip(outline.lists, samples, strict=True):
        coming = elements(text, start, decoder, to_end=not path)
        if any(isinstance(one, dict) for one in sample):
            yield from object_tables(path, coming, sample, header)
        elif any(isinstance(one, list) for one in sample):
            yield from grid_tables(Grid(path, chain(_stated_header(outline, sample), map(_cells, coming))), named=named)
        else:
            yield Table(pd.DataFrame(), RowIssues(), name=path, refusal="it is a list without objects")


def names_items(sample: Sequence[Any]) -> bool:
    """Whether some elements of a list are goods items by the names of what is in them, or lists that may be."""
    objects = [one for one in sample if isinstance(one, dict)]
    maker = RowMaker(choose_path(objects))
    names = dict.fromkeys(name for one in objects for row in maker.rows(one) for name in row)
    return any(isinstance(one, list) for one in sample) or count_item_names(names) > 0


def _whole(text: str, decoder: json.JSONDecoder, header: Fields) -> Iterator[Table]:
    """Take a document that is a table by columns, or one goods item, whose lists are cells.

    Of a damaged one, what is known of it is a row.
    """
    frames, issues = RowFrames(), RowIssues()
    try:
        value = decoder.decode(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        if not count_known_headers(header):
            return
        issues.add(0, IssueKind.UNREADABLE_LINE, SURPLUS, text)
        value = header | {SURPLUS: text}
    frames.rows = [flatten(row) for row in rows_of_columns(value) or [value]]
    yield Table(frames.take(), issues)


def object_tables(path: str, coming: Iterator[Any], sample: Sequence[Any], header: Fields) -> Iterator[Table]:
    """Yield the rows of a list of objects.

    Parameters
    ----------
    path : str
        Of the list.
    coming : iterator
        Its elements.
    sample : sequence
        The first of them.
    header : dict of str to (str or None)
        Fields of what the list lies in, which stand on each row.
    """
    keys = choose_path(one for one in sample if isinstance(one, dict))
    maker, frames = RowMaker(keys), RowFrames()
    issues, is_first = RowIssues(), True
    shown = ".".join(filter(None, (path, *keys)))
    notes = (Note(NoteKind.ROW_OF_EACH, {"path": repr(shown)}),) if keys or header else ()
    for one in coming:
        rows = maker.rows(one) if isinstance(one, dict) else [_unreadable(one)]
        if not isinstance(one, dict):
            issues.add(len(frames.rows), IssueKind.UNREADABLE_LINE, SURPLUS, rows[0][SURPLUS])
        frames.rows += with_header(rows, header, is_first=is_first) if header else rows
        is_first = False
        if len(frames.rows) >= PART_ROWS:
            yield Table(frames.take(), issues, name=path, notes=notes)
            issues, notes = RowIssues(), ()
    yield Table(frames.take(), issues, name=path, notes=notes)


def _unreadable(one: Any) -> Fields:
    return {SURPLUS: one.text.rstrip() if isinstance(one, Damaged) else flatten({SURPLUS: one})[SURPLUS]}


def _stated_header(outline: Outline, sample: Sequence[Any]) -> Iterator[list[str | None]]:
    """Return the header that stands in a list of its own beside a list of rows."""
    width = max(len(one) for one in sample if isinstance(one, list))
    for key, value in outline.fields.items():
        is_names = isinstance(value, list) and all(isinstance(name, str) for name in value)
        if key.lower() in _HEADER_KEYS and is_names and len(value) == width:
            yield value
            return


def _cells(one: Any) -> list[str | None]:
    if isinstance(one, list):
        return [flatten({"cell": cell}).get("cell") for cell in one]
    return [_unreadable(one)[SURPLUS]]


FORMAT = Format("json", "JSON", _tells, _tables)
