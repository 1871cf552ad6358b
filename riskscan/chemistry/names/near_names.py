"""Find listed names that stand in a line of words with a few slips of the pen or the scanner.

A name that is k edits away from what is written shares with it one of k + 1 pieces into which it is cut, as it is [1]_;
a letter is left out between them, since a swap of two letters may reach over a cut. All pieces of all names are sought
in one look over the line, and where one stands, the windows of whole words that lie round it so are compared with the
name. Nothing is decided here: the caller checks the matches, best first.

References
----------
.. [1] S. Wu, U. Manber, "Fast text searching allowing errors", Comm. ACM 35 (1992) 83-91, doi:10.1145/135239.135244.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import accumulate

import ahocorasick
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.text.confusion import OCR_COST, ocr_key
from riskscan.chemistry.text.spelling import fold_name, squeeze_name

__all__ = ["NearMatch", "NearNames", "allowed_edits"]

_SHORTEST = 7
_SHORTEST_WINDOW = _SHORTEST - 2
_ALPHABETIC = re.compile(r"[\x00-\u024f\u0400-\u04ff]*")
_MOST_WORDS = 40
_MOST_MATCHES = 40
_MOST_KEPT = 20_000
_COST_IN_LETTERS = 3.0
"""An edit is worth it where it lets so many more letters of the line be read."""
_UNLIKE_IN_LETTERS = 0.2
_DOUBLED_COST = 0.6
"""Of all letters that are written once for twice or twice for once: ``pottasium``."""
_MOST_PIECES = 8
"""More than `allowed_edits` ever allows."""
_DOUBLED = re.compile(r"([^\W\d_])\1")


_Piece = list[int]
"""The names that have a piece, and which of its pieces it is, as one number: a hundred thousand tuples take 5 MB."""
_Groups = list[tuple[int, int, int, list[int]]]
"""Names that have a piece in one place: its offset, their length, the edits that they bear, which ones they are."""


def allowed_edits(length: int, *, is_word: bool = False) -> int:
    """Return how many edits a squeezed name of this length bears before it may be another name.

    Examples
    --------
    >>> [allowed_edits(length) for length in (5, 7, 12, 30)]
    [0, 1, 2, 3]
    >>> allowed_edits(7, is_word=True)  # letters alone: near words abound
    0
    """
    return 0 if length < (8 if is_word else 7) else 1 if length < 11 else 2 if length < 28 else 3


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
        targets = [squeezed for squeezed, _ in kept]
        self._budgets = [allowed_edits(len(target), is_word=target.isalpha()) for target in targets]
        fewer = [budget - 1 if budget > 1 else -1 for budget in self._budgets]
        self._plain = _Form(str, targets, self._budgets)
        self._scanned = _Form(ocr_key, targets, self._budgets)
        self._once = _Form(_once, targets, fewer)

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
        places: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for form in (self._plain, self._scanned, self._once):
            for target, first, last in form.find(windows, whole=whole):
                places[target].add((first, last))
        found = [match for target, spans in places.items() if (match := self._best(target, windows, sorted(spans)))]
        found.sort(key=NearMatch.order)
        return found[:_MOST_MATCHES]

    def _best(self, target: int, windows: "_Windows", spans: list[tuple[int, int]]) -> NearMatch | None:
        """Return the match of a name with the window that is least edits away, the first of equals."""
        cost, (first, last) = min((self._cost(target, windows, span), span) for span in spans)
        if cost > self._budgets[target] + OCR_COST:
            return None
        name = self._names[target]
        unlike = DamerauLevenshtein.distance(windows.written(first, last), fold_name(name.name))
        squeezed = self._plain.names[target]
        return NearMatch(first, last, windows.get(first, last), squeezed, name, cost, unlike)

    def _cost(self, target: int, windows: "_Windows", span: tuple[int, int]) -> float:
        budget = self._budgets[target]
        cost: float = self._plain.distance(target, windows, span, budget)
        if cost > OCR_COST:
            cost = min(cost, self._scanned.distance(target, windows, span, budget) + OCR_COST)
        if cost > budget > 1:
            cost = min(cost, self._once.distance(target, windows, span, budget - 1) + _DOUBLED_COST)
        return cost


class _Form:
    """The names in one way of writing, and the pieces of each of which one stands wherever the name does with slips.

    Parameters
    ----------
    write : callable
        Writes a squeezed text so.
    targets : list of str
    budgets : list of int
        Edits that each name bears in this form; a negative one is not sought.
    """

    def __init__(self, write: Callable[[str], str], targets: list[str], budgets: list[int]) -> None:
        self._write = lru_cache(maxsize=_MOST_KEPT)(write)  # the words of goods come again
        self._targets = targets
        self._budgets = budgets
        self._found: dict[int, _Groups] = {}  # of the pieces that were found, by their numbers: most never are

    @cached_property
    def names(self) -> list[str]:
        """The names, written so."""
        return self._write.__wrapped__("\n".join(self._targets)).split("\n")

    def find(self, windows: "_Windows", *, whole: bool) -> Iterator[tuple[int, int, int]]:
        """Yield names with first and last word of the windows in which they may stand; the same ones more than once."""
        text, starts, slack = windows.written_as(self._write)
        for end, (number, size, of_piece) in self._pieces.iter(text):
            groups = self._found.get(number)
            if groups is None:
                groups = self._found[number] = self._groups(of_piece)
            for offset, length, budget, targets in groups:
                start, reach = end - size + 1 - offset, budget + slack
                if whole and (abs(start) > reach or abs(len(text) - length) > reach):
                    continue
                nearest = bisect_left(starts, start - reach)
                if nearest == len(starts) or starts[nearest] > start + reach:
                    continue
                for first, last in _spans(starts, start, length, reach):
                    if windows.may_end(first, last, whole=whole):
                        window = self._write(windows.get(first, last))
                        yield from ((target, first, last) for target in self._near(window, targets, 2 * budget))

    def distance(self, target: int, windows: "_Windows", span: tuple[int, int], most: int) -> int:
        """Return the edits between a window and a name; one more than the most where there are more."""
        window = self._write(windows.get(*span))
        return DamerauLevenshtein.distance(window, self.names[target], score_cutoff=most)

    def _near(self, window: str, targets: list[int], most: int) -> list[int]:
        """Return the names that may be so near: a quick look, to which a swap is two letters."""
        names = self.names
        return [one for one in targets if Levenshtein.distance(window, names[one], score_cutoff=most) <= most]

    def _groups(self, of_piece: "_Piece") -> "_Groups":
        """Return the names that have a piece, by its place in the name, the name's length and its edits."""
        groups: dict[tuple[int, int, int], list[int]] = {}
        names, budgets = self.names, self._budgets
        for code in of_piece:
            target, place = divmod(code, _MOST_PIECES)
            length, budget = len(names[target]), budgets[target]
            groups.setdefault((_cuts(length, budget)[place][0], length, budget), []).append(target)
        return [(*key, targets) for key, targets in groups.items()]

    @cached_property
    def _pieces(self) -> ahocorasick.Automaton:
        """The pieces, each with its size and the numbers by which its names are looked up where it is found."""
        pieces = ahocorasick.Automaton()
        found: dict[str, _Piece] = {}
        for target, (name, budget) in enumerate(zip(self.names, self._budgets, strict=True)):
            for place, (start, end) in enumerate(_cuts(len(name), budget)):
                piece = name[start:end]
                of_piece = found.get(piece)
                if of_piece is None:
                    of_piece = found[piece] = []
                    pieces.add_word(piece, (len(found) - 1, end - start, of_piece))
                of_piece.append(target * _MOST_PIECES + place)
        pieces.make_automaton()
        return pieces


