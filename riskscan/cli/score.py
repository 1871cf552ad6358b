"""``riskscan score``: manifests in, ranked and explained rows out."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.notes import say_assumptions, say_notes

if TYPE_CHECKING:
    import pandas as pd

    from riskscan.scoring import InputTable, RiskScorer

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_JURISDICTIONS = ("UN", "US", "EU", "CN", "MX", "IN", "CA")


@click.command("score", short_help="Score manifests: ranked, explained rows.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Scored rows: CSV, Parquet or JSON lines by suffix; - is stdout.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file: columns, units, rates, dates.")
@click.option(
    "--model", type=click.Path(path_type=Path), metavar="DIR", help="Model folder; default the shipped model."
)
@click.option("--format", "file_format", type=click.Choice(["csv", "parquet", "jsonl"]), help="Format of OUT.")
@click.option("--top", type=click.IntRange(0), default=20, show_default=True, help="Rows of the table on the terminal.")
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@click.option("--as-of", metavar="DATE", help="Day of the law that counts; default today.")
@click.option(
    "--jurisdiction", "jurisdictions", multiple=True, type=click.Choice(_JURISDICTIONS, case_sensitive=False),
    help="Lists that count; may be repeated; default all.",
)  # fmt: skip
@click.option("--history", type=_FILE, metavar="FILE", help="Trader history: read, and updated when rows are written.")
@click.option("--watchlist", type=_FILE, metavar="FILE", help="Your own substances, names and structures.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep what texts say; see riskscan cache.")
@click.option("--policy", type=_FILE, metavar="TOML", help="Tiers and rules; default the packaged policy.toml.")
def command(
    files: tuple[str, ...],
    output: str | None,
    columns: Path | None,
    model: Path | None,
    file_format: str | None,
    top: int,
    force: bool,
    as_of: str | None,
    jurisdictions: tuple[str, ...],
    history: Path | None,
    watchlist: Path | None,
    no_cache: bool,
    policy: Path | None,
) -> None:
    """Score every row of each FILE and rank all rows together.

    FILE is delimited text, a workbook, JSON, Parquet, HTML, a customs message or an archive; - is standard input.
    Every row and every column comes out; risk_score, risk_tier, risk_rank, reasons and the screening result are
    appended. Without -o the ranked table shows on a terminal, and the scored rows go as CSV into a pipe.
    """
    from riskscan.history.store import HistoryStore
    from riskscan.manifest.writing import check_target, write_frame

    target = output if output is not None else None if _on_terminal() and not file_format else "-"
    if target is not None:
        check_target(target, format=file_format, force=force)  # type: ignore[arg-type]
    scorer = _load_scorer(model, policy, watchlist, not no_cache, as_of, jurisdictions)
    tables = [_read(file, columns) for file in files]
    store = HistoryStore(history) if history else None
    with _progress() as progress:
        scored = scorer.score_tables(tables, columns=columns, history=store, progress=progress)
    scorer.screener.flush()
    for table, notes in zip(tables, scored.notes, strict=True):
        say_assumptions(table.name, notes)
    if target is not None:
        write_frame(scored.frame, target, format=file_format, force=force)  # type: ignore[arg-type]
    if store is not None:
        for table, canonical in zip(tables, scored.canonical, strict=True):
            store.add_rows(canonical, Path(table.name).name)
    if target != "-":
        _show(scored.frame, scored.canonical, top, scorer.model_id)
    if target not in (None, "-"):
        click.echo(f"{len(scored.frame):,} rows written to {target}", err=True)


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _load_scorer(
    model: Path | None,
    policy: Path | None,
    watchlist: Path | None,
    cache: bool,
    as_of: str | None,
    jurisdictions: tuple[str, ...],
) -> "RiskScorer":
    from riskscan.chemistry.screening import Screener
    from riskscan.policy import load_policy, read_policy
    from riskscan.scoring import RiskScorer

    screener = Screener(watchlist=watchlist, cache=cache)
    return RiskScorer.load(
        model, policy=read_policy(policy) if policy else load_policy(), screener=screener, as_of=as_of,
        jurisdictions=[name.upper() for name in jurisdictions] or None,
    )  # fmt: skip


def _read(file: str, columns: Path | None) -> "InputTable":
    from riskscan.manifest.mapping.rules import resolve_rules
    from riskscan.manifest.reading import read_table
    from riskscan.scoring import InputTable

    rules = resolve_rules(columns)
    raw = read_table(file, encoding=rules.encoding, separator=rules.separator, headers=rules.headers)
    say_notes(raw.dialect.name, raw.notes)
    return InputTable(raw.frame, raw.issues, raw.dialect.name)


@contextmanager
def _progress() -> "Iterator[Callable[[str, int, int], None] | None]":
    """Show a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    parts = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)


def _show(frame: "pd.DataFrame", canonical: "list[pd.DataFrame]", top: int, model_id: str) -> None:
    import pandas as pd
    from rich.console import Console

    from riskscan.cli.ranking import show_ranking

    console = Console(highlight=False, emoji=False)
    show_ranking(console, frame, pd.concat(canonical, ignore_index=True), top=top, model_id=model_id)
