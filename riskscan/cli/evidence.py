"""Options of commands that show scored rows with their evidence, and the rows that they mean."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.notes import say_notes
from riskscan.tables.lists import load_jurisdictions

if TYPE_CHECKING:
    from riskscan.reporting.report import Report

__all__ = ["evidence_options", "read_report"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file that the manifest was scored with."),
    click.option("--as-of", metavar="DATE", help="Day of the law that counts; default each row's own, as in scoring."),
    click.option(
        "--jurisdiction", "jurisdictions", multiple=True,
        type=click.Choice(load_jurisdictions(), case_sensitive=False),
        help="Lists that count, as in scoring; may be repeated; default all.",
    ),
    click.option("--watchlist", type=_FILE, metavar="FILE", help="Your own substances, as in scoring."),
)  # fmt: skip


def evidence_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say by which law and columns the rows were scored."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_report(scored: str, *, top: int | None, title: str | None = None, **law: Any) -> "Report":
    """Read a scored file and find the evidence of its first rows anew.

    Parameters
    ----------
    scored : str
        The file.
    top : int or None
        Rows with evidence; the default of a report where None.
    title : str, optional
        Instead of the file's name.
    **law
        Values of `evidence_options`.
    """
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
    from riskscan.chemistry.screening import screener_of
    from riskscan.reporting.report import MOST_ROWS, LawThatCounts, make_report
    from riskscan.reporting.scored_file import read_scored

    as_of, jurisdictions = law["as_of"], law["jurisdictions"]
    counts = LawThatCounts(
        parse_as_of(as_of) if as_of else None, parse_jurisdictions(jurisdictions) if jurisdictions else None
    )
    found = read_scored(scored, columns=law["columns"])
    say_notes(found.name, found.reading)
    screener = screener_of(law["watchlist"], True)
    report = make_report(
        [found.rows], screener, title=title or Path(found.name).name, law=counts, most_rows=top or MOST_ROWS,
        notes=[str(note) for note in (*found.reading, *found.columns)],
    )  # fmt: skip
    screener.flush()
    return report
