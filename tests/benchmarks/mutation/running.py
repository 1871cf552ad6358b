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
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: ``killed``, ``survived``, ``endless`` (killed by the clock) or ``not run`` by any test."""

    module: str
    mutant: Mutant
    fate: str

    @property
    def is_alive(self) -> bool:
        """Whether no test noticed the fault."""
        return self.fate in ("survived", "not run")


@dataclass(slots=True)
class _Seen:
    """What one test did: the lines that it reached by module, and its time; it failed where `lines` is None."""

    item: pytest.Item
    lines: dict[str, set[int]] | None
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
        seen = [_watch(item, modules, names) for item in session.items]
        for one in seen:
            if one.lines is None or one.seconds > _SLOWEST:
                print("left out:", one.item.nodeid, "fails" if one.lines is None else f"{one.seconds:.1f} s")
        kept = sorted((one for one in seen if one.lines and one.seconds <= _SLOWEST), key=lambda one: one.seconds)
        for name, mutants in self.mutants.items():
            for mutant in mutants:
                result = Result(name, mutant, _fate(mutant, modules[name], kept))
                self.results.append(result)
                self.tell(result)
        return True


def _fate(mutant: Mutant, module: ModuleType, seen: Sequence[_Seen]) -> str:
    lines = set(range(mutant.first, mutant.last + 1))
    reached = [(one, one.lines[module.__name__]) for one in seen if one.lines]
    chosen = [one for one, reach in reached if (reach & lines if mutant.function else reach)]
    if not chosen:
        return "not run"

    def run() -> bool:
        put_in(module, compile(mutant.source, str(module.__file__), "exec"))
        return all(_passes(one.item) for one in chosen)

    limit = _PATIENCE + 5 * sum(one.seconds for one in chosen)
    passed, is_over = _in_fork(run, int(limit))
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


def _watch(item: pytest.Item, modules: dict[str, ModuleType], names: RememberedNames) -> _Seen:
    """Run a test in a fork and take from it what it reached, and what OPSIN has answered."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"

        def run() -> bool:
            before, began = dict(names.answers), time.monotonic()
            passed, lines = _trace(lambda: _passes(item), {str(module.__file__): name for name, module in modules.items()})
            new = {name: answer for name, answer in names.answers.items() if name not in before}
            told.write_text(json.dumps([passed, lines, time.monotonic() - began, new]))
            return True

        finished, _ = _in_fork(run, 120)
        if not finished:
            return _Seen(item, None, 0.0)
        passed, lines, seconds, new = json.loads(told.read_text())
    names.answers.update({name: tuple(answer) for name, answer in new.items()})
    return _Seen(item, {name: set(found) for name, found in lines.items()} if passed else None, seconds)


def _trace(action: Callable[[], bool], files: dict[str, str]) -> tuple[bool, dict[str, list[int]]]:
    """Return what an action says, and the lines of some files that it reached."""
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
        said = action()
    finally:
        sys.settrace(None)
    return said, {name: sorted(found) for name, found in lines.items()}


def _in_fork(action: Callable[[], bool], limit: int) -> tuple[bool, bool]:
    """Return whether an action in a fork said yes, and whether it took longer than a number of seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which are not those of a Java machine here
        process = os.fork()
    if process == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit)
        code = 1
        try:
            code = 0 if action() else 1
        finally:
            os._exit(code)  # nothing of the parent's ends with the fork
    status = os.waitpid(process, 0)[1]
    return status == 0, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM

