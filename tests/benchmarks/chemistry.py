"""Speed and memory of name reading on one core, beside OPSIN alone on the same names in the same run.

Run as ``python -m tests.benchmarks.chemistry``.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.chemistry.screening import Screener, parse_as_of, parse_jurisdictions
from tests.benchmarks.sweep import compounds

_GOODS = (
    "cotton t-shirts", "stainless steel bolts", "LED lamps", "bicycle parts", "mobile phone cases", "ceramic tiles",
    "wooden furniture", "plastic toys", "car spare parts", "books and magazines", "frozen fish fillets", "green tea",
    "leather shoes", "kitchen knives", "garden tools", "printed circuit boards", "paper bags", "sports shoes",
)  # fmt: skip
_DETAILS = (
    "men's",
    "black",
    "new",
    "in cartons",
    "for retail sale",
    "assorted",
    "size 42",
    "model A",
    "gift",
    "sample",
)
_SLICES = 20
_FIRST_ANSWER = (
    "import time; t = time.perf_counter(); import riskscan; riskscan.screen(['4-Piperidinone, 1-(2-phenylethyl)-']);"
    "print(time.perf_counter() - t)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with its bar."""

    what: str
    value: float
    unit: str
    bar: str


def _rates(texts: list[str], *readers: Callable[[str], object]) -> list[float]:
    """Return texts per second of each reader: the median of slices, which all read in turn.

    A machine that others use too is now slow, now fast; so all of them meet the same of it.
    """
    rates: list[list[float]] = [[] for _ in readers]
    size = len(texts) // _SLICES
    for first in range(0, size * _SLICES, size):
        for read, rate in zip(readers, rates, strict=True):
            started = time.perf_counter()
            for text in texts[first : first + size]:
                read(text)
            rate.append(size / (time.perf_counter() - started))
    return [median(rate) for rate in rates]


def goods_lines(count: int) -> list[str]:
    """Return unique ordinary goods lines, seeded."""
    rng = random.Random(1)
    return [
        f"{rng.randrange(1, 90)} ctns {rng.choice(_GOODS)}, {rng.choice(_DETAILS)}, order {number}"
        for number in range(count)
    ]


def chemical_names(count: int) -> list[str]:
    """Return unique names of known compounds, seeded."""
    names = {name for cells in compounds(40) for name in cells[7:17] if name}
    return random.Random(1).sample(sorted(names), count)


def measures() -> list[Measure]:
    """Return all figures."""
    first = subprocess.run([sys.executable, "-c", _FIRST_ANSWER], capture_output=True, text=True, check=True)
    screener, day, where = Screener(), parse_as_of("2026-01-01"), parse_jurisdictions(None)

    def find(text: str) -> object:
        return screener.find(text, day, where)

    for text in ("4-Piperidinone, 1-(2-phenylethyll)-", "2-methyl-5-propylnonan-3-amine"):
        find(text)  # everything is loaded
    goods, names = goods_lines(100_000), chemical_names(6_000)
    (ordinary,) = _rates(goods, find)
    chemical, opsin, again = _rates(names, find, parse_systematic_name, find)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Measure("first answer of a fresh process", float(first.stdout), "s", "<= 2.5"),
        Measure("unique ordinary goods lines", ordinary, "texts/s", ">= 50,000"),
        Measure("unique chemical names", chemical, "texts/s", ">= 2,000"),
        Measure("OPSIN alone on these names", opsin, "texts/s", "-"),
        Measure("repeat answer", 1e6 / again, "microseconds", "<= 50"),
        Measure("peak resident memory", memory, "MB", "<= 700"),
    ]


def main() -> None:
    """Print the figures."""
    for measure in measures():
        print(f"{measure.what:34}{measure.value:12,.1f} {measure.unit:14} bar {measure.bar}")


if __name__ == "__main__":
    main()
