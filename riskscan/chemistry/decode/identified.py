"""What an identifier in a text stands for: the list entry of a number, the structure of a code."""

import re
from dataclasses import dataclass, replace

from riskscan.chemistry.decode.evidence import Evidence, Source
from riskscan.chemistry.decode.resolving import Resolution, Resolver
from riskscan.chemistry.law.resemblance import Near
from riskscan.chemistry.law.structures import smiles_from_inchi
from riskscan.chemistry.text.embedded import Identifier

__all__ = ["IdentifierReader", "Mention"]

_WEAK = 0.45
_LONG_BEGINNING = 5
_SHORT_GROUP = re.compile(r"\d{1,4}-")
"""Of a CAS RN nothing else is left: hundreds begin so."""
_NUMBERS = {
    "ec": (Source.EC_NUMBER, 0.97), "un": (Source.UN_NUMBER, 0.85), "fema": (Source.FEMA_NUMBER, 0.9),
    "cus": (Source.CUS_NUMBER, 0.97),
}  # fmt: skip
"""With how sure one is of each: several substances share a UN number."""
_CAS_RN, _PARTIAL_CAS_RN = Evidence(Source.CAS_RN), Evidence(Source.PARTIAL_CAS_RN)


@dataclass(frozen=True, slots=True)
class Mention:
    """A chemical that a text mentions.

    Attributes
    ----------
    text : str
        The words as they stand in the cleaned text.
    resolution : Resolution or None
        What they stand for; None where they look chemical but could not be read.
    note : str
        What an officer should know, e.g. a wrong check digit; empty where nothing.
    """

    text: str
    resolution: Resolution | None
    note: str = ""


class IdentifierReader:
    """Read the identifiers of a text.

    Parameters
    ----------
    resolver : Resolver
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def read(self, identifier: Identifier, text: str) -> Mention | None:
        """Return the mention that an identifier of a text is, or None where it is none after all."""
        shown = text[identifier.start : identifier.end].strip()
        if identifier.kind == "cas_rn":
            return self._read_cas_rn(identifier.value, shown)
        if identifier.kind == "bad_cas_rn":
            return Mention(shown, None, "wrong CAS check digit")
        if identifier.kind == "partial_cas_rn":
            return self._read_partial_cas_rn(identifier.value, shown)
        if identifier.kind == "unlabelled":
            return self._read_unlabelled(identifier.value, shown)
        if identifier.kind == "bare":
            return self._read_bare(identifier.value, shown)
        if identifier.kind in _NUMBERS:
            matches = self._resolver.controls.match_number(identifier.kind, identifier.value)
            source, confidence = _NUMBERS[identifier.kind]
            found = Resolution(identifier.value, Evidence(source), confidence, matches, None, None)
            if not matches and identifier.kind == "cus":  # only chemicals have one
                return Mention(shown, None, "CUS number not known here")
            return Mention(shown, found) if matches else None
        return self._read_structure(identifier, shown)

    def _read_cas_rn(self, cas_rn: str, shown: str) -> Mention | None:
        controls, known = self._resolver.controls, self._resolver.lexicon.find_cas_rn(cas_rn)
        matches = controls.match_cas_rn(cas_rn)
        if matches:
            smiles = controls.cas_rn_smiles(cas_rn) or (known.smiles if known else "")
            drawn = self._resolver.from_structure(cas_rn, smiles, _CAS_RN, 1.0) if smiles else None
            found = drawn or Resolution(cas_rn, _CAS_RN, 1.0, (), None, None)
            return Mention(shown, replace(found, matches=matches))
        if known is not None:
            return Mention(shown, self._resolver.from_compound(cas_rn, known, _CAS_RN, 1.0))
        return Mention(shown, None, "CAS RN not known here") if "cas" in shown.lower() else None

    def _read_partial_cas_rn(self, digits: str, shown: str) -> Mention | None:
        """A CAS RN cut short is weak evidence, and only where it fits one listed number."""
        fitting: set[str] = set()
        for begun in () if _SHORT_GROUP.fullmatch(digits) else _beginnings(digits):
            fitting = {cas_rn for cas_rn in self._resolver.controls.cas_rns() if _begins(cas_rn, begun)}
            if fitting:
                break
        if len(fitting) != 1:
            return Mention(shown, None, "CAS RN cut short")
        [cas_rn] = fitting
        matches = self._resolver.controls.match_cas_rn(cas_rn)
        return Mention(shown, Resolution(cas_rn, _PARTIAL_CAS_RN, _WEAK, matches, None, None), "CAS RN cut short")

    def _read_unlabelled(self, digits: str, shown: str) -> Mention | None:
        """Digits without a label count only where they are a listed number, whole or but for its check digit."""
        whole = digits.count("-") == 2
        fitting = [number for number in self._resolver.controls.cas_rns() if number == digits or number[:-2] == digits]
        if len(fitting) != 1:
            return None
        matches = self._resolver.controls.match_cas_rn(fitting[0])
        evidence, confidence, note = (_CAS_RN, 0.8, "") if whole else (_PARTIAL_CAS_RN, _WEAK, "CAS RN cut short")
        return Mention(shown, Resolution(fitting[0], evidence, confidence, matches, None, None), note)

    def _read_bare(self, cas_rn: str, shown: str) -> Mention | None:
        """Digits alone may be of anything; that those of a listed number stand there by chance is a hint at most."""
        matches = self._resolver.controls.match_cas_rn(cas_rn)
        if not matches:
            return None
        near = Near(matches[0].entry_id, 1.0, "the bare digits of its CAS RN")
        return Mention(shown, Resolution(cas_rn, _PARTIAL_CAS_RN, _WEAK, (), None, None, near=near))

    def _read_structure(self, identifier: Identifier, shown: str) -> Mention | None:
        value = identifier.value
        if identifier.kind == "inchikey":
            found = self._read_inchikey(value)
            return Mention(shown, found) if found else Mention(shown, None, "InChIKey not known here")
        if identifier.kind == "inchi":  # a semicolon at its end may be its own or the text's
            smiles = smiles_from_inchi(value) or smiles_from_inchi(value.rstrip(";"))
        else:
            smiles = value
        source = Source.INCHI if identifier.kind == "inchi" else Source.SMILES
        found = self._resolver.from_structure(value, smiles, Evidence(source), 0.99) if smiles else None
        if found is None:
            return Mention(shown, None, f"{source} not readable") if identifier.kind == "inchi" else None
        return Mention(shown, found)

    def _read_inchikey(self, inchikey: str) -> Resolution | None:
        evidence = Evidence(Source.INCHIKEY)
        matches = self._resolver.controls.match_inchikey(inchikey)
        drug = self._resolver.drugs.find_inchikey(inchikey)
        if matches or drug:
            return Resolution(inchikey, evidence, 0.97, matches, None, inchikey, drug=drug)
        known = self._resolver.lexicon.find_inchikey(inchikey)
        if known is None:
            return None
        confidence = 0.97 if known.inchikey == inchikey else 0.9  # another stereoisomer of it
        return self._resolver.from_compound(inchikey, known, evidence, confidence)


def _beginnings(digits: str) -> tuple[str, ...]:
    """Return what of the digits may begin a CAS RN: all of them; the first group, if it is long, before an amount."""
    first = digits.partition("-")[0]
    return (digits, first) if len(first) >= _LONG_BEGINNING else (digits,)


def _begins(cas_rn: str, begun: str) -> bool:
    """Whether a CAS RN begins so; hyphens that are written stand where they stand: ``421-31`` begins no 42131-...."""
    return cas_rn.startswith(begun) if "-" in begun else cas_rn.replace("-", "").startswith(begun)
