"""``riskscan check`` of a whole file of compounds."""

from typing import TYPE_CHECKING, Literal

from riskscan.cli.check_views import OUTCOME_COLORS
from riskscan.cli.terminal import make_console, say, shown

if TYPE_CHECKING:
    from riskscan.chemistry.screening import Screener
    from riskscan.compounds import Asked, CheckedFile
    from riskscan.manifest.writing import OutputFormat

__all__ = ["check_file"]

_FORMATS: dict[str, "OutputFormat"] = {"json": "jsonl", "csv": "csv"}
_SHOWN = ("record", "screening_outcome", "matched", "substance_name", "substance_cas_rn", "relation", "row_issues")


def check_file(
    file: str,
    screener: "Screener",
    asked: "Asked",
    *,
    style: Literal["table", "text", "json", "csv"],
    output: str | None,
    force: bool,
) -> None:
    """Answer for each compound of a file: to a file or standard output, else show what needs a look."""
    from riskscan.compounds import check_compounds, open_compounds
    from riskscan.compounds.checking import answer_template
    from riskscan.manifest.writing import check_target, open_writer
    from riskscan.reporting.terminal import counted

    format = _FORMATS.get(style)
    target = output if output is not None else "-" if format else None
    if target is not None:
        check_target(target, format=format, force=force)
    with open_compounds(file) as table:
        for note in table.notes:
            say(f"{table.name}: {note}", err=True)
        if target is None:
            checked = check_compounds(table, screener, asked)
            _show(checked)
        else:
            with open_writer(target, answer_template(table), format=format, force=force) as writer:
                checked = check_compounds(table, screener, asked, write=writer.write)
    counts = ", ".join(f"{count:,} {outcome.replace('_', ' ')}" for outcome, count in checked.counts().items())
    issues = f"; {checked.n_with_issues:,} with issues (column row_issues)" if checked.n_with_issues else ""
    where = f" written to {target}" if target not in (None, "-") else ""
    say(f"{counted(checked.n_compounds, 'compound')}{where}: {counts or 'none'}{issues}.", err=True)


def _show(checked: "CheckedFile") -> None:
    from rich import box
    from rich.table import Table

    if not checked.first:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for name in _SHOWN:
        table.add_column(name.replace("screening_", "").replace("_", " "), overflow="fold")
    for answer in checked.first:
        cells = ["" if answer[name] is None else str(answer[name]) for name in _SHOWN]
        cells[1] = cells[1].replace("_", " ")
        styles = ["", OUTCOME_COLORS.get(answer["screening_outcome"], ""), *[""] * len(cells)]
        table.add_row(*(shown(_short(cell), style) for cell, style in zip(cells, styles, strict=False)))
    make_console(pipe_width=150).print(table)
    n_more = sum(checked.outcomes.values()) - checked.outcomes["clear"] - checked.outcomes["no_chemical"]
    if n_more > len(checked.first):
        say(f"The first {len(checked.first):,} of {n_more:,} that need a look; -o OUT writes all.")


def _short(cell: str) -> str:
    return cell if len(cell) <= 200 else f"{cell[:199]}…"
