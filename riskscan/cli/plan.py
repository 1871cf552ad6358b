"""``riskscan plan``: which scored rows to inspect with a limited number of inspectors."""

from pathlib import Path

import click

from riskscan.cli.notes import say_notes
from riskscan.cli.terminal import say
from riskscan.reporting.terminal import counted

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("plan", short_help="Choose rows to inspect under a capacity.")
@click.argument("scored", metavar="SCORED")
@click.option("-o", "--output", default="-", show_default=True, metavar="OUT", help="Plan; - is CSV on stdout.")
@click.option("--capacity", type=click.IntRange(1), help="Rows that can be inspected; default that of the policy.")
@click.option(
    "--explore", type=click.FloatRange(0, 1), help="Share drawn for what it teaches; default that of the policy."
)
@click.option("--seed", default=0, show_default=True, help="Seed of the draw.")
@click.option("--policy", type=_FILE, metavar="TOML", help="Policy file; default the packaged one.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file, to find the consignor column.")
@click.option("--all", "everything", is_flag=True, help="Write every row, chosen or not.")
@click.option("--format", "file_format", type=click.Choice(["csv", "parquet", "jsonl", "xlsx"]), help="Format of OUT.")
@click.option("--force", is_flag=True, help="Overwrite OUT.")
def command(
    scored: str, output: str, capacity: int | None, explore: float | None, seed: int, policy: Path | None,
    columns: Path | None, everything: bool, file_format: str | None, force: bool,
) -> None:  # fmt: skip
    """Choose rows of SCORED (the output of riskscan score) for inspection.

    First the mandatory tiers of the policy, then the top of the ranking, then rows whose labels would teach most: drawn
    by chance from all others, the likelier the less their score decides, and spread over outcomes and HS chapters.
    plan_reason says why a row was chosen and selection_probability how likely it was: give both back to riskscan train
    with the results. --explore 1 asks for labels alone. Rows come in the order of the plan, with --all in that of
    SCORED.
    """
    from riskscan.inspection_plan import make_plan
    from riskscan.manifest.reading import read_table
    from riskscan.manifest.writing import check_target, write_frame
    from riskscan.policy import load_policy, read_policy

    check_target(output, format=file_format, force=force)  # type: ignore[arg-type]
    rules = read_policy(policy) if policy else load_policy()
    table = read_table(scored)
    say_notes(table.dialect.name, table.notes)
    plan = make_plan(
        table.frame, capacity=capacity or rules.capacity,
        explore=rules.explore if explore is None else explore, seed=seed, mandatory=rules.mandatory_tiers,
        columns=columns,
    )  # fmt: skip
    chosen = plan[plan["inspect"] == 1].sort_values("plan_order")
    write_frame(plan if everything else chosen, output, format=file_format, force=force)  # type: ignore[arg-type]
    counts = chosen["plan_reason"].str.split(":").str[0].value_counts()
    told = ", ".join(f"{n:,} {reason}" for reason, n in counts.items())
    say(f"{len(chosen):,} of {counted(len(plan), 'row')} to inspect: {told or 'none'}.", err=True)
