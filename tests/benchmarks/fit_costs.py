"""Fit the costs of readings: ``python -m tests.benchmarks.fit_costs [--names N] [--store]``.

The costs are fitted by a search along one of them after the other, on the labelled lines of `tests/bench` and on listed
and harmless names with generated damage, in several languages. What is fitted is judged on what it was not fitted on:
one kind of damage, or one language, at a time. ``--store`` writes the costs with these figures into their table; others
are only taken where they make some of it better and none worse.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from unittest.mock import patch

from riskscan.chemistry.decode import costs
from riskscan.chemistry.decode.mentions import TextReader
from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.screening import Screener
from riskscan.tables.decoding_costs import DecodingCosts, load_decoding_costs
from riskscan.tables.reading import DATA
from riskscan.tables.substances import load_synonyms
from tests.bench.answers import load_cases
from tests.damage import DAMAGES, GOODS_LINES, damage

_SEED = 2031
_FACTORS = (0.5, 0.8, 1.25, 2.0)
_MOST_ROUNDS = 3
_ALARM = 5
"""Names that one false alarm outweighs."""
_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru")
_SHORTEST = 10
_LABELLED = "labelled"
_HEAD = """\
# What the readings of a line cost, in letters of the line: a reading is worth the letters that it explains less its
# cost, and of all ways to cover a line that is taken which is worth most.
#
# Written by `python -m tests.benchmarks.fit_costs --store`, which fits them and holds out one kind of damage or one
# language at a time: names found and false alarms on what was held out, with the costs before and with those that
# the rest would choose.
"""
_GLUE = ("HONGDA-{}", "{}-HP", "XINLI/{}", "{} / {}", "{}, {}", "{} {}")


@dataclass(frozen=True, slots=True)
class Case:
    """A line with what is right for it: one of some entries, or (none of them) no hit."""

    kind: str
    language: str
    text: str
    entries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Count:
    """Names found, names in all, and false alarms."""

    found: int = 0
    n_names: int = 0
    alarms: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.found + other.found, self.n_names + other.n_names, self.alarms + other.alarms)

    def __str__(self) -> str:
        return f"{self.found}/{self.n_names} -{self.alarms}"

    @property
    def worth(self) -> int:
        """What is to be made as large as may be."""
        return self.found - _ALARM * self.alarms


_Counts = dict[tuple[str, str], Count]
_Part = Callable[[tuple[str, str]], bool]


def main() -> None:
    """Fit, judge, print and store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=12, help="names of each kind of damage in each language")
    parser.add_argument("--store", action="store_true", help="write costs and figures into their table")
    options = parser.parse_args()
    reader = Screener()._reader
    cases = list(_cases(reader, options.names))

    @cache
    def count(tried: DecodingCosts) -> _Counts:
        return _count(reader, cases, tried)

    now = load_decoding_costs()
    best = _fitted(now, lambda tried: _total(count(tried), lambda _: True).worth)
    said = [f"# {len(cases)} lines, fitted on all: {_told(count, now, best, lambda _: True)}"]
    gains = []
    for name, part in _parts(count(now)):
        rest = _fitted(now, lambda tried, part=part: _total(count(tried), lambda key: not part(key)).worth)
        said.append(f"# held out {name:12} {_told(count, now, rest, part)}")
        gains.append(_total(count(rest), part).worth - _total(count(now), part).worth)
    is_better = min(gains) >= 0 < max(gains)
    said.append(
        "# The fitted ones are taken." if is_better else "# They stay: others are no better on what is held out."
    )
    print("\n".join(said), asdict(best), sep="\n")
    if options.store:
        text = _as_table(best if is_better else now, said)
        (DATA / "decoding_costs.toml").write_text(text, encoding="utf-8")


def _as_table(taken: DecodingCosts, said: list[str]) -> str:
    values = (f"{name} = {round(value, 3)}" for name, value in asdict(taken).items())
    return "\n".join((_HEAD + "#", *said, "", "[reading]", *values, ""))


def _parts(counts: _Counts) -> Iterator[tuple[str, _Part]]:
    """Yield what is held out at a time: a kind of damage, a language."""
    for place, names in ((0, sorted({kind for kind, _ in counts})), (1, _LANGUAGES)):
        for name in names:
            yield name, lambda key, place=place, name=name: key[place] == name  # type: ignore[misc]


