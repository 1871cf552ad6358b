"""What a model learned from the user's own rows, as far as a sentence needs it."""

from dataclasses import dataclass

__all__ = ["OwnRows"]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """How many rows of the user's own a model learned from.

    Attributes
    ----------
    n_rows, n_labelled : int
        All rows, and those with a label.
    """

    n_rows: int
    n_labelled: int
