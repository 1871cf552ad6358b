"""Errors that a caller can put right.

Every message says what is wrong, what was found and what to do. A dirty cell of a manifest is never an
exception: it becomes null and a row issue. Anything else that escapes is a bug.
"""

__all__ = [
    "CacheError",
    "ManifestError",
    "ModelError",
    "OptionError",
    "OutputError",
    "PackError",
    "RiskscanError",
    "TableError",
    "TrainingDataError",
]


class RiskscanError(ValueError):
    """Base of all errors that the caller can put right."""

    exit_code = 1


class OptionError(RiskscanError):
    """An argument or option cannot be used as given (the command line exits with 2)."""

    exit_code = 2


class CacheError(RiskscanError):
    """What is worked out once can be kept nowhere: no disk space, no rights."""


class ManifestError(RiskscanError):
    """A manifest cannot be read at all, or its columns cannot be mapped."""


class OutputError(RiskscanError):
    """A result cannot be written: the disk is full, the folder read-only."""


class PackError(RiskscanError):
    """A pack is altered, expired, not trusted or holds what no pack may hold, or cannot be made or kept."""


class TableError(RiskscanError):
    """A reference table, mapping file or watch list has a row that breaks its format."""


class ModelError(RiskscanError):
    """A model folder is missing, damaged, altered, or made by versions that do not fit."""


class TrainingDataError(RiskscanError):
    """Labelled data cannot train or judge a model: one class, too few positives, no label column."""