def _fitted(start: DecodingCosts, worth: Callable[[DecodingCosts], int]) -> DecodingCosts:
    """Return the costs of the most worth that are reached by changing one after the other; of equal ones the first."""
    best = start
    for _ in range(_MOST_ROUNDS):
        before = best
        for field in fields(best):
            tries = [replace(best, **{field.name: getattr(best, field.name) * factor}) for factor in _FACTORS]
            best = max([best, *tries], key=worth)
        if best == before:
            break
    return best


def _total(counts: _Counts, part: _Part) -> Count:
    return sum((one for key, one in counts.items() if part(key)), Count())


def _told(count: Callable[[DecodingCosts], _Counts], now: DecodingCosts, then: DecodingCosts, part: _Part) -> str:
    return f"{_total(count(now), part)} before, {_total(count(then), part)} with {_difference(now, then)}"


def _difference(now: DecodingCosts, then: DecodingCosts) -> str:
    changed = [f"{name} {value:g}" for name, value in asdict(then).items() if value != getattr(now, name)]
    return ", ".join(changed) or "the same"


def _count(reader: TextReader, cases: Iterable[Case], tried: DecodingCosts) -> _Counts:
    """Return what is found of the cases of each kind and language with these costs."""
    counts = Counter[tuple[tuple[str, str], str]]()
    costs.worth_of_unread.cache_clear()
    with patch.object(costs, "load_decoding_costs", lambda: tried):
        for case in cases:
            hits = _entries(reader, case.text)
            key = (case.kind, case.language)
            counts[key, "names"] += bool(case.entries)
            counts[key, "found"] += not case.entries.isdisjoint(hits)
            counts[key, "alarms"] += bool(hits) and not case.entries
    costs.worth_of_unread.cache_clear()
    return {key: Count(counts[key, "found"], counts[key, "names"], counts[key, "alarms"]) for key, _ in counts}


def _entries(reader: TextReader, text: str) -> set[str]:
    resolutions = (mention.resolution for mention in reader.read(text))
    return {match.entry_id for found in resolutions if found for match in found.matches}


def _cases(reader: TextReader, n_names: int) -> Iterator[Case]:
    """Yield the labelled lines that may be tuned on, and names with damage, listed ones and harmless ones."""
    for line in load_cases():
        if line.split == "tune":
            expected = frozenset(line.expected.split("|")) - {"none", "unresolved"}
            yield Case(_LABELLED, line.language, line.text, expected)
    rng = random.Random(_SEED)
    harmless = list(_harmless(reader, n_names * len(_LANGUAGES), rng))
    for language in _LANGUAGES:
        names = list(_listed(reader, language, rng, 3 * n_names))
        for kind in DAMAGES:
            for name, entry in rng.sample(names, n_names):
                yield Case(kind, language, damage(name, kind, rng), frozenset({entry}))
        for kind, damaged in (("glued", "none"), ("glued, typo1", "typo1")):
            for name, entry in rng.sample(names, n_names):
                other = rng.choice(names)[0]
                glued = rng.choice(_GLUE).format(DAMAGES[damaged](name, rng), other)
                yield Case(kind, language, rng.choice(GOODS_LINES).format(glued), frozenset({entry}))
    for kind in DAMAGES:
        for name in harmless:
            yield Case(kind, "en", damage(name, kind, rng), frozenset())


def _listed(reader: TextReader, language: str, rng: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield names of a language that speak for themselves and are read as they stand, with their entries."""
    rows = [row for row in load_synonyms() if row.language == language and not row.context]
    rng.shuffle(rows)
    for row in rows:
        if len(row.name) >= _SHORTEST and row.substance_id in _entries(reader, row.name):
            yield row.name, row.substance_id
            count -= 1
        if not count:
            return


def _harmless(reader: TextReader, count: int, rng: random.Random) -> Iterator[str]:
    """Yield names of known compounds that are no hits as they stand."""
    lexicon = load_lexicon()
    while count:
        name = lexicon[rng.randrange(len(lexicon))].name
        if len(name) >= _SHORTEST and ";" not in name and not _entries(reader, name):
            count -= 1
            yield name


if __name__ == "__main__":
    main()
