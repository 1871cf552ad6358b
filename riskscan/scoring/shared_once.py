"""What all calls of other processes share: each process keeps the first that comes, with what it works out of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

__all__ = ["given_once"]

_kept: dict[str, Mapping[str, Any]] = {}


def given_once(function: Callable[..., Any], shared: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a function that has some arguments already, which are the same objects in all its calls of one process.

    joblib brings them to the processes, its large arrays mapped into all of them once. They come with every call, but
    those of the first one stay, so that tables that are worked out of them are worked out once and not with every call.

    Parameters
    ----------
    function : callable
        Picklable.
    shared : mapping of str to object
        Arguments by name, which calls do not change.
    """
    return partial(_call, function, uuid4().hex, dict(shared)) if shared else function


def _call(function: Callable[..., Any], name: str, shared: Mapping[str, Any], /, *item: Any) -> Any:
    if name not in _kept:
        _kept.clear()  # of an earlier pass
        _kept[name] = shared
    return function(*item, **_kept[name])
