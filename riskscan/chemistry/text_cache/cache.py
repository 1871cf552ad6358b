"""What texts say, worked out once for all days and processes: the mentions of a text, kept by its hash.

Neither the day nor jurisdictions enter: the law is applied to the mentions each time. The texts themselves are not
kept, but the words of the chemicals in them are.
"""

import hashlib
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass

from riskscan.chemistry.decode.mentions import MAX_SEEN_LENGTH, Mention
from riskscan.chemistry.text_cache.answers import AnswerStore
from riskscan.chemistry.text_cache.encoding import MentionEncoding

__all__ = ["CacheUse", "TextCache"]

_BATCH = 500
_BATCH_SECONDS = 5.0
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class CacheUse:
    """How many different texts were found in a cache, and how many had to be read."""

    found: int = 0
    read: int = 0


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
    """

    def __init__(self, store: AnswerStore, encoding: MentionEncoding, edition: bytes) -> None:
        self._store = store
        self._encoding = encoding
        self._edition = edition
        self._pending: dict[bytes, bytes] = {}
        self._written = time.monotonic()
        self._found = self._read = 0
        self._at_exit = weakref.finalize(self, _write, store, self._pending)

    @property
    def use(self) -> CacheUse:
        """What it was good for until now."""
        return CacheUse(self._found, self._read)

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
            self.flush()

    def flush(self) -> None:
        """Write what is new."""
        _write(self._store, self._pending)
        self._written = time.monotonic()

    def _key(self, text: str) -> bytes:
        seen = text[:MAX_SEEN_LENGTH].encode("utf-8", "surrogatepass")
        return hashlib.blake2b(seen, digest_size=_KEY_BYTES, key=self._edition).digest()


def _write(store: AnswerStore, pending: dict[bytes, bytes]) -> None:
    answers = dict(pending)
    store.add(answers)
    for key in answers:  # others may have been added by another thread meanwhile
        pending.pop(key, None)
