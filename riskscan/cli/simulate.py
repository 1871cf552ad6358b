"""``riskscan simulate``: a labelled manifest from the documented mechanism."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.exceptions import OptionError

if TYPE_CHECKING:
    from riskscan.manifest.writing import OutputFormat
    from riskscan.simulation.mechanism import World

__all__ = ["command"]

_FORMATS = ("csv", "parquet", "jsonl")


@click.command()
@click.option("-o", "--output", required=True, metavar="FILE", help="File to write, or - for CSV on standard output.")
@click.option("--rows", "n_rows", default=10_000, show_default=True, help="Number of goods items.")
@click.option("--seed", default=7, show_default=True, help="Seed; the same arguments give the same rows.")
@click.option(
    "--world",
    type=click.Choice(["train", "test"]),
    default="train",
    show_default=True,
    help="The worlds share no wording, trader or address; the test world has one more pattern.",
)
@click.option("--start", metavar="DATE", help="First day, ISO; default that of the world.")
@click.option("--days", type=int, help="Length of the period in days; default that of the world.")
@click.option("--violation-share", default=0.01, show_default=True, help="Share of violations.")
@click.option("--unlabeled", is_flag=True, help="Leave the label columns out.")
@click.option("--format", "file_format", type=click.Choice(_FORMATS), help="Format; default by the file's suffix.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def command(
    output: str,
    n_rows: int,
    seed: int,
    world: "World",
    start: str | None,
    days: int | None,
    violation_share: float,
    unlabeled: bool,
    file_format: "OutputFormat | None",
    force: bool,
) -> None:
    """Simulate a labelled manifest.

    Rows come from a documented mechanism with honest trade of many kinds and publicly reported patterns of concealment.
    A part of the violations cannot be found, so a perfect score is impossible; the best expected figures are shown.
    """
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
        violation_share=violation_share,
    )
    n_violations = int(frame["is_violation"].sum())
    if unlabeled:
        frame = frame.drop(columns=list(LABEL_COLUMNS))
    write_frame(frame, output, format=file_format, force=force)
    click.echo(f"{n_rows:,} rows, {n_violations:,} violations, {world} world, seed {seed}: {output}", err=True)
    if n_violations:
        bound = simulation_bound(world, violation_share=violation_share)
        best = ", ".join(
            f"{recall:.2f} at {share:.1%}" for share, recall in zip(bound.inspected_shares, bound.recall, strict=True)
        )
        click.echo(f"Best that any reader can expect: PR-AUC {bound.pr_auc:.2f}; recall {best} opened.", err=True)
