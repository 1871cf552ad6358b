"""``riskscan.toml``: files that one would otherwise name on each command line; the command line wins."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from riskscan.exceptions import OptionError
from riskscan.tables.reading import parse_toml

__all__ = ["CONFIG_FILE", "defaults_of", "read_config", "used_by"]

CONFIG_FILE = "riskscan.toml"
"""Read from the folder where riskscan is called."""

# Key of the file: the parameter that it stands for, by command.
_USES = {
    "model": {"score": "model", "serve": "model"},
    "policy": {"score": "policy", "plan": "policy", "serve": "policy"},
    "history": {"score": "history", "links": "history"},
    "columns": {
        "score": "columns", "validate": "mapping_file", "train": "columns", "evaluate": "columns", "plan": "columns",
        "links": "columns",
    },
    "watchlist": {"score": "watchlist", "check": "watchlist", "serve": "watchlist"},
}  # fmt: skip


def read_config(path: Path) -> dict[str, str]:
    """Return the paths that a file names by their key; relative ones are those of its own folder.

    Raises
    ------
    OptionError
        Where the file cannot be read, is not TOML, or has a key or value that means nothing.
    """
    try:
        table: dict[str, Any] = parse_toml(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise OptionError(f"Cannot read {path}: {getattr(error, 'strerror', None) or error}.") from error
    for key, value in table.items():
        if key not in _USES:
            near = get_close_matches(str(key), _USES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(_USES)}."
            raise OptionError(f"{path}: unknown key {key!r}; {hint}")
        if not isinstance(value, str) or not value:
            raise OptionError(f"{path}: {key} is {value!r}; write a path in quotes.")
    return {key: str(path.parent / Path(value).expanduser()) for key, value in table.items()}


def defaults_of(config: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the defaults of each command's parameters, as click takes them."""
    defaults: dict[str, dict[str, str]] = {}
    for key, value in config.items():
        for command, parameter in _USES[key].items():
            defaults.setdefault(command, {})[parameter] = value
    return defaults


def used_by(config: dict[str, str], command: str | None) -> list[str]:
    """Return the keys that a command asks for."""
    return [key for key in config if command in _USES[key]]
