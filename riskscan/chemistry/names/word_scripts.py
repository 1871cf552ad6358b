"""Listed names in Arabic, Hindi, Korean, Persian and Thai, and words of other scripts that sound like chemicals.

The words of these scripts bear articles, conjunctions and particles and are written with or without spaces. So all
listed names are looked for at once in the letters of a line (`riskscan.chemistry.text.writing`); a find counts where it
begins and ends with a word, and where the words beside it make no longer name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.names.script_slips import ScriptSlips
from riskscan.chemistry.text.sounds import ChemicalSounds
from riskscan.chemistry.text.writing import SCRIPT_RUN, Written, has_word_script, is_script_letter, letters_of, write
from riskscan.tables.morphemes import load_everyday_words
from riskscan.tables.script_neighbors import load_script_neighbors
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import ABSENT, load_context_words, load_salt_words

__all__ = ["WordMatch", "WordScripts"]

_UNSPACED = re.compile("[\u0e00-\u0eff]")
"""Thai and Lao put no spaces between words."""
_LOCANT_BEFORE = re.compile(r"(?<![^\W_])(?:\d{1,2}[a-z]?|[A-Za-zα-ω])[',]?-$")
_ARTICLE_BEFORE = re.compile("(?<!\\w)ال$")
_BETWEEN = re.compile(r"[\s-]*")
_TELLING_PART = 3
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A listed name in a text and its place, or (name None) words that only look chemical."""

    name: ListedName | None
    start: int
    end: int


