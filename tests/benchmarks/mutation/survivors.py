"""The survivors that were read and left, each with the reason."""

import csv
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["SURVIVORS", "Survivor", "load_survivors", "write_survivors"]

SURVIVORS = Path(__file__).with_name("survivors.csv")


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no test notices.

    Attributes
    ----------
    module, function : str
    line : int
        Where it stood when it was read; for the eye.
    before, after : str
        As in `Mutant`; they tell the mutant.
    kind : {"equivalent", "tuned", "open"}
        It changes nothing that can be seen; it moves a number that was fitted to real lines; a test lacks.
    why : str
        In a sentence.
    """

    module: str
    function: str
    line: int
    before: str
    after: str
    kind: str
    why: str


def load_survivors() -> list[Survivor]:
    """Return the stored survivors."""
    if not SURVIVORS.exists():
        return []
    rows = csv.DictReader(SURVIVORS.read_text(encoding="utf-8").splitlines())
    return [Survivor(**{**row, "line": int(row["line"])}) for row in rows]


def write_survivors(survivors: list[Survivor]) -> None:
    """Write the survivors, in the order of modules and lines."""
    with SURVIVORS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Survivor.__dataclass_fields__), lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in sorted(survivors, key=lambda one: (one.module, one.line, one.after)))
