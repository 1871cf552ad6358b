"""``riskscan substances``: show the tables of listed substances, and check them or a watch list."""

import csv
import sys

import click

from riskscan.cli.terminal import say
from riskscan.tables.lists import load_jurisdictions


@click.group("substances")
def command() -> None:
    """Show and check the tables of listed substances."""


@command.command("list")
@click.option(
    "--jurisdiction", metavar="CODE", help=f"Only substances listed there ({', '.join(load_jurisdictions())})."
)
@click.option("--as-of", metavar="DATE", help="Only listings in effect on that day.  [default: today]")
@click.option("--format", "style", type=click.Choice(["text", "csv"]), default="text", show_default=True)
def list_(jurisdiction: str | None, as_of: str | None, style: str) -> None:
    """List the substances and legal classes with the lists they stand on."""
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
    from riskscan.tables.classes import load_classes
    from riskscan.tables.listings import load_listings
    from riskscan.tables.substances import load_substances

    day, where = parse_as_of(as_of), parse_jurisdictions(None if jurisdiction is None else [jurisdiction])
    lists: dict[str, list[str]] = {}
    for listing in load_listings():
        if listing.jurisdiction in where and listing.is_effective(day):
            lists.setdefault(listing.subject, []).append(f"{listing.jurisdiction} {listing.list}")
    entries = [(found.substance_id, found.name, found.cas_rn) for found in load_substances()]
    entries += [(found.class_id, found.name, "") for found in load_classes()]
    rows = [(*entry, "; ".join(dict.fromkeys(lists[entry[0]]))) for entry in entries if entry[0] in lists]
    if style == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(("substance_id", "name", "cas_rn", "lists"))
        writer.writerows(rows)
        return
    for substance_id, name, cas_rn, on in rows:
        say(substance_id, bold=True, end="")
        say(f"  {name}  CAS {cas_rn or '-'}")
        say(f"    {on}")
    say(f"{len(rows)} substances and legal classes", err=True)


@command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Show a substance or legal class: identifiers, names, forms and every listing, past and proposed ones too.

    NAME is an id, a CAS number or any name.
    """
    from riskscan.cli.entries import describe_entry
    from riskscan.exceptions import OptionError

    text = describe_entry(name)
    if text is None:
        raise OptionError(f"{name!r} is no listed substance or class; `riskscan substances list` shows them all.")
    for line in text.splitlines():
        say(line)


@command.command("check")
@click.option("--watchlist", type=click.Path(dir_okay=False), help="Check this watch list instead of the tables.")
def check(watchlist: str | None) -> None:
    """Check the tables: CAS digits, InChIKeys, systematic names, listings without a substance and the like."""
    from riskscan.chemistry.law.watchlist import read_watchlist
    from riskscan.chemistry.table_checks import check_tables

    if watchlist is not None:
        found = read_watchlist(watchlist)
        say(f"{watchlist}: {len(found.substances)} substances, no issues")
        return
    issues = check_tables()
    for issue in issues:
        say(issue)
    say(f"{len(issues)} issues", err=True)
    sys.exit(1 if issues else 0)
