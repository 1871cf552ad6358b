"""What texts say, each read once as long as it is remembered: from the cache on disk where it is known there."""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from operator import not_

from riskscan.chemistry.decode.mentions import MAX_TEXT_LENGTH, Mention, TextReader
from riskscan.chemistry.findings import is_of_goods
from riskscan.chemistry.text_cache.cache import TextCache

__all__ = ["MOST_KEPT", "ReadTexts"]

MOST_KEPT = 16_000
"""Texts of which it is remembered what they say: a manifest of any length takes no more memory."""


class ReadTexts:
    """Read texts once.

    Parameters
    ----------
    make_reader : callable
        Returns what reads texts that nobody knows; called once, when the first of them comes.
    cache : TextCache or None
        What is known on disk.
    """

    def __init__(self, make_reader: Callable[[], TextReader], cache: TextCache | None) -> None:
        self.cache = cache
        self._make_reader = make_reader
        self._silent: dict[str, bool] = {}
        self._ahead: dict[str, tuple[Mention, ...] | None] = {}
        self._read = lru_cache(maxsize=MOST_KEPT)(self._read_once)

    @cached_property
    def reader(self) -> TextReader:
        """Reads texts that nobody knows."""
        return self._make_reader()

    def prepare(self) -> TextReader:
        """Return the reader, made before anybody waits for what it reads: that takes a third of a second."""
        return self.reader

    def read(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text."""
        return self._read(text)

    def find_telling(self, texts: Sequence[str]) -> set[str]:
        """Return those of some texts, none of them twice, that say something under some law."""
        told = None if self.cache is None else self.cache.ask(texts)
        says = [-1] * len(texts) if told is None else told.says.tolist()
        new = [text for text, one in zip(texts, says, strict=True) if one < 0]
        to_read = list(compress(new, map(not_, self.reader.are_ordinary(new)))) if new else []
        to_read += [text for text, one in zip(texts, says, strict=True) if one > 0]
        telling = set(to_read) - self.say_nothing(to_read)
        if self.cache is not None:
            self.cache.keep(told, texts, telling)
        return telling

    def say_nothing(self, texts: Sequence[str]) -> set[str]:
        """Return those of some texts that mention nothing but goods, which is no finding under any law.

        Parameters
        ----------
        texts : sequence of str
            None of them twice; they are looked up on disk together.
        """
        if len(self._silent) > MOST_KEPT:
            self._silent.clear()
        known = {text: told for text in texts if (told := self._silent.get(text)) is not None}
        new = [text for text in texts if text not in known]
        if self.cache is not None and new:
            self._ahead = dict.fromkeys(new) | self.cache.find_all(new)
        found = {text: len(text) <= MAX_TEXT_LENGTH and all(map(is_of_goods, self._read(text))) for text in new}
        self._ahead = {}
        self._silent |= found
        return {text for text, told in (known | found).items() if told}

    def forget(self) -> None:
        """Let go of what is remembered."""
        self._read.cache_clear()
        self._silent.clear()

    def _read_once(self, text: str) -> tuple[Mention, ...]:
        if self.cache is None:
            return self.reader.read(text)
        ahead = self._ahead  # another thread may look up others meanwhile
        mentions = ahead[text] if text in ahead else self.cache.find(text)
        if mentions is None:
            mentions = self.reader.read(text)
            self.cache.add(text, mentions)
        return mentions
