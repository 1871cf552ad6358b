"""Answers of the screening to labelled lines, stored and compared.

An answer is what an officer acts on: outcome, substance, and how the name was read. Answers are had in a fresh process,
so that those of other code can be had the same way.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["ANSWERS", "CASES", "Answer", "Case", "answers_of", "is_right", "load_answers", "load_cases", "store"]

CASES, ANSWERS = (Path(__file__).with_name(name) for name in ("cases.csv", "answers.csv"))
DAY = "2026-11-01"
"""Of the law by which the lines are judged."""

_HITS = ("listed", "covered")
_ASK = """
import json, sys
from riskscan.chemistry.screening import Screener

texts = json.load(sys.stdin)
found = Screener().screen(texts, as_of=sys.argv[1])
names = ["text", "outcome", "substance_id", "method"]
rows = found[names]
json.dump(rows.astype(object).where(rows.notna(), "").to_dict("records"), sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A line of goods text with what is right for it.

    Attributes
    ----------
    text : str
        The line.
    expected : str
        ``none`` (no hit is right), ``unresolved``, or the ids of list entries of which one is right, joined by ``|``.
    kind, language : str
        What the line is a case of; of the text.
    split : {"tune", "held out"}
        Rows held out were written before the rules ran on them, and are not tuned on.
    """

    text: str
    expected: str
    kind: str
    language: str
    split: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the screening says of a line: hits first, else what it says first.

    Attributes
    ----------
    text, outcome, substance_id, method : str
        As in the screening's result. Several substances are joined by ``|``.
    """

    text: str
    outcome: str
    substance_id: str
    method: str


def load_cases() -> list[Case]:
    """Return the labelled lines."""
    return [Case(**row) for row in _read(CASES)]


def load_answers() -> list[Answer]:
    """Return the answers of the stored run; none where none is stored."""
    return [Answer(**row) for row in _read(ANSWERS)] if ANSWERS.exists() else []


def store(answers: Iterable[Answer]) -> None:
    """Write answers as the stored run."""
    with ANSWERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Answer.__dataclass_fields__), lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(asdict, answers))


def answers_of(texts: Sequence[str], checkout: Path) -> list[Answer]:
    """Return the answers that the code of a checkout gives, one for each text."""
    run = subprocess.run(
        [sys.executable, "-c", _ASK, DAY], input=json.dumps(texts), capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(checkout)}, cwd=checkout,
    )  # fmt: skip
    rows: dict[str, list[dict[str, str]]] = {text: [] for text in texts}
    for row in json.loads(run.stdout):
        rows[row["text"]].append(row)
    return [_answer(text, rows[text]) for text in texts]


def is_right(case: Case, answer: Answer) -> bool:
    """Whether an answer is what the label says."""
    hits = set(answer.substance_id.split("|")) if answer.outcome in _HITS else set()
    if case.expected in ("none", "unresolved"):
        return not hits and (case.expected == "none" or answer.outcome == "unresolved")
    return bool(hits & set(case.expected.split("|")))


def _answer(text: str, rows: list[dict[str, str]]) -> Answer:
    said = [row for row in rows if row["outcome"] in _HITS] or rows[:1]
    substances = "|".join(dict.fromkeys(row["substance_id"] for row in said if row["substance_id"]))
    return Answer(text, said[0]["outcome"], substances, said[0]["method"])


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
