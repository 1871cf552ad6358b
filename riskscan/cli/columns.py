"""``riskscan columns``: the canonical columns of a manifest, and an example of a mapping file."""

from pathlib import Path

import click

from riskscan.cli.terminal import say

__all__ = ["command"]


@click.command("columns", short_help="Show the columns that are read, or an example of a mapping file.")
@click.argument("mapping", metavar="[TOML]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="Print a mapping file with comments.")
def command(mapping: Path | None, example: bool) -> None:
    """Show the columns that a manifest may have, print an example of a mapping file, or check one of your own.

    A mapping file is given with --columns. `riskscan validate FILE --write-mapping mapping.toml` writes one that says
    what riskscan chose for FILE.
    """
    from riskscan.manifest.mapping.rules import read_rules
    from riskscan.manifest.schema import SCHEMA
    from riskscan.tables.reading import DATA

    if example and mapping is not None:
        raise click.UsageError("Give --example, or the mapping file to check.")
    if example:
        for line in (DATA / "columns_example.toml").read_text(encoding="utf-8").splitlines():
            say(line)
    elif mapping is not None:
        rules = read_rules(mapping)
        say(f"{mapping}: {len(rules.columns)} columns, {len(rules.units)} units, no mistakes.")
    else:
        for column in SCHEMA.values():
            say(f"{column.name:<20}", bold=True, end="")
            say(f"{column.kind.value:<10} {column.meaning}")
