"""``riskscan transfer``: train on all simulated worlds, and judge each by a model that never saw it."""

import time
from pathlib import Path

import click

from riskscan.cli.terminal import make_console, say

__all__ = ["command"]


@click.command("transfer", short_help="Train on all simulated worlds; judge each unseen.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Model folder to write; default none."
)
@click.option(
    "--config", "config_file", type=click.Path(dir_okay=False, path_type=Path), metavar="TOML",
    help="Choices of the run, as for riskscan train.",
)  # fmt: skip
@click.option("--world", "worlds", multiple=True, metavar="NAME", help="A world; repeatable.  [default: all that fit]")
@click.option("--rows", "n_rows", default=12_000, show_default=True, help="Rows of each world.")
@click.option("--force", is_flag=True, help="Replace the model folder.")
def command(output: Path | None, config_file: Path | None, worlds: tuple[str, ...], n_rows: int, force: bool) -> None:
    """Judge how a model does in worlds that it never saw, beside rules that need no training.

    Every world of riskscan simulate is left out once; those with ties between parties only where the choices name the
    family links. With -o, a model of all worlds is written: this is how the
    shipped model is made.
    """
    from riskscan.cli.tables import show_tables
    from riskscan.modelling.artefact import check_target
    from riskscan.modelling.settings import make_config, read_config
    from riskscan.modelling.transfer_table import transfer_summary, transfer_table
    from riskscan.transferring import choose_worlds, judge_worlds, prepare_worlds, train_across

    if output is not None:
        check_target(output, force)
    config = make_config(read_config(config_file) if config_file else {"also": ["relative"]})
    start = time.monotonic()

    def say_step(step: str) -> None:
        say(f"[{time.monotonic() - start:6.1f} s] {step}", err=True)

    say_step("worlds")
    rows = prepare_worlds(worlds or choose_worlds(config), n_rows=n_rows, seed=config.seed)
    if output is None:
        figures, _ = judge_worlds(rows, config, say_step)
    else:
        trained, figures = train_across(rows, config, say_step)
        trained.save(output, force=force)
        say_step(f"model {trained.model_id} written to {output}")
    show_tables(make_console(), [transfer_table(figures)])
    say(transfer_summary(figures))
