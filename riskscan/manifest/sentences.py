"""Closed sets whose members carry the sentence that explains them."""

from enum import StrEnum
from typing import Self

__all__ = ["SentenceEnum"]


class SentenceEnum(StrEnum):
    """Base of a closed set: each member is written ``NAME = "value", "sentence"`` and is equal to its value."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Self:
        """Make a member that carries its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member
