"""The error of identifiers that do not parse."""

from riskscan.exceptions import RiskscanError

__all__ = ["IdentifierError"]


class IdentifierError(RiskscanError):
    """A text is not the identifier it was taken for."""
