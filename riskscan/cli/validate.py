"""``riskscan validate``: what would be read from a manifest, and which rows have issues."""

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from riskscan.manifest.describing import IssueCount, ManifestDescription

__all__ = ["command"]

_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_BASIS_NAMES = {
    "name": "",
    "alias": "",
    "header unit": "in the header",
    "mapping file": "mapping file",
    "assumed": "assumed: the header states none",
    "unit column": "row by row",
}


@click.command("validate", short_help="Show how a manifest is read and which rows have issues.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--columns", "mapping_file", metavar="FILE", help="Mapping file (TOML): columns, units, rates, dates.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--examples", type=click.IntRange(0, 1000), default=3, show_default=True, help="Examples of each issue.")
def command(files: tuple[str, ...], mapping_file: str | None, output: str, examples: int) -> None:
    """Show how each FILE would be read: encoding, separator, columns, units, and the issues of its rows.

    FILE is CSV, TSV, JSON lines, Parquet or Excel, compressed or not; - is standard input. Exits with 1 where rows
    have issues or a file cannot be read, else with 0.
    """
    from riskscan.manifest.describing import describe_manifest
    from riskscan.manifest.mapping.rules import resolve_rules

    rules = resolve_rules(mapping_file)
    described = []
    for file in files:
        described.append(describe_manifest(file, columns=rules, n_examples=examples))
        if output == "text":
            _show(described[-1])
    if output == "json":
        click.echo(json.dumps([one.to_dict() for one in described], ensure_ascii=False, indent=2))
    sys.exit(1 if any(one.issues for one in described) else 0)


def _show(described: "ManifestDescription") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False, emoji=False)
    dialect = described.dialect
    console.print(Text(dialect.name, style="bold"))
    facts = [dialect.label, dialect.compression, dialect.encoding.replace("cp1252", "windows-1252")]
    if dialect.separator:
        facts.append(f"separator {_SEPARATOR_NAMES[dialect.separator]}")
    facts.append(_counted(described.n_rows, "row"))
    if dialect.n_title_lines:
        facts.append(f"{_counted(dialect.n_title_lines, 'line')} above the header skipped")
    if dialect.n_blank_lines:
        facts.append(f"{_counted(dialect.n_blank_lines, 'blank line')} skipped")
    console.print(Text("  " + ", ".join(fact for fact in facts if fact)))
    console.print(_columns_table(described))
    if described.unmapped:
        console.print(Text("Passed through untouched: " + ", ".join(described.unmapped)))
    console.print()
    _show_issues(console, described)
    console.print()


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _columns_table(described: "ManifestDescription") -> "RenderableType":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Read as", "From", "Unit", "Decided"):
        table.add_column(title, overflow="fold")
    for column in described.columns:
        basis = _BASIS_NAMES[column.basis]
        unit = ", ".join(part for part in (column.unit, basis) if part) if column.unit or basis else ""
        cells = (column.target, " + ".join(column.sources), unit, described.conventions.get(column.target, ""))
        table.add_row(*map(Text, cells))
    return table


def _show_issues(console: "Console", described: "ManifestDescription") -> None:
    from rich.text import Text

    if not described.issues:
        console.print(Text("No issues.", style="green"))
        return
    n_bad = described.n_rows_with_issues
    console.print(Text(f"{_counted(n_bad, 'row')} of {described.n_rows:,} with issues", style="bold"))
    for count in described.issues:
        console.print(
            Text(f"  {count.kind}", style="yellow").append(f"  {_counted(count.n_rows, 'row')}", style="default")
        )
        console.print(Text(f"    {count.kind.sentence}", style="dim"))
        for example in _examples(count):
            console.print(Text(f"    {example}"))


def _examples(count: "IssueCount") -> list[str]:
    return [
        f"row {issue.row + 1:,}"
        + (f": {issue.column} {issue.value!r}" if issue.value else f": {issue.column}" * bool(issue.column))
        for issue in count.examples
    ]
