"""How many slips of the pen lie between two texts: one measure for all that compares them.

What one part of the reader lets through the next must not hold for another word: the gate, the search for near names,
and what mends words letter by letter count alike.
"""

from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["count_edits", "is_within"]


def count_edits(one: str, other: str, most: int | None = None) -> int:
    """Return the letters to be dropped, put in, changed or swapped with the next to make one text of the other.

    Letters that were swapped may have been parted by a further slip.

    Parameters
    ----------
    one, other : str
    most : int, optional
        Of texts that are further apart, one more is returned.

    Examples
    --------
    >>> count_edits("acentitrile", "acetonitrile"), count_edits("acetone", "toluene", 2)
    (2, 3)
    """
    return DamerauLevenshtein.distance(one, other, score_cutoff=most)


def is_within(one: str, other: str, most: int) -> bool:
    """Whether two texts are at most so many edits apart.

    Examples
    --------
    >>> is_within("sulfuicc", "sulfuric", 2), is_within("sulfuicc", "sulfuric", 1)
    (True, False)
    """
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
