"""Commands and Python snippets of a Markdown page, to be run as a reader would run them."""

import doctest
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Snippet", "inline_commands", "matches", "read_snippets"]

_FENCE = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(riskscan [^`]+)`")
_COMPARED = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Snippet:
    """One command with the output that the page shows (empty: none is shown), or one block of Python."""

    kind: str
    text: str
    shown: str
    line: int

    @property
    def words(self) -> list[str]:
        """The words of a command, without its comment."""
        return shlex.split(self.text, comments=True)


def read_snippets(path: Path) -> list[Snippet]:
    """Return the snippets of a page in order."""
    page = path.read_text(encoding="utf-8")
    found: list[Snippet] = []
    for match in _FENCE.finditer(page):
        line = page.count("\n", 0, match.start(2)) + 1
        if match[1] == "python":
            found.append(Snippet("python", match[2], "", line))
        else:
            found += _commands(match[2], line)
    return found


def _commands(block: str, first: int) -> list[Snippet]:
    lines = block.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("$ ")]
    assert starts and starts[0] == 0, f"line {first}: a console block begins with '$ '"
    return [
        Snippet("console", lines[start][2:], "\n".join(lines[start + 1 : end]), first + start)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def inline_commands(path: Path) -> list[str]:
    """Return the commands that stand within the text of a page."""
    return _INLINE.findall(_FENCE.sub("", path.read_text(encoding="utf-8")))


def matches(shown: str, output: str) -> bool:
    """Whether an output is what is shown, where `...` stands for anything."""
    return doctest.OutputChecker().check_output(f"{shown}\n", f"{output.rstrip()}\n", _COMPARED)
