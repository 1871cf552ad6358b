"""``riskscan parties``: one name against lists of parties."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.sanctions import open_lists
from riskscan.cli.terminal import make_console, say, say_json, shown

if TYPE_CHECKING:
    from riskscan.parties.judging import PartyMatch

__all__ = ["command"]

_COLORS = {"strong": "bold red", "name": "yellow", "weak": ""}


@click.group("parties", short_help="Compare a name with lists of parties.")
def command() -> None:
    """Compare names of persons and firms with lists of parties; score --sanctions does so for whole manifests."""


@command.command("check")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--sanctions", type=click.Path(dir_okay=False, path_type=Path), multiple=True, required=True, metavar="LIST",
    help="List of parties: OpenSanctions, OFAC, UN or EU; may be repeated.",
)  # fmt: skip
@click.option("--country", default="", metavar="CC", help="Country of the party: its code or name.")
@click.option("--address", default="", metavar="TEXT", help="Address of the party.")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--quiet", is_flag=True, help="Do not say which lists were read.")
def check(
    names: tuple[str, ...], sanctions: tuple[Path, ...], country: str, address: str, style: str, quiet: bool
) -> None:
    """Say which listed parties each NAME may be, how sure that is, and what agrees.

    A match is a reason to compare identities, never proof; a name that matches nothing is not cleared by that.
    """
    from riskscan.exceptions import OptionError
    from riskscan.identifiers import normalize_country
    from riskscan.parties.judging import match_parties

    code = normalize_country(country) if country else ""
    if code is None:
        raise OptionError(f"{country!r} names no country: give a code such as CN, or a name.")
    index = open_lists(sanctions, quiet=quiet)
    assert index is not None  # an option that is required
    for name in names:
        matches = match_parties(index, name, code, address)
        if style == "json":
            say_json({"name": name, "matches": [_as_dict(match) for match in matches]})
        else:
            _show(name, matches)


def _as_dict(match: "PartyMatch") -> dict[str, object]:
    found = match.found
    return {
        "level": match.level.name.lower(), "listed_name": found.name.text, "likeness": round(found.likeness.share, 3),
        "id": found.party.id, "kind": found.party.kind, "countries": sorted(found.party.countries),
        "programs": list(found.party.programs), "list": found.source.name, "list_day": found.source.day.isoformat(),
        "grounds": list(match.grounds),
    }  # fmt: skip


def _show(name: str, matches: "tuple[PartyMatch, ...]") -> None:
    from rich import box
    from rich.table import Table

    say(name, bold=True)
    if not matches:
        say("  no listed name is like it")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for column in ("level", "listed name", "kind", "countries", "list", "programs", "what agrees"):
        table.add_column(column, overflow="fold")
    for match in matches:
        facts = _as_dict(match)
        level = str(facts["level"])
        table.add_row(
            shown(level, _COLORS[level]),
            *map(
                shown,
                (
                    f"{facts['listed_name']} ({facts['id']})", str(facts["kind"]),
                    ", ".join(sorted(match.found.party.countries)), f"{facts['list']} of {match.found.source.edition}",
                    ", ".join(match.found.party.programs), ", ".join(match.grounds),
                ),
            ),
        )  # fmt: skip
    make_console(pipe_width=150).print(table)
