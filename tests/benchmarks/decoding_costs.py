"""Whether other costs of readings would be better: each halved and doubled, held out one kind of damage at a time.

Run as ``python -m tests.benchmarks.decoding_costs [--names N]``. Prints what each change makes of every kind of damage,
and for each kind the costs that the other kinds would choose, with what they make of this one.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from unittest.mock import patch

from riskscan.chemistry.decode import costs
from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.chemistry.screening import Screener
from riskscan.tables.decoding_costs import DecodingCosts, load_decoding_costs
from tests.benchmarks.damaged_names import harmless_names, listed_names
from tests.damage import DAMAGES, damage

_SEED = 2027
_FACTORS = (0.5, 2.0)
_ALARM = 5
"""Names that one false alarm outweighs."""


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged name; without an entry it is a harmless one."""

    kind: str
    text: str
    entry: str


def main() -> None:
    """Try the costs and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=80, help="listed and harmless names of each kind of damage")
    cases = list(_cases(parser.parse_args().names))
    tried = {label: _count(cases, changed) for label, changed in _changes()}
    for label, counts in tried.items():
        print(f"{label:18}" + "  ".join(f"{kind} {found}/-{alarms}" for kind, (found, alarms) in counts.items()))
    for held_out in DAMAGES:
        best = max(tried, key=lambda label: _score(tried[label], set(DAMAGES) - {held_out}))
        print(f"held out {held_out:9} the others choose {best}: {tried[best][held_out]}, now {tried['now'][held_out]}")


def _changes() -> Iterator[tuple[str, DecodingCosts]]:
    now = load_decoding_costs()
    yield "now", now
    for field in fields(now):
        for factor in _FACTORS:
            yield f"{field.name} x {factor}", replace(now, **{field.name: getattr(now, field.name) * factor})


def _cases(n_names: int) -> Iterator[Case]:
    rng, screener = random.Random(_SEED), Screener()
    day, where = parse_as_of("2026-11-01"), parse_jurisdictions(None)
    names = [
        (name, entry)
        for name, entry in listed_names()
        if entry in {found.substance_id for found in screener.find(name, day, where) if found.is_hit}
    ]
    harmless = list(harmless_names(screener, n_names, rng))
    for kind in DAMAGES:
        for name, entry in rng.sample(names, n_names):
            yield Case(kind, damage(name, kind, rng), entry)
        for name in harmless:
            yield Case(kind, damage(name, kind, rng), "")


def _count(cases: list[Case], changed: DecodingCosts) -> dict[str, tuple[int, int]]:
    """Return how many listed names of each kind are found, and how many harmless ones are hits."""
    counts = {kind: [0, 0] for kind in DAMAGES}
    costs.worth_of_unread.cache_clear()
    with patch.object(costs, "load_decoding_costs", lambda: changed):
        screener, day, where = Screener(), parse_as_of("2026-11-01"), parse_jurisdictions(None)
        for case in cases:
            hits = {found.substance_id for found in screener.find(case.text, day, where) if found.is_hit}
            counts[case.kind][not case.entry] += case.entry in hits if case.entry else bool(hits)
    costs.worth_of_unread.cache_clear()
    return {kind: (found, alarms) for kind, (found, alarms) in counts.items()}


def _score(counts: dict[str, tuple[int, int]], kinds: set[str]) -> int:
    return sum(found - _ALARM * alarms for kind, (found, alarms) in counts.items() if kind in kinds)


if __name__ == "__main__":
    main()
