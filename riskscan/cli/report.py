"""``riskscan report``: scored rows as one page that people look at."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.evidence import evidence_options, read_report
from riskscan.cli.terminal import say

if TYPE_CHECKING:
    from riskscan.manifest.parts import ManifestParts
    from riskscan.reporting.report import Report
    from riskscan.scoring import RiskScorer
    from riskscan.scoring.finished import Finished

__all__ = ["check_page", "command", "write_finished"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("report", short_help="Scored rows as one page to look at.")
@click.argument("scored", metavar="SCORED")
@click.option("-o", "--output", required=True, type=_FILE, metavar="HTML", help="Page to write.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Rows with their evidence.  [default: 1000]")
@click.option("--title", help="Heading of the page; default the name of SCORED.")
@evidence_options
@click.option("--force", is_flag=True, help="Overwrite HTML.")
def command(scored: str, output: Path, top: int | None, title: str | None, force: bool, **law: Any) -> None:
    """Write the rows of SCORED (the output of riskscan score) as one HTML page that loads nothing.

    The first rows of the ranking stand there whole, with the matched words, structures, listings and reasons; all
    others are counted. The evidence is found anew in the rows that are shown, by the tables of this version. In the
    page a reviewer marks rows and saves them as a labels file; see riskscan review.
    """
    check_page(output, force)
    _write(read_report(scored, top=top, title=title, **law), output, force, quiet=False)


def check_page(output: Path, force: bool) -> None:
    """Refuse a target that exists, or whose folder does not, before long work."""
    from riskscan.manifest.writing import check_target

    check_target(output, format="csv", force=force)  # any format: the page is text too


def write_finished(
    finished: "Finished", tables: "Sequence[ManifestParts]", scorer: "RiskScorer", output: Path, *, force: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Write the page of a run, with what was assumed in reading the manifests themselves."""
    from riskscan.reporting.overview import ScoredRows
    from riskscan.reporting.report import LawThatCounts, make_report

    parts = (ScoredRows(canonical, added, before + 1) for before, canonical, added in finished.canonical_parts())
    notes = [
        f"{table.name}: {note}" if len(tables) > 1 else str(note)
        for table, of_columns in zip(tables, finished.notes, strict=True)
        for note in (*table.notes, *of_columns)
    ]
    title = Path(tables[0].name).name + (f" and {len(tables) - 1} more" if len(tables) > 1 else "")
    law = LawThatCounts(scorer.as_of, scorer.jurisdictions)
    _write(make_report(parts, scorer.screener, title=title, law=law, notes=notes), output, force, quiet)


def _write(report: "Report", output: Path, force: bool, quiet: bool) -> None:
    """Write a report as a page and say how large it is."""
    from riskscan.manifest.writing import write_text
    from riskscan.reporting.page import write_page

    page = write_page(report)
    write_text(page.html, output, force=force)
    size = len(page.html.encode("utf-8", "replace")) / 1e6
    if quiet:
        return
    say(
        f"{page.n_shown:,} of {report.overview.n_rows:,} rows with their evidence written to {output} ({size:.1f} MB)",
        err=True,
    )
