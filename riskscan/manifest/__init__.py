"""Manifests: read any file, map its columns, clean its cells, name what is wrong, write a result."""

from riskscan.manifest.cleaning import CleanManifest, clean_manifest
from riskscan.manifest.describing import describe_manifest
from riskscan.manifest.issues import Issue, IssueKind, RowIssues
from riskscan.manifest.mapping.rules import ColumnRules, read_rules
from riskscan.manifest.reading import RawTable, read_manifest, read_table
from riskscan.manifest.schema import CANONICAL, SCHEMA
from riskscan.manifest.writing import write_frame

__all__ = [
    "CANONICAL",
    "SCHEMA",
    "CleanManifest",
    "ColumnRules",
    "Issue",
    "IssueKind",
    "RawTable",
    "RowIssues",
    "clean_manifest",
    "describe_manifest",
    "read_manifest",
    "read_rules",
    "read_table",
    "write_frame",
]
