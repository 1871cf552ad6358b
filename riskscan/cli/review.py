"""``riskscan review``: decide on scored rows one by one, in the terminal."""

import signal
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.evidence import evidence_options, read_report
from riskscan.cli.terminal import make_console, say

if TYPE_CHECKING:
    from rich.console import Console

    from riskscan.reporting.evidence import RowEvidence
    from riskscan.reporting.labels_file import LabelsFile

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_TIERS = ("release", "review", "inspect", "hold")
_KEYS = {"d": "diversion", "l": "legitimate", "u": "unsure"}
_QUESTION = "d diversion, l legitimate, u unsure, s skip, q quit"


@click.command("review", short_help="Decide on scored rows, one by one.")
@click.argument("scored", metavar="SCORED")
@click.option("-o", "--output", required=True, type=_FILE, metavar="CSV", help="Labels; a file there is continued.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Rows of the ranking at most.  [default: 1000]")
@click.option(
    "--tier", type=click.Choice(_TIERS), default="review", show_default=True, help="The lowest tier that is shown."
)
@evidence_options
def command(scored: str, output: Path, top: int | None, tier: str, **law: Any) -> None:
    """Show the rows of SCORED (the output of riskscan score) by rank and write what you decide of each.

    Every decision is written at once; the same command goes on where it was left. riskscan train --reviewed learns
    from the labels, riskscan score --reviewed says what was decided before. The page of riskscan report does the same.
    """
    from riskscan.reporting.labels_file import LabelsFile

    labels = LabelsFile(output)
    report = read_report(scored, top=top, **law)
    least = _TIERS.index(tier)
    waiting = [row for row in report.rows if _TIERS.index(row.tier) >= least and not labels.has(row)]
    console = make_console()
    decided = 0
    for place, row in enumerate(waiting):
        if not _decide(console, row, labels, f"{place + 1:,} of {len(waiting):,}"):
            break
        decided += 1
    say(f"{decided:,} of {len(waiting):,} rows were gone through; {len(labels):,} labels in {output}.", err=True)


def _decide(console: "Console", row: "RowEvidence", labels: "LabelsFile", progress: str) -> bool:
    """Ask about a row; False where the reviewer wants to stop."""
    from riskscan.history.reviews import Verdict
    from riskscan.reporting.terminal_row import show_evidence

    show_evidence(console, row)
    if hasattr(signal, "siginterrupt"):
        # RDKit leaves Ctrl-C so that a prompt that waits goes on waiting, until Enter is pressed too.
        signal.siginterrupt(signal.SIGINT, True)
    try:
        key = click.prompt(
            f"{progress}: {_QUESTION}", type=click.Choice([*_KEYS, "s", "q"]), show_choices=False, default="s", err=True
        )
        if key in _KEYS:
            note = click.prompt("note", default="", show_default=False, err=True)
            labels.add(row, Verdict(_KEYS[key]), note, date.today())
    except click.Abort:  # the end of the input, or Ctrl-C: what was decided is written
        say(err=True)
        return False
    return bool(key != "q")
