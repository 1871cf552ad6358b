"""JSON lines: one object a line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.encoding import DecodedText, decode
from riskscan.manifest.formats.base import SURPLUS, Certainty, Format, ReadOptions, Table
from riskscan.manifest.headers import make_unique
from riskscan.manifest.issues import IssueKind, RowIssues
from riskscan.manifest.source import Source

__all__ = ["FORMAT"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def _tells(source: Source) -> Certainty:
    start = source.head[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_json = bool({".jsonl", ".ndjson"} & set(Path(source.name).suffixes)) or start.startswith((b'{"', b"{ ", b"{}"))
    return Certainty.LIKELY if is_json else Certainty.NO


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    text = decode(source.content, options.encoding)
    frame, issues = _read_json_lines(text, name=source.name)
    blank = sum(not line.strip() for line in text.lines)
    yield Table(frame, issues, notes=text.notes, encoding=text.shown_encoding, n_blank_lines=blank)


def _read_json_lines(text: DecodedText, *, name: str) -> tuple[pd.DataFrame, RowIssues]:
    """Read one JSON object a line; nested keys are joined by dots, numbers keep their digits.

    A line that is no object becomes a row whose text stands in ``surplus_cells``.

    Raises
    ------
    ManifestError
        Where no line is an object.
    """
    issues = RowIssues()
    rows: list[dict[str, str | None]] = []
    for number, line in enumerate(text.lines):
        if not line.strip():
            continue
        if number in text.foreign | text.damaged:
            issues.add(len(rows), IssueKind.MIXED_ENCODING)
        fields = _parse_line(line)
        if fields is None:
            issues.add(len(rows), IssueKind.UNREADABLE_LINE, SURPLUS, line)
            fields = {SURPLUS: line.rstrip("\r\n")}
        rows.append(fields)
    if all(set(row) <= {SURPLUS} for row in rows):
        raise ManifestError(f'{name} holds no JSON objects, one a line, such as {{"goods_description": "cotton"}}.')
    headers = list(dict.fromkeys(key for row in rows for key in row))
    frame = pd.DataFrame({key: pd.Series([row.get(key) for row in rows], dtype=object) for key in headers})
    frame.columns = pd.Index(make_unique(headers))
    return frame, issues


def _parse_line(line: str) -> dict[str, str | None] | None:
    try:
        parsed = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return dict(_flatten("", parsed)) if isinstance(parsed, dict) else None


def _flatten(prefix: str, value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{prefix}.{key}" if prefix else key, inner)
    elif isinstance(value, list):
        is_flat = all(item is None or isinstance(item, str) for item in value)
        text = ";".join(item for item in value if item) if is_flat else json.dumps(value, ensure_ascii=False)
        yield prefix, _SURROGATE.sub("\ufffd", text)
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    else:
        yield prefix, _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


FORMAT = Format("jsonl", "JSON lines", _tells, _tables)
