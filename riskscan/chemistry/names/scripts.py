"""Listed names in Chinese and Japanese, which put no spaces between words.

A listed name counts only where it is the whole of a chemical word: 甲苯 (toluene) stands in 二甲苯 (xylene), so the
characters round a match must not carry the name on. Salt and hydrate words round it are set aside.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

import ahocorasick

from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.text.amounts import unit_pattern
from riskscan.chemistry.text.prices import leaves_out_price, price_behind
from riskscan.chemistry.text.spelling import fold_name, squeeze_name
from riskscan.tables.characters import load_cjk_neighbors, load_letter_variants
from riskscan.tables.words import load_context_words, load_salt_words

__all__ = ["ScriptMatch", "ScriptNames", "has_cjk", "without_cjk"]

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CJK_JOINED = re.compile(rf"-*{_CJK.pattern}-*")
_WINDOW = 24
_RADICAL, _MOST_RADICALS, _LONG_NAME = "基", 3, 6
_LONG_VOWEL, _LONG_KANA = "ー", 5
_HALF_WIDTH, _VOICED = range(0xFF66, 0xFF9E), ("\uff9e", "\uff9f")
"""Japanese letters and the signs behind them, as older systems have them."""
_LATIN_BEFORE = re.compile(r"[A-Za-zα-ωΑ-Ω0-9,'()\[\]-]*[A-Za-zα-ω0-9)\]]-?$")
_GROUP_IN_BRACKETS = re.compile(r"基[)\]]$")
_BRAND_BEFORE = re.compile(r"(?<![a-z0-9,'()\[\]-])([a-z]{2,})-$")
_LATIN_AFTER = re.compile(r"^-?[0-9A-Za-z]*-")


def has_cjk(text: str) -> bool:
    """Whether a text has Chinese or Japanese characters."""
    return not text.isascii() and _CJK.search(text) is not None


def without_cjk(text: str) -> str:
    """Return what stands between the Chinese or Japanese characters of a text, with its hyphens to them left out.

    Examples
    --------
    >>> without_cjk("乙酸-norfentanil").split(), without_cjk("丙酮25kg").split()
    (['norfentanil'], ['25kg'])
    """
    return _CJK_JOINED.sub(" ", text)


@dataclass(frozen=True, slots=True)
class ScriptMatch:
    """A listed name in a text without spaces, its place, and the forms that the words round it state.

    `ester` names the group where the listed acid is named in an ester of it: ``ethyl`` for 苯乙酸乙酯. `salt` is the
    place with the words for a salt round it.
    """

    name: ListedName
    text: str
    start: int
    end: int
    forms: frozenset[str]
    ester: str = ""
    salt: tuple[int, int] = (0, 0)


class ScriptNames:
    """Find listed Chinese and Japanese names in a text.

    Parameters
    ----------
    names : iterable of tuple
        Folded names, those of controlled drugs too, and what each stands for; of a name that comes twice the first.
    """

    def __init__(self, names: Iterable[tuple[str, ListedName]]) -> None:
        self._neighbors = load_cjk_neighbors()
        self._automaton = ahocorasick.Automaton()
        spellings: dict[str, ListedName] = {}
        for folded, name in names:
            if _CJK.search(folded):
                spellings.setdefault(folded, name)
        for folded, name in list(spellings.items()):
            for spelling in (*_without_radical(folded), *_without_long_vowels(folded)):
                spellings.setdefault(spelling, name)
        for spelling, name in spellings.items():
            self._automaton.add_word(spelling, (len(spelling), name))
        self._squeezed = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for squeezed in filter(None, map(squeeze_name, spellings)):
            self._squeezed.add_word(squeezed)
        self._telling = re.compile(f"[{''.join(_as_written(_telling_characters(spellings)))}\uf900-\ufaff]")
        self._is_empty = len(self._automaton) == 0
        if not self._is_empty:
            self._automaton.make_automaton()
            self._squeezed.make_automaton()

    def may_hold(self, cleaned: str) -> bool:
        """Whether a listed name may stand in a text, whatever punctuation and spaces are in it: a look in passing."""
        return any(True for _ in self._squeezed.iter(squeeze_name(fold_name(cleaned))))

    def may_speak(self, text: str) -> bool:
        """Whether a text has one of the characters without which no listed name is written: a look in passing."""
        return not self._is_empty and self._telling.search(text) is not None

    def find(self, folded: str) -> Iterator[ScriptMatch]:
        """Yield the listed names of a folded text, longest first, none overlapping another."""
        if self._is_empty:
            return
        hits = [(end + 1 - size, end + 1, name) for end, (size, name) in self._automaton.iter(folded)]
        taken: list[tuple[int, int]] = []
        for start, end, name in sorted(hits, key=lambda hit: hit[0] - hit[1]):
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if (group := self._ester_after(folded, start, end)) and not self.says_absent(folded, start, end):
                whole = end + len(group)
                taken.append((start, whole))
                yield ScriptMatch(name, folded[start:whole], start, whole, frozenset(), self._neighbors.esters[group])
                continue
            around = self._salt_around(folded, start, end)
            if around is not None and not self.says_absent(folded, start, end):
                first, last, forms = around
                taken.append((start, end))
                yield ScriptMatch(name, folded[start:end], start, end, forms, salt=(first, last))

    def _salt_around(self, text: str, start: int, end: int) -> tuple[int, int, frozenset[str]] | None:
        """Return a match with the salt words round it and their forms, None where the chemical word goes on."""
        before, after, forms = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW], set[str]()
        stripped = True
        while stripped:
            stripped = False
            for word, form in self._salt_words:
                if before.endswith(word):
                    before, stripped = before[: -len(word)], True
                elif after.startswith(word):
                    after, stripped = after[len(word) :], True
                else:
                    continue
                forms |= {form} if form else set()
        if before and self._goes_on_before(before):
            return None
        if after and self._goes_on(text[start:end], after):
            return None
        if end - start == 1 and self._is_syllable(before, after):
            return None
        return max(0, start - _WINDOW) + len(before), min(len(text), end + _WINDOW) - len(after), frozenset(forms)

    def _ester_after(self, text: str, start: int, end: int) -> str:
        """Return what makes the name of an acid that of an ester: 乙酯; empty where nothing does."""
        if text[end - 1] != "酸" or (start and self._goes_on_before(text[max(0, start - _WINDOW) : start])):
            return ""
        groups = [group for group in self._neighbors.esters if text.startswith(group, end)]
        group = max(groups, key=len, default="")
        after = text[end + len(group) : end + len(group) + 1]
        return "" if after and after in self._neighbors.name_characters else group

    def _goes_on_before(self, before: str) -> bool:
        """Whether the characters before a name belong to a longer one."""
        if before.endswith(self._goods_words):
            return False
        if before.removesuffix("-")[-1:] in self._neighbors.name_characters:
            return True
        return _LATIN_BEFORE.search(before) is not None and not _is_separate(before)

    def _goes_on(self, name: str, after: str) -> bool:
        """Whether the characters after a name belong to a longer one."""
        if self._are_goods(after) or _amount_behind().match(after):
            return False
        if _LATIN_AFTER.match(after) or (after[0] in self._neighbors.name_characters and has_cjk(name[-1])):
            return True
        # 盐酸 before the name of a base: its hydrochloride
        is_acid = name in self._neighbors.acids_of_salts
        return is_acid and has_cjk(after[0]) and after[0] not in self._neighbors.goods_characters

    def _is_syllable(self, before: str, after: str) -> bool:
        """Whether a name of one character is a part of another word: 碘海醇, 碘钟罩灯."""
        is_begun = bool(before) and has_cjk(before[-1]) and not before.endswith(self._goods_words)
        return is_begun or (bool(after) and has_cjk(after[0]) and not self._are_goods(after))

    def _are_goods(self, after: str) -> bool:
        """Whether the line goes on with words of goods, behind a hyphen too: 甲苯-工业级."""
        words = after.removeprefix("-")
        if words.startswith(self._goods_words) or (words != after and words[:1] in self._neighbors.goods_characters):
            return True
        counted = words.lstrip(self._goods_numbers)
        return counted != words and counted[:1] in self._neighbors.counters

    def says_absent(self, text: str, start: int, end: int) -> bool:
        """Whether the words beside a place of a text say that what is named there is absent."""
        return any(
            _is_said_before(text[:start], word) if place == "before" else self._is_said_behind(text, end, word)
            for word, place in self._absence_words
        )

    def _is_said_behind(self, text: str, end: int, word: str) -> bool:
        """Whether a word stands behind a name and speaks of it, not of what follows: 未检出 in 丙酮未检出苯."""
        tail = text[end + len(word) :]
        if not text.startswith(word, end) or _price_behind().match(tail):
            return False
        return (word, "before") not in self._absence_words or not tail.lstrip()[:1].isalpha()

    @cached_property
    def _salt_words(self) -> list[tuple[str, str]]:
        words = [(word.word, word.form) for word in load_salt_words() if _CJK.search(word.word)]
        return sorted(words, key=lambda entry: -len(entry[0]))

    @cached_property
    def _goods_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(fold_name, self._neighbors.goods_words)))

    @cached_property
    def _goods_numbers(self) -> str:
        return fold_name("".join(sorted(self._neighbors.goods_numbers))) + "0123456789"

    @cached_property
    def _absence_words(self) -> list[tuple[str, str]]:
        """The words beside a name that say it is not there or another thing, as texts are folded: 過濾器 is 过滤器."""
        words = {
            (fold_name(word.word), word.place)
            for word in load_context_words()
            if word.place != "anywhere" and _CJK.search(word.word)
        }
        return sorted(words)


def _is_said_before(head: str, word: str) -> bool:
    return head.endswith(word) and not leaves_out_price(head.removesuffix(word))


@cache
def _price_behind() -> re.Pattern[str]:
    return re.compile(price_behind())


@cache
def _amount_behind() -> re.Pattern[str]:
    """Return the pattern of an amount or a number of goods: ``-160 kg``, ``ar-500ml``, but 甲苯-2,4-二异氰酸酯."""
    units = unit_pattern("unit", "container", "count")
    amount = rf"\d+(?:[.,]\d+)?\s?(?:{units}(?![^\W\d_])|%)"
    return re.compile(rf"-?(?:[a-z]{{1,5}}-)?(?:{amount}|(?:un|cas|hs)\b)|-\d+(?:\s|$)")


@cache
def _amount_before() -> re.Pattern[str]:
    """Return the pattern of an amount before a name: ``25kg-``."""
    return re.compile(rf"\d\s?{unit_pattern('unit', 'container')}-$")


def _telling_characters(names: Iterable[str]) -> Iterator[str]:
    """Yield characters of which every name has one, those that are in most names first."""
    left = {name: set(_CJK.findall(name)) for name in names}
    while left:
        counts = Counter(character for characters in left.values() for character in characters)
        character = max(counts, key=lambda character: (counts[character], character))
        yield character
        left = {name: characters for name, characters in left.items() if character not in characters}


def _as_written(folded: Iterable[str]) -> Iterator[str]:
    """Yield folded characters and all that are folded to them, which a text has before it is folded."""
    telling = set(folded)
    yield from telling
    yield from (chr(letter) for letter, plain in load_letter_variants().items() if plain in telling)
    for letter in map(chr, _HALF_WIDTH):
        if any(unicodedata.normalize("NFKC", letter + mark) in telling for mark in ("", *_VOICED)):
            yield letter


def _without_radical(name: str) -> Iterator[str]:
    """Yield a long Chinese name with one or more of its 基 (radical) left out, as traders write it.

    Examples
    --------
    >>> list(_without_radical("α-苯基乙酰乙腈"))
    ['α-苯乙酰乙腈']
    """
    places = [place for place, character in enumerate(name) if character == _RADICAL][:_MOST_RADICALS]
    if len(_CJK.findall(name)) < _LONG_NAME:
        return
    for count in range(1, len(places) + 1):
        for left_out in combinations(places, count):
            yield "".join(character for place, character in enumerate(name) if place not in left_out)


def _without_long_vowels(name: str) -> Iterator[str]:
    """Yield a Japanese name with its signs of long vowels left out, and with hyphens for them, as they are often typed.

    Examples
    --------
    >>> list(_without_long_vowels("ピペロナール"))
    ['ピペロナル', 'ピペロナ-ル']
    """
    if _LONG_VOWEL in name and len(_CJK.findall(name)) >= _LONG_KANA:
        yield name.replace(_LONG_VOWEL, "")
        yield name.replace(_LONG_VOWEL, "-")


def _is_separate(before: str) -> bool:
    """Whether the Latin characters before a match are a word or number of their own, not a locant of it."""
    if _GROUP_IN_BRACKETS.search(before):
        return False
    brand = _BRAND_BEFORE.search(before)
    if (brand is not None and brand[1] not in load_cjk_neighbors().latin_prefixes) or _amount_before().search(before):
        return True
    return not before.endswith("-") and not re.search(r"(?:^|[^A-Za-z0-9])[A-Za-zα-ω0-9]$", before)
