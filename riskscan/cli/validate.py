"""``riskscan validate``: what would be read from a manifest, and which rows have issues."""

import sys
from typing import TYPE_CHECKING

import click

from riskscan.cli.terminal import make_console, say, say_json, shown

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from riskscan.manifest.describing import IssueCount, ManifestDescription

__all__ = ["command"]

_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_BASIS_NAMES = {
    "header unit": "in the header",
    "mapping file": "mapping file",
    "assumed": "assumed: the header states none",
    "unit column": "row by row",
    "form": "a field of a known form",
    "cells": "told by the cells",
}


@click.command("validate", short_help="Show how a manifest is read and which rows have issues.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--columns", "mapping_file", metavar="FILE", help="Mapping file (TOML): columns, units, rates, dates.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--examples", type=click.IntRange(0, 1000), default=3, show_default=True, help="Examples of each issue.")
@click.option(
    "--write-mapping", "written", metavar="FILE", help="Write the mapping (TOML), to be edited for --columns."
)
@click.option("--force", is_flag=True, help="Overwrite the file of --write-mapping.")
def command(
    files: tuple[str, ...], mapping_file: str | None, output: str, examples: int, written: str | None, force: bool
) -> None:
    """Show how each FILE would be read: encoding, separator, columns, units, choices, and the issues of its rows.

    FILE is delimited text, a workbook, JSON, Parquet, HTML, a customs message or an archive; - is standard input.
    Exits with 1 where rows have issues or a file cannot be read, else with 0.
    """
    if written and len(files) > 1:
        raise click.UsageError("--write-mapping takes one FILE: each file has a mapping of its own.")
    from riskscan.manifest.describing import describe_manifest
    from riskscan.manifest.mapping import resolve_rules
    from riskscan.manifest.writing import write_text

    rules = resolve_rules(mapping_file)
    described = []
    for file in files:
        described.append(describe_manifest(file, columns=rules, n_examples=examples))
        if output == "text":
            _show(described[-1])
    if output == "json":
        say_json([one.to_dict() for one in described], indent=2)
    if written:
        write_text(described[0].to_mapping_file(), written, force=force)
        say(f"Mapping written to {written}", err=True)
    sys.exit(1 if any(one.issues for one in described) else 0)


def _show(described: "ManifestDescription") -> None:
    console = make_console()
    console.print(shown(described.dialect.name, "bold"))
    console.print(shown("  " + ", ".join(_file_facts(described))))
    console.print(_columns_table(described))
    if described.notes:
        console.print(shown("Chosen and assumed", "bold"))
        for note in described.notes:
            console.print(shown(f"  {note!s}"))
        console.print()
    if described.unmapped:
        console.print(shown("Passed through untouched: " + ", ".join(described.unmapped)))
    console.print()
    _show_issues(console, described)
    console.print()


def _file_facts(described: "ManifestDescription") -> list[str]:
    dialect = described.dialect
    facts = [dialect.label, dialect.compression, dialect.encoding.replace("cp1252", "windows-1252")]
    if dialect.separator:
        facts.append(f"separator {_SEPARATOR_NAMES[dialect.separator]}")
    facts.append(_counted(described.n_rows, "row"))
    if dialect.n_title_lines:
        facts.append(f"{_counted(dialect.n_title_lines, 'line')} above the header skipped")
    if dialect.n_blank_lines:
        facts.append(f"{_counted(dialect.n_blank_lines, 'blank line')} skipped")
    return [fact for fact in facts if fact]


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _columns_table(described: "ManifestDescription") -> "RenderableType":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Read as", "From", "Unit", "Decided"):
        table.add_column(title, overflow="fold")
    for column in described.columns:
        basis = _BASIS_NAMES.get(column.basis, "")
        unit = ", ".join(part for part in (column.unit, basis) if part) if column.unit or basis else ""
        cells = (column.target, " + ".join(column.sources), unit, described.conventions.get(column.target, ""))
        table.add_row(*(shown(cell) for cell in cells))
    return table


def _show_issues(console: "Console", described: "ManifestDescription") -> None:
    if not described.issues:
        console.print(shown("No issues.", "green"))
        return
    n_bad = described.n_rows_with_issues
    console.print(shown(f"{_counted(n_bad, 'row')} of {described.n_rows:,} with issues", "bold"))
    for count in described.issues:
        console.print(shown(f"  {count.kind}", "yellow").append(f"  {_counted(count.n_rows, 'row')}", style="default"))
        console.print(shown(f"    {count.kind.sentence}", "dim"))
        for example in _examples(count):
            console.print(shown(f"    {example}"))


def _examples(count: "IssueCount") -> list[str]:
    return [
        f"row {issue.row + 1:,}"
        + (f": {issue.column} {issue.value!r}" if issue.value else f": {issue.column}" * bool(issue.column))
        for issue in count.examples
    ]
