"""Find listed names that stand in a line of words with a few slips of the pen or the scanner.

Names and the windows of whole words of a line are compared by how they begin: two that are an edit or two apart have
beginnings that are equal once each loses so many letters (`riskscan.chemistry.text.deletion_index`). Of the three edits
that a long name bears, no more than one lies in one of its halves, so that its beginning or its end is found. All
windows are looked up at once, and the few that are left are compared letter by letter. Nothing is decided here: the
caller checks the matches, best first.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.text.confusion import OCR_COST, ocr_key
from riskscan.chemistry.text.deletion_index import BEGINNING, DeletionIndex
from riskscan.chemistry.text.edits import count_edits
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["NearMatch", "NearNames", "allowed_edits"]

_SHORTEST = 7
_SHORTEST_WINDOW = _SHORTEST - 2
_ALPHABETIC = re.compile(r"[\x00-\u024f\u0370-\u04ff]*")
_MOST_WORDS = 40
_MOST_MATCHES = 40
_MOST_KEPT = 20_000
_COST_IN_LETTERS = 3.0
"""An edit is worth it where it lets so many more letters of the line be read."""
_UNLIKE_IN_LETTERS = 0.2
_DOUBLED_COST = 0.6
"""Of all letters that are written once for twice or twice for once: ``pottasium``."""
_MOST_EDITS = 3
"""That `allowed_edits` allows."""
_NEVER = 10**6
"""More letters than a line has."""
_DOUBLED = re.compile(r"([^\W\d_])\1")
_OFF = range(-_MOST_EDITS, _MOST_EDITS + 1)
_PLAIN, _SCANNED, _ONCE, _ANY = 1, 2, 4, 7
"""Ways of writing: as it is, as a bad scan has it, with doubled letters written once; as sums."""
_FROM_END = 8
"""Times one of them: read from the end."""

_Span = tuple[int, int]
"""The first and last word of a window."""
_Some = tuple[Sequence[int], Sequence[int]]
"""Windows: the places of their first words, and of their last ones."""
_Written = tuple[int, str, int, int]
"""A name: in which way it is written, how, the edits that it bears so, which one it is."""


def allowed_edits(length: int, *, is_word: bool = False) -> int:
    """Return how many edits a squeezed name of this length bears before it may be another name.

    Examples
    --------
    >>> [allowed_edits(length) for length in (5, 7, 12, 30)]
    [0, 1, 2, 3]
    >>> allowed_edits(9), allowed_edits(9, is_word=True)  # letters alone: near words abound
    (2, 1)
    """
    return 0 if length < 7 else 1 if length < (10 if is_word else 9) else 2 if length < 28 else 3


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A listed name that a window of words is close to.

    Attributes
    ----------
    first, last : int
        The window: places of its first and last word.
    window : str
        Its words, squeezed.
    target : str
        The listed name, squeezed.
    name : ListedName
    cost : float
        Edits between window and target, scanner confusions counted less.
    unlike : int
        Edits between them as they are written, punctuation and spaces included.
    """

    first: int
    last: int
    window: str
    target: str
    name: ListedName
    cost: float
    unlike: int

    @property
    def gain(self) -> float:
        """Letters read less what the edits cost: the higher, the better a match explains the line."""
        return len(self.window) - _COST_IN_LETTERS * self.cost - _UNLIKE_IN_LETTERS * self.unlike

    def order(self) -> tuple[float, bool, str]:
        """Return a key that sorts matches, the one that explains most first."""
        return -self.gain, self.window[0] != self.target[0], self.target

    def moved(self, places: int) -> "NearMatch":
        """Return the match in a line where its words stand so many places further."""
        return replace(self, first=self.first + places, last=self.last + places) if places else self


@lru_cache(maxsize=_MOST_KEPT)
def _written_once(text: str) -> str:
    """Return a text with its doubled letters written once."""
    return _DOUBLED.sub(r"\1", text)


_WAYS: dict[int, Callable[[str], str]] = {
    _PLAIN: str,
    _SCANNED: lru_cache(maxsize=_MOST_KEPT)(ocr_key),  # the words of goods come again
    _ONCE: _written_once,
}


