"""From the headers of a file to canonical columns: built-in aliases, the user's mapping file, and what was chosen."""

from riskscan.manifest.mapping.choosing import HELPERS, ColumnMapping, MappedColumn, count_known_headers, map_columns
from riskscan.manifest.mapping.rules import ColumnRules, read_rules, resolve_rules

__all__ = [
    "HELPERS",
    "ColumnMapping",
    "ColumnRules",
    "MappedColumn",
    "count_known_headers",
    "map_columns",
    "read_rules",
    "resolve_rules",
]
