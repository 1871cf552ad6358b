"""The members of an archive, each read as the file that it is; what cannot be read of them is said."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from typing import IO

import pandas as pd

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import ReadOptions, Table
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.source import Source, unpack_source

__all__ = ["Member", "member_tables"]

_MOST_MEMBERS = 10_000
_DEEPEST = 3
_IN_MEMORY = 1 << 24
_PIECE = 1 << 20
_LARGEST_BYTES = 16 << 30
_LARGEST_RATIO = 200
_RATIO_FROM = 256 << 20
_IGNORED = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    Attributes
    ----------
    name : str
        Its path, as the archive says it.
    open : callable
        Opens it. What it raises is among the errors that the archive's format names.
    refusal : str
        Why it cannot be opened, empty where it can.
    """

    name: str
    open: Callable[[], IO[bytes]]
    refusal: str = ""

    @property
    def path(self) -> str:
        """Its path with slashes, from no root."""
        path = self.name.replace("\\", "/")
        return path[2:].lstrip("/") if path[1:2] == ":" else path.lstrip("/")

    @property
    def is_ignored(self) -> bool:
        """Whether a system left it there for itself."""
        *folders, last = self.path.split("/")
        return "__MACOSX" in folders or last.lower() in _IGNORED or last.startswith(("._", "~$"))


def member_tables(
    source: Source, members: Iterable[Member], options: ReadOptions, damaged: tuple[type[Exception], ...]
) -> Iterator[Table]:
    """Yield the tables of all members; of one that cannot be read, a table that says why.

    Parameters
    ----------
    source : Source
        The archive.
    members : iterable of Member
        In its order.
    options : ReadOptions
        Passed on to each.
    damaged : tuple of exception types
        What reading a damaged member raises.

    Raises
    ------
    ManifestError
        Where the archive holds no file, too many, or unpacks to more than manifests do.
    """
    budget = _Budget(source)
    n_files = 0
    for member in members:
        if member.is_ignored:
            continue
        n_files += 1
        if n_files > _MOST_MEMBERS:
            raise ManifestError(f"{source.name} holds more than {_MOST_MEMBERS:,} files: unpack it and read its parts.")
        yield from _tables_of(member, f"{source.name}: {member.path}", options, damaged, budget)
    if not n_files:
        raise ManifestError(f"{source.name} is an archive without a file in it.")


def _tables_of(
    member: Member, name: str, options: ReadOptions, damaged: tuple[type[Exception], ...], budget: "_Budget"
) -> Iterator[Table]:
    from riskscan.manifest.formats.registry import find_format  # it imports every format, so this one too

    refusal = member.refusal or _refusal(member, options)
    if refusal:
        yield _unread(member.path, refusal)
        return
    try:
        content = _copied(member, budget)
    except ManifestError:
        raise
    except damaged as error:
        yield _unread(member.path, f"it is damaged ({error})")
        return
    try:
        with closing(content), unpack_source(name, content) as found:
            if not found.head:
                yield _unread(member.path, "it is empty")
                return
            inner = replace(options, depth=options.depth + 1)
            for table in find_format(found).tables(found, inner):
                yield replace(table, member="/".join(filter(None, (member.path, table.member))))
    except ManifestError as error:
        yield _unread(member.path, _as_reason(str(error), name))


def _refusal(member: Member, options: ReadOptions) -> str:
    if ".." in member.path.split("/") or "\x00" in member.name:
        return "its name leads out of the archive"
    return "it lies in too many archives within archives" if options.depth >= _DEEPEST else ""


class _Budget:
    """What an archive may unpack to: it is counted as it is read, for what its directory says may be false."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        file = source.open()
        packed = file.seek(0, 2)
        self._left = min(_LARGEST_BYTES, max(_RATIO_FROM, packed * _LARGEST_RATIO))

    def spend(self, n_bytes: int) -> None:
        self._left -= n_bytes
        if self._left < 0:
            raise ManifestError(
                f"{self._name} unpacks to much more than manifests do: it was not read. Unpack it yourself if you"
                " trust it."
            )


def _copied(member: Member, budget: _Budget) -> IO[bytes]:
    with ExitStack() as failed:
        kept = failed.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
        with member.open() as content:
            while piece := content.read(_PIECE):
                budget.spend(len(piece))
                kept.write(piece)
        kept.seek(0)
        failed.pop_all()  # what went well is closed by the source of its content
    return kept


def _unread(path: str, refusal: str) -> Table:
    return Table(pd.DataFrame(), RowIssues(), member=path, refusal=refusal)


def _as_reason(sentence: str, name: str) -> str:
    """Return what a message says of a file, to stand behind a colon."""
    return f"it{sentence[len(name) :]}".removesuffix(".") if sentence.startswith(name) else sentence.removesuffix(".")
