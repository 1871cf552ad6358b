"""The one way to a terminal: whatever comes from a file or an argument is written out, never obeyed.

No other module of the command line calls ``click.echo``, or makes a console or a text of rich (a test looks).
"""

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from riskscan.unseen import escape_unseen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["make_console", "say", "say_json", "shown"]


def say(text: str = "", *, err: bool = False, color: str | None = None, bold: bool = False, end: str = "\n") -> None:
    """Print one line of plain text; a line end within it is written out as well.

    Parameters
    ----------
    text : str
        What to say.
    err : bool, default False
        Whether it goes to standard error.
    color, bold
        Style, on a terminal only.
    end : str
        What follows.
    """
    click.secho(escape_unseen(text), err=err, fg=color, bold=bold or None, nl=False)
    click.echo(end, err=err, nl=False)


def say_json(content: object, *, indent: int | None = None, default: Any = None) -> None:
    """Print JSON whose unseen characters are escaped: it reads back as the same."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, default=default)
    click.echo(escape_unseen(text, keep="\n"))


def shown(text: str, style: str = "") -> "Text":
    """Return a text for a table or a console of rich, in which nothing is obeyed."""
    from rich.text import Text

    return Text(escape_unseen(text), style=style)


def make_console(*, err: bool = False, pipe_width: int | None = None) -> "Console":
    """Return a console that takes neither markup nor emoji names for its own.

    Parameters
    ----------
    err : bool, default False
        Whether it is standard error.
    pipe_width : int, optional
        Columns where the output is no terminal and nothing else says how many there are.
    """
    from rich.console import Console

    is_told = (sys.stderr if err else sys.stdout).isatty() or "COLUMNS" in os.environ
    return Console(stderr=err, markup=False, highlight=False, emoji=False, width=None if is_told else pipe_width)
