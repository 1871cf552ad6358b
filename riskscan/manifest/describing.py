"""What would be read from a manifest, and what is wrong with it."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.issues import Issue, IssueKind
from riskscan.manifest.mapping import ColumnMapping, ColumnRules, MappedColumn, resolve_rules
from riskscan.manifest.mapping.rules_file import format_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.reading import Dialect, read_table

__all__ = ["IssueCount", "ManifestDescription", "describe_manifest"]


@dataclass(frozen=True, slots=True)
class IssueCount:
    """How often a kind of issue occurs.

    Attributes
    ----------
    kind : IssueKind
        What is wrong; ``kind.sentence`` explains it.
    n_rows : int
        Rows that have it.
    examples : tuple of Issue
        The first few.
    """

    kind: IssueKind
    n_rows: int
    examples: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class ManifestDescription:
    """What would be read from a manifest.

    Attributes
    ----------
    dialect : Dialect
        Format, encoding, separator, blank lines.
    headers : tuple of str
        As in the file.
    n_rows : int
        Goods items.
    n_rows_with_issues : int
        Goods items with at least one issue.
    columns : tuple of MappedColumn
        Canonical columns that are read, and the columns that hold their units.
    unmapped : tuple of str
        Headers that pass through untouched.
    conventions : dict of str to str
        Decided for a whole column: order of day and month, decimal mark.
    issues : tuple of IssueCount
        By kind.
    notes : tuple of Note
        What was chosen and assumed: of the file, then of its columns.
    rules : ColumnRules
        The mapping file that was given.
    """

    dialect: Dialect
    headers: tuple[str, ...]
    n_rows: int
    n_rows_with_issues: int
    columns: tuple[MappedColumn, ...]
    unmapped: tuple[str, ...]
    conventions: dict[str, str]
    issues: tuple[IssueCount, ...]
    notes: tuple[Note, ...] = ()
    rules: ColumnRules = field(default_factory=ColumnRules)

    def to_dict(self) -> dict[str, Any]:
        """Return the description as plain types, for JSON; rows are counted from 1."""
        plain = asdict(self)
        del plain["rules"]
        plain["notes"] = [note.to_dict() for note in self.notes]
        for count, shown in zip(self.issues, plain["issues"], strict=True):
            shown["sentence"] = count.kind.sentence
            shown["examples"] = [
                {"row": issue.row + 1, "column": issue.column, "value": issue.value} for issue in count.examples
            ]
        return plain

    def to_mapping_file(self) -> str:
        """Return the mapping file that says what was done, with what else could be, to be edited and given back."""
        columns = {column.target: column for column in self.columns}
        mapping = ColumnMapping(columns, self.unmapped, self.notes)
        return format_rules(mapping, self.rules, name=self.dialect.name)


def describe_manifest(
    source: str | Path | BinaryIO, *, columns: ColumnRules | str | Path | None = None, n_examples: int = 3
) -> ManifestDescription:
    """Read a manifest and tell how it was understood.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.mapping.rules`.
    n_examples : int, default 3
        Examples of each kind of issue.

    Raises
    ------
    ManifestError
        Where the file cannot be read or its columns cannot be mapped.
    """
    rules = resolve_rules(columns)
    raw = read_table(
        source, encoding=rules.encoding, separator=rules.separator, headers=rules.headers,
        longest_line_mb=rules.longest_line_mb,
    )  # fmt: skip
    clean = clean_manifest(raw.frame, columns=rules, issues=raw.issues)
    return ManifestDescription(
        dialect=raw.dialect,
        headers=tuple(raw.frame.columns),
        n_rows=len(raw.frame),
        n_rows_with_issues=len(clean.issues.rows()),
        columns=tuple(clean.mapping.columns.values()),
        unmapped=clean.mapping.unmapped,
        conventions=clean.conventions,
        issues=tuple(
            IssueCount(kind, count, tuple(clean.issues.examples(kind, n_examples)))
            for kind, count in clean.issues.counts().items()
        ),
        notes=(*raw.notes, *clean.mapping.notes, *clean.notes),
        rules=rules,
    )
