"""Match structures and CAS RNs against the control lists.

A match says which entry a structure belongs to, by what relation, and which listings take that relation in. Dates
and jurisdictions come later (`applicable`), so that a match is worked out once for each structure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from rdkit import Chem

from riskscan.chemistry.law.legal_classes import find_classes
from riskscan.chemistry.law.oxo_forms import oxo_forms
from riskscan.chemistry.law.structures import Parent, Structure, read_structure
from riskscan.tables.classes import LegalClass
from riskscan.tables.identifiers import load_identifiers
from riskscan.tables.listings import Listing
from riskscan.tables.lists import OWN
from riskscan.tables.scopes import NO_REACH, Reach, Scope
from riskscan.tables.substances import Substance, SubstanceForm

__all__ = ["ControlList", "Match", "applicable", "watched"]

_FLAT = "UHFFFAOYSA"
_NEEDS_WORDING = {"salt": "salts", "stereoisomer": "stereoisomers", "isotopologue": "isotopologues"}


@dataclass(frozen=True, slots=True)
class Match:
    """A structure (or a CAS RN without one) that belongs to an entry.

    Attributes
    ----------
    outcome : {"listed", "covered"}
        Whether the entry itself (or a form its listing takes in) or the wording of a class.
    entry_id, entry_name, cas_rn : str
        The listed substance, or the class where it has no parent entry.
    relation : str
        What the structure is to the entry: ``identical``, or ``salt, hydrate``, ``ester``, ...
    listings : tuple of Listing
        Those whose wording takes the relation in, of all dates and jurisdictions.
    part : int
        Which component of a mixture or of a salt of two substances this is about.
    """

    outcome: Literal["listed", "covered"]
    entry_id: str
    entry_name: str
    cas_rn: str
    relation: str
    listings: tuple[Listing, ...]
    part: int = 0


def applicable(
    matches: Iterable[Match], as_of: date, jurisdictions: frozenset[str], reach: Reach = NO_REACH
) -> tuple[Match, tuple[Listing, ...]] | None:
    """Return the first match with a listing that binds, and all of all matches that bind, are proposed or watch.

    Parameters
    ----------
    matches : iterable of Match
    as_of : datetime.date
    jurisdictions : frozenset of str
    reach : Reach
        The parts of trade that count, of listings that are limited to one.

    Returns
    -------
    tuple of Match and tuple of Listing, or None
        None where nothing binds on that day, in those jurisdictions, on that route.
    """
    first: Match | None = None
    shown: list[Listing] = []
    for match in matches:
        here = [found for found in _in_effect(match.listings, as_of, jurisdictions) if _reaches(found, reach.inside)]
        binding = [listing for listing in here if listing.binds]
        if binding and first is None:
            first = match
        shown += binding
        shown += [listing for listing in here if not listing.binds]
    return (first, tuple(dict.fromkeys(shown))) if first else None


def watched(
    matches: Iterable[Match], as_of: date, jurisdictions: frozenset[str], reach: Reach = NO_REACH
) -> tuple[Match, tuple[Listing, ...]] | None:
    """Return the first match that is watched or proposed, or that a listing binds on routes of which nothing is known.

    Parameters and returned value are those of `applicable`, which is to be asked first.
    """
    found = [(match, _in_effect(match.listings, as_of, jurisdictions)) for match in matches]
    kept = [(match, [one for one in here if _reaches(one, reach.inside | reach.open)]) for match, here in found]
    first = next((match for match, here in kept if here), None)
    return (first, tuple(dict.fromkeys(one for _, here in kept for one in here))) if first else None


@lru_cache(maxsize=20_000)
def _in_effect(
    listings: tuple[Listing, ...], as_of: date, jurisdictions: frozenset[str]
) -> tuple[Listing, ...]:  # fmt: skip
    return tuple(
        listing
        for listing in listings
        if (listing.jurisdiction in jurisdictions or listing.jurisdiction == OWN)
        and (listing.is_effective(as_of) or listing.is_proposed_on(as_of))
    )


def _reaches(listing: Listing, scopes: frozenset[Scope]) -> bool:
    return listing.applies_to is None or listing.applies_to in scopes


@lru_cache(maxsize=1_000)
def _mirrored(smiles: str) -> str:
    """Return the InChIKey of the mirror image of a structure."""
    molecule = Chem.MolFromSmiles(smiles)
    for atom in molecule.GetAtoms():
        atom.InvertChirality()
    return str(Chem.MolToInchiKey(molecule))  # type: ignore[no-untyped-call]


class ControlList:
    """Substances, their forms and their listings, indexed for matching.

    Parameters
    ----------
    substances, forms, listings : iterable
        Rows of the tables; a user's watch list is appended by the caller.
    """

    def __init__(
        self, substances: Iterable[Substance], forms: Iterable[SubstanceForm], listings: Iterable[Listing]
    ) -> None:
        self.substances = {substance.substance_id: substance for substance in substances}
        self._listings: dict[str, list[Listing]] = defaultdict(list)
        for listing in listings:
            self._listings[listing.subject].append(listing)
        self._by_skeleton: dict[str, list[Substance]] = defaultdict(list)
        self._by_cas_rn: dict[str, tuple[Substance, str]] = {}
        self.form_smiles: dict[str, str] = {}
        for substance in self.substances.values():
            if substance.inchikey:
                self._by_skeleton[substance.inchikey[:14]].append(substance)
            if substance.cas_rn:
                self._by_cas_rn.setdefault(substance.cas_rn, (substance, "identical"))  # a user's own comes last
        for form in forms:
            if form.cas_rn and form.substance_id in self.substances:
                self._by_cas_rn.setdefault(form.cas_rn, (self.substances[form.substance_id], form.relation))
                self.form_smiles[form.cas_rn] = form.smiles

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All listings, in an order that depends on nothing but the tables."""
        return tuple(listing for found in self._listings.values() for listing in found)

    def cas_rns(self) -> frozenset[str]:
        """Return every CAS RN of an entry or one of its forms."""
        return frozenset(self._by_cas_rn)

    def cas_rn_digits(self) -> frozenset[str]:
        """Return the digits of every CAS RN of `cas_rns`."""
        return frozenset(cas_rn.replace("-", "") for cas_rn in self._by_cas_rn)

    def match_substance(self, substance: Substance, forms: frozenset[str] = frozenset()) -> tuple[Match, ...]:
        """Return the matches of a substance named in words, in the forms the words say (``salt``, ``hydrate``, ...)."""
        structure = read_structure(substance.smiles)
        found = self._match_entry(substance, forms) + (self.match_structure(structure, forms) if structure else ())
        return tuple(dict.fromkeys(found))

    def match_cas_rn(self, cas_rn: str) -> tuple[Match, ...]:
        """Return the matches of a CAS RN that an entry or one of its forms has."""
        found = self._by_cas_rn.get(cas_rn)
        if found is None:
            return ()
        substance, relation = found
        structure = read_structure(self.form_smiles.get(cas_rn, ""))
        forms = frozenset() if relation == "identical" else frozenset({relation})
        return (self.match_structure(structure) if structure else ()) or self.match_substance(substance, forms)

    def match_number(self, kind: str, value: str) -> tuple[Match, ...]:
        """Return the matches of an EC, UN or FEMA number."""
        for row in load_identifiers():
            if (row.kind, row.value) == (kind, value) and row.substance_id in self.substances:
                return self.match_substance(self.substances[row.substance_id])
        return ()

    def match_inchikey(self, inchikey: str) -> tuple[Match, ...]:
        """Return the matches of an InChIKey without its structure: the listed substances nearest in stereochemistry."""
        form = self._forms_by_inchikey.get(inchikey)
        if form is not None:
            return self.match_structure(form)
        matches: list[Match] = []
        for substance, stereo in self._closest(inchikey):
            structure = read_structure(substance.smiles)
            matches += self.match_structure(structure, frozenset({stereo} - {""})) if structure else ()
        return tuple(dict.fromkeys(matches))

    @cached_property
    def _forms_by_inchikey(self) -> dict[str, Structure]:
        structures = map(read_structure, self.form_smiles.values())
        return {structure.inchikey: structure for structure in structures if structure}

    def cas_rn_smiles(self, cas_rn: str) -> str:
        """Return the SMILES of a listed CAS RN, empty where unknown."""
        found = self._by_cas_rn.get(cas_rn)
        return self.form_smiles.get(cas_rn) or (found[0].smiles if found else "")

    def match_structure(self, structure: Structure, said: frozenset[str] = frozenset()) -> tuple[Match, ...]:
        """Return the matches of a structure, entries before classes, the closest stereoisomer first.

        Parameters
        ----------
        structure : Structure
        said : frozenset of str
            Forms that the words beside the structure state, e.g. ``salt``.
        """
        forms = {
            form
            for form, present in (
                ("salt", structure.is_salt),
                ("hydrate", structure.is_hydrate),
                ("isotopologue", structure.is_isotopologue),
            )
            if present
        }
        forms |= said
        matches: list[Match] = []
        for substance in self._by_skeleton.get(structure.skeleton, ()):
            if "." in substance.smiles:  # listed as this very salt
                matches += self._match_entry(substance, frozenset(forms - {"salt"}))
        for part, parent in enumerate(structure.parents):
            found = self._match_parent(parent, frozenset(forms)) or self._match_oxo_forms(parent, frozenset(forms))
            matches += [replace(match, part=part) for match in found] if part else found
        return tuple(matches)

    def _match_parent(self, parent: Parent, forms: frozenset[str]) -> list[Match]:
        matches: list[Match] = []
        for substance, stereo in self._closest(parent.inchikey):
            matches += self._match_entry(substance, forms | ({stereo} if stereo else set()))
        for legal_class in find_classes(parent.molecule):
            matches += self._match_class(legal_class, forms)
        return matches

    def _match_oxo_forms(self, parent: Parent, forms: frozenset[str]) -> list[Match]:
        """Return the matches of the oxo forms that a parent is the tautomer or hydrate of."""
        return [
            match
            for oxo in oxo_forms(parent.molecule)
            for match in self._match_parent(oxo.parent, forms | {oxo.relation})
        ]

    def _closest(self, inchikey: str) -> list[tuple[Substance, str]]:
        """Return the entries with the skeleton of a key that are nearest in stereochemistry, with that relation."""
        ranked = []
        for substance in self._by_skeleton.get(inchikey[:14], ()):
            if "." in substance.smiles:
                continue
            stated, listed = inchikey[15:25], substance.inchikey[15:25]
            if stated in (listed, _FLAT):
                ranked.append((0, substance, ""))
            elif listed == _FLAT:
                ranked.append((1, substance, "specified stereochemistry"))
            else:
                is_mirrored = inchikey[15:25] == _mirrored(substance.smiles)[15:25]
                ranked.append((2 if is_mirrored else 3, substance, "stereoisomer"))
        ranked.sort(key=lambda entry: entry[0])
        return [(substance, stereo) for rank, substance, stereo in ranked if rank == ranked[0][0]]

    def binding_substances(self) -> tuple[Substance, ...]:
        """Return the substances of which some listing binds or is proposed, those left out that are only watched."""
        return tuple(
            substance
            for substance in self.substances.values()
            if not all(listing.is_watch for listing in self._listings.get(substance.substance_id, ()))
        )

    def _match_entry(self, substance: Substance, forms: frozenset[str]) -> tuple[Match, ...]:
        listings = self._taking_in(substance.substance_id, forms)
        if not listings:
            return ()
        relation = ", ".join(sorted(forms)) or "identical"
        return (Match("listed", substance.substance_id, substance.name, substance.cas_rn, relation, listings),)

    def _match_class(self, legal_class: LegalClass, forms: frozenset[str]) -> tuple[Match, ...]:
        listings = self._taking_in(legal_class.class_id, forms)
        if not listings:
            return ()
        relation = ", ".join([legal_class.relation, *sorted(forms)])
        entry = self.substances.get(legal_class.substance_id)
        entry_id, name, cas_rn = (
            (entry.substance_id, entry.name, entry.cas_rn) if entry else (legal_class.class_id, legal_class.name, "")
        )
        return (Match("covered", entry_id, name, cas_rn, relation, listings),)

    def _taking_in(self, subject: str, forms: frozenset[str]) -> tuple[Listing, ...]:
        needed = {_NEEDS_WORDING[form] for form in forms if form in _NEEDS_WORDING}
        return tuple(listing for listing in self._listings.get(subject, ()) if needed <= listing.covers)
