"""Who starts for the first time waits once: nothing is left to be compiled in the middle of a run."""

import pytest

from riskscan.chemistry import screening
from riskscan.chemistry.names import systematic_words
from riskscan.chemistry.text import deletion_index


@pytest.mark.parametrize("is_first", [True, False])
def test_what_only_some_texts_ask_for_is_compiled_with_the_rest(monkeypatch, is_first: bool) -> None:
    asked = set()

    def watch(module) -> None:
        compile_once = module.compile_once

        def recorded(kind, *args):
            asked.add(kind)
            return compile_once(kind, *args)

        monkeypatch.setattr(module, "compile_once", recorded)

    watch(systematic_words)
    watch(deletion_index)
    systematic_words._read_words.cache_clear()
    monkeypatch.setattr(screening, "compiled_here", lambda: frozenset({"plain-words"} if is_first else ()))
    screening.Screener()
    assert ({"vocabulary", "vocabulary-shapes", "near-names", "systematic-words"} <= asked) == is_first
