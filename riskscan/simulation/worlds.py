"""The worlds of the simulation: one file each in ``simulation/worlds/``, which changes the common mechanism."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from riskscan.exceptions import OptionError, TableError
from riskscan.tables.reading import DATA, read_toml

__all__ = ["Goods", "WorldSettings", "load_world", "world_names"]

_FOLDER = DATA / "simulation" / "worlds"
_OWN = ("meaning", "stream", "start", "days", "names", "violation_share", "languages", "without", "countries", "goods")
_PARTS = (
    "segments",
    "honest",
    "violation",
    "inspection",
    "prices",
    "masses",
    "text",
    "words",
    "empty",
    "traders",
    "ties",
)


@dataclass(frozen=True, slots=True)
class Goods:
    """What a world trades in, and at which prices.

    Attributes
    ----------
    source : {"catalogue", "headings"}
        Kinds of goods of ``products.csv``, or real subheadings of the Harmonized System (``goods_texts.csv``).
    price_level, mass_level : float
        Factor of all values per kg and of all package masses.
    price_shift, mass_shift : float
        Log-normal spread of a factor of each kind of goods' own, drawn once for the world.
    """

    source: str = "catalogue"
    price_level: float = 1.0
    mass_level: float = 1.0
    price_shift: float = 0.0
    mass_shift: float = 0.0


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """One world.

    Attributes
    ----------
    name, meaning : str
        Of the world, and how it differs.
    stream : int
        Its own stream of chance.
    start : str
        First day, ISO.
    days : int
        Length of its period.
    names : str
        Whose wordings, names of firms, lanes and carriers it uses: ``train`` or ``test``.
    violation_share : float
        Share of violations where the caller names none.
    languages : tuple of str
        Languages of the wordings; empty is all.
    without : tuple of str
        Canonical columns that its manifests lack; the best expected figures do not know of them.
    countries : mapping of str to str
        Countries that stand in place of those of the lanes.
    goods : Goods
        What it trades in.
    changes : mapping of str to table
        What it changes in ``mechanism.toml``.
    """

    name: str
    meaning: str
    stream: int
    start: str
    days: int
    names: str
    violation_share: float = 0.01
    languages: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    countries: Mapping[str, str] = field(default_factory=dict)
    goods: Goods = field(default_factory=Goods)
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@cache
def world_names() -> tuple[str, ...]:
    """Return the names of all worlds: first ``train`` and ``test``, then the others by name."""
    found = {path.stem for path in _FOLDER.glob("*.toml")}
    return ("train", "test", *sorted(found - {"train", "test"}))


@cache
def load_world(name: str) -> WorldSettings:
    """Return a world.

    Raises
    ------
    OptionError
        Where there is none of that name.
    TableError
        Where its file has an unknown key.

    Examples
    --------
    >>> load_world("train").days
    540
    """
    if name not in world_names():
        raise OptionError(f"World {name!r} is unknown; known: {', '.join(world_names())}.")
    table = read_toml(_FOLDER / f"{name}.toml")
    if unknown := sorted(set(table) - {*_OWN, *_PARTS}):
        raise TableError(f"worlds/{name}.toml: unknown {', '.join(unknown)}.")
    own: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items() if key in _OWN
    }
    own["goods"] = Goods(**own.get("goods", {}))
    return WorldSettings(name=name, changes={key: table[key] for key in _PARTS if key in table}, **own)
