"""The code of another checkout or revision, to measure or compare with."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["HERE", "other_code"]

HERE = Path(__file__).parents[2]
"""The folder of the code that is measured."""


@contextmanager
def other_code(against: str, folder: Path) -> Iterator[Path | None]:
    """Give the folder of the other code.

    Parameters
    ----------
    against : str
        Path of a checkout, or a revision that git knows.
    folder : Path
        Where a revision is unpacked.

    Yields
    ------
    Path or None
        None where there is no such code, which is said on standard error.
    """
    if Path(against).is_dir():
        yield Path(against).resolve()
        return
    packed = subprocess.run(["git", "-C", str(HERE), "archive", against, "riskscan", "data"], capture_output=True)
    if packed.returncode:
        print(f"no code of {against} to compare with: give a checkout or a revision", file=sys.stderr)
        yield None
        return
    target = folder / "other"
    target.mkdir()
    subprocess.run(["tar", "-x", "-C", str(target)], input=packed.stdout, check=True)
    yield target
