"""Lists of what goods are not: ``other than ephedrine, pseudoephedrine (INN) or norephedrine``.

Only a list that a word joins, or one of three members and more that ends the text, counts: after ``excluding acetone,
toluene`` the goods may begin.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from riskscan.chemistry.names.scripts import has_cjk
from riskscan.chemistry.text.amounts import unit_pattern
from riskscan.chemistry.text.prices import leaves_out_price
from riskscan.chemistry.text.spelling import strip_accents
from riskscan.chemistry.text.word_patterns import any_of, may_be_small_word
from riskscan.tables.small_words import load_small_words
from riskscan.tables.words import load_context_words

__all__ = ["is_excluded", "list_joint", "start_of_name"]

_MOST_WORDS, _MOST_MEMBERS = 3, 12
_LONG_LIST = 3
_WORD = re.compile(r"\w+")
_ENDS_LIST = re.compile(r"[;:.]\s")
_TO_THE_END = re.compile(r"(?:[^;:.]|(?<!\s)[;:.](?!\s))+$")
"""A list that goes on to the end, whatever its members are."""
_LONGEST_MEMBER, _ENDS = 20, ",;:.，；：。"
"""Of a list without spaces: characters of a member, and what ends the list."""


def is_excluded(head: str, tail: str) -> bool:
    """Whether a name is a later member of such a list, or stands before the last one of ``acetone and toluene free``.

    Parameters
    ----------
    head, tail : str
        What stands before and behind the name, in small letters without accents.
    """
    if _free_behind().match(tail) is not None:
        return True
    excluded = list(_find_excluded(head))
    if any(_explained().match(head, end) for _, end in excluded) or _ends_long_list(head, tail, excluded):
        return True
    in_list = ((start, found) for start, end in excluded if (found := _excluded_before().match(head, end)))
    in_cjk = ((found.start(), found) for found in (_find_excluded_in_cjk(head),) if found)
    return any(
        (found["joined"] is not None or joined_behind().match(tail) is not None) and not leaves_out_price(head[:start])
        for places, joined_behind in ((in_list, _joined_behind), (in_cjk, _joined_behind_in_cjk))
        for start, found in islice(places, 1)
    )


def _find_excluded(head: str) -> Iterator[tuple[int, int]]:
    """Yield where words of exclusion begin and end, the first of them first, the longest first at one place."""
    beginnings = _words_by_beginning()
    for word in _WORD.finditer(head):
        if word.group() in beginnings:
            found = (pattern.match(head, word.start()) for pattern in _patterns_that_begin(word.group()))
            yield from (match.span() for match in found if match)


@cache
def _words_by_beginning() -> dict[str, list[str]]:
    """Return the words of exclusion by the first word of each."""
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for word in map(strip_accents, _words("before")):
        by_beginning[_WORD.findall(word)[0]].append(word)
    return dict(by_beginning)


@cache
def _patterns_that_begin(beginning: str) -> list[re.Pattern[str]]:
    """Return the patterns of the words of exclusion that begin so: few of the many are ever met."""
    words = sorted(_words_by_beginning()[beginning], key=len, reverse=True)
    return [re.compile(rf"{any_of([word])}(?:\s|(?<='))") for word in words]


def _ends_long_list(head: str, tail: str, excluded: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is a later member of a list of exclusions that goes on to the end: ``fabrics except A, B, C``.

    So the headings of a tariff are worded; behind an amount the goods have begun.
    """
    if not head.endswith(", ") or _ENDS_LIST.search(tail):
        return False
    lists = ((start, end) for start, end in excluded if start > 0 and _TO_THE_END.match(head, end))
    start, end = next(lists, (0, 0))
    if not start or leaves_out_price(head[:start]):
        return False
    is_long = (head[end:] + tail).count(", ") >= _LONG_LIST - 1
    return is_long and _amount().search(head + tail) is None


