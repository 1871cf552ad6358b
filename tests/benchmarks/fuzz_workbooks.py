"""Fuzz workbooks and containers: ``python -m tests.benchmarks.fuzz_workbooks [N] [SEED] [FOLDER]``.

Every damaged file must be read or refused in a sentence, within some seconds of CPU time. Goods of an undamaged row
that still stand in the file (or in what it holds) must come out, or be spoken of: by an issue or a note. FOLDER may
hold further good files.
"""

import io
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pandas as pd

from riskscan.exceptions import RiskscanError
from riskscan.manifest import RawTable, read_table
from tests.container_damage import damage, member_bytes
from tests.workbook_writers import WRITERS

__all__ = ["Outcome", "fuzz", "good_files", "read_damaged"]

HEADER = ["Goods description", "HS code", "Net weight (kg)", "Consignee"]
N_ROWS = 12
_LONGEST_SECONDS = 5
_MOST_BYTES = 12 << 30

Outcome = RawTable | RiskscanError


def read_damaged(content: bytes) -> Outcome:
    """Return the table of a file, or the error that refuses it."""
    try:
        return read_table(io.BytesIO(content))
    except RiskscanError as error:
        return error


def good_files() -> dict[str, bytes]:
    """Return an undamaged file of every kind, each with the goods ``goods-1x`` and on."""
    rows = [[f"goods-{number}x", "5208", number, "Alder Ltd"] for number in range(N_ROWS)]
    frame = pd.DataFrame(rows, columns=HEADER)
    files = {kind: write([["Title"], HEADER, *rows]) for kind, write in WRITERS.items()}
    files["json"] = frame.to_json(orient="records", indent=1).encode()
    files["jsonl"] = frame.to_json(orient="records", lines=True).encode()
    for kind, write in (("parquet", frame.to_parquet), ("feather", frame.to_feather)):
        content = io.BytesIO()
        write(content)
        files[kind] = content.getvalue()
    files["zip"] = _zip({"a.xlsx": files["xlsx"], "b.json": files["json"], "c.html": files["html"]})
    return files


def _zip(members: dict[str, bytes]) -> bytes:
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def lost_goods(content: bytes, outcome: Outcome) -> list[str]:
    """Return the goods that stand in a file, that did not come out, and of which nothing is said."""
    if not isinstance(outcome, RawTable) or len(outcome.issues) or outcome.notes:
        return []
    held = b"".join([content, *(member for _, member in member_bytes(content))])
    cells = {str(cell) for column in outcome.frame for cell in (column, *outcome.frame[column])}
    goods = [f"goods-{number}x" for number in range(N_ROWS)]
    return [one for one in goods if one.encode() in held and not any(one in cell for cell in cells)]


def fuzz(name: str, content: bytes, n: int, seed: int, report: Callable[[str], None]) -> Counter[str]:
    """Damage one file `n` times and count what comes of it."""
    chance = random.Random(f"{name} {seed}")
    counts: Counter[str] = Counter()
    longest = 0.0
    for number in range(n):
        damaged = damage(content, chance)
        signal.setitimer(signal.ITIMER_PROF, _LONGEST_SECONDS)
        begun = time.process_time()
        try:
            outcome = read_damaged(damaged)
        except TimeoutError:
            counts["HANG"] += 1
            report(f"{name} {seed} {number}: hang")
            continue
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            counts["CRASH"] += 1
            report(f"{name} {seed} {number}: {error!r}")
            continue
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        longest = max(longest, time.process_time() - begun)
        counts["read" if isinstance(outcome, RawTable) else "refused"] += 1
        if lost := lost_goods(damaged, outcome):
            counts["LOST IN SILENCE"] += 1
            report(f"{name} {seed} {number}: lost {lost}")
    counts[f"longest {longest:.1f} s"] += 1
    return counts


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def main() -> None:
    """Fuzz every kind of file, the same number of times each."""
    n, seed = (int(argument) for argument in [*sys.argv[1:3], *("1000", "1")[len(sys.argv[1:3]) :]])
    files = good_files()
    for folder in sys.argv[3:]:
        files |= {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    signal.signal(signal.SIGPROF, _stop)
    for name, content in files.items():
        counts = fuzz(name, content, n // len(files), seed, lambda line: print(line, file=sys.stderr))
        print(name, dict(counts), flush=True)


if __name__ == "__main__":
    main()