def _spans(starts: list[int], start: int, length: int, reach: int) -> Iterator[tuple[int, int]]:
    """Yield first and last word of the windows that begin and end about there: a few letters away, both together."""
    for first in range(bisect_left(starts, start - reach), bisect_right(starts, start + reach, hi=len(starts) - 1)):
        left = reach - abs(starts[first] - start)
        least = bisect_left(starts, start + length - left, first + 1)
        for last in range(least - 1, bisect_right(starts, start + length + left) - 1):
            yield first, last


@cache
def _cuts(length: int, budget: int) -> tuple[tuple[int, int], ...]:
    """Return where a name of this length is cut: into one piece more than it bears edits, a letter left out between.

    Examples
    --------
    >>> ["phenylacetone"[start:end] for start, end in _cuts(13, 2)]
    ['phe', 'ylac', 'tone']
    """
    size, longer = divmod(length - budget, budget + 1) if budget >= 0 else (0, 0)
    cuts = []
    start = 0
    for place in range(budget + 1):
        end = start + size + (place > budget - longer)
        cuts.append((start, end))
        start = end + 1
    return tuple(cuts)


def _once(text: str) -> str:
    """Return a text with its doubled letters written once."""
    return _DOUBLED.sub(r"\1", text)


class _Windows:
    """The runs of whole words of a line, squeezed."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written
        self._words = words = [squeeze_name(word) for word in written]
        self._starts = [0, *accumulate(map(len, words))]
        self.text = "".join(words)

    def written_as(self, write: Callable[[str], str]) -> tuple[str, list[int], int]:
        """Return the text written in another way, where its words begin (and it ends), and how far off that is."""
        text = write(self.text)
        starts = [0, *accumulate(len(write(word)) for word in self._words)]
        if starts[-1] == len(text):
            return text, starts, 0
        # letters of two words became one: what is written of the words before ends a letter off
        return text, [len(write(self.text[:start])) for start in self._starts], 1

    def may_end(self, first: int, last: int, *, whole: bool) -> bool:
        """Whether words of letters or figures begin and end a window, and it is the whole line where that is asked."""
        is_whole = last - first == len(self._words) - 1
        return bool(self._words[first] and self._words[last]) and (is_whole or not whole)

    def get(self, first: int, last: int) -> str:
        """Return the squeezed text of a window."""
        return self.text[self._starts[first] : self._starts[last + 1]]

    def written(self, first: int, last: int) -> str:
        """Return a window as it is written."""
        return " ".join(self._written[first : last + 1])
