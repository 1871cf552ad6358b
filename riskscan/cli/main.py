"""The ``riskscan`` command group.

A command is a module of this package with a click command named ``command``; naming it in ``COMMANDS`` adds it.
Command modules import the library inside the function, so that ``riskscan --help`` answers at once.
"""

import os
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import click

import riskscan
from riskscan.cli.config_file import CONFIG_FILE, defaults_of, read_config, used_by
from riskscan.cli.terminal import say
from riskscan.exceptions import RiskscanError

COMMANDS = (
    "score",
    "show",
    "check",
    "validate",
    "train",
    "evaluate",
    "transfer",
    "report",
    "review",
    "plan",
    "links",
    "simulate",
    "policy",
    "columns",
    "completion",
    "substances",
    "law",
    "parties",
    "pack",
    "history",
    "cache",
    "serve",
)

_INTERRUPTED = 130
_ARGUMENTS = "riskscan.arguments"


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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command."""
        try:
            return super().parse_args(ctx, args)
        except click.ClickException as error:
            _refuse(error)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; report a caller's mistake without a traceback."""
        ctx.meta[_ARGUMENTS] = tuple(ctx.args)
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            _refuse(error)
        except RiskscanError as error:
            say(f"Error: {error}", err=True)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Interrupted: nothing was written that is not whole.", err=True)
            sys.exit(_INTERRUPTED)
        except BrokenPipeError:
            # Who reads has seen enough. What is left in the buffer must not fail once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


def _refuse(error: click.ClickException) -> NoReturn:
    """Say what was wrong with the arguments; the message quotes what was typed."""
    message = StringIO()
    error.show(message)
    for line in message.getvalue().splitlines():
        say(line, err=True)
    sys.exit(error.exit_code)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(riskscan.__version__, "--version", prog_name="riskscan")
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), metavar="TOML", envvar="RISKSCAN_CONFIG",
    help=f"File that names model, policy, history, columns and watchlist; default {CONFIG_FILE} of this folder.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Find mislabelled and hidden drug precursors in shipment manifests."""
    path = config or Path(CONFIG_FILE)
    if config is None and not path.is_file():
        return
    found = read_config(path)
    context.default_map = defaults_of(found)
    used = used_by(found, context.invoked_subcommand)
    if used and "--quiet" not in context.meta.get(_ARGUMENTS, ()):
        say(f"{path}: {', '.join(used)}", err=True)
