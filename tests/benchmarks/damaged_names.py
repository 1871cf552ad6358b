"""How many damaged names of listed substances are recognized, and how many damaged harmless names become hits.

Run as ``python -m tests.benchmarks damaged_names``; ``RISKSCAN_MISSES=FILE`` writes the wrong rows out.
"""

import csv
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.screening import Screener, parse_as_of, parse_jurisdictions
from riskscan.tables.substances import load_substances, load_synonyms
from tests.damage import DAMAGES, damage

_A_KIND = 600
_SEED = int(os.environ.get("RISKSCAN_SEED", "5"))
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that was answered wrongly."""

    kind: str
    name: str
    text: str
    answer: str


def listed_names() -> list[tuple[str, str]]:
    """Return the English names of listed precursors that speak for themselves, with their substance."""
    precursors = {substance.substance_id for substance in load_substances() if substance.kind == "precursor"}
    rows = [(row.name, row.substance_id) for row in load_synonyms() if row.language == "en" and not row.context]
    return [(name, entry) for name, entry in rows if entry in precursors and len(name) >= _SHORTEST]


def harmless_names(screener: Screener, count: int, rng: random.Random) -> Iterator[str]:
    """Yield names of known compounds that are not hits as they stand."""
    lexicon, day, where = load_lexicon(), parse_as_of("2026-11-01"), parse_jurisdictions(None)
    while count:
        name = lexicon[rng.randrange(len(lexicon))].name
        if (
            len(name) >= _SHORTEST
            and ";" not in name
            and not any(found.is_hit for found in screener.find(name, day, where))
        ):
            count -= 1
            yield name


def main() -> None:
    """Print the shares, and write what is wrong where asked."""
    screener, day, where = Screener(), parse_as_of("2026-11-01"), parse_jurisdictions(None)
    rng = random.Random(_SEED)
    wrong = []
    names = [
        (name, entry)  # those of repealed listings are no hits on that day
        for name, entry in listed_names()
        if entry in {found.substance_id for found in screener.find(name, day, where) if found.is_hit}
    ]
    harmless = list(harmless_names(screener, _A_KIND * 2, rng))
    for kind in DAMAGES:
        found = alarms = 0
        for name, entry in rng.sample(names, _A_KIND):
            text = damage(name, kind, rng)
            hits = [finding for finding in screener.find(text, day, where) if finding.is_hit]
            right = entry in {hit.substance_id for hit in hits}
            found += right
            if not right:
                wrong.append(Wrong(f"missed {kind}", name, text, "; ".join(str(hit.substance_id) for hit in hits)))
        for name in harmless:
            text = damage(name, kind, rng)
            hits = [finding for finding in screener.find(text, day, where) if finding.is_hit]
            alarms += bool(hits)
            if hits:
                answer = f"{hits[0].substance_name}, {hits[0].method}, {hits[0].read_as}"
                wrong.append(Wrong(f"false alarm {kind}", name, text, answer))
        print(f"{kind:12}recognized {found / _A_KIND:6.3f} of {_A_KIND}   false alarms {alarms:3} of {len(harmless)}")
    if target := os.environ.get("RISKSCAN_MISSES"):
        with Path(target).open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows((row.kind, row.name, row.text, row.answer) for row in wrong)


if __name__ == "__main__":
    main()
