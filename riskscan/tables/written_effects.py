"""What each family of features adds to a score, as the one text of a cell: written and read here, and nowhere else.

The grammar: ``family +0.00`` in log odds, separated by ``; ``, the most first; a family that adds nothing is left out.
"""

from collections.abc import Iterable

__all__ = ["read_effects", "write_effects"]

_BETWEEN = "; "


def write_effects(effects: Iterable[tuple[str, float]]) -> str:
    """Return effects as text.

    Examples
    --------
    >>> write_effects([("party", 1.204), ("calendar", 0.001), ("route", -0.3)])
    'party +1.20; route -0.30'
    """
    return _BETWEEN.join(f"{family} {value:+.2f}" for family, value in effects if abs(value) >= 0.005)


def read_effects(cell: object) -> tuple[tuple[str, float], ...]:
    """Return the effects of a cell; of one that is damaged, those that can be read.

    Examples
    --------
    >>> read_effects("party +1.20; route -0.30; calendar")
    (('party', 1.2), ('route', -0.3))
    >>> read_effects(None)
    ()
    """
    found = []
    for part in cell.split(_BETWEEN) if isinstance(cell, str) else []:
        family, _, number = part.rpartition(" ")
        try:
            found.append((family, float(number)))
        except ValueError:
            continue
    return tuple(found)
