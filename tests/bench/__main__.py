"""Show what a change does to the answers: ``python -m tests.bench [--against REVISION] [--texts FILE] [--store]``.

Without options the labelled lines are asked and compared with the stored run. ``--against`` compares with the code of a
checkout or revision instead, ``--texts`` asks the lines of a file, and ``--store`` makes the answers the stored run.
"""

import argparse
import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path

from tests.bench.answers import Answer, answers_of, is_right, load_answers, load_cases, store
from tests.benchmarks.checkouts import HERE, other_code

_MOST_SHOWN = 40
"""Lines of one kind of change."""


def main() -> None:
    """Ask, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", help="a checkout or a revision; the stored run by default")
    parser.add_argument("--texts", type=Path, help="lines to ask; the labelled ones by default")
    parser.add_argument("--store", action="store_true", help="make the answers the stored run")
    options = parser.parse_args()
    if options.texts and not options.against:
        parser.error("no run of these lines is stored: say what to compare with (--against)")
    texts = _lines(options.texts) if options.texts else [case.text for case in load_cases()]
    after = answers_of(texts, HERE)
    if not options.texts:
        _show_score(after)
    _show_changes(_before(texts, options.against), after)
    if options.store:
        store(after)


def _lines(path: Path) -> list[str]:
    return list(dict.fromkeys(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()))


def _before(texts: list[str], against: str | None) -> list[Answer]:
    if against is None:
        return load_answers()
    with tempfile.TemporaryDirectory() as folder, other_code(against, Path(folder)) as checkout:
        return answers_of(texts, checkout) if checkout else sys.exit(1)


def _show_score(answers: list[Answer]) -> None:
    """Print how many lines of each kind are right, those held out apart."""
    n_right, n_all = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case, answer in zip(load_cases(), answers, strict=True):
        n_all[case.kind, case.split] += 1
        n_right[case.kind, case.split] += is_right(case, answer)
        if not is_right(case, answer):
            print(f"wrong: {case.text!r} should be {case.expected}: {_said(answer)}")
    for kind in dict.fromkeys(kind for kind, _ in n_all):
        counts = (f"{split} {n_right[kind, split]}/{n_all[kind, split]}" for split in ("tune", "held out"))
        print(f"{kind:45}{'   '.join(counts)}")


def _show_changes(before: list[Answer], after: list[Answer]) -> None:
    known = {answer.text: answer for answer in before}
    changes = [(known[new.text], new) for new in after if new.text in known and known[new.text] != new]
    changes.sort(key=_kind_of_change)
    n_new = sum(new.text not in known for new in after)
    print(f"{len(changes)} of {len(after)} answers are others than before" + (f", {n_new} are new" if n_new else ""))
    for (old, new), group in groupby(changes, key=_kind_of_change):
        rows = list(group)
        print(f"\n{old} -> {new}: {len(rows)}")
        for one, other in rows[:_MOST_SHOWN]:
            print(f"    {one.text[:100]!r}: {_said(one)} -> {_said(other)}")


def _kind_of_change(change: tuple[Answer, Answer]) -> tuple[str, str]:
    return change[0].outcome, change[1].outcome


def _said(answer: Answer) -> str:
    return " ".join(filter(None, (answer.outcome, answer.substance_id, f"({answer.method})")))


if __name__ == "__main__":
    main()
