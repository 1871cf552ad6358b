"""What texts say, worked out once for all days and processes: the mentions of a text, kept by its hash.

Neither the day nor jurisdictions enter: the law is applied to the mentions each time. The texts themselves are not
kept, but the words of the chemicals in them are.
"""

import hashlib
import time
import weakref
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from riskscan.chemistry.decode.mentions import MAX_SEEN_LENGTH, Mention
from riskscan.chemistry.text_cache.answers import AnswerStore
from riskscan.chemistry.text_cache.encoding import MentionEncoding
from riskscan.chemistry.text_cache.told_texts import Keys, ToldTexts
from riskscan.compiling.cache_folder import TOLD
from riskscan.tables.listings import Listing

__all__ = ["CacheUse", "TextCache", "Told"]

_BATCH = 500
_BATCH_SECONDS = 5.0
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class CacheUse:
    """How many different texts were found in a cache, how many had to be read, and how many were known to say nothing.

    Of those that are known to say nothing a text may count in several parts of a manifest.
    """

    found: int = 0
    read: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of whether texts say something.

    Attributes
    ----------
    keys : Keys
        Of the texts.
    says : ndarray of int8, shape (n_texts,)
        Whether each says something, -1 where that is not known.
    """

    keys: Keys
    says: NDArray[np.int8]


class TextCache:
    """The mentions of texts, kept on disk.

    What is new is written in batches: at the latest with the next text after some seconds, with `flush`, and when the
    process ends. A process that is killed loses a batch, and nothing else.

    Parameters
    ----------
    store : AnswerStore
    encoding : MentionEncoding
    edition : bytes
        Digest of all that the mentions depend on beside the text.
    told : ToldTexts, optional
        Which texts say something, looked up many together.
    """

    def __init__(
        self, store: AnswerStore, encoding: MentionEncoding, edition: bytes, told: ToldTexts | None = None
    ) -> None:
        self._store = store
        self._told = told
        self._encoding = encoding
        self._edition = edition
        self._pending: dict[bytes, bytes] = {}
        self._written = time.monotonic()
        self._found = self._read = self._silent = 0
        self._at_exit = weakref.finalize(self, _write, store, self._pending, told)

    @classmethod
    def in_folder(cls, folder: Path, listings: Iterable[Listing], edition: bytes) -> Self:
        """Return the cache that lies in a folder and in one beside it.

        Parameters
        ----------
        folder : pathlib.Path
            Of what texts say.
        listings : iterable of Listing
            As of `MentionEncoding`.
        edition : bytes
            As of the class.
        """
        told = ToldTexts(folder.with_name(f"{folder.name}.{TOLD}"), edition)
        return cls(AnswerStore(folder), MentionEncoding(listings), edition, told)

    @property
    def use(self) -> CacheUse:
        """What it was good for until now."""
        return CacheUse(self._found, self._read, self._silent)

    @property
    def tells(self) -> bool:
        """Whether it is known of any text whether it says something."""
        return self._told is not None and self._told.is_begun

    def find(self, text: str) -> tuple[Mention, ...] | None:
        """Return the mentions of a text, None where they are not known."""
        return self.find_all([text]).get(text)

    def find_all(self, texts: Sequence[str]) -> dict[str, tuple[Mention, ...]]:
        """Return the mentions of those texts of which they are known; none may stand twice."""
        keys = list(map(self._key, texts))
        answers = self._store.find_all(keys)
        decode = self._encoding.decode
        found = {text: decode(answers[key]) for text, key in zip(texts, keys, strict=True) if key in answers}
        self._found += len(found)
        return found

    def add(self, text: str, mentions: tuple[Mention, ...]) -> None:
        """Keep the mentions of a text."""
        self._read += 1
        if not self._store.may_write:
            return
        self._pending[self._key(text)] = self._encoding.encode(mentions)
        if len(self._pending) >= _BATCH or time.monotonic() > self._written + _BATCH_SECONDS:
            _write(self._store, self._pending, None)
            self._written = time.monotonic()

    def ask(self, texts: Sequence[str]) -> Told | None:
        """Return what is known of whether each of some texts says something; None where that is not kept."""
        if self._told is None:
            return None
        keys = self._told.keys(texts)
        told = Told(keys, self._told.ask(keys))
        self._silent += int((told.says == 0).sum())
        return told

    def keep(self, told: Told | None, texts: Sequence[str], telling: Collection[str]) -> None:
        """Keep which of the texts of `ask` say something, where that was not known."""
        if self._told is not None and told is not None:
            new = np.flatnonzero(told.says < 0)
            tell = np.array([texts[place] in telling for place in new.tolist()], dtype=bool)
            self._told.add(told.keys[new], tell)

    def flush(self) -> None:
        """Write what is new."""
        _write(self._store, self._pending, self._told)
        self._written = time.monotonic()

    def _key(self, text: str) -> bytes:
        seen = text[:MAX_SEEN_LENGTH].encode("utf-8", "surrogatepass")
        return hashlib.blake2b(seen, digest_size=_KEY_BYTES, key=self._edition).digest()


def _write(store: AnswerStore, pending: dict[bytes, bytes], told: ToldTexts | None) -> None:
    if told is not None:
        told.flush()
    answers = dict(pending)
    store.add(answers)
    for key in answers:  # others may have been added by another thread meanwhile
        pending.pop(key, None)
