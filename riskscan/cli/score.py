"""``riskscan score``: manifests in, ranked and explained rows out."""

import gc
import json
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.notes import say_assumptions, say_notes
from riskscan.cli.report import check_page, write_finished
from riskscan.cli.sanctions import describe_lists, open_lists
from riskscan.cli.terminal import make_console, say, say_json
from riskscan.compiling.garbage import collector_paused, collector_seldom
from riskscan.tables.lists import load_jurisdictions

if TYPE_CHECKING:
    from riskscan.chemistry.screening import Screener
    from riskscan.distributed.choosing import EngineName
    from riskscan.history.reviews import Review
    from riskscan.history.store import HistoryStore
    from riskscan.history.store_results import AddedRows
    from riskscan.manifest.parts import ManifestParts
    from riskscan.manifest.writing import OutputFormat
    from riskscan.parties import PartyIndex
    from riskscan.scoring import RiskScorer
    from riskscan.scoring.engines import Engine
    from riskscan.scoring.finished import Finished
    from riskscan.scoring.run import Progress, Run

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_MOST_BYTES_A_ROW = 500
_VERSIONS = ("numpy", "pandas", "pyarrow", "rdkit", "scikit-learn")


@click.command("score", short_help="Score manifests: ranked, explained rows.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Scored rows: CSV, Parquet, JSON lines, xlsx; - is stdout.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file: columns, units, rates, dates.")
@click.option(
    "--model", type=click.Path(path_type=Path), metavar="DIR", help="Model folder; default the shipped model."
)
@click.option("--format", "file_format", type=click.Choice(["csv", "parquet", "jsonl", "xlsx"]), help="Format of OUT.")
@click.option("--top", type=click.IntRange(0), default=20, show_default=True, help="Rows of the table on the terminal.")
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@click.option("--as-of", metavar="DATE", help="Day of the law that counts; default each row's own day.")
@click.option(
    "--jurisdiction", "jurisdictions", multiple=True, type=click.Choice(load_jurisdictions(), case_sensitive=False),
    help="Lists that count; may be repeated; default those of each row's route.",
)  # fmt: skip
@click.option("--history", type=_FILE, metavar="FILE", help="Trader history: read, and updated when rows are written.")
@click.option("--watchlist", type=_FILE, metavar="FILE", help="Your own substances, names and structures.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep what texts say; see riskscan cache.")
@click.option(
    "--reviewed", type=_FILE, metavar="CSV", help="Labels of reviewers; what they decided is not raised anew."
)
@click.option(
    "--sanctions", type=_FILE, multiple=True, metavar="LIST",
    help="List of parties: OpenSanctions, OFAC, UN or EU; may be repeated.",
)  # fmt: skip
@click.option("--policy", type=_FILE, metavar="TOML", help="Tiers and rules; default the packaged policy.toml.")
@click.option(
    "--base-rate",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    help="Share of violations that you expect among the rows; default that of the policy.",
)
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who scores.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a running Dask cluster, such as tcp://10.0.0.1:8786.")
@click.option(
    "--jobs", type=click.IntRange(1), help="Processes that score; default all cores where the rows pay for it."
)
@click.option("--part-rows", type=click.IntRange(1), metavar="N", help="Rows scored at a time; bounds memory.")
@click.option("--resume", is_flag=True, help="Keep finished parts beside OUT, and go on from those of a broken run.")
@click.option(
    "--summary", type=_FILE, metavar="JSON", help="Write counts, versions and seconds by stage; - is standard output."
)
@click.option("--report", type=_FILE, metavar="HTML", help="Write a page to look at; see riskscan report.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors; no table, no progress.")
def command(
    files: tuple[str, ...],
    output: str | None,
    columns: Path | None,
    model: Path | None,
    file_format: "OutputFormat | None",
    top: int,
    force: bool,
    as_of: str | None,
    jurisdictions: tuple[str, ...],
    history: Path | None,
    watchlist: Path | None,
    no_cache: bool,
    reviewed: Path | None,
    sanctions: tuple[Path, ...],
    policy: Path | None,
    base_rate: float | None,
    engine: "EngineName",
    scheduler: str | None,
    jobs: int | None,
    part_rows: int | None,
    resume: bool,
    summary: Path | None,
    report: Path | None,
    quiet: bool,
) -> None:
    """Score every row of each FILE and rank all rows together.

    FILE is delimited text, a workbook, JSON, Parquet, HTML, a customs message or an archive; - is standard input; it
    may be a pattern such as 'day*.csv', or an address such as s3://bucket/day.parquet (needs riskscan[dask]).
    Every row and every column comes out; risk_score, risk_tier, risk_rank, reasons and the screening result are
    appended. Without -o the ranked table shows on a terminal, and the scored rows go as CSV into a pipe. Rows are
    read and scored in parts, so memory is bounded; the result depends neither on the parts nor on who scores them.
    """
    with _no_garbage():
        from riskscan.distributed.choosing import open_engine
        from riskscan.manifest.locations import expand_patterns
        from riskscan.manifest.writing import check_target
        from riskscan.scoring.apart import prepare_apart
        from riskscan.scoring.engines import begun_ahead, jobs_for

    target = output if output is not None else None if _on_terminal() and not file_format else "-"
    if target is not None:
        check_target(target, format=file_format, force=force)
    is_printed = _is_printed(summary, target)
    if report is not None:
        check_page(report, force)
    reviews = _reviews(reviewed)
    kept = _kept_parts(target) if resume else None
    listed = open_lists(sanctions, quiet=quiet)
    started = time.perf_counter()
    names = expand_patterns(files)
    ahead = (jobs or jobs_for(_likely_rows(names))) if engine == "local" else 1
    with ExitStack() as opened:
        begun = opened.enter_context(begun_ahead(ahead, partial(prepare_apart, watchlist, not no_cache)))
        with _no_garbage():
            screener = _screener(watchlist, not no_cache, is_read_apart=begun is not None)
            scorer = _load_scorer(model, policy, base_rate, screener, as_of, jurisdictions)
        if not quiet and (changed := _packs_changed(scorer)):
            say(changed, err=True)
        loaded = time.perf_counter()
        with collector_seldom():
            tables = [_open(file, columns, opened, quiet) for file in names]
            gc.freeze()
        read = time.perf_counter()
        jobs = jobs or jobs_for(sum(table.n_rows for table in tables))
        carrier = opened.enter_context(open_engine(engine, jobs, scheduler, begun))
        store = _history(history)
        with _progress(quiet) as progress:
            run = _run(scorer, tables, columns, store, reviews, listed, top, carrier, part_rows, progress, kept)
            finished = run.finish()
            opened.callback(finished.close)
        scorer.screener.flush()
        for table, notes in zip(tables, finished.notes, strict=True):
            if not quiet:
                say_assumptions(table.name, notes)
        if target is not None:
            _write(finished, target, file_format, force)
        if report is not None:
            write_finished(finished, tables, scorer, report, force=force, quiet=quiet)
        if kept is not None:
            shutil.rmtree(kept, ignore_errors=True)
        added = finished.remember(store) if store is not None else None
        ended = time.perf_counter()
        seconds = {"load": loaded - started, "read": read - loaded, **run.seconds}
        seconds |= {"write": ended - read - sum(run.seconds.values()), "all": ended - started}
        if summary is not None:
            facts = {"sanctions": describe_lists(sanctions, listed), "reviewed": _told(reviewed, reviews)}
            content = _summary(finished, tables, scorer, engine, jobs, target, seconds, added, facts)
            _write_summary(content, None if is_printed else summary)
        if target != "-" and not quiet and not is_printed:
            _show(finished, top, scorer.model_id)
        if target not in (None, "-") and not quiet:
            speed = f"{finished.n_rows / seconds['all']:,.0f} rows a second"
            say(f"{finished.n_rows:,} rows written to {target} ({speed})", err=True)


