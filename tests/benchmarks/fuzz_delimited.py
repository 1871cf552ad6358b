"""Fuzz the reading of delimited text: ``python -m tests.benchmarks.fuzz_delimited [N] [SEED]``.

Every damaged file must be read without a line lost, or refused in words, within some seconds.
"""

import random
import signal
import sys
import time
from types import FrameType

from tests.delimited_damage import damage, find_loss, good_files

_LONGEST_SECONDS = 5


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {_LONGEST_SECONDS} s")


def main() -> None:
    """Damage as many files as asked, and tell what went wrong."""
    n, seed = (int(argument) for argument in [*sys.argv[1:], *("10000", "1")[len(sys.argv) - 1 :]])
    signal.signal(signal.SIGALRM, _stop)
    files = list(good_files())
    chance = random.Random(seed)
    longest, n_wrong = 0.0, 0
    for _ in range(n):
        content = damage(chance.choice(files), chance)
        begun = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, _LONGEST_SECONDS)
        try:
            loss = find_loss(content)
        except Exception as error:  # noqa: BLE001 - the point of it
            loss = repr(error)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        longest = max(longest, time.perf_counter() - begun)
        if loss:
            n_wrong += 1
            print(f"{content!r}: {loss}", file=sys.stderr)
    print(f"{n:,} damaged files of {len(files)} layouts, seed {seed}: {n_wrong} wrong, longest {longest:.2f} s")


if __name__ == "__main__":
    main()
