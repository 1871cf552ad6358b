"""Spare what is built once, and stays to the end, from being looked through for garbage while it grows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused", "collector_seldom"]

_NEW_OBJECTS = 200_000
"""Objects that may be new before Python looks through them: hardly any of rows in parts ever stand in a cycle."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause Python's search for cycles, which takes a fifth of the time in which large indices are built.

    Inside of another pause it does nothing: the outer one ends it. It serves as a decorator too.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def collector_seldom() -> Iterator[None]:
    """Let Python search for cycles a few times in a part of rows, and not some hundred times.

    Texts and words that a part makes, and those that are kept for the next, have none; to look through them again and
    again took a sixteenth of a run. It serves as a decorator too.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(_NEW_OBJECTS, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
