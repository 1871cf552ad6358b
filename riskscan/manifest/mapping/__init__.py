"""From the headers of a file to canonical columns: what they claim, which is chosen, why, and what the user says."""

from riskscan.manifest.mapping.assembling import map_columns
from riskscan.manifest.mapping.columns import HELPERS, ColumnMapping, MappedColumn, unit_helper
from riskscan.manifest.mapping.freezing import check_same_columns, freeze_mapping
from riskscan.manifest.mapping.recognizing import count_known_headers
from riskscan.manifest.mapping.rules import ColumnRules, read_rules, resolve_rules
from riskscan.manifest.mapping.sampling import ColumnSample, take_sample
from riskscan.manifest.mapping.texts import is_tariff_text

__all__ = [
    "HELPERS",
    "ColumnMapping",
    "ColumnRules",
    "ColumnSample",
    "MappedColumn",
    "check_same_columns",
    "count_known_headers",
    "freeze_mapping",
    "is_tariff_text",
    "map_columns",
    "read_rules",
    "resolve_rules",
    "take_sample",
    "unit_helper",
]