@contextmanager
def _no_garbage() -> "Iterator[None]":
    """Spare what is loaded, which stays to the end, from being looked through for garbage again and again.

    It is set aside before the collector goes on: that begins with all that is new.
    """
    with collector_paused():
        yield
        gc.freeze()


def _likely_rows(files: "list[str]") -> int:
    """Return how many rows files of this machine have at least, as manifests go: so much is known before reading."""
    sizes = (path.stat().st_size for path in map(Path, files) if path.is_file())
    return sum(sizes) // _MOST_BYTES_A_ROW


def _kept_parts(target: str | None) -> Path:
    """Return the folder for finished parts, beside the output."""
    if target in (None, "-"):
        raise click.UsageError("--resume keeps finished parts beside the output: name a file with -o.")
    return Path(f"{target}.resume")


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _load_scorer(
    model: Path | None, policy: Path | None, base_rate: float | None, screener: "Screener", as_of: str | None,
    jurisdictions: tuple[str, ...],
) -> "RiskScorer":  # fmt: skip
    from dataclasses import replace

    from riskscan.policy import load_policy, read_policy
    from riskscan.scoring import RiskScorer

    rules = read_policy(policy) if policy else load_policy()
    if base_rate is not None:
        rules = replace(rules, base_rate=base_rate)
    return RiskScorer.load(
        model, policy=rules, screener=screener, as_of=as_of,
        jurisdictions=[name.upper() for name in jurisdictions] or None,
    )  # fmt: skip


def _screener(watchlist: Path | None, cache: bool, *, is_read_apart: bool) -> "Screener":
    """Return the screener; that of other processes is not loaded here too, but for a watch list that may be wrong."""
    from riskscan.chemistry.shared_screener import AwaitedScreener, screener_of

    return AwaitedScreener(cache=cache) if is_read_apart and watchlist is None else screener_of(watchlist, cache)