class WordScripts:
    """Find listed names, and words that sound chemical, in scripts whose words bear articles, particles and signs.

    Parameters
    ----------
    names : iterable of tuple
        Folded names and what each stands for.
    words : iterable of str
        Folded words of chemical names in Latin letters, which a word may sound like.
    exact : iterable of tuple
        Further names, as of controlled drugs, which are read only as they stand.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, ListedName]],
        words: Iterable[str],
        *,
        exact: Iterable[tuple[str, ListedName]] = (),
    ) -> None:
        neighbors = load_script_neighbors()
        self._beginnings = frozenset(map(letters_of, neighbors.beginning))
        salts = (word.word for word in load_salt_words() if has_word_script(word.word))
        self._endings = frozenset(map(letters_of, (*neighbors.ending, *salts)))
        self._before = tuple(map(letters_of, neighbors.before))
        self._after = tuple(map(letters_of, neighbors.after))
        self._acids = frozenset(map(letters_of, neighbors.acid_of_salts))
        self._goods = tuple(map(letters_of, neighbors.goods_word))
        self._absent_before = _absence_words("before")
        self._absent_after = _absence_words("after")
        self._prices = tuple(map(letters_of, filter(has_word_script, load_small_words("price"))))
        self._everyday = frozenset(map(letters_of, filter(has_word_script, load_everyday_words())))
        self._sounds = ChemicalSounds(words)
        self._looks_chemical = lru_cache(maxsize=200_000)(self._judge_sound)
        self._automaton = ahocorasick.Automaton()
        listed = _by_letters(names)
        drugs = {folded: name for folded, name in exact if has_word_script(folded)}
        # as it stands too: ``ألبرازولام`` begins like a word with the Arabic article
        for letters, name in (drugs | _by_letters(drugs.items()) | listed).items():
            self._automaton.add_word(letters, (len(letters), name))
        self._slips = ScriptSlips(listed)
        self._is_empty = len(self._automaton) == 0
        if not self._is_empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[WordMatch]:
        """Yield the listed names of a cleaned text, longest first, then the words beside them that look chemical."""
        written = write(text)
        named, longer = self._find_names(written)
        spans = [written.place(first, last) for first, last, _ in named]
        yield from (WordMatch(name, *span) for (_, _, name), span in zip(named, spans, strict=True))
        read, doubtful = _Taken(len(text), spans), _Taken(len(text), (written.place(*part[:2]) for part in longer))
        for first, last in self._slips.find(written, self._is_whole):
            span = written.place(first, last)
            if not read.meets(*span) and not doubtful.meets(*span):
                yield WordMatch(None, *span)
                read.take(*span)
        for run in SCRIPT_RUN.finditer(text):
            if read.meets(*run.span()):
                continue
            if doubtful.meets(*run.span()) or self._looks_chemical(run.group()):
                yield WordMatch(None, *run.span())

    def _find_names(self, written: Written) -> tuple[list[tuple[int, int, ListedName]], ...]:
        """Return the listed names that stand as whole words, and those that are part of a longer name."""
        named: list[tuple[int, int, ListedName]] = []
        longer: list[tuple[int, int, ListedName]] = []
        if self._is_empty:
            return named, longer
        taken = _Taken(len(written.letters))
        hits = [(end + 1 - size, end + 1, name) for end, (size, name) in self._automaton.iter(written.letters)]
        for first, last, name in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            if taken.meets(first, last):
                continue
            if not self._is_whole(written, first, last):
                if self._is_glued(written, first, last):
                    taken.take(first, last)
                    longer.append((first, last, name))
                continue
            taken.take(first, last)
            (longer if self._goes_on(written, first, last) else named).append((first, last, name))
        return named, longer

    def _is_glued(self, written: Written, first: int, last: int) -> bool:
        """Whether a word is a name with a part of chemical names written together with it."""
        begin, end = written.word_of[first], written.words[written.word_of[last - 1]]
        return written.letters[last:end].startswith(self._after) or written.letters[begin:first].endswith(self._before)

    def says_absent(self, text: str, match: WordMatch) -> bool:
        """Whether a word that is written together with a name says that it is not there, as Thai does."""
        head, tail = (
            text[max(0, match.start - _LONGEST_WORD) : match.start],
            text[match.end : match.end + _LONGEST_WORD],
        )
        before, after = letters_of(_ARTICLE_BEFORE.sub("", head)), letters_of(tail)
        if before.endswith(self._absent_before):
            return True
        said = max((word for word in self._absent_after if after.startswith(word)), key=len, default="")
        return bool(said) and not after.removeprefix(said).startswith(self._prices)  # what follows is what is left out

    def _is_whole(self, written: Written, first: int, last: int) -> bool:
        """Whether letters begin and end with a word, but for what may be written together with a name."""
        begin, end = written.word_of[first], written.words[written.word_of[last - 1]]
        is_unspaced = _UNSPACED.match(written.letters, first) is not None
        starts = first == begin or is_unspaced or written.letters[begin:first] in self._beginnings
        is_unspaced = _UNSPACED.match(written.letters, last - 1) is not None
        return starts and (last == end or is_unspaced or written.letters[last:end] in self._endings)

    def _goes_on(self, written: Written, first: int, last: int) -> bool:
        """Whether the words beside a listed name make a longer name of it."""
        start, end = written.place(first, last)
        if _LOCANT_BEFORE.search(written.text[:start]):
            return True
        if first and self._makes_longer(written, first):
            return True
        after = written.letters[last:]
        if not after or not _BETWEEN.fullmatch(written.text, end, written.places[last]):
            return False
        is_glued = written.places[last] == end
        if after.startswith(self._after) and (is_glued or not _UNSPACED.match(after)):
            return True
        is_acid = written.letters[first:last] in self._acids and is_script_letter(after[0])
        return is_acid and not after.startswith(self._goods) and written.letters[last:] not in self._endings

    def _makes_longer(self, written: Written, first: int) -> bool:
        """Whether the word before a name is, or ends with, a part of chemical names."""
        before = written.letters[:first]
        end = written.place(first - 1, first)[1]
        is_glued = end == written.places[first]
        if _UNSPACED.search(before[-1]):
            return is_glued and before.endswith(self._before)
        if not _BETWEEN.fullmatch(written.text, end, written.places[first]):
            return False
        word = before[written.word_of[first - 1] :]
        return word in self._before or word.endswith(tuple(part for part in self._before if len(part) > _TELLING_PART))

    def _judge_sound(self, word: str) -> bool:
        letters = letters_of(word)
        return len(letters) <= _LONGEST_WORD and letters not in self._everyday and self._sounds.has(letters)


def _by_letters(names: Iterable[tuple[str, ListedName]]) -> dict[str, ListedName]:
    """Return names in these scripts by their letters; of several that have the same the last."""
    return {letters: name for folded, name in names if has_word_script(folded) and (letters := letters_of(folded))}


def _absence_words(place: str) -> tuple[str, ...]:
    words = (word.word for word in load_context_words() if word.place == place and word.effect in ABSENT)
    return tuple(map(letters_of, filter(has_word_script, words)))


class _Taken:
    """The places of a text that are taken, so that asking takes no longer where many are.

    Parameters
    ----------
    size : int
    spans : iterable of tuple
        Taken from the beginning.
    """

    def __init__(self, size: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._places = bytearray(size)
        for span in spans:
            self.take(*span)

    def take(self, start: int, end: int) -> None:
        """Take the places from one to another."""
        self._places[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Whether one of some places is taken."""
        return 1 in self._places[start:end]
