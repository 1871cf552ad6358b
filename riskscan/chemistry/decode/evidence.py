"""How a mention was read: what it was found in, and what had to be done to its words for that."""

from dataclasses import dataclass, replace
from enum import StrEnum

__all__ = ["Edit", "Evidence", "Sense", "Source"]


class Source(StrEnum):
    """What a mention was found in."""

    CAS_RN = "CAS RN"
    PARTIAL_CAS_RN = "partial CAS RN"
    EC_NUMBER = "EC number"
    UN_NUMBER = "UN number"
    FEMA_NUMBER = "FEMA number"
    CUS_NUMBER = "CUS number"
    INCHI = "InChI"
    INCHIKEY = "InChIKey"
    SMILES = "SMILES"
    LISTED = "listed name"
    """A name of the tables of this package."""
    KNOWN = "known name"
    """A name of the lexicon of known compounds."""
    SYSTEMATIC = "systematic name"
    """A name that OPSIN reads."""


class Edit(StrEnum):
    """What was done to the words before they could be read."""

    INFLECTED = "inflected"
    """The case of another language was taken off."""
    SPELLED_OUT = "spelled out"
    """Abbreviations of parts were."""
    TRANSLATED = "translated"
    PUNCTUATION = "punctuation mended"
    SPELLING = "spelling mended"


class Sense(StrEnum):
    """How much a name says of what is meant."""

    CERTAIN = "certain"
    AMBIGUOUS = "ambiguous name"
    """Of several isomers or forms of a chemical, or of a family of chemicals of which none is listed."""
    UNCLEAR = "unclear name"
    """Of a class, a mixture, a part of a name: which chemical is meant is not said."""
    GOODS = "name of goods"
    """No chemical, though some compound is filed under it."""


_GUESSED = frozenset({Edit.PUNCTUATION, Edit.SPELLING})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source and the edits it took, in their order.

    Attributes
    ----------
    source : Source
    edits : tuple of Edit

    Examples
    --------
    >>> str(Evidence(Source.KNOWN).after(Edit.TRANSLATED))
    'known name, translated'
    """

    source: Source
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return ", ".join((self.source, *self.edits))

    def after(self, edit: Edit) -> "Evidence":
        """Return the evidence with one more edit."""
        return replace(self, edits=(*self.edits, edit))

    @property
    def is_mended(self) -> bool:
        """Whether spelling or punctuation was guessed at."""
        return not _GUESSED.isdisjoint(self.edits)

    @property
    def is_verbatim(self) -> bool:
        """Whether the words stand in a table as they are."""
        return not self.edits and self.source in (Source.LISTED, Source.KNOWN)
