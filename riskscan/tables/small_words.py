"""Small words of the languages: articles, "of", "and", what joins a list, what stands before a number or a box."""

from functools import cache
from typing import Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.languages import word_groups

__all__ = ["SmallWordKind", "load_small_words"]

SmallWordKind = Literal["article", "of", "and", "list", "number", "numbered", "box", "price"]
"""``article`` may stand between another small word and a name (also ``any``); ``and`` is also ``with``,
while ``list`` only joins the last member of a list; ``number`` stands before a number, ``box`` before that of a box,
and what is ``numbered`` before the word for a number: behind it ``no`` denies nothing. ``price`` is what a price holds
or leaves out: ``VAT excl. acetone`` leaves out the tax."""


@cache
def load_small_words(kind: SmallWordKind) -> tuple[str, ...]:
    """Return the small words of a kind in all languages, the longest first; one with an apostrophe takes no space.

    Raises
    ------
    TableError
        On an unknown kind in a table, naming the language.

    Examples
    --------
    >>> load_small_words("of")[:3]
    ('de la', "de l'", 'della')
    """
    words: dict[str, None] = {}
    for group in word_groups("small", ("kind",)):
        if group.said["kind"] not in get_args(SmallWordKind):
            raise TableError(f"languages/{group.language}.toml: [[small]] has no kind {group.said['kind']!r}.")
        if group.said["kind"] == kind:
            words |= dict.fromkeys(group.words)
    return tuple(sorted(words, key=len, reverse=True))
