"""The code page that makes most sense of a text: each one reads it, and what it reads is rated as words."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log

from riskscan.manifest.encoding.chunks import count_chunks, parse_chunk
from riskscan.manifest.encoding.languages import load_language
from riskscan.manifest.encoding.signs import count_unpaired
from riskscan.tables.code_pages import CodePage, load_code_pages

__all__ = ["SURE", "Choice", "choose_code_page", "rate_page", "read_page", "sense_of"]

SURE = 6.0
"""Difference of sense (natural logarithm) from which the better of two readings is hardly ever the wrong one."""

_USE = {"common": 0.0, "usual": -2.0, "rare": -4.5, "odd": -8.0}
_ALSO = -3.0
_MAIN_SHARE, _OTHER_SHARE = 0.9, 0.007
"""Of words of the main language of a file, and of each other language of its page."""
_BROKEN, _UNPAIRED, _MOST_UNPAIRED = -16.0, -7.0, 4
_FIRST_LOOK = 1_500
_SECOND_LOOK = 12
_EXAMPLES = 3
_CLOSE, _VOTE = 8.0, 3.5
_EXAMPLE = re.compile(r"[^\s\x21-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A code page that was chosen.

    Attributes
    ----------
    name : str
        Python's name.
    label : str
        Name for a reader.
    examples : tuple of str
        Words beyond ASCII as it reads them.
    sense : float
        How likely what it reads is, as a natural logarithm; only differences mean something.
    next_best : str
        The best page that reads the text otherwise, empty for none.
    next_examples : tuple of str
        The words as that one reads them.
    margin : float
        By how much the choice makes more sense.
    """

    name: str
    label: str
    examples: tuple[str, ...]
    sense: float
    next_best: str = ""
    next_examples: tuple[str, ...] = ()
    margin: float = float("inf")

    @property
    def is_doubtful(self) -> bool:
        """Whether another page makes nearly as much sense."""
        return self.margin < SURE


@dataclass(frozen=True, slots=True)
class _Reading:
    page: CodePage
    text: str
    sense: float


def choose_code_page(sample: bytes) -> Choice:
    """Return the code page of a sample.

    Parameters
    ----------
    sample : bytes
        Lines with bytes beyond ASCII.

    Examples
    --------
    >>> choice = choose_code_page("Descrição;Código".encode("cp850"))
    >>> choice.name, choice.examples
    ('cp850', ('Descrição', 'Código'))
    """
    first = _readings(load_code_pages(), sample[:_FIRST_LOOK], with_words=False)
    texts = set(list(dict.fromkeys(reading.text for reading in first))[:_SECOND_LOOK])
    pages = [reading.page for reading in first if reading.text in texts]
    best, *others = _with_second_opinion(_readings(pages, sample, with_words=True), sample)
    examples = _examples(best.text)
    other = next((reading for reading in others if reading.text != best.text), None)
    if other is None:
        return Choice(best.page.name, best.page.label, examples, best.sense)
    return Choice(
        best.page.name,
        best.page.label,
        examples,
        best.sense,
        next_best=other.page.name,
        next_examples=_examples(other.text),
        margin=best.sense - other.sense,
    )


def _with_second_opinion(readings: list[_Reading], sample: bytes) -> list[_Reading]:
    """Where two readings are close, let chardet, which goes by other statistics, speak for one."""
    close = {reading.text for reading in readings if reading.sense > readings[0].sense - _CLOSE}
    if len(close) == 1:
        return readings
    import chardet  # takes long to load, and few files need it

    name = chardet.detect(sample, compat_names=False)["encoding"]
    try:
        text = read_page(sample, name or "ascii")
    except LookupError:  # a page that Python does not have
        return readings
    voted = [replace(reading, sense=reading.sense + _VOTE * (reading.text == text)) for reading in readings]
    return sorted(voted, key=lambda reading: -reading.sense)


def read_page(content: bytes, page: str) -> str:
    """Return bytes as a code page reads them; the tone marks that cp1258 keeps apart join their letters."""
    text = content.decode(page, errors="replace")
    return unicodedata.normalize("NFC", text) if page == "cp1258" else text


def sense_of(text: str, *, with_pairs: bool = True) -> float:
    """Return how likely a text is in the language that fits it best, as a natural logarithm.

    Parameters
    ----------
    text : str
        The text, or some words of one.
    with_pairs : bool, default True
        Whether quotation marks must come in pairs.
    """
    unpaired = _rate_pairs(text) if with_pairs else 0.0
    return unpaired + max(_sense(text, main, also, with_words=True) for main, also in _language_groups())


def rate_page(content: bytes, name: str) -> tuple[float, str]:
    """Return how likely what a code page of the table reads is, and the text."""
    page = next(page for page in load_code_pages() if page.name == name)
    (reading,) = _readings((page,), content, with_words=True)
    return reading.sense, reading.text


@cache
def _language_groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(dict.fromkeys((page.languages, page.also) for page in load_code_pages()))


def _readings(pages: Iterable[CodePage], sample: bytes, *, with_words: bool) -> list[_Reading]:
    """Return what each page makes of a sample, the most sensible first."""
    rated: dict[tuple[str, tuple[str, ...], tuple[str, ...]], float] = {}
    readings = []
    for page in pages:
        text = read_page(sample, page.name)
        key = (text, page.languages, page.also)
        if key not in rated:
            rated[key] = _sense(*key, with_words=with_words)
        readings.append(_Reading(page, text, rated[key] + _rate_pairs(text) + _USE[page.use]))
    return sorted(readings, key=lambda reading: -reading.sense)


def _rate_pairs(text: str) -> float:
    return _UNPAIRED * min(count_unpaired(text), _MOST_UNPAIRED)


def _sense(text: str, main: tuple[str, ...], also: tuple[str, ...], *, with_words: bool) -> float:
    """Return how likely a text is in one of some languages, with words of the others among it."""
    codes = main + also
    languages = [load_language(code) for code in codes]
    totals = [_ALSO * (code in also) for code in codes]
    oddness = _BROKEN * text.count("\ufffd")
    for chunk, count in count_chunks(text).items():
        parsed = parse_chunk(chunk)
        weight = 1.0 + log(count)
        oddness += weight * parsed.oddness
        if parsed.words:
            own = [
                sum(language.likelihood(word, with_words=with_words) for word in parsed.words) for language in languages
            ]
            top = max(own)
            mixed = _OTHER_SHARE * sum(exp(likelihood - top) for likelihood in own)
            for place, likelihood in enumerate(own):
                totals[place] += weight * (top + log(_MAIN_SHARE * exp(likelihood - top) + mixed))
    return max(totals) + oddness


def _examples(text: str) -> tuple[str, ...]:
    """Return a few words beyond ASCII as they are read."""
    words = dict.fromkeys(word for word in _EXAMPLE.findall(text) if not word.isascii())
    return tuple(word[:30] for word in list(words)[:_EXAMPLES])
