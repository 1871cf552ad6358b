"""What stands beside a listed name in scripts whose words bear articles, particles or no spaces between them."""

from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["ScriptNeighbors", "load_script_neighbors"]

_ROLES = ("beginning", "ending", "before", "after", "acid_of_salts", "goods_word")


@dataclass(frozen=True, slots=True)
class ScriptNeighbors:
    """What may stand, or must not stand, beside a listed name in Arabic, Hindi, Korean, Persian and Thai.

    Attributes
    ----------
    beginning, ending : tuple of str
        What may be written together with a name, before and behind it: a conjunction, a particle, ``solution``.
    before, after : tuple of str
        Parts of chemical names that make a longer name of a listed one: ``nitro``, ``cyanohydrin``.
    acid_of_salts : tuple of str
        Acids whose name before that of a base says its salt.
    goods_word : tuple of str
        What may follow such an acid in a line of goods.
    """

    beginning: tuple[str, ...]
    ending: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    acid_of_salts: tuple[str, ...]
    goods_word: tuple[str, ...]


@cache
def load_script_neighbors() -> ScriptNeighbors:
    """Return what stands beside listed names in these scripts.

    Raises
    ------
    TableError
        Where a row has a role that does not exist.

    Examples
    --------
    >>> "니트로" in load_script_neighbors().before
    True
    """
    texts: dict[str, list[str]] = {role: [] for role in _ROLES}
    for row in read_rows(DATA / "script_neighbors.csv", ("role", "text", "what", "source")):
        if row["role"] not in texts:
            raise TableError(f"script_neighbors.csv: role {row['role']!r} is none of {', '.join(_ROLES)}.")
        texts[row["role"]] += row["text"].split()
    return ScriptNeighbors(**{role: tuple(dict.fromkeys(words)) for role, words in texts.items()})
