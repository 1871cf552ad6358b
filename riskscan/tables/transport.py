"""Words for modes of transport."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.tables.languages import word_groups

__all__ = ["TransportModeName", "load_transport_mode_names"]


@dataclass(frozen=True, slots=True)
class TransportModeName:
    """A word for a mode of transport.

    Attributes
    ----------
    mode : {"air", "sea", "road", "rail", "express", "post"}
        The mode; ``express`` is a courier's parcel, ``post`` one of the postal service, by whatever vehicle.
    name : str
        As written; compared without case, accents and punctuation.
    language : str
        ISO 639-1 code.
    source, mark : str
        Where the row was read, how sure it is.
    """

    mode: Literal["air", "sea", "road", "rail", "express", "post"]
    name: str
    language: str
    source: str
    mark: str


@cache
def load_transport_mode_names() -> tuple[TransportModeName, ...]:
    """Return the words of all languages."""
    return tuple(
        TransportModeName(group.said["mode"], word, group.language, group.source, group.mark)  # type: ignore[arg-type]
        for group in word_groups("transport", ("mode",))
        for word in group.words
    )
