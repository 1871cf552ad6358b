"""Whether texts say anything of chemistry under some law, kept on disk: most texts of a manifest do not.

To look closely at the words of ordinary goods takes some ten microseconds a text; to find its key among sorted ones
takes one. A file holds the sorted keys of one edition behind a checksum of them, and is written whole or not at all. A
key has as many bits as that of an answer, but for the one that tells: no text takes the key of another, by chance or by
intent.
"""

import hashlib
import mmap
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_BYTES", "Keys", "ToldTexts"]

MOST_BYTES = 64_000_000
"""Bytes of keys that are kept by default: of four million texts."""

_HALF = np.dtype("<u8")
_KEY_BYTES = 2 * _HALF.itemsize
_CHECKSUM_BYTES = 16
_SUFFIX = ".keys"
_MOST_FILES = 4
_MOST_OWN = 250_000
"""Keys that a process keeps in memory before they become a file."""

_TELLS = np.uint64(1)
_ALL_BUT_TELLS = ~_TELLS


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of texts, by their halves; the last bit of the second is no part of it: it tells that a text says something.

    Attributes
    ----------
    first, second : ndarray of uint64, shape (n_texts,)
        Halves of each.
    """

    first: NDArray[np.uint64]
    second: NDArray[np.uint64]

    @classmethod
    def of(cls, texts: Iterable[str], edition: bytes) -> Self:
        """Return the keys of texts, which differ between editions; the bit is not set."""
        digest = hashlib.blake2b
        digests = [
            digest(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES, key=edition).digest()
            for text in texts
        ]
        halves = np.frombuffer(b"".join(digests), dtype=_HALF).reshape(-1, 2)
        return cls(halves[:, 0].copy(), halves[:, 1] & _ALL_BUT_TELLS)

    @classmethod
    def none(cls) -> Self:
        """Return no keys."""
        return cls(np.zeros(0, dtype=_HALF), np.zeros(0, dtype=_HALF))

    @classmethod
    def from_bytes(cls, data: Any) -> Self:
        """Return keys from bytes, which are not copied."""
        halves = np.frombuffer(data, dtype=_HALF)
        return cls(halves[: len(halves) // 2], halves[len(halves) // 2 :])

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, places: Any) -> "Keys":
        """Return some of them."""
        return Keys(self.first[places], self.second[places])

    def __add__(self, other: "Keys") -> "Keys":
        """Return the keys of both in order, each once."""
        joined = Keys(np.concatenate((self.first, other.first)), np.concatenate((self.second, other.second)))
        joined = joined[np.argsort(joined.first, kind="stable")]  # runs that are in order are merged
        is_new = np.ones(len(joined), dtype=bool)
        is_new[1:] = (joined.first[1:] != joined.first[:-1]) | (joined.second[1:] != joined.second[:-1])
        return joined if is_new.all() else joined[is_new]

    def that_tell(self, tell: NDArray[np.bool_]) -> "Keys":
        """Return them with the bit set where their texts say something."""
        return Keys(self.first, self.second | tell.astype(_HALF))

    def look_up(self, others: "Keys", says: NDArray[np.int8]) -> None:
        """Write for each of other keys that is one of these, which are in order, whether its text says something."""
        if not len(self):
            return
        places = np.searchsorted(self.first, others.first)
        places[places == len(self)] = 0
        own = self.second[places]
        found = (self.first[places] == others.first) & (own & _ALL_BUT_TELLS == others.second)
        says[found] = own[found] & _TELLS

    def tobytes(self) -> bytes:
        """Return the bytes that `from_bytes` takes."""
        return self.first.astype(_HALF).tobytes() + self.second.astype(_HALF).tobytes()


class ToldTexts:
    """Whether texts say something, by their keys on disk.

    Nothing depends on it but how long texts take: what is damaged, or cannot be read or written, is done without.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the files; made where it does not exist.
    edition : bytes
        Digest of all that it depends on whether a text says something.
    most_bytes : int, default `MOST_BYTES`
        Beyond that the oldest files are removed.
    """

    def __init__(self, folder: Path, edition: bytes, *, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._edition = edition
        self._most_bytes = most_bytes
        self._files: list[_KeyFile] | None = None
        self._own = Keys.none()
        self._written = 0
        self._path: Path | None = None
        self._may_write = True

    @property
    def is_begun(self) -> bool:
        """Whether anything was kept before."""
        return bool(self._paths(self._prefix))

    def keys(self, texts: Sequence[str]) -> Keys:
        """Return the keys of texts, as `ask` and `add` take them."""
        return Keys.of(texts, self._edition)

    def ask(self, keys: Keys) -> NDArray[np.int8]:
        """Return of each key whether its text says something: 0 or 1, -1 where that is not known."""
        says = np.full(len(keys), -1, dtype=np.int8)
        self._own.look_up(keys, says)
        for file in self._opened():
            file.look_up(keys, says)
        return says

    def add(self, keys: Keys, tell: NDArray[np.bool_]) -> None:
        """Keep whether texts say something; it is written later, see `flush`."""
        self._own += keys.that_tell(tell)
        if len(self._own) >= _MOST_OWN:
            self.flush()
            self._own, self._written, self._path = Keys.none(), 0, None

    def flush(self) -> None:
        """Write what is new."""
        if not self._may_write or len(self._own) == self._written:
            return
        earlier, self._written = self._path, len(self._own)
        try:
            self._path = self._write(self._own)
            if earlier is not None:
                earlier.unlink(missing_ok=True)
            self._remove_oldest()
        except OSError:
            self._may_write = False

    def _opened(self) -> "list[_KeyFile]":
        if self._files is None:
            self._files = [file for path in self._paths(self._prefix) if (file := _KeyFile.open(path, self._edition))]
            small = [file for file in self._files if file.size <= self._most_bytes // 2]
            if len(small) > _MOST_FILES:
                self._join(small)
        return self._files

    def _join(self, files: "list[_KeyFile]") -> None:
        """Put one file in the place of several; where another process does so too, keys stand twice for a while."""
        joined = Keys.none()
        for file in files:
            joined += file.keys()
        with suppress(OSError):
            path = self._write(joined)
            opened = _KeyFile.open(path, self._edition)
            if opened is not None:
                self._files = [opened, *(file for file in self._files or () if file not in files)]
                for file in files:
                    file.path.unlink(missing_ok=True)

    def _write(self, keys: Keys) -> Path:
        """Write a file of keys; it appears whole."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{self._prefix}{uuid4().hex}{_SUFFIX}"
        scratch = path.with_suffix(".new")
        data = keys.tobytes()
        try:
            scratch.write_bytes(_checksum(data, self._edition) + data)
            scratch.replace(path)
        except OSError:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
            raise
        return path

    def _remove_oldest(self) -> None:
        found = []
        for path in self.folder.iterdir():  # also what a killed process left half written
            with suppress(OSError):  # another process has removed it
                state = path.stat()
                found.append((state.st_mtime_ns, state.st_size, path))
        size = sum(one for _, one, _ in found)
        for _, one, path in sorted(found):
            if size <= self._most_bytes:
                break
            path.unlink(missing_ok=True)
            size -= one

    @property
    def _prefix(self) -> str:
        return f"{self._edition.hex()[:12]}-"

    def _paths(self, prefix: str) -> list[Path]:
        try:
            return sorted(self.folder.glob(f"{prefix}*{_SUFFIX}"))
        except OSError:
            return []


