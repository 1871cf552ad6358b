"""What would be read from a manifest, and what is wrong with it."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from riskscan.manifest.cleaning import clean_manifest
from riskscan.manifest.conventions import ColumnVotes, Conventions
from riskscan.manifest.dialect import Dialect
from riskscan.manifest.formats.base import PART_ROWS
from riskscan.manifest.issues import Issue, IssueKind, RowIssues
from riskscan.manifest.mapping import ColumnMapping, ColumnRules, MappedColumn, map_columns, resolve_rules
from riskscan.manifest.mapping.rules_file import format_rules
from riskscan.manifest.notes import Note
from riskscan.manifest.parts import ManifestParts, Part, open_parts
from riskscan.manifest.surveying import count_votes
from riskscan.manifest.taken_rows import TakenRows

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
    source: str | Path | BinaryIO,
    *,
    columns: ColumnRules | str | Path | None = None,
    n_examples: int = 3,
    part_rows: int = PART_ROWS,
) -> ManifestDescription:
    """Read a manifest, in parts, and tell how it was understood.

    Parameters
    ----------
    source : str, Path or binary file
        ``-`` is standard input.
    columns : ColumnRules, str or Path, optional
        A mapping file, see `riskscan.manifest.mapping.rules`.
    n_examples : int, default 3
        Examples of each kind of issue.
    part_rows : int
        Rows that are held at a time; what is told does not depend on it.

    Raises
    ------
    ManifestError
        Where the file cannot be read or its columns cannot be mapped.
    """
    rules = resolve_rules(columns)
    with open_parts(source, columns=rules) as found:
        columns_found, conventions = _survey(found, rules, part_rows)
        issues = _IssueCounts(n_examples)
        for part in found.parts(part_rows):
            issues.add(_issues_of(part, columns_found, rules, conventions), part.first_row)
        return ManifestDescription(
            dialect=found.dialect,
            headers=tuple(found.template.columns),
            n_rows=found.n_rows,
            n_rows_with_issues=issues.n_rows,
            columns=tuple(columns_found.columns.values()),
            unmapped=columns_found.unmapped,
            conventions=conventions.texts(),
            issues=issues.by_kind(),
            notes=(*found.notes, *columns_found.notes, *conventions.notes),
            rules=rules,
        )


def _survey(found: ManifestParts, rules: ColumnRules, part_rows: int) -> tuple[ColumnMapping, Conventions]:
    """Return where the columns come from, and what all rows together say of how to read them."""
    mapping = map_columns(list(map(str, found.template.columns)), rules, sample=found.sample())
    is_whole = found.is_single(part_rows)
    votes = ColumnVotes()
    for part in found.parts(part_rows):
        votes = votes + count_votes(_taken(part, mapping, rules).columns, is_whole=is_whole)
    return mapping, votes.freeze(mapping, rules)


def _issues_of(part: Part, mapping: ColumnMapping, rules: ColumnRules, conventions: Conventions) -> RowIssues:
    taken = _taken(part, mapping, rules)
    return clean_manifest(
        taken.raw, columns=rules, issues=part.issues, mapping=mapping, conventions=conventions,
        first_row=part.first_row, taken=taken,
    ).issues  # fmt: skip


def _taken(part: Part, mapping: ColumnMapping, rules: ColumnRules) -> TakenRows:
    """Return the rows taken apart: once, where they are the only part, which is kept."""
    rows = part.frame.reset_index(drop=True)
    return cast(TakenRows, part.remembered("taken", lambda: TakenRows.of(rows, mapping, rules)))


class _IssueCounts:
    """Issues of parts that follow each other: how many rows of each kind, and the first examples."""

    def __init__(self, n_examples: int) -> None:
        self.n_rows = 0
        self._n_examples = n_examples
        self._counts: Counter[IssueKind] = Counter()
        self._examples: defaultdict[IssueKind, list[Issue]] = defaultdict(list)

    def add(self, issues: RowIssues, first_row: int) -> None:
        self.n_rows += len(issues.rows())
        for kind, count in issues.counts().items():
            self._counts[kind] += count
            shown = self._examples[kind]
            more = issues.examples(kind, self._n_examples - len(shown))
            shown += [replace(issue, row=issue.row + first_row) for issue in more]

    def by_kind(self) -> tuple[IssueCount, ...]:
        kinds = (kind for kind in IssueKind if kind in self._counts)
        return tuple(IssueCount(kind, self._counts[kind], tuple(self._examples[kind])) for kind in kinds)
