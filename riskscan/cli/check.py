"""``riskscan check``: what a name, identifier, goods text or file of compounds is, and which lists cover it."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from riskscan.cli.terminal import say, say_json
from riskscan.tables.lists import load_jurisdictions

if TYPE_CHECKING:
    from datetime import date

    from riskscan.chemistry.screening import Screener
    from riskscan.tables.scopes import Reach

__all__ = ["command"]

Style = Literal["table", "text", "json", "csv"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_OUTPUT = "OUT ends with .csv, .jsonl, .parquet or .xlsx (.gz and .zst compress text); - is stdout."


@click.command("check", short_help="Check names, texts or files of compounds.")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--as-of", metavar="DATE", help="Day whose law counts, as 2026-01-31.  [default: today]")
@click.option(
    "--jurisdiction", "jurisdictions", multiple=True, metavar="CODE",
    help=f"{', '.join(load_jurisdictions())}; may be given more than once.  [default: all]",
)  # fmt: skip
@click.option(
    "--route", metavar="FROM:TO", help="Countries that the goods leave and enter, as CN:US; one may be empty."
)
@click.option("--watchlist", type=click.Path(dir_okay=False), help="CSV of further substances of your own.")
@click.option(
    "--format", "style", type=click.Choice(["table", "text", "json", "csv"]), default="table", show_default=True,
    help="text says all of each finding: citations, structure, notes.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Short for --format json: one line a text.")
@click.option("--csv", "as_csv", is_flag=True, help="Short for --format csv: one row a mention.")
@click.option("--draw", type=_FILE, metavar="FILE", help="Draw each structure beside the listed one: .svg or .png.")
@click.option("--explain", is_flag=True, help="Show how each text is read, step by step.")
@click.option("-o", "--output", metavar="OUT", help=f"Answers for a file of compounds. {_OUTPUT}")
@click.option("--force", is_flag=True, help="Overwrite OUT, and the drawing.")
def command(
    texts: tuple[str, ...],
    as_of: str | None,
    jurisdictions: tuple[str, ...],
    route: str | None,
    watchlist: str | None,
    style: Style,
    as_json: bool,
    as_csv: bool,
    draw: Path | None,
    explain: bool,
    output: str | None,
    force: bool,
) -> None:
    """Say what each TEXT names, and every listing that covers it.

    A TEXT may be a name in any style or language, a CAS number, SMILES, InChI or a line of goods; "-" reads lines
    from standard input. What is listed for the trade between some countries alone counts where --route names them.

    Instead of texts, one file of compounds may be given: .sdf, .mol, .smi, or a table (.csv, .tsv, .xlsx, .parquet,
    .jsonl) with a column smiles, inchi, inchikey, cas or name; packed or not. Each compound gets one answer behind its
    own fields.
    """
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions, parse_route
    from riskscan.chemistry.screening import Screener
    from riskscan.tables.listings import reach_of

    style = "json" if as_json else "csv" if as_csv else style
    file = _compound_file(texts)
    if file is None and output is not None:
        raise click.UsageError("-o takes the answers for a file of compounds; texts are answered on standard output.")
    if file is not None and (draw is not None or explain):
        raise click.UsageError("--draw and --explain are for texts, not for a file of compounds.")
    if draw is not None:
        _check_drawing(draw, force)
    day, where = parse_as_of(as_of), parse_jurisdictions(jurisdictions or None)
    reach = reach_of(parse_route(route), day)
    screener = Screener(watchlist=watchlist)
    if file is not None:
        from riskscan.cli.check_files import check_file
        from riskscan.compounds import Asked

        check_file(file, screener, Asked(day, where, reach), style=style, output=output, force=force)
        return
    lines = _lines(texts)
    if explain:
        _explain(lines, screener, {"as_of": day, "jurisdictions": jurisdictions or None, "route": route}, style)
    else:
        _answer(lines, screener, day, where, reach, style)
    if draw is not None:
        from riskscan.cli.check_views import draw_findings

        found = [(text, screener.find(text, day, where, reach)) for text in lines]
        draw_findings(found, screener.controls.substances, draw, force=force)


def _compound_file(texts: tuple[str, ...]) -> str | None:
    """Return the file of compounds that is asked for, None where texts are."""
    from riskscan.compounds.opening import is_compound_file

    files = [text for text in texts if is_compound_file(text) and (Path(text).exists() or " " not in text)]
    if files and len(texts) > 1:
        raise click.UsageError(f"{files[0]} is a file of compounds: give it alone.")
    return files[0] if files else None


def _check_drawing(path: Path, force: bool) -> None:
    from riskscan.exceptions import OptionError

    if path.suffix.casefold() not in (".svg", ".png"):
        raise OptionError(f"Cannot tell how to draw {path}: end its name with .svg or .png.")
    if path.exists() and not force:
        raise OptionError(f"{path} exists: choose another name, or replace it with --force.")


def _answer(
    lines: list[str], screener: "Screener", day: "date", where: frozenset[str], reach: "Reach", style: Style
) -> None:
    from riskscan.cli.check_views import show_details, show_table, write_rows

    if style == "csv":
        write_rows(lines, screener, day, where, reach)
        return
    if style == "table":
        show_table([(text, screener.find(text, day, where, reach)) for text in lines])
        return
    for text in lines:
        findings = screener.find(text, day, where, reach)
        if style == "json":
            rows = [asdict(finding) | {"is_hit": finding.is_hit} for finding in findings]
            say_json({"text": text, "findings": rows}, default=_plain)
        else:
            show_details(text, findings)


def _explain(lines: list[str], screener: "Screener", law: dict, style: Style) -> None:  # type: ignore[type-arg]
    from riskscan.cli.check_steps import show_steps

    for number, text in enumerate(lines):
        steps = screener.explain(text, **law)
        if style == "json":
            say_json(asdict(steps), default=_plain)
        else:
            say(end="\n" if number else "")
            show_steps(steps)


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in (_standard_input() if text == "-" else [text])]


def _standard_input() -> list[str]:
    with click.open_file("-", encoding="utf-8", errors="replace") as handle:
        return [line.rstrip("\r\n") for line in handle]


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)
