"""``riskscan completion``: the script that lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

__all__ = ["command"]


@click.command("completion", short_help="Print the script that lets a shell complete commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script for SHELL; it completes commands, options and their values.

    \b
    bash  riskscan completion bash > ~/.local/share/bash-completion/completions/riskscan
    zsh   riskscan completion zsh > a file named _riskscan in a folder of $fpath
    fish  riskscan completion fish > ~/.config/fish/completions/riskscan.fish
    """
    from riskscan.cli.main import main
    from riskscan.cli.terminal import say

    found = get_completion_class(shell)
    assert found is not None
    for line in found(main, {}, "riskscan", "_RISKSCAN_COMPLETE").source().splitlines():
        say(line)
