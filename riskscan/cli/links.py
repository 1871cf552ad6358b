"""``riskscan links``: who is connected to a party of a manifest, by what, and since when."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.notes import say_assumptions, say_notes
from riskscan.cli.terminal import say, say_json

if TYPE_CHECKING:
    from riskscan.parties.neighborhood import Neighborhood

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("links", short_help="Show who is connected to a party, by what, and since when.")
@click.argument("manifest", metavar="FILE")
@click.option("--party", required=True, metavar="NAME", help="Consignor or consignee, in any usual spelling.")
@click.option("--history", type=_FILE, metavar="STORE", help="History file whose rows count as well.")
@click.option("--as-of", metavar="DAY", help="Leave out rows lodged after this day (ISO).")
@click.option("--steps", type=click.IntRange(1, 2), default=2, show_default=True, help="1: its own connections only.")
@click.option(
    "--through", default=50, show_default=True, type=click.IntRange(1),
    help="Nobody is followed through an address, number, agent or vessel of more names.",
)  # fmt: skip
@click.option("--most", default=25, show_default=True, type=click.IntRange(1), help="Connections to show.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file for the columns.")
@click.option(
    "--format", "file_format", type=click.Choice(["text", "json"]), default="text", help="Form of the answer."
)
def command(
    manifest: str, party: str, history: Path | None, as_of: str | None, steps: int, through: int, most: int,
    columns: Path | None, file_format: str,
) -> None:  # fmt: skip
    """Show which parties of FILE are connected to one of them: same address, telephone, e-mail, agent, vessel or name,
    trade with one another, goods that went on under another description, and goods sent in parts.

    A connection is a question, not a finding: forwarders and parcel hubs honestly share their address with thousands.
    """
    from riskscan.chemistry.options import parse_as_of
    from riskscan.history.store import HistoryStore
    from riskscan.manifest.cleaning import clean_manifest
    from riskscan.manifest.mapping.rules import resolve_rules
    from riskscan.manifest.reading import read_table
    from riskscan.parties.neighborhood import find_neighborhood

    store = None if history is None else HistoryStore(history, must_exist=True)
    day = None if as_of is None else parse_as_of(as_of)
    rules = resolve_rules(columns)
    raw = read_table(manifest, encoding=rules.encoding, separator=rules.separator, headers=rules.headers)
    clean = clean_manifest(raw.frame, columns=rules, issues=raw.issues, require_text=False)
    say_notes(raw.dialect.name, raw.notes)
    say_assumptions(raw.dialect.name, clean.mapping.notes)
    others = [name for name in clean.mapping.kept if name not in clean.frame]
    frame = clean.frame.join(raw.frame[others])
    found = find_neighborhood(frame, party, store=store, as_of=day, steps=steps, most_names=through)
    if file_format == "json":
        say_json(asdict(found), indent=2)
    else:
        _print(found, most)


def _print(found: "Neighborhood", most: int) -> None:
    say(f"{found.name}: {_rows(found.rows)}{_period(found.since, found.until)}", bold=True)
    say(f"{found.n_parties:,} parties in all; {found.component_size:,} hang together with this one, it among them.")
    say("What it has", bold=True)
    for tie in found.ties:
        note = "" if tie.followed == "yes" else "; too many to follow"
        others = f"{tie.names - 1:,} other name{'s' * (tie.names != 2)}"
        say(f"  {tie.kind.removeprefix('same ')} {tie.text}: {others}{note}")
    for step, title in ((1, "Who shares something with it"), (2, "Who shares something with these")):
        some = [one for one in found.connections[:most] if one.steps == step]
        if some:
            say(title, bold=True)
        for one in some:
            say(f"  {one.name} ({_rows(one.rows)}){' through ' * bool(one.through)}{one.through}")
            for tie in one.ties:
                what = "" if tie.kind == "trade" else f" {tie.text}"
                others = f", {tie.names:,} names" if tie.names > 2 else ""
                say(f"    {tie.kind}{what}: {_rows(tie.rows)}{others}{_period(tie.since, tie.until)}")
    if not found.connections:
        say("No other party is connected to it.")
    if len(found.connections) > most:
        say(f"and {len(found.connections) - most:,} further parties (--most)")
    _print_goods(found)


def _print_goods(found: "Neighborhood") -> None:
    for leg in found.legs:
        say(
            f"Went on: {leg.mass_kg:g} kg came to {leg.country} on {leg.came_on} as '{leg.came_as}' for {leg.came_to},"
            f" and left on {leg.left_on} as '{leg.left_as}' from {leg.left_from};"
            f" {leg.alike:,} other rows have this mass."
        )
    for split in found.splits:
        together = f", {split.mass_kg:g} kg together" if split.mass_kg else ""
        say(
            f"In parts: {split.consignments:,} consignments of '{split.goods}' from {split.consignor} to"
            f" {split.consignee}{_period(split.since, split.until)}{together}."
        )


def _rows(number: int) -> str:
    return f"{number:,} row{'s' * (number != 1)}"


def _period(since: str, until: str) -> str:
    return "" if not since else f", {since}" if since == until else f", {since} to {until}"
