"""Fuzz the formats of files: ``python -m tests.benchmarks.fuzz_formats [FORMAT|all] [N] [SEED]``.

Every damaged file must give a table or one of riskscan's own errors within some seconds; a goods item that is lost must
leave an issue or a note behind. A format takes part by files in ``tests/manifest/formats/fixtures``.
"""

import io
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from riskscan.exceptions import RiskscanError
from riskscan.manifest import RawTable, read_table
from tests.mutations import mutate

__all__ = ["LOST", "Fuzzing", "good_files", "main"]

FOLDER = Path(__file__).parents[1] / "manifest" / "formats" / "fixtures"
LOST = "ITEMS LOST IN SILENCE"
_LONGEST_SECONDS = 5
_SIGNS = {
    "asycuda": rb"<Item\b",
    "asycuda_manifest": rb"<Goods_segment\b",
    "cargo_xml": rb"<(?:\w+:)?(?:Included(?:Master|House)ConsignmentItem|IncludedTradeLineItem)\b",
    "edifact": rb"(?:'|\n)\s*(?:GID|CST)\b",
    "itmatt": rb"<ContentPiece\b",
    "wco": rb"<(?:GovernmentAgencyGoodsItem|ConsignmentItem)\b",
}
"""What begins a goods item in a file; one that whole damage took away leaves no trace, and nobody can miss it."""


def good_files() -> dict[str, list[bytes]]:
    """Return the undamaged files by the name of their format."""
    files: dict[str, list[bytes]] = {}
    for path in sorted(FOLDER.iterdir()):
        try:
            name = read_table(path).dialect.format
        except RiskscanError:
            continue
        files.setdefault(name, []).append(path.read_bytes())
    return files


class Fuzzing:
    """Reads damaged files of one format.

    Parameters
    ----------
    name : str
        Of the format.
    files : list of bytes
        Undamaged.
    """

    def __init__(self, name: str, files: list[bytes]) -> None:
        self._name = name
        self._files = files
        self._n_rows = [len(table.frame) if (table := _read(content)) else 0 for content in files]
        self._n_signs = [_count_signs(name, content) for content in files]

    def damage(self, chance: random.Random) -> tuple[int, bytes, tuple[str, ...]]:
        """Return which file was damaged, what it is now and what was done."""
        place = chance.randrange(len(self._files))
        return place, *mutate(self._files[place], chance)

    def outcome(self, place: int, content: bytes) -> str:
        """Read a damaged file and return what came of it in words.

        Raises
        ------
        Exception
            Whatever is none of riskscan's own: a bug.
        """
        table = _read(content)
        if table is None:
            return "refused"
        if table.dialect.format != self._name:
            return "read as another format"
        n_lost = self._n_rows[place] - len(table.frame)
        if n_lost <= 0:
            return "all items"
        if len(table.issues) or table.notes:
            return "items lost, said"
        n_gone = self._n_signs[place] - _count_signs(self._name, content)
        return "items taken away whole" if n_lost <= n_gone else LOST


def _read(content: bytes) -> RawTable | None:
    try:
        return read_table(io.BytesIO(content))
    except RiskscanError:
        return None


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def fuzz(name: str, files: list[bytes], n: int, seed: int) -> Counter[str]:
    """Read `n` damaged files of one format and count what came of them."""
    chance = random.Random(f"{name} {seed}")
    fuzzing = Fuzzing(name, files)
    counts: Counter[str] = Counter()
    longest = 0.0
    for _ in range(n):
        place, content, done = fuzzing.damage(chance)
        signal.setitimer(signal.ITIMER_REAL, _LONGEST_SECONDS)
        begun = time.perf_counter()
        try:
            outcome = fuzzing.outcome(place, content)
        except TimeoutError:
            outcome = "HANG"
        except Exception:  # noqa: BLE001 - the point of it
            outcome = "CRASH"
            traceback.print_exc(limit=-3)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if outcome.isupper():
            print(f"{outcome}: {done}", file=sys.stderr)
        counts[outcome] += 1
        longest = max(longest, time.perf_counter() - begun)
    print(f"{name}: {n} files, longest {longest:.2f} s, " + ", ".join(f"{k} {v}" for k, v in counts.most_common()))
    return counts


def _count_signs(name: str, content: bytes) -> int:
    return len(re.findall(_SIGNS[name], content)) if name in _SIGNS else 0


def main() -> None:
    """Fuzz one format or all."""
    chosen, n, seed = [*sys.argv[1:], *("all", "1000", "1")[len(sys.argv) - 1 :]]
    signal.signal(signal.SIGALRM, _stop)
    files = good_files()
    for name in files if chosen == "all" else [chosen]:
        fuzz(name, files[name], int(n), int(seed))


if __name__ == "__main__":
    main()
