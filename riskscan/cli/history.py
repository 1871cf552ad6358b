"""``riskscan history``: look into the file that keeps trader history, and add results of inspections."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.notes import say_notes
from riskscan.cli.terminal import make_console, say, say_json, shown
from riskscan.exceptions import OptionError

if TYPE_CHECKING:
    import pandas as pd

    from riskscan.history.store_results import HistorySummary

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Look into and add to a trader history file."""


@command.command()
@click.argument("history", metavar="FILE", type=_FILE)
@click.option("--top", default=10, show_default=True, type=click.IntRange(0), help="Parties of each kind to show.")
@click.option(
    "--format", "file_format", type=click.Choice(["text", "json"]), default="text", help="Form of the answer."
)
def show(history: Path, top: int, file_format: str) -> None:
    """Show what a history file holds."""
    from riskscan.history.store import HistoryStore

    summary = HistoryStore(history, must_exist=True).summarize(top)
    if file_format == "json":
        _print_json(summary)
    else:
        _print_text(history, summary)


@command.command("add-rows")
@click.argument("history", metavar="FILE", type=_FILE)
@click.argument("manifests", metavar="MANIFEST...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--columns", type=click.Path(exists=True, dir_okay=False), help="Mapping file for the columns.")
def add_rows(history: Path, manifests: tuple[str, ...], columns: str | None) -> None:
    """Add the rows of manifests without scoring them; a row added twice counts once."""
    from riskscan.history.store import HistoryStore
    from riskscan.manifest.reading import read_manifest

    frames = [(Path(manifest).name, read_manifest(manifest, columns=columns)) for manifest in manifests]
    store = HistoryStore(history)
    for name, frame in frames:
        result = store.add_rows(frame, name)
        say(f"{name}: {result.added:,} rows added, {result.known:,} known already, {result.undated:,} undated.")


@command.command("learn")
@click.argument("history", metavar="FILE", type=_FILE)
@click.argument("manifests", metavar="MANIFEST...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--columns", type=click.Path(exists=True, dir_okay=False), help="Mapping file for the columns.")
def learn(history: Path, manifests: tuple[str, ...], columns: str | None) -> None:
    """Learn from past manifests, without labels, what is usual: values, masses, routes, traders by goods.

    riskscan score --history FILE then compares rows with these too; a row learned twice counts once. A manifest of a
    few rows is judged by past ones.
    """
    from riskscan.features.reference_store import learn_references
    from riskscan.history.store import HistoryStore
    from riskscan.manifest.reading import read_manifest

    frames = [(Path(manifest).name, read_manifest(manifest, columns=columns)) for manifest in manifests]
    store = HistoryStore(history)
    for name, frame in frames:
        learned = learn_references(store, frame)
        say(f"{name}: {learned.added:,} rows learned, {learned.known:,} known already.")


@command.command("add-labels")
@click.argument("history", metavar="FILE", type=_FILE)
@click.argument("labeled", metavar="LABELED", type=click.Path(dir_okay=False))
@click.option("--label", required=True, metavar="COLUMN", help="Column with 1 for a violation and 0 for in order.")
@click.option(
    "--id", "id_column", default="consignment_id", show_default=True, help="Column with the consignment's id."
)
@click.option("--known-on", metavar="COLUMN", help="Column with the day (ISO) on which the result became known.")
@click.option(
    "--delay-days",
    default=0,
    show_default=True,
    help="Days from lodging until a result is known, where --known-on is not given.",
)
def add_labels(history: Path, labeled: str, label: str, id_column: str, known_on: str | None, delay_days: int) -> None:
    """Add results of inspections to rows of a history file."""
    from riskscan.history.labels import parse_known_days, parse_labels
    from riskscan.history.store import HistoryStore
    from riskscan.manifest.reading import read_table

    store = HistoryStore(history, must_exist=True)
    raw = read_table(labeled)
    say_notes(raw.dialect.name, raw.notes)
    table = raw.frame
    values = parse_labels(_column(table, label, "--label"))
    days = None if known_on is None else parse_known_days(_column(table, known_on, "--known-on"))
    result = store.add_labels(_column(table, id_column, "--id"), values, known_on=days, label_delay_days=delay_days)
    say(
        f"{result.matched:,} rows labeled; {result.unmatched:,} labels match no row of the history,"
        f" {result.empty:,} rows had no label or id,"
        f" {result.contradictory:,} ids had both labels (counted as violations)."
    )


def _column(table: "pd.DataFrame", name: str, option: str) -> "pd.Series":
    if name not in table:
        raise OptionError(f"There is no column {name!r} ({option}); columns: {', '.join(map(str, table.columns))}.")
    return table[name]


def _print_json(summary: "HistorySummary") -> None:
    from dataclasses import asdict

    answer = asdict(summary) | {"busiest": summary.busiest.to_dict("records")}
    say_json(answer, indent=2)


def _print_text(history: Path, summary: "HistorySummary") -> None:
    from rich.table import Table

    period = f", {summary.first_day} to {summary.last_day}" if summary.rows else ""
    say(f"{history}: {summary.rows:,} rows from {summary.sources} files{period}")
    say(f"{summary.learned:,} rows learned from: what is usual among them is known")
    say(f"{summary.labeled:,} labeled, {summary.violations:,} violations")
    say(", ".join(f"{number:,} {kind} keys" for kind, number in summary.parties.items()))
    if summary.rows:
        table = Table("kind", "name", "rows", "labeled", "violations", box=None)
        for row in summary.busiest.to_dict("records"):
            numbers = (f"{int(row[name]):,}" for name in ("rows", "labeled", "violations"))
            table.add_row(str(row["kind"]), shown(str(row["name"])), *numbers)
        make_console().print(table)
