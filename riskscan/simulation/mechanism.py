"""The odds behind simulated manifests, read from ``simulation/mechanism.toml``."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from riskscan.exceptions import TableError
from riskscan.simulation.worlds import WorldSettings, load_world
from riskscan.tables.reading import DATA, read_toml

__all__ = ["ADDRESSES", "CONSIGNORS", "SIGNALS", "WORDINGS", "Mechanism", "Odds", "Pattern", "load_mechanism"]

WORDINGS = ("own", "vague", "listed_plain", "listed_obscure", "cas_rn", "cas_cut", "codename")
ADDRESSES = ("own", "forwarder", "drop")
CONSIGNORS = ("ordinary", "new", "front", "mixed")
SIGNALS = ("wrong_hs", "value_odd", "mass_odd", "corridor", "rerouted", "parcel", "no_permit")


@dataclass(frozen=True, slots=True)
class Odds:
    """Odds of the circumstances of a row; each group sums to 1, signals are independent.

    Attributes
    ----------
    wording, address, consignor : tuple of float
        In the order of `WORDINGS`, `ADDRESSES`, `CONSIGNORS`.
    signals : tuple of float
        Probability of each of `SIGNALS`.
    """

    wording: tuple[float, ...]
    address: tuple[float, ...]
    consignor: tuple[float, ...]
    signals: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of concealment.

    Attributes
    ----------
    name, meaning, source : str
        What it is, and where it was reported.
    share : float
        Weight among the violations of a time in which it exists.
    from_share : float
        Share of the period after which it starts.
    segments : tuple of float
        Odds of the declared segment, in the order of `Mechanism.segments`.
    odds : Odds or None
        None: as in honest trade, so that no reader can find it.
    """

    name: str
    meaning: str
    source: str
    share: float
    from_share: float
    segments: tuple[float, ...]
    odds: Odds | None


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Everything that `riskscan.simulation.simulate` draws from, in one world.

    Attributes
    ----------
    world : WorldSettings
        The world.
    segments : tuple of str
        Segments of trade.
    segment_shares : tuple of float
        Their shares of honest rows.
    honest : tuple of Odds
        One for each segment.
    patterns : tuple of Pattern
        Patterns of concealment that exist in the world at any time.
    settings : dict of dict
        The other tables of the file by name: inspection, prices, masses, text, words, empty, traders.
    """

    world: WorldSettings
    segments: tuple[str, ...]
    segment_shares: tuple[float, ...]
    honest: tuple[Odds, ...]
    patterns: tuple[Pattern, ...]
    settings: dict[str, dict[str, Any]]


@cache
def load_mechanism(world: str = "train") -> Mechanism:
    """Return the mechanism of a world: the packaged one with the world's changes.

    Raises
    ------
    OptionError
        Where the world is unknown.
    TableError
        Where odds do not sum to 1 or a name is unknown, with the place.
    """
    chosen = load_world(world)
    table = _changed(read_toml(DATA / "simulation" / "mechanism.toml"), chosen)
    segments = tuple(table["segments"])
    honest, violation = table["honest"], table["violation"]
    patterns = tuple(
        _parse_pattern(name, violation["default"] | entry, segments)
        for name, entry in violation.items()
        if name != "default" and entry["share"] > 0
    )
    return Mechanism(
        world=chosen,
        segments=segments,
        segment_shares=_parse_shares("segments", table["segments"], segments),
        honest=tuple(_parse_odds(f"honest.{name}", honest["default"] | honest.get(name, {})) for name in segments),
        patterns=patterns,
        settings={name: part for name, part in table.items() if name not in ("segments", "honest", "violation")},
    )


def _changed(table: dict[str, Any], world: WorldSettings) -> dict[str, Any]:
    """Return the tables with a world's changes: of segments the whole, of all else single keys.

    What stands under ``all`` holds for every segment of honest trade, or every pattern; an entry's own change goes
    before it.
    """
    for part, change in world.changes.items():
        if part == "segments":
            table[part] = dict(change)
        elif part in ("honest", "violation"):
            names = dict.fromkeys([*table[part], *change, *(table["segments"] if part == "honest" else ())])
            for_all = change.get("all", {})
            table[part] = {
                name: table[part].get(name, {}) | ({} if name == "default" else for_all) | change.get(name, {})
                for name in names
                if name != "all"
            }
        else:
            table[part] |= change
    return table


def _parse_pattern(name: str, entry: dict[str, Any], segments: tuple[str, ...]) -> Pattern:
    where = f"violation.{name}"
    return Pattern(
        name=name,
        meaning=entry["meaning"],
        source=entry["source"],
        share=float(entry["share"]),
        from_share=float(entry.get("from_share", 0.0)),
        segments=_parse_shares(where, entry["segment"], segments),
        odds=None if entry.get("honest") else _parse_odds(where, entry),
    )


def _parse_odds(where: str, entry: dict[str, Any]) -> Odds:
    return Odds(
        wording=_parse_shares(where, entry["wording"], WORDINGS),
        address=_parse_shares(where, entry["address"], ADDRESSES),
        consignor=_parse_shares(where, entry["consignor"], CONSIGNORS),
        signals=tuple(float(entry[name]) for name in SIGNALS),
    )


def _parse_shares(where: str, shares: dict[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
    if unknown := sorted(set(shares) - set(names)):
        raise TableError(f"mechanism.toml, {where}: unknown {', '.join(unknown)}; known: {', '.join(names)}.")
    values = tuple(float(shares.get(name, 0.0)) for name in names)
    if abs(sum(values) - 1.0) > 1e-6:
        raise TableError(f"mechanism.toml, {where}: shares sum to {sum(values):.6f}, expected 1.")
    return values
