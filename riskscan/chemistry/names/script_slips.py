"""Listed names with one slip in scripts whose words `riskscan.chemistry.names.word_scripts` reads.

A name with one slip has one of its halves as it should be; so the halves of all names are looked for at once.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import ahocorasick
from rapidfuzz.distance import OSA

from riskscan.chemistry.text.writing import Written, is_hangul

__all__ = ["ScriptSlips"]

_SHORTEST, _SHORTEST_HANGUL = 7, 5
"""Letters of a name in which a slip may be told; a syllable of Korean is a letter here."""
_MOST_HALVES = 100
"""That are looked at in a line: a bound on the work."""


class ScriptSlips:
    """Find listed names with one slip.

    Parameters
    ----------
    names : iterable of str
        The letters of listed names (`riskscan.chemistry.text.writing.letters_of`).
    """

    def __init__(self, names: Iterable[str]) -> None:
        halves: dict[str, set[tuple[str, bool]]] = {}
        for name in names:
            if len(name) >= (_SHORTEST_HANGUL if is_hangul(name[0]) else _SHORTEST):
                middle = len(name) // 2
                halves.setdefault(name[:middle], set()).add((name, True))
                halves.setdefault(name[middle:], set()).add((name, False))
        self._automaton = ahocorasick.Automaton()
        for half, wholes in halves.items():
            self._automaton.add_word(half, (len(half), tuple(sorted(wholes))))
        self._is_empty = not halves
        if halves:
            self._automaton.make_automaton()

    def find(self, written: Written, is_whole: Callable[[Written, int, int], bool]) -> Iterator[tuple[int, int]]:
        """Yield where in the letters of a line names with one slip stand.

        Parameters
        ----------
        written : Written
        is_whole : callable
            Whether some of the letters begin and end with a word.
        """
        if self._is_empty:
            return
        letters = written.letters
        for end, (size, wholes) in islice(self._automaton.iter(letters), _MOST_HALVES):
            for name, is_first in wholes:
                for length in (len(name), len(name) - 1, len(name) + 1):
                    first, last = (end + 1 - size, end + 1 - size + length) if is_first else (end + 1 - length, end + 1)
                    if first < 0 or last > len(letters) or not is_whole(written, first, last):
                        continue
                    if OSA.distance(name, letters[first:last], score_cutoff=1) == 1:
                        yield first, last
