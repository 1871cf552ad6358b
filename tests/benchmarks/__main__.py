"""Run the benchmarks of this folder: ``python -m tests.benchmarks [NAME ...] [--OPTION VALUE ...]``.

Options are the benchmarks' own.
"""

import sys
from importlib import import_module
from pathlib import Path

_NOT_RUN = {
    "__init__", "__main__", "base_rate", "checkouts", "common_words", "few_labels", "fit_costs", "own_rows",
    "scale_picture", "sweep", "visible_bound",
}  # fmt: skip


def main() -> None:
    """Run the named benchmarks, all where none is named; what takes minutes, fuzzes or writes tables runs by itself."""
    stems = (path.stem for path in Path(__file__).parent.glob("*.py"))
    known = sorted(stem for stem in stems if stem not in _NOT_RUN and not stem.startswith("fuzz_"))
    arguments = sys.argv[1:]
    first_option = next((place for place, word in enumerate(arguments) if word.startswith("--")), len(arguments))
    chosen = arguments[:first_option] or known
    if unknown := set(chosen) - set(known):
        sys.exit(f"unknown benchmark {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    for name in chosen:
        print(f"== {name}")
        import_module(f"tests.benchmarks.{name}").main()


if __name__ == "__main__":
    main()
