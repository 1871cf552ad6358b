"""``riskscan simulate``: a labelled manifest from the documented mechanism."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.terminal import make_console, say
from riskscan.exceptions import OptionError

if TYPE_CHECKING:
    from riskscan.manifest.writing import OutputFormat

__all__ = ["command"]

_FORMATS = ("csv", "parquet", "jsonl")


@click.command()
@click.option("-o", "--output", metavar="FILE", help="File to write, or - for CSV on standard output.")
@click.option("--rows", "n_rows", default=10_000, show_default=True, help="Number of goods items.")
@click.option("--seed", default=7, show_default=True, help="Seed; the same arguments give the same rows.")
@click.option(
    "--world",
    default="train",
    show_default=True,
    metavar="NAME",
    help="What the rows are drawn from; --worlds shows the names. train and test share no wording, trader or address.",
)
@click.option("--start", metavar="DATE", help="First day, ISO; default that of the world.")
@click.option("--days", type=int, help="Length of the period in days; default that of the world.")
@click.option("--violation-share", type=float, help="Share of violations; default that of the world.")
@click.option("--unlabeled", is_flag=True, help="Leave the label columns out.")
@click.option("--format", "file_format", type=click.Choice(_FORMATS), help="Format; default by the file's suffix.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.option(
    "--patterns", is_flag=True, help="Only show the world's patterns of concealment and how many can be found."
)
@click.option("--worlds", is_flag=True, help="Only show the worlds and how they differ.")
def command(
    output: str | None,
    n_rows: int,
    seed: int,
    world: str,
    start: str | None,
    days: int | None,
    violation_share: float | None,
    unlabeled: bool,
    file_format: "OutputFormat | None",
    force: bool,
    patterns: bool,
    worlds: bool,
) -> None:
    """Simulate a labelled manifest.

    Rows come from a documented mechanism with honest trade of many kinds and publicly reported patterns of concealment.
    A part of the violations cannot be found, so a perfect score is impossible; the best expected figures are shown.
    """
    if worlds:
        _print_worlds()
        return
    from riskscan.simulation.worlds import load_world

    share = load_world(world).violation_share if violation_share is None else violation_share
    if patterns:
        _print_patterns(world, share)
        return
    if output is None:
        raise click.UsageError("Missing option '-o' / '--output': name a file, or - for standard output.")
    if output != "-" and Path(output).exists() and not force:
        raise OptionError(f"{output} exists; give another name or --force.")
    from riskscan.manifest.writing import write_frame
    from riskscan.simulation import LABEL_COLUMNS, simulate, simulation_bound

    frame = simulate(
        n_rows,
        seed=seed,
        world=world,
        start=start,
        days=days,
        violation_share=share,
    )
    n_violations = int(frame["is_violation"].sum())
    if unlabeled:
        frame = frame.drop(columns=list(LABEL_COLUMNS))
    write_frame(frame, output, format=file_format, force=force)
    say(f"{n_rows:,} rows, {n_violations:,} violations, {world} world, seed {seed}: {output}", err=True)
    if n_violations:
        bound = simulation_bound(world, violation_share=share)
        best = ", ".join(
            f"{recall:.2f} at {share:.1%}" for share, recall in zip(bound.inspected_shares, bound.recall, strict=True)
        )
        say(f"Best that any reader can expect: PR-AUC {bound.pr_auc:.2f}; recall {best} opened.", err=True)


def _print_worlds() -> None:
    from rich.table import Table

    from riskscan.simulation.worlds import load_world, world_names

    table = Table("world", "violations", "how it differs")
    for name in world_names():
        world = load_world(name)
        table.add_row(name, f"{world.violation_share:.1%}", world.meaning)
    make_console().print(table)


def _print_patterns(world: str, violation_share: float) -> None:
    from rich.table import Table

    from riskscan.simulation import pattern_bounds

    title = f"{world} world: share of violations, and best expected recall with 2 % of the rows opened"
    table = Table("pattern", "share", "best recall", "what it is", "source", title=title)
    for row in pattern_bounds(world, violation_share=violation_share).to_dict("records"):
        table.add_row(
            str(row["pattern"]),
            f"{row['share']:.2f}",
            f"{row['best_recall']:.2f}",
            str(row["meaning"]),
            str(row["source"]),
        )
    make_console().print(table)
