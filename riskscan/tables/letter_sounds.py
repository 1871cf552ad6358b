"""What the letters of other scripts sound like, so roughly that loan words of chemistry come out alike."""

from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["SOUNDS", "load_letter_sounds"]

SOUNDS = frozenset("aiukmnprst")
"""Three vowels and seven consonants: b, f and v are p, d is t, g and h of Greek are k, l is r, c and z are s."""


@cache
def load_letter_sounds() -> dict[str, str]:
    """Return the sound of each letter, empty for one that is silent or lost in other languages.

    Raises
    ------
    TableError
        On a sound that is none of `SOUNDS`, or a letter with two.

    Examples
    --------
    >>> load_letter_sounds()["ფ"], load_letter_sounds()["א"]
    ('p', 'a')
    """
    sounds: dict[str, str] = {}
    for row in read_rows(DATA / "letter_sounds.csv", ("script", "letters", "sound", "source")):
        if not SOUNDS.issuperset(row["sound"]) or len(row["sound"]) > 1:
            raise TableError(f"letter_sounds.csv: {row['sound']!r} is none of {', '.join(sorted(SOUNDS))}.")
        if twice := sounds.keys() & set(row["letters"]):
            raise TableError(f"letter_sounds.csv: {min(twice)!r} stands in two rows.")
        sounds |= dict.fromkeys(row["letters"], row["sound"])
    return sounds
