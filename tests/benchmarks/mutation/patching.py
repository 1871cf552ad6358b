"""Put other code in place of a loaded module's, so that all who hold its functions and classes run it."""

import functools
from types import CodeType, FunctionType, ModuleType

__all__ = ["clear_caches", "put_in"]


def put_in(module: ModuleType, code: CodeType) -> None:
    """Put the functions, methods and constants of a module's other code in place of its own.

    The functions stay the same objects, since other modules and instances hold them; what others have imported of its
    constants stays as it was, and so does what a class body or a decorator has done when the module was loaded.
    """
    fresh = {name: value for name, value in vars(module).items() if name.startswith("__")}
    exec(code, fresh)
    _replace(module, vars(module), fresh)
    clear_caches(module)


def clear_caches(module: ModuleType) -> None:
    """Forget the answers that the functions of a module have kept."""
    for value in list(vars(module).values()):
        if getattr(value, "__module__", None) == module.__name__ and hasattr(value, "cache_clear"):
            value.cache_clear()


def _replace(module: ModuleType, old: dict[str, object], new: dict[str, object]) -> None:
    for name, value in list(new.items()):
        held = old.get(name)
        function, other = _function(held), _function(value)
        if function is not None and other is not None:
            if function.__module__ == module.__name__ and function is not other:
                function.__code__ = other.__code__
                function.__defaults__, function.__kwdefaults__ = other.__defaults__, other.__kwdefaults__
        elif isinstance(held, type):
            if held.__module__ == module.__name__ and isinstance(value, type):
                _replace(module, dict(vars(held)), dict(vars(value)))
        elif old is vars(module) and not name.startswith("__"):
            old[name] = value


def _function(value: object) -> FunctionType | None:
    """Return the function that a name stands for, without what is wrapped round it."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, functools.cached_property):
        value = value.func
    elif isinstance(value, classmethod | staticmethod):
        value = value.__func__
    value = getattr(value, "__wrapped__", value)
    return value if isinstance(value, FunctionType) else None
