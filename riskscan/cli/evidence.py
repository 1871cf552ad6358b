"""Options of commands that show scored rows with their evidence, and the rows that they mean."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.notes import say_notes
from riskscan.tables.lists import load_jurisdictions

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from riskscan.reporting.evidence import RowEvidence
    from riskscan.reporting.report import LawThatCounts, Report

__all__ = ["evidence_options", "read_report", "read_row"]

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
    from riskscan.chemistry.shared_screener import screener_of
    from riskscan.reporting.report import MOST_ROWS, are_first, make_report
    from riskscan.reporting.scored_file import read_scored

    most = top or MOST_ROWS
    found = read_scored(scored, columns=law["columns"], wanted=lambda output: are_first(output, most))
    say_notes(found.name, found.reading)
    screener = screener_of(law["watchlist"], True)
    report = make_report(
        [found.rows], screener, title=title or Path(found.name).name, law=_law(law), most_rows=most,
        notes=[str(note) for note in (*found.reading, *found.columns)],
    )  # fmt: skip
    screener.flush()
    return report


def _law(law: dict[str, Any]) -> "LawThatCounts":
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
    from riskscan.reporting.report import LawThatCounts

    as_of, jurisdictions = law["as_of"], law["jurisdictions"]
    return LawThatCounts(
        None if as_of is None else parse_as_of(as_of), parse_jurisdictions(jurisdictions) if jurisdictions else None
    )


def read_row(scored: str, number: int, *, by_rank: bool, **law: Any) -> "tuple[RowEvidence, list[str], str]":
    """Return the evidence of one row of a scored file, what was assumed in reading the file, and the model.

    Raises
    ------
    OptionError
        Where the file has no such row.
    """
    import numpy as np

    from riskscan.chemistry.shared_screener import screener_of
    from riskscan.exceptions import OptionError
    from riskscan.reporting.overview import ScoredRows
    from riskscan.reporting.report import make_report
    from riskscan.reporting.scored_file import read_scored
    from riskscan.reporting.terminal import counted

    def is_asked(output: "pd.DataFrame") -> "NDArray[np.bool_]":
        return np.asarray((output["risk_rank"] if by_rank else output.index + 1) == number)

    found = read_scored(scored, columns=law["columns"], wanted=is_asked)
    rows = found.rows
    places = np.flatnonzero(is_asked(rows.output))
    if not len(places):
        what = "rank" if by_rank else "row"
        raise OptionError(f"{found.name} has no {what} {number:,}; it has {counted(len(rows.output), 'row')}.")
    place = int(places[0])
    one = [table.iloc[[place]].reset_index(drop=True) for table in (rows.canonical, rows.output)]
    part = ScoredRows(one[0], one[1], rows.first_row + place)
    report = make_report(
        [part], screener_of(law["watchlist"], True), title=found.name, law=_law(law), most_rows=1
    )  # fmt: skip
    return report.rows[0], [str(note) for note in (*found.reading, *found.columns)], report.model_id
