"""JSON lines: one object a line, or an object with a list of goods items in it."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import DecodedText, decode
from riskscan.manifest.formats.base import PART_ROWS, SURPLUS, Certainty, Format, ReadOptions, Table
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.json_rows import JsonShape, RowFrames, RowMaker, choose_path, make_decoder, tell_shape
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_SAMPLE = 200


def _tells(source: Source) -> Certainty:
    return Certainty.LIKELY if tell_shape(source.head, source.name) is JsonShape.LINES else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    text = decode(source.content, options.encoding)
    decoder = make_decoder()
    objects = (_parse_line(line, decoder) for line in text.lines if line.strip())
    keys = choose_path(one for one in islice(objects, _SAMPLE) if one is not None)
    of_each = (Note(NoteKind.ROW_OF_EACH, {"path": repr(".".join(keys))}),) if keys else ()
    notes = (*text.notes, *of_each)
    n_blank = sum(not line.strip() for line in text.lines)
    is_read = False
    for frame, issues, has_object in _parts(text, RowMaker(keys), decoder):
        is_read |= has_object
        if len(frame) or not is_read:
            yield Table(frame, issues, notes=notes, encoding=text.shown_encoding, n_blank_lines=n_blank)
            notes, n_blank = (), 0
    if not is_read:
        raise ManifestError(
            f'{source.name} holds no JSON objects, one a line, such as {{"goods_description": "cotton"}}.'
        )


def _parts(
    text: DecodedText, maker: RowMaker, decoder: json.JSONDecoder
) -> Iterator[tuple[pd.DataFrame, RowIssues, bool]]:
    """Read one object a line; a line that is none becomes a row whose text stands in ``surplus_cells``."""
    frames, issues, has_object = RowFrames(), RowIssues(), False
    marked = text.foreign | text.damaged
    for number, line in enumerate(text.lines):
        if not line.strip():
            continue
        if number in marked:
            issues.add(len(frames.rows), IssueKind.MIXED_ENCODING)
        fields = _parse_line(line, decoder)
        if fields is None:
            issues.add(len(frames.rows), IssueKind.UNREADABLE_LINE, SURPLUS, line)
            frames.rows.append({SURPLUS: line.rstrip("\r\n")})
        else:
            frames.rows += maker.rows(fields)
            has_object = True
        if len(frames.rows) >= PART_ROWS:
            yield frames.take(), issues, has_object
            issues = RowIssues()
    yield frames.take(), issues, has_object


def _parse_line(line: str, decoder: json.JSONDecoder) -> dict[str, Any] | None:
    try:
        parsed = decoder.decode(line.strip().strip("\x1e\ufeff").removesuffix(","))
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


FORMAT = Format("jsonl", "JSON lines", _tells, _tables)
