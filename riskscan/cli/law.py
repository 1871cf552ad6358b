"""``riskscan law``: what changed in the law that the tables hold."""

import csv
import sys
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from riskscan.cli.terminal import say
from riskscan.tables.lists import load_jurisdictions

if TYPE_CHECKING:
    from riskscan.tables.law_news import LawChange


@click.group("law")
def command() -> None:
    """Follow the law that the tables hold."""


@command.command("news")
@click.option("--since", required=True, metavar="DATE", help="First day, as 2026-01-31.")
@click.option(
    "--jurisdiction", "jurisdictions", multiple=True, metavar="CODE",
    help=f"{', '.join(load_jurisdictions())}; may be given more than once.  [default: all, tariffs and packs]",
)  # fmt: skip
@click.option("--no-packs", is_flag=True, help="Leave out what installed packs list.")
@click.option("--format", "style", type=click.Choice(["text", "csv"]), default="text", show_default=True)
def news(since: str, jurisdictions: tuple[str, ...], no_packs: bool, style: str) -> None:
    """Say what changed since a day, and what is known to come: when, where, with its source.

    What an installed pack lists without a day counts from the pack's first day.
    The tables are no substitute for the texts themselves.
    """
    from riskscan.chemistry.law.own_lists import dated_rows
    from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
    from riskscan.packs.store import packs_in_use
    from riskscan.tables.law_news import changes_since

    where = parse_jurisdictions(jurisdictions) if jurisdictions else None
    day = parse_as_of(since, "day")
    changes = changes_since(day, where, () if no_packs else dated_rows(packs_in_use()))
    if style == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(("day", "kind", "place", "name", "citation", "source", "mark"))
        writer.writerows(asdict(change).values() for change in changes)
    else:
        _show(changes)
    say(f"{len(changes)} changes", err=True)


def _show(changes: "tuple[LawChange, ...]") -> None:
    for (day, place, kind), group in groupby(changes, lambda found: (found.day, found.place, found.kind)):
        rows = list(group)
        say(day.isoformat(), bold=True, end="")
        say(f"  {place}: {kind}")
        for row in rows:
            say(f"    {row.name} [{row.mark}]")
        texts = dict.fromkeys(f"{row.citation}; {row.source}".removeprefix("; ") for row in rows)
        for text in texts:
            say(f"      {text}")