class _KeyFile:
    """A file of keys, mapped and found to be as it was written."""

    def __init__(self, path: Path, mapped: mmap.mmap) -> None:
        self.path = path
        self.size = len(mapped)
        self._mapped = mapped

    @classmethod
    def open(cls, path: Path, edition: bytes) -> "_KeyFile | None":
        """Return a file, None where it is not as it was written: that one is removed."""
        try:
            with path.open("rb") as handle:
                mapped = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # vanished meanwhile, or empty
            return None
        view = memoryview(mapped)
        is_whole = (len(mapped) - _CHECKSUM_BYTES) % _KEY_BYTES == 0
        data = view[_CHECKSUM_BYTES:]
        if is_whole and view[:_CHECKSUM_BYTES] == _checksum(data, edition):
            found = cls(path, mapped)
            found._let_go()
            return found
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None

    def keys(self) -> Keys:
        """Return all keys."""
        return Keys.from_bytes(memoryview(self._mapped)[_CHECKSUM_BYTES:])

    def look_up(self, keys: Keys, says: NDArray[np.int8]) -> None:
        """As of `Keys`."""
        self.keys().look_up(keys, says)
        self._let_go()

    def _let_go(self) -> None:
        """Let the pages go that were looked at; they stay with the system."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)


def _checksum(data: Any, edition: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECKSUM_BYTES, key=edition).digest()