def _packs_changed(scorer: "RiskScorer") -> str:
    """Say that the model knows other packs; the shipped one knows none, and whoever installs some knows that."""
    from riskscan.packs.counted import packs_changed

    metadata = scorer.trained.metadata
    return "" if metadata.get("worlds") else packs_changed(metadata.get("packs", ()), scorer.screener.packs)


def _open(file: str, columns: Path | None, opened: ExitStack, quiet: bool) -> "ManifestParts":
    from riskscan.manifest.parts import open_parts

    parts = opened.enter_context(open_parts(file, columns=columns))
    if not quiet:
        say_notes(parts.name, parts.notes)
    return parts


def _reviews(path: Path | None) -> "Mapping[str, Review]":
    from riskscan.history.reviews import latest_reviews, read_reviews

    return latest_reviews(read_reviews(path)) if path else {}


def _told(path: Path | None, reviews: "Mapping[str, Review]") -> dict[str, object] | None:
    return None if path is None else {"file": str(path), "decisions": len(reviews)}


def _history(path: Path | None) -> "HistoryStore | None":
    from riskscan.history.store import HistoryStore

    return HistoryStore(path) if path else None


def _run(
    scorer: "RiskScorer", tables: "list[ManifestParts]", columns: Path | None, store: "HistoryStore | None",
    reviews: "Mapping[str, Review]", listed: "PartyIndex | None", top: int,
    engine: "Engine", part_rows: int | None, progress: "Progress | None", kept: Path | None,
) -> "Run":  # fmt: skip
    from riskscan.manifest.mapping.rules import resolve_rules
    from riskscan.scoring.run import PART_ROWS, Options

    options = Options(
        resolve_rules(columns), store, reviews=reviews, listed=listed, top=top, part_rows=part_rows or PART_ROWS,
        engine=engine, progress=progress, resume=kept,
    )  # fmt: skip
    return scorer.run(tables, options)


def _write(finished: "Finished", target: str, file_format: "OutputFormat | None", force: bool) -> None:
    from riskscan.manifest.writing import check_target, open_writer

    as_text = check_target(target, format=file_format, force=force) in ("csv", "xlsx")
    writing = open_writer(target, finished.template, format=file_format, force=force, timed=finished.timed)
    with collector_seldom(), writing as writer:
        if writer.lines is not None:
            for lines in finished.lines(writer.lines):
                writer.write_lines(lines)
            return
        for frame in finished.frames(as_text=as_text):
            writer.write(frame)


def _is_printed(summary: Path | None, target: str | None) -> bool:
    """Whether the summary goes to standard output, which then nothing else may."""
    if summary is None or str(summary) != "-":
        return False
    if target == "-":
        raise click.UsageError("The scored rows and --summary - both go to standard output: name a file for one.")
    return True


def _summary(
    finished: "Finished", tables: "list[ManifestParts]", scorer: "RiskScorer", engine: str,
    jobs: int, target: str | None, seconds: dict[str, float], added: "AddedRows | None", known: "Mapping[str, object]",
) -> dict[str, object]:  # fmt: skip
    from dataclasses import asdict
    from importlib.metadata import version

    import riskscan

    return {
        "riskscan": riskscan.__version__,
        "model_id": scorer.model_id,
        "packs": [asdict(pack) for pack in scorer.screener.packs],
        "rows": finished.n_rows,
        "rows_with_issues": finished.n_with_issues,
        "tiers": {tier.name.lower(): count for tier, count in finished.counts().items()},
        "score_basis": finished.score_basis,
        "base_rate": None if finished.odds_move is None else finished.odds_move.to_dict(),
        "rows_kept_down_by_the_bound": finished.kept_down(),
        "files": [
            {"name": table.name, "rows": table.n_rows, "notes": [note.to_dict() for note in (*table.notes, *notes)]}
            for table, notes in zip(tables, finished.notes, strict=True)
        ],
        "output": target,
        "history": asdict(added) if added is not None else None,
        **known,
        "engine": engine,
        "jobs": jobs,
        "cache": asdict(scorer.screener.cache_use),
        "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
        "rows_per_second": round(finished.n_rows / seconds["all"], 1),
        "versions": {name: version(name) for name in _VERSIONS},
    }


def _write_summary(content: dict[str, object], path: Path | None) -> None:
    from riskscan.manifest.writing import write_text

    if path is None:
        say_json(content, indent=1)
    else:
        write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", path, force=True)


@contextmanager
def _progress(quiet: bool) -> "Iterator[Progress | None]":
    """Show a bar with rows a second and the time left on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    parts = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[speed]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Bar(*parts, console=make_console(err=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def say(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, speed="")
            elapsed = bar.tasks[tasks[stage]].elapsed or 0.0
            speed = f"{done / elapsed:,.0f} rows/s" if elapsed > 0.1 else ""
            bar.update(tasks[stage], completed=done, speed=speed)  # type: ignore[arg-type]

        yield say


def _show(finished: "Finished", top: int, model_id: str) -> None:
    from riskscan.reporting.terminal import show_ranking

    show_ranking(make_console(), finished, top=top, model_id=model_id)
