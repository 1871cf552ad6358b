"""The mutation run puts faults where all who hold a function meet them, and its list of survivors fits the code."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.benchmarks.mutation.patching import put_in
from tests.benchmarks.mutation.survivors import Survivor, load_survivors

SOURCE = """
from dataclasses import dataclass
from functools import cache, cached_property

LIMIT = 3

def is_long(word, least=LIMIT):
    return len(word) >= least

@cache
def words():
    return ("tea", LIMIT)

@dataclass(frozen=True, slots=True)
class Word:
    text: str

    @property
    def size(self):
        return len(self.text)

    @classmethod
    def empty(cls):
        return cls("")

class Held:
    @cached_property
    def answer(self):
        return 1
"""


@pytest.fixture
def module() -> Iterator[ModuleType]:
    made = ModuleType("tests.made_up_module")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, made.__name__, made)
        exec(SOURCE, vars(made))
        yield made


def test_a_fault_reaches_all_who_hold_a_function(module: ModuleType) -> None:
    is_long, words, word, held = module.is_long, module.words, module.Word("tea"), module.Held()
    assert (is_long("tea"), words(), word.size, held.answer) == (True, ("tea", 3), 3, 1)
    faulty = SOURCE.replace(">=", ">").replace("LIMIT = 3", "LIMIT = 4").replace("len(self.text)", "-1")
    put_in(module, compile(faulty.replace('cls("")', 'cls("x")').replace("return 1", "return 2"), "made_up", "exec"))
    assert (is_long("four"), is_long("fives"), words(), word.size) == (False, True, ("tea", 4), -1)
    assert (type(word).empty().text, module.Held().answer) == ("x", 2)
    assert module.is_long is is_long and isinstance(word, module.Word)


def test_what_a_module_has_imported_stays(module: ModuleType) -> None:
    decorator = module.dataclass
    put_in(module, compile(SOURCE.replace(">=", "<"), "made_up", "exec"))
    assert module.dataclass is decorator and not module.is_long("tea")


@pytest.mark.parametrize("survivor", load_survivors(), ids=lambda one: f"{one.module}:{one.line}")
def test_a_listed_survivor_is_a_fault_of_the_code_as_it_stands(survivor: Survivor) -> None:
    source = Path(str(import_module(survivor.module).__file__)).read_text(encoding="utf-8")
    assert survivor.before in " ".join(line.strip() for line in source.splitlines())
    assert survivor.kind in ("equivalent", "tuned", "open") and survivor.why.endswith(".")


def test_no_survivor_stands_twice() -> None:
    keys = [(one.module, one.function, one.before, one.after) for one in load_survivors()]
    assert len(set(keys)) == len(keys)
