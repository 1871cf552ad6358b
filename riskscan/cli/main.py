"""The ``riskscan`` command group.

A command is a module of this package with a click command named ``command``; naming it in ``COMMANDS`` adds it.
Command modules import the library inside the function, so that ``riskscan --help`` answers at once.
"""

import os
import sys
from importlib import import_module
from typing import Any

import click

import riskscan
from riskscan.exceptions import RiskscanError

COMMANDS = (
    "score",
    "check",
    "validate",
    "train",
    "evaluate",
    "transfer",
    "plan",
    "simulate",
    "substances",
    "law",
    "history",
    "cache",
)

_INTERRUPTED = 130


class Group(click.Group):
    """A group that loads its commands by name and turns our errors into one sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, in the order a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"riskscan.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; report a caller's mistake without a traceback."""
        try:
            return super().invoke(ctx)
        except RiskscanError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted: nothing was written that is not whole.", err=True)
            sys.exit(_INTERRUPTED)
        except BrokenPipeError:
            # Who reads has seen enough. What is left in the buffer must not fail once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(riskscan.__version__, "--version", prog_name="riskscan")
def main() -> None:
    """Find mislabelled and hidden drug precursors in shipment manifests."""
