"""Run the tests that reach a mutant's lines, in a fork of one process that has loaded everything.

Loading takes seconds, a fork a hundredth of one. First each test runs once by itself, to see which lines it reaches and
what it asks OPSIN; a mutant then runs only the tests that reach it, the quickest first, up to the first that fails.
"""

import json
import os
import signal
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
from _pytest.runner import call_and_report, runtestprotocol

from tests.bench import answers as bench
from tests.benchmarks.mutation.mutants import Mutant
from tests.benchmarks.mutation.patching import clear_caches, put_in
from tests.benchmarks.mutation.remembered_names import RememberedNames

__all__ = ["MutationRun", "Result"]

_SLOWEST = 1.0
"""Seconds of a test; slower ones would make the run endless and say nothing exact."""
_PATIENCE, _LONGEST = 5, 600
"""Seconds of a mutant beyond twice those of its tests, and of all tests together."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: ``killed``, ``survived``, ``endless`` (ended by the clock) or ``not run`` by a test."""

    module: str
    mutant: Mutant
    fate: str

    @property
    def is_alive(self) -> bool:
        """Whether no test noticed the fault."""
        return self.fate in ("survived", "not run")


@dataclass(slots=True)
class _Seen:
    """What one test did: the lines that it reached by module, and its time, with watching."""

    item: pytest.Item
    lines: dict[str, frozenset[int]]
    seconds: float


@dataclass
class MutationRun:
    """A pytest plugin that runs mutants in place of the collected tests.

    Attributes
    ----------
    mutants : dict of str to list of Mutant
        By name of the module.
    tell : callable
        Is given each result as soon as it is there.
    results : list of Result
    """

    mutants: dict[str, list[Mutant]]
    tell: Callable[[Result], None]
    results: list[Result] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See what each test reaches, then run every mutant."""
        modules = {name: import_module(name) for name in self.mutants}
        names = RememberedNames()
        _set_up(session.items)
        for module in modules.values():
            clear_caches(module)
        files = {str(module.__file__): name for name, module in modules.items()}
        kept = [_watch(item, files) for item in _quick_and_right(session.items, names)]
        kept.sort(key=lambda one: one.seconds)
        for name, mutants in self.mutants.items():
            for mutant in mutants:
                result = Result(name, mutant, _fate(mutant, modules[name], kept))
                self.results.append(result)
                self.tell(result)
        return True


def _fate(mutant: Mutant, module: ModuleType, seen: Sequence[_Seen]) -> str:
    lines = set(range(mutant.first, mutant.last + 1))
    reached = [(one, one.lines[module.__name__]) for one in seen]
    chosen = [one for one, reach in reached if (reach & lines if mutant.function else reach)]
    if not chosen:
        return "not run"

    def run() -> bool:
        put_in(module, compile(mutant.source, str(module.__file__), "exec"))
        return all(_passes(one.item) for one in chosen)

    passed, is_over = _in_fork(run, _PATIENCE + 2 * sum(one.seconds for one in chosen))
    return "endless" if is_over else "survived" if passed else "killed"


def _passes(item: pytest.Item) -> bool:
    item.session._setupstate.teardown_exact(item)
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=item))


def _set_up(items: Sequence[pytest.Item]) -> None:
    """Make the fixtures of the session, which all forks then share."""
    made: set[str] = set()
    for place, item in enumerate(items):
        if isinstance(item, pytest.Function) and hasattr(item.module, "answers_of"):
            item.module.answers_of = _bench_answers  # in this process, where the mutant is
        fixtures = item._fixtureinfo.name2fixturedefs.items()
        wanted = {name for name, found in fixtures if found[-1].scope == "session"}
        if not wanted <= made:
            call_and_report(item, "setup", log=False)
            call_and_report(item, "teardown", log=False, nextitem=items[(place + 1) % len(items)])
            made |= wanted


def _bench_answers(texts: Sequence[str], _checkout: Path) -> list[bench.Answer]:
    from riskscan.chemistry.screening import Screener

    found = Screener().screen(texts, as_of=bench.DAY)[["text", "outcome", "substance_id", "method"]]
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in found.astype(object).where(found.notna(), "").to_dict("records"):
        rows[row["text"]].append(row)
    return [bench._answer(text, rows[text]) for text in texts]


def _quick_and_right(items: Sequence[pytest.Item], names: RememberedNames) -> list[pytest.Item]:
    """Run all tests once, in one fork, remember what OPSIN answers, and return the tests that passed in good time."""

    def run() -> object:
        told = []
        for item in items:
            began = time.process_time()
            told.append((_passes(item), time.process_time() - began))
        return told, names.answers

    told, answers = _hear(run)
    names.answers.update({name: tuple(answer) for name, answer in answers.items()})
    for item, (passed, seconds) in zip(items, told, strict=True):
        if not passed or seconds > _SLOWEST:
            print(f"left out: {item.nodeid}, {f'{seconds:.1f} s' if passed else 'fails'}", flush=True)
    return [item for item, (passed, seconds) in zip(items, told, strict=True) if passed and seconds <= _SLOWEST]


def _watch(item: pytest.Item, files: dict[str, str]) -> _Seen:
    """Run a test in a fork of its own, where nothing is cached that another test asked for."""

    def run() -> object:
        began = time.process_time()
        lines = _trace(lambda: _passes(item), files)
        return lines, time.process_time() - began

    lines, seconds = _hear(run)
    return _Seen(item, {name: frozenset(found) for name, found in lines.items()}, seconds)


def _hear(action: Callable[[], object]) -> Any:
    """Return what an action in a fork returns."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"

        def run() -> bool:
            told.write_text(json.dumps(action()), encoding="utf-8")
            return True

        _in_fork(run, _LONGEST)
        return json.loads(told.read_text(encoding="utf-8"))


def _trace(action: Callable[[], object], files: dict[str, str]) -> dict[str, list[int]]:
    """Return the lines of some files that an action reaches."""
    lines: dict[str, set[int]] = {name: set() for name in files.values()}

    def enter(frame: FrameType, event: str, argument: object) -> Any:
        name = files.get(frame.f_code.co_filename)
        if name is None:
            return None
        reached = lines[name]

        def step(inner: FrameType, event: str, argument: object) -> Any:
            reached.add(inner.f_lineno)
            return step

        return step(frame, event, argument)

    sys.settrace(enter)
    try:
        action()
    finally:
        sys.settrace(None)
    return {name: sorted(found) for name, found in lines.items()}


def _in_fork(action: Callable[[], bool], limit: float) -> tuple[bool, bool]:
    """Return whether an action in a fork said yes, and whether it took more than so many seconds of the processor."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which are not those of a Java machine here
        process = os.fork()
    if process == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, limit)  # others' work on the same machine does not count
        code = 1
        try:
            code = 0 if action() else 1
        finally:
            os._exit(code)  # nothing of the parent's ends with the fork
    status = os.waitpid(process, 0)[1]
    return status == 0, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
