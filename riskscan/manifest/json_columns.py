"""JSON objects that hold a table by columns or by names of rows, as programs write frames: rows of them."""

from typing import Any

from riskscan.manifest.json_rows import count_item_names

__all__ = ["rows_of_columns"]

_ROW_NAME = "row_name"
"""Column of the names that rows have in an object of objects."""

Value = dict[str, Any]


def rows_of_columns(value: Value) -> list[Value]:
    """Return the rows of a table that an object holds by columns, or by names of rows; nothing of any other object.

    Examples
    --------
    >>> rows_of_columns({"goods": {"0": "tea", "1": "salt"}, "hs_code": {"0": "0902", "1": "2501"}})
    [{'goods': 'tea', 'hs_code': '0902'}, {'goods': 'salt', 'hs_code': '2501'}]
    >>> rows_of_columns({"goods": ["tea", "salt"], "hs_code": ["0902", "2501"]})
    [{'goods': 'tea', 'hs_code': '0902'}, {'goods': 'salt', 'hs_code': '2501'}]
    >>> rows_of_columns({"B1": {"goods": "tea", "hs_code": "0902"}})
    [{'row_name': 'B1', 'goods': 'tea', 'hs_code': '0902'}]
    >>> rows_of_columns({"goods": "tea", "hs_code": {"code": "0902"}})
    []
    """
    parts = list(value.values())
    if parts and all(isinstance(part, list) and _is_flat(part) for part in parts):
        is_table = len({len(part) for part in parts}) == 1 and len(parts[0]) > 1 and count_item_names(value)
        return [dict(zip(value, row, strict=True)) for row in zip(*parts, strict=True)] if is_table else []
    if not parts or not all(isinstance(part, dict) and part and _is_flat(part.values()) for part in parts):
        return []
    names = dict.fromkeys(name for part in parts for name in part)
    by_columns, by_rows = count_item_names(value), count_item_names(names)
    if by_columns > by_rows and all(len(part) == len(names) for part in parts):
        return [{column: part[name] for column, part in value.items()} for name in names]
    return [{_ROW_NAME: name, **part} for name, part in value.items()] if by_rows > by_columns else []


def _is_flat(cells: Any) -> bool:
    return not any(isinstance(cell, dict | list) for cell in cells)
