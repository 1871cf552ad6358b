"""Fuzz the reading of goods texts: ``python -m tests.benchmarks.fuzz_cells [N] [SEED]``.

Cells are pieces of listed names, known names, labelled lines, identifiers and noise, cut, glued and repeated. Each must
get an answer, none may take long; the slowest are shown.
"""

import heapq
import random
import sys
import time
import traceback
from datetime import date

from riskscan.chemistry.decode.mentions import MAX_TEXT_LENGTH
from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.screening import Screener
from riskscan.tables.substances import load_substances, load_synonyms
from tests.bench.answers import load_cases
from tests.damage import DAMAGES, damage

_LONGEST_SECONDS = 0.5
_N_SLOWEST = 10
_DAY, _WHERE = date(2026, 11, 1), frozenset({"UN", "US", "EU"})
_GLUE = (" ", ", ", "-", "/", "", "\n", "; ", " (", ") ", "\u200b", " + ", " 25 kg ", "' ", "\u3000", ".", "--", "()")
_NOISE = (*"()[]{}-,.;:'\"/\\|+*#%&@=<>~^°·−µαβλδ", "\x00", "\ufffd", "\ud800", "1,2-", "N-", "(2E)-", "n" * 60)
_COPIES = (2, 3, 10, 100)


def pieces() -> list[str]:
    """Return what cells are made of."""
    lexicon = load_lexicon()
    known = [lexicon[number].name for number in range(0, len(lexicon), 37)]
    listed = [value for row in load_substances() for value in (row.cas_rn, row.inchikey, row.smiles) if value]
    return [*(row.name for row in load_synonyms()), *(case.text for case in load_cases()), *known, *listed]


def cell(parts: list[str], chance: random.Random) -> str:
    """Return a cell of one to four pieces, each left, damaged, cut or repeated, with noise between."""
    made = ""
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
        part = chance.choice(parts)
        match chance.randrange(6):
            case 0:
                part = damage(part, chance.choice(sorted(DAMAGES)), chance) if any(map(str.isalpha, part)) else part
            case 1:
                begin = chance.randrange(len(part) + 1)
                part = part[begin : chance.randrange(begin, len(part) + 1)]
            case 2:
                place = chance.randrange(len(part) + 1)
                part = part[:place] + chance.choice(_NOISE) * chance.choice((1, 1, 2, 8)) + part[place:]
            case 3:
                part = (part + chance.choice(_GLUE)) * (chance.choice(_COPIES) if len(part) < 80 else 1)
        made += part + chance.choice(_GLUE)
    return made[: 2 * MAX_TEXT_LENGTH]


def main() -> None:
    """Read as many cells as asked, and tell what went wrong."""
    n, seed = (int(argument) for argument in [*sys.argv[1:], *("100000", "1")[len(sys.argv) - 1 :]])
    screener, parts, chance = Screener(), pieces(), random.Random(seed)
    slowest: list[tuple[float, str]] = []
    screener.find("2-methylpropan-1-amine, acetonne", _DAY, _WHERE)  # Java and the indexes start with the first name
    n_crashes = n_slow = 0
    begun = time.process_time()
    for _ in range(n):
        text = cell(parts, chance)
        before = time.process_time()
        try:
            screener.find(text, _DAY, _WHERE)
        except Exception:  # noqa: BLE001 - any is what is sought
            n_crashes += 1
            print(repr(text), traceback.format_exc(), sep="\n")
        took = time.process_time() - before
        n_slow += took > _LONGEST_SECONDS
        heapq.heappush(slowest, (took, text))
        if len(slowest) > _N_SLOWEST:
            heapq.heappop(slowest)
    rate = n / (time.process_time() - begun)
    print(f"{n:,} cells, seed {seed}, {rate:,.0f} a second: {n_crashes} crashes, {n_slow} over {_LONGEST_SECONDS} s")
    for took, text in sorted(slowest, reverse=True):
        print(f"  {took:.2f} s {len(text):5} characters {text[:90]!r}")


if __name__ == "__main__":
    main()
