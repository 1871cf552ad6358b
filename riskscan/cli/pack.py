"""``riskscan pack``: exchange what to look for with other agencies, in signed bundles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.terminal import say, say_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskscan.packs.opening import Pack

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)


def _trust_options(function: "Callable[..., Any]") -> "Callable[..., Any]":
    """Add the options that say what a user lets pass."""
    for option in (
        click.option("--allow-outdated", is_flag=True, help="Take a pack that expired or is not valid yet."),
        click.option("--allow-unsigned", is_flag=True, help="Take a pack for which nobody stands."),
        click.option(
            "--trust", multiple=True, type=click.Path(path_type=Path), metavar="KEY",
            help="Public key (PEM) that you trust, or a folder of them; may be given more than once.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


@click.group("pack")
def command() -> None:
    """Exchange substances, names, listings and watch words with other agencies, in signed bundles.

    A pack says what to look for and nothing of who shipped what. RISKSCAN_PACKS names another folder for those
    that are installed.
    """


@command.command("key")
@click.argument("private", type=_FILE)
def key(private: Path) -> None:
    """Make a key pair: PRIVATE, which signs and stays with you, and the public one beside it, to be given away."""
    from riskscan.packs.keys import make_key_pair

    public, fingerprint = make_key_pair(private)
    say(f"{private} is secret; give away {public}, and say its fingerprint by another way:")
    say(fingerprint)


@command.command("create")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("-o", "--output", type=_FILE, required=True, metavar="PACK", help="The file to write.")
@click.option("--key", "private", type=_FILE, metavar="PEM", help="Private key (Ed25519) that signs it.")
@click.option("--unsigned", is_flag=True, help="Do not sign it.")
@click.option("--force", is_flag=True, help="Overwrite PACK.")
def create(folder: Path, output: Path, private: Path | None, unsigned: bool, force: bool) -> None:
    """Make a pack of FOLDER: pack.toml and tables, which are checked before.

    pack.toml has name, version, issuer, description, valid_from, valid_until. The tables are substances.csv,
    synonyms/LANGUAGE.csv, lists.csv, listings/own.csv or listings/JURISDICTION.csv, and watch_words.csv.
    """
    from riskscan.exceptions import OptionError
    from riskscan.pack_exchange import create_pack

    if (private is None) is not unsigned:
        raise OptionError("sign the pack with --key, or say --unsigned; others refuse what is not signed.")
    _show(create_pack(folder, output, key=private, force=force))


@command.command("verify")
@click.argument("file", type=_FILE, metavar="PACK")
@_trust_options
def verify(file: Path, trust: tuple[Path, ...], allow_unsigned: bool, allow_outdated: bool) -> None:
    """Say who issued PACK and what is in it; fail where it is altered, not trusted, out of its days or faulty."""
    from riskscan.pack_exchange import verify_pack
    from riskscan.packs.opening import Allowed

    _show(verify_pack(file, trust=trust, allowed=Allowed(allow_unsigned, allow_outdated)))


@command.command("install")
@click.argument("file", type=_FILE, metavar="PACK")
@_trust_options
def install(file: Path, trust: tuple[Path, ...], allow_unsigned: bool, allow_outdated: bool) -> None:
    """Verify PACK and keep it: it counts in `check` and `score` from then on, until it expires.

    It takes the place of an older version of the same name and key.
    """
    from riskscan.pack_exchange import install_pack
    from riskscan.packs.opening import Allowed

    kept = install_pack(file, trust=trust, allowed=Allowed(allow_unsigned, allow_outdated))
    say(f"{kept.name} {kept.version} of {kept.issuer} is installed, until {kept.valid_until}")


@command.command("list")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_(style: str) -> None:
    """List the installed packs."""
    from dataclasses import asdict
    from datetime import date

    from riskscan.packs.store import installed_packs

    found = installed_packs()
    if style == "json":
        say_json([asdict(pack) for pack in found], indent=2)
        return
    for pack in found:
        refusal = pack.refusal_on(date.today())
        say(f"{pack.name} {pack.version}  {pack.issuer}", bold=True)
        say(f"    valid  {pack.valid_from} to {pack.valid_until}{f' (left out: {refusal})' if refusal else ''}")
        say(f"    key    {pack.key_fingerprint or 'not signed'}")
    say(f"{len(found)} pack{'' if len(found) == 1 else 's'}", err=True)


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove the installed pack NAME."""
    from riskscan.packs.store import remove as remove_pack

    remove_pack(name)
    say(f"{name} is removed")


def _show(pack: "Pack") -> None:
    contents, rows = pack.contents, pack.rows
    say(f"{contents.name} {contents.version}  {contents.issuer}", bold=True)
    if contents.description:
        say(f"    {contents.description}")
    say(f"    issued {contents.issued_on}, valid {contents.valid_from} to {contents.valid_until}")
    say(f"    key    {contents.key_fingerprint or 'not signed'}")
    counts = f"{len(rows.substances)} substances and watch words, {len(rows.synonyms)} names"
    say(f"    holds  {counts}, {len(rows.listings)} listings")
    say(f"    sha256 {pack.digest}")
