"""Names that leave positions open, such as ``anilinopiperidine``: which listed isomers they may mean.

OPSIN reads such a name as the first isomer that comes to its mind and warns that it appears ambiguous. What it may mean
is found among the listed names that become equal to it when they lose their locants.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from riskscan.chemistry.names.listed_names import ListedName

__all__ = ["OpenPositions", "drop_locants"]

_LOCANT = re.compile(r"(?<![a-z])(?:\d+[a-z]?|[nosmpezrd]|alpha|beta|gamma|dl)'*(?![a-z\d])")
_NO_LETTER = re.compile(r"[^a-z]+")
_SHORTEST = 8
_TELLING = 14
"""Letters that no other name has in another order by chance."""


def drop_locants(folded: str) -> str:
    """Return the letters of a folded name without those that only say positions.

    Examples
    --------
    >>> drop_locants("1-(2-phenylethyl)-4-piperidone"), drop_locants("propan-2-one")
    ('phenylethylpiperidone', 'propanone')
    """
    return _NO_LETTER.sub("", _LOCANT.sub("", folded))


class OpenPositions:
    """The listed names by what is left of them without locants.

    Parameters
    ----------
    names : iterable of (str, ListedName)
        Folded names with their entries; those that state no position are left out.
    """

    def __init__(self, names: Iterable[tuple[str, ListedName]]) -> None:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for folded, name in names:
            bare = drop_locants(folded) if folded.isascii() else ""
            if len(bare) >= _SHORTEST and _LOCANT.search(folded):
                found[bare].setdefault(name.substance_id)
        self._substances = {bare: tuple(ids) for bare, ids in found.items()}
        self._by_letters = {"".join(sorted(bare)): tuple(ids) for bare, ids in found.items() if len(bare) >= _TELLING}

    def left_open(self, folded: str) -> tuple[str, ...]:
        """Return the ids of the listed substances that a folded name may mean where it says no position at all."""
        return () if _LOCANT.search(folded) else self.find(folded)

    def find(self, folded: str) -> tuple[str, ...]:
        """Return the ids of the listed substances that a folded name without positions may mean."""
        bare = drop_locants(folded)
        return self._substances.get(bare, ()) if len(bare) >= _SHORTEST else ()

    def find_reordered(self, folded: str) -> tuple[str, ...]:
        """Return the same for a name with its parts in another order: ``aminophenylpiperidine``, said for anilino-."""
        return self._by_letters.get("".join(sorted(drop_locants(folded))), ())
