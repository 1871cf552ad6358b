"""The formats that can be read: every module of this package that keeps a ``FORMAT``."""

import importlib
import pkgutil
from functools import cache

from riskscan.exceptions import ManifestError
from riskscan.manifest import formats
from riskscan.manifest.formats.base import Certainty, Format
from riskscan.manifest.source import Source

__all__ = ["find_format", "load_formats"]


@cache
def load_formats() -> tuple[Format, ...]:
    """Return every format, by name."""
    modules = [
        importlib.import_module(f"{formats.__name__}.{found.name}") for found in pkgutil.iter_modules(formats.__path__)
    ]
    found = [module.FORMAT for module in modules if isinstance(getattr(module, "FORMAT", None), Format)]
    return tuple(sorted(found, key=lambda format: format.name))


def find_format(source: Source) -> Format:
    """Return the format that is surest to read a file.

    Raises
    ------
    ManifestError
        Where none is.
    """
    certainty, chosen = max(((format.tells(source), format) for format in load_formats()), key=lambda pair: pair[0])
    if certainty is Certainty.NO:
        labels = ", ".join(format.label for format in load_formats())
        raise ManifestError(f"{source.name} is of no format that can be read here: {labels}.")
    return chosen
