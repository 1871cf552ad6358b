"""What a caller knows of parties and of rows before: lists of parties and decisions of reviewers, as given."""

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TypeAlias

from riskscan.exceptions import OptionError
from riskscan.history.reviews import Review, latest_reviews, read_reviews
from riskscan.parties import PartyIndex, SanctionsList, read_sanctions

__all__ = ["Reviewed", "Sanctions", "party_index", "reviews_by_key"]

OneList: TypeAlias = "SanctionsList | str | PathLike[str]"
Sanctions: TypeAlias = "PartyIndex | OneList | Iterable[OneList] | None"
Reviewed: TypeAlias = "str | PathLike[str] | Mapping[str, Review] | Iterable[Review] | None"


def party_index(sanctions: Sanctions) -> PartyIndex | None:
    """Return the index of lists of parties, None where there are none.

    Parameters
    ----------
    sanctions : PartyIndex, SanctionsList, path, or several lists and paths, optional
        An index is taken as it is; to make one takes seconds for a long list.

    Returns
    -------
    PartyIndex or None
        None where no list is given.

    Raises
    ------
    OptionError
        Where it is something else.
    TableError
        Where a file is no list of parties.

    Examples
    --------
    >>> party_index(None) is None, party_index([]) is None
    (True, True)
    """
    if sanctions is None or isinstance(sanctions, PartyIndex):
        return sanctions
    given = [sanctions] if isinstance(sanctions, SanctionsList | str | PathLike) else _several(sanctions, "sanctions")
    for one in given:
        if not isinstance(one, SanctionsList | str | PathLike):
            raise OptionError(
                f"sanctions holds {type(one).__name__}: give paths, lists that were read, or a PartyIndex."
            )
    lists = [one if isinstance(one, SanctionsList) else read_sanctions(str(one)) for one in given]
    return PartyIndex(lists) if lists else None


def reviews_by_key(reviewed: Reviewed) -> Mapping[str, Review]:
    """Return the last decision for each key of rows.

    Parameters
    ----------
    reviewed : path, mapping of str to Review, or iterable of Review, optional
        A labels file, or what `riskscan.history.reviews` read of one.

    Returns
    -------
    mapping of str to Review
        Empty where nothing is given.

    Raises
    ------
    OptionError
        Where it is something else, or the file is no labels file.
    """
    if reviewed is None:
        return {}
    if isinstance(reviewed, Mapping):
        return reviewed
    if isinstance(reviewed, str | PathLike):
        return latest_reviews(read_reviews(str(reviewed)))
    given = _several(reviewed, "reviewed")
    for one in given:
        if not isinstance(one, Review):
            raise OptionError(f"reviewed holds {type(one).__name__}: give the path of a labels file, or decisions.")
    return latest_reviews(given)


def _several(given: object, name: str) -> list:  # type: ignore[type-arg]
    if not isinstance(given, Iterable):
        raise OptionError(f"{name} is {type(given).__name__}: give a path, or what was read of one.")
    return list(given)
