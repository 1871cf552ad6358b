"""Put small faults into modules and see which of them no test notices.

``python -m tests.benchmarks.mutation [MODULE ...] [--sample N] [--seed N] [--tests PATH ...]``, where a module is a
path such as ``riskscan/policy.py``; without one all in `_MODULES` run. Survivors that stand in ``survivors.csv`` with
a reason are counted, all others are shown, and the command fails.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.mutation.mutants import Mutant, mutants_of
from tests.benchmarks.mutation.running import MutationRun, Result
from tests.benchmarks.mutation.survivors import Survivor, load_survivors

_DECODE = "riskscan/chemistry/decode"
_MODULES = (
    "riskscan/policy.py", f"{_DECODE}/evidence.py", f"{_DECODE}/exclusions.py", f"{_DECODE}/vetoes.py",
    f"{_DECODE}/cover.py", f"{_DECODE}/stretches.py", f"{_DECODE}/surroundings.py",
    "riskscan/features/row_screening.py",
)  # fmt: skip
_TESTS = {
    "riskscan/policy.py": ("tests/test_policy.py",),
    "riskscan/features/row_screening.py": ("tests/features/test_row_screening.py",),
    "riskscan/chemistry/": (
        "tests/chemistry/decode", "tests/chemistry/test_misleading_names.py", "tests/chemistry/test_screening.py",
        "tests/chemistry/names/test_near_names.py",
        "tests/bench/test_cases.py::test_stored_run_is_that_of_the_code",
    ),
}  # fmt: skip
"""The tests that are asked, by the beginning of a module's path."""


def main() -> None:
    """Run the mutants of the modules that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(_MODULES), metavar="MODULE")
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module, chosen at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", help="in place of those of the module's room")
    options = parser.parse_args()
    rooms: dict[str, list[str]] = {}
    for module in options.modules:
        room = next((start for start in _TESTS if module.startswith(start)), None)
        if room is None and not options.tests:
            parser.error(f"no tests are known for {module}; give them with --tests")
        rooms.setdefault(room or "", []).append(module)
    listed = {_key(one.module, one) for one in load_survivors()}
    results: list[Result] = []
    for room, modules in rooms.items():
        chosen = {_name(module): mutants_of(Path(module), options.sample, options.seed) for module in modules}
        run = MutationRun(chosen, lambda result: _show(result, listed))
        tests = [*(options.tests or _TESTS[room]), *modules]  # and the examples of the modules themselves
        arguments = [*tests, "-p", "no:cacheprovider", "-p", "no:xdist", "--capture=no"]
        if (code := pytest.main(arguments, plugins=[run])) != pytest.ExitCode.OK:
            sys.exit(f"the tests could not be run: {code!r}")
        results += run.results
    sys.exit(_summarize(results, listed))


def _show(result: Result, listed: set[tuple[str, ...]]) -> None:
    mutant = result.mutant
    if result.is_alive and _key(result.module, mutant) not in listed:
        print(f"\n{result.module}:{mutant.first} {mutant.function} ({result.fate})", flush=True)
        print(f"- {mutant.before}\n+ {mutant.after}", flush=True)


def _summarize(results: list[Result], listed: set[tuple[str, ...]]) -> int:
    """Print what became of the mutants; return 1 where one survived that is not listed."""
    print(f"\n{'module':45} mutants  killed endless  listed     new")
    n_new = 0
    for module in dict.fromkeys(result.module for result in results):
        of_module = [result for result in results if result.module == module]
        fates = Counter(result.fate for result in of_module)
        new = sum(result.is_alive and _key(module, result.mutant) not in listed for result in of_module)
        n_listed = sum(result.is_alive for result in of_module) - new
        print(f"{module:45} {len(of_module):7} {fates['killed']:7} {fates['endless']:7} {n_listed:7} {new:7}")
        n_new += new
    return 1 if n_new else 0


def _key(module: str, mutant: Mutant | Survivor) -> tuple[str, ...]:
    return module, mutant.function, mutant.before, mutant.after


def _name(module: str) -> str:
    return module.removesuffix(".py").replace("/", ".")


if __name__ == "__main__":
    main()