class NearNames:
    """Index of squeezed names for approximate search.

    Parameters
    ----------
    names : iterable of (str, ListedName)
        Squeezed names with their entries; short ones and those in scripts without an alphabet are left out.
    """

    def __init__(self, names: Iterable[tuple[str, ListedName]]) -> None:
        kept = [
            (squeezed, name)
            for squeezed, name in names
            if len(squeezed) >= _SHORTEST and _ALPHABETIC.fullmatch(squeezed)
        ]
        self._names = [name for _, name in kept]
        self._targets = [squeezed for squeezed, _ in kept]
        self._budgets = [allowed_edits(len(target), is_word=target.isalpha()) for target in self._targets]
        self._by_beginning = self._as_written()
        listed = [
            (length, most)
            for of_lengths in self._by_beginning.values()
            for length, written in of_lengths.items()
            for _, _, most, _ in written
        ]
        self._shortest = min((length - most for length, most in listed), default=0)
        self._long = min((length - most for length, most in listed if most == _MOST_EDITS), default=_NEVER)
        self._index = DeletionIndex("near-names", sorted(self._by_beginning), 0)
        self._known: dict[str, Sequence[str]] = {}

    def _as_written(self) -> dict[str, dict[int, list[_Written]]]:
        """Return all that the names may be written as, by their first letters (the last of long ones) and lengths."""
        by_beginning: dict[str, dict[int, list[_Written]]] = defaultdict(dict)
        for way, write in _WAYS.items():
            keys = write("\n".join(self._targets)).split("\n")
            for target, (key, budget) in enumerate(zip(keys, self._budgets, strict=True)):
                if way == _ONCE and budget < 2:
                    continue
                most = budget - (way == _ONCE)
                size = len(key)
                by_beginning[key[:BEGINNING]].setdefault(size, []).append((way, key, most, target))
                if most == _MOST_EDITS:
                    by_beginning[_end(key)].setdefault(size, []).append((way * _FROM_END, key, most, target))
        return dict(by_beginning)

    def find(self, words: Sequence[str], *, whole: bool = False) -> list[NearMatch]:
        """Return the matches in a line, the one that explains most of it first.

        Parameters
        ----------
        words : sequence of str
            The words of the line, folded (`riskscan.chemistry.text.spelling.fold_name`).
        whole : bool, default False
            Whether only names that are the whole line are sought.
        """
        windows = _Windows(words[:_MOST_WORDS])
        if len(windows.text) < _SHORTEST_WINDOW:
            return []
        asked = self._asked(windows, whole=whole)
        edits: dict[int, dict[_Span, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        for beginning, of_lengths in self._alike(asked):
            for ways, line, some in asked[beginning]:
                for span, window in line.each(some):
                    for off in _OFF:
                        for way, name, most, target in of_lengths.get(len(window) + off, ()):
                            if ways & way and abs(off) <= most:
                                distance = count_edits(window, name, most)
                                if distance <= most:
                                    edits[target][span][way & _ANY or way // _FROM_END] = distance
        found = [match for target, of_spans in edits.items() if (match := self._best(target, windows, of_spans))]
        found.sort(key=NearMatch.order)
        return found[:_MOST_MATCHES]

    def _asked(self, windows: "_Windows", *, whole: bool) -> dict[str, list[tuple[int, "_Line", _Some]]]:
        """Return the windows of a line by how they begin, long ones by how they end too, with their ways of writing."""
        asked = defaultdict(list)
        is_once = _written_once(windows.text) == windows.text  # then so are all windows
        for way, write in _WAYS.items():
            if way == _ONCE and is_once:
                continue
            ways = way | _ONCE if way == _PLAIN and is_once else way
            line = _Line(windows, write)
            for some, key in line.beginnings(whole=whole):
                if len(key) >= self._shortest:
                    asked[key[:BEGINNING]].append((ways, line, some))
            for some, key in line.ends(whole=whole) if len(line.text) >= self._long else ():
                if len(key) >= self._long:
                    asked[_end(key)].append((ways * _FROM_END, line, some))
        return asked

    def _alike(self, beginnings: Collection[str]) -> Iterator[tuple[str, dict[int, list[_Written]]]]:
        """Yield beginnings with the names that begin so but for two letters; those of goods come again."""
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        alike = {beginning: self._known.get(beginning) for beginning in beginnings}
        new: dict[str, list[str]] = {beginning: [] for beginning, listed in alike.items() if listed is None}
        for beginning, listed in self._index.find(list(new)) if new else ():
            new[beginning].append(listed)
        self._known |= {
            beginning: tuple(listed) for beginning, listed in new.items()
        }  # most of them the same empty one
        for beginning, found in (alike | new).items():
            yield from ((beginning, self._by_beginning[listed]) for listed in found or ())

    def _best(self, target: int, windows: "_Windows", edits: dict[_Span, dict[int, int]]) -> NearMatch | None:
        """Return the match of a name with the window that is least edits away, the first of equals."""
        budget = self._budgets[target]
        cost, (first, last) = min((_cost(budget, of_ways), span) for span, of_ways in edits.items())
        if cost > budget + OCR_COST:
            return None
        name = self._names[target]
        unlike = count_edits(windows.written(first, last), fold_name(name.name))
        return NearMatch(first, last, windows.get(first, last), self._targets[target], name, cost, unlike)


def _cost(budget: int, edits: dict[int, int]) -> float:
    """Return what the edits cost by which a window is a name, by the ways of writing in which it is near enough."""
    cost: float = edits.get(_PLAIN, budget + 1)
    if cost > OCR_COST:
        cost = min(cost, edits.get(_SCANNED, budget + 1) + OCR_COST)
    if cost > 1 and budget > 1:
        doubled = edits.get(_ONCE, budget) + _DOUBLED_COST
        cost = min(cost, doubled if cost > budget else max(doubled, 2 * _DOUBLED_COST))
    return cost


def _end(text: str) -> str:
    """Return the last letters of a text, from the end."""
    return text[: -BEGINNING - 1 : -1]


class _Windows:
    """The runs of whole words of a line, squeezed, with a word of letters or figures at both ends."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written
        self.words = words = [squeeze_name(word) for word in written]
        self._starts = [0, *accumulate(map(len, words))]
        self.text = "".join(words)
        self.places = [place for place, word in enumerate(words) if word]
        self.borders = {words[one][-1] + words[next_][0] for one, next_ in pairwise(self.places)}

    def get(self, first: int, last: int) -> str:
        """Return the squeezed text of a window."""
        return self.text[self._starts[first] : self._starts[last + 1]]

    def written(self, first: int, last: int) -> str:
        """Return a window as it is written."""
        return " ".join(self._written[first : last + 1])


class _Line:
    """The windows of a line in one way of writing."""

    def __init__(self, windows: _Windows, write: Callable[[str], str]) -> None:
        self._windows = windows
        self._write = write
        self.text = write(windows.text)
        self._starts = [0, *accumulate(map(len, map(write, windows.words)))]
        # where letters of two words become one, a window is not written as it is in the line
        self._joins = any(len(write(border)) < len(border) for border in windows.borders)

    def get(self, first: int, last: int) -> str:
        """Return a window, written so."""
        if self._joins:
            return self._write(self._windows.get(first, last))
        return self.text[self._starts[first] : self._starts[last + 1]]

    def each(self, some: _Some) -> Iterator[tuple[_Span, str]]:
        """Yield some windows."""
        firsts, lasts = some
        yield from (((first, last), self.get(first, last)) for first in firsts for last in lasts)

    def beginnings(self, *, whole: bool) -> Iterator[tuple[_Some, str]]:
        """Yield the windows with what they begin with: from a word on those together that have so many letters."""
        places = self._windows.places
        if whole:
            yield from self._whole()
            return
        for count, first in enumerate(places):
            for further, last in enumerate(places[count:], start=count):
                key = self.get(first, last)
                if len(key) > BEGINNING:  # the last letter may be another one, where it joins what follows
                    yield ((first,), places[further:]), key
                    break
                yield ((first,), (last,)), key

    def ends(self, *, whole: bool) -> Iterator[tuple[_Some, str]]:
        """Yield the windows with what they end with: all up to a word together."""
        places = self._windows.places
        if whole:
            yield from self._whole()
            return
        for count, last in enumerate(places, start=1):
            yield (places[:count], (last,)), self.get(places[0], last)

    def _whole(self) -> Iterator[tuple[_Some, str]]:
        last = len(self._windows.words) - 1
        if self._windows.words[0] and self._windows.words[last]:
            yield ((0,), (last,)), self.text
