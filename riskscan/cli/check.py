"""``riskscan check``: what a name, identifier or goods text is, and which lists cover it."""

from dataclasses import asdict

import click

from riskscan.cli.terminal import say, say_json
from riskscan.tables.lists import load_jurisdictions

_COLORS = {
    "listed": "red", "covered": "red", "unresolved": "yellow", "resembles": "yellow", "watched": "cyan",
    "controlled_drug": "magenta",
}  # fmt: skip


@click.command("check")
@click.argument("texts", nargs=-1, required=True)
@click.option("--as-of", metavar="DATE", help="Day whose law counts, as 2026-01-31.  [default: today]")
@click.option(
    "--jurisdiction", "jurisdictions", multiple=True, metavar="CODE",
    help=f"{', '.join(load_jurisdictions())}; may be given more than once.  [default: all]",
)  # fmt: skip
@click.option(
    "--route", metavar="FROM:TO", help="Countries that the goods leave and enter, as CN:US; one may be empty."
)
@click.option("--watchlist", type=click.Path(dir_okay=False), help="CSV of further substances of your own.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    texts: tuple[str, ...],
    as_of: str | None,
    jurisdictions: tuple[str, ...],
    route: str | None,
    watchlist: str | None,
    style: str,
) -> None:
    """Say what each of TEXTS names, and every listing that covers it.

    A text may be a name in any style or language, a CAS number, SMILES, InChI or a line of goods; "-" reads lines
    from standard input. What is listed for the trade between some countries alone counts where --route names them.
    """
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions, parse_route
    from riskscan.chemistry.screening import Screener
    from riskscan.tables.listings import reach_of

    day, where = parse_as_of(as_of), parse_jurisdictions(jurisdictions or None)
    reach = reach_of(parse_route(route), day)
    screener = Screener(watchlist=watchlist)
    for text in _lines(texts):
        findings = screener.find(text, day, where, reach)
        if style == "json":
            rows = [asdict(finding) | {"is_hit": finding.is_hit} for finding in findings]
            say_json({"text": text, "findings": rows}, default=_plain)
        else:
            _show(text, findings)


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in (_standard_input() if text == "-" else [text])]


def _standard_input() -> list[str]:
    with click.open_file("-", encoding="utf-8", errors="replace") as handle:
        return [line.rstrip("\r\n") for line in handle]


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _show(text: str, findings: tuple) -> None:  # type: ignore[type-arg]
    say(text, bold=True)
    for finding in findings:
        color = _COLORS.get(finding.outcome)
        say("  ", end="")
        say(finding.outcome.replace("_", " "), color=color, bold=bool(color), end="")
        if finding.substance_name:
            say(f": {finding.substance_name}, CAS {finding.cas_rn or '-'}, {finding.relation}", end="")
        say()
        facts = {
            "mention": finding.mention if finding.mention != text else None,
            "read as": finding.read_as,
            "method": f"{finding.method}, confidence {finding.confidence:.2f}" if finding.method else None,
            "structure": f"{finding.smiles}  {finding.inchikey or ''}".rstrip() if finding.smiles else None,
            "note": finding.note,
        }
        for label, value in facts.items():
            if value:
                say(f"    {label:<10}{value}")
        for listing in finding.listings:
            period = f", {listing.period}" if listing.period else ""
            say(f"    {listing.jurisdiction:<10}{listing.list}{period}  [{listing.citation}] {listing.mark}")