def start_of_name(name: str) -> str:
    """Return the word that joins a name to a list, or the ``d'`` before it, where it was read with the name.

    Examples
    --------
    >>> start_of_name("or pseudoephedrine"), start_of_name("d'acétone"), start_of_name("acetone")
    ('or ', "d'", '')
    """
    return _start_pattern().match(strip_accents(name.lower()))[0]  # type: ignore[index]  # it may be empty


@cache
def _member() -> str:
    """Return a pattern of one member of a list, with what stands in brackets behind it."""
    word = rf"(?!{any_of(load_small_words('list'))}\s)[^\s;:.,()]+"
    return rf"(?:\d[\d,']*-)?[^\W\d_][^\s;:.,()]*(?:\s{word}){{0,{_MOST_WORDS}}}?(?:\s\([^()]*\))?"


@cache
def list_joint() -> str:
    """Return a pattern of what joins the last member of a list, with the spaces round it."""
    return rf"\s{any_of(load_small_words('list'))}\s"


@cache
def _start_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_small_words('list'))}\s|(?:(?:a|da|de|ne|su)ll|[dl])')?")


@cache
def _excluded_before() -> re.Pattern[str]:
    """Return the pattern of the first members of a list behind a word of exclusion, up to the next one."""
    between = rf"(?:,\s|,?(?P<joined>{list_joint()})){may_be_small_word('of')}{may_be_small_word('article')}$"
    members = rf"{_member()}(?:(?:,\s|{list_joint()}){_member()}){{0,{_MOST_MEMBERS}}}"
    return re.compile(rf"{may_be_small_word('article')}{members}{between}")


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"\d\s?{unit_pattern('unit', 'container', 'count')}(?![^\W\d_])")


def _find_excluded_in_cjk(head: str) -> re.Match[str] | None:
    return _excluded_in_cjk().search(head) if any(word in head for word in _words_in_cjk()) else None


@cache
def _words_in_cjk() -> tuple[str, ...]:
    return tuple(map(strip_accents, filter(has_cjk, _words("before"))))


@cache
def _excluded_in_cjk() -> re.Pattern[str]:
    """Return the pattern of exclusion and list for Chinese and Japanese, which set no spaces: ``不含甲苯、乙醚和``."""
    member, joints = _member_in_cjk()
    excluded = any_of(_words_in_cjk())
    return re.compile(rf"{excluded}(?:{member}[,{joints}]){{0,{_MOST_MEMBERS}}}{member}(?:,|(?P<joined>[{joints}]))$")


@cache
def _joined_behind_in_cjk() -> re.Pattern[str]:
    member, joints = _member_in_cjk()
    return re.compile(rf"(?:,{member}){{0,{_MOST_MEMBERS}}}[{joints}]")


@cache
def _member_in_cjk() -> tuple[str, str]:
    """Return the pattern of one member of a list without spaces, and the characters that join the last one."""
    joints = re.escape("".join(filter(has_cjk, load_small_words("list"))))
    return rf"[^\s{joints}{re.escape(_ENDS)}]{{1,{_LONGEST_MEMBER}}}", joints


@cache
def _explained() -> re.Pattern[str]:
    """Return the pattern of an excluded name whose other name follows in brackets or quotes: ``except acetone [``."""
    return re.compile(rf"{may_be_small_word('article')}{_member()}\s?[(\[«\"']+$")


@cache
def _joined_behind() -> re.Pattern[str]:
    """Return the pattern of what follows a member of a list when a word joins the last one."""
    return re.compile(rf"(?:\s\([^()]*\))?(?:,\s{_member()}){{0,{_MOST_MEMBERS}}},?{list_joint()}")


@cache
def _free_behind() -> re.Pattern[str]:
    """Return the pattern of another member behind a name that is said to be absent with it: ``and toluene free``."""
    present = any_of(word.word for word in load_context_words() if word.effect == "present")
    return re.compile(rf"{list_joint()}[^\W\d_][^\s;:.,()]*?[-\s](?!{present}\b){any_of(_words('after'))}\b")


def _words(place: str) -> list[str]:
    return [word.word for word in load_context_words() if word.effect == "excluded" and word.place == place]
