"""Say which known or drawn compounds are controlled drugs: what is no listed precursor may still not be free.

The names of the drugs are read only as they stand: a slip in one is mended into nothing. Structures are matched as
those of the control lists are, so that a salt or a stereoisomer of a drug counts.
"""

import re
from collections.abc import Iterator

from riskscan.chemistry.law.control_list import ControlList, Match
from riskscan.chemistry.law.structures import Structure, read_structure
from riskscan.chemistry.names.isomers import drop_locants
from riskscan.chemistry.names.kept_folds import kept_folds
from riskscan.chemistry.names.listed_names import ListedName
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spelling import squeeze_name
from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.drug_short_names import load_drug_short_names
from riskscan.tables.listings import Listing
from riskscan.tables.substances import Substance

__all__ = ["ControlledDrugs"]


_SHORTEST_TELLING = 4
"""Letters and figures of a name that says enough in a line of goods; ``DOC`` does not."""
_SHORTEST_OPEN = 8
"""Letters of a name without locants that says enough."""
_BOTH_FORMS = re.compile(r"^\((?:dl|rs|\+/?-|±)\)-")
"""Both mirror images together, which are as controlled as the drug: ``(dl)-amphetamine``."""


class ControlledDrugs:
    """The drugs of the two conventions, by name and by structure."""

    def __init__(self) -> None:
        kept = kept_folds()
        rows = {f"{row.name} {row.inchikey}": row for row in load_controlled_drugs()}
        self._controls = ControlList(
            (
                Substance(subject, row.name, "drug", row.cas_rn, row.smiles, row.inchikey, "", (), "", row.mark, "")
                for subject, row in rows.items()
            ),
            (),
            (listing for subject, row in rows.items() for listing in row.listings(subject)),
        )
        self._skeletons = frozenset(row.inchikey[:14] for row in rows.values())
        self._smiles = {
            kept.fold(name): row.smiles for row in reversed(rows.values()) for name in (row.name, *row.other_names)
        }
        self._inchikeys = {row.smiles: row.inchikey for row in rows.values()}
        letters = map(drop_locants, self._smiles)
        self._letters = frozenset(name for name in letters if len(name) >= _SHORTEST_OPEN)
        drawn = {row.name: row.smiles for row in reversed(rows.values())}
        for drug, name in kept.drugs:
            self._smiles.setdefault(kept.fold(name), drawn[drug])
        self.short_names = {
            row.name: ListedName(row.name, "", frozenset(), drawn[row.drug], row.context, "")
            for row in load_drug_short_names()
        }
        """Abbreviations, which speak in capitals and beside their context only."""

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All schedules, in an order that depends on nothing but the table."""
        return self._controls.listings

    @property
    def telling_words(self) -> frozenset[str]:
        """Squeezed words that tell a drug in a line of goods.

        Names of one word, with and without locants, and of longer ones the words that are no everyday ones.
        """
        whole = {squeeze_name(name) for name in (*self._smiles, *self._letters) if " " not in name}
        parts = {word for name in self._smiles if " " in name for word in map(squeeze_name, name.split())}
        words = whole.union(word for word in parts if not is_everyday_word(word))
        return frozenset(word for word in words if len(word) >= _SHORTEST_TELLING)

    def names(self) -> Iterator[tuple[str, ListedName]]:
        """Yield the folded names in all languages, each as a name of no substance of the lists."""
        for folded, smiles in self._smiles.items():
            yield folded, ListedName(folded, "", frozenset(), smiles, (), "")

    def may_mean(self, folded: str) -> bool:
        """Whether a folded name is one of a drug with its locants left out: ``methoxyamphetamine``."""
        return drop_locants(folded) in self._letters

    def structure_of(self, folded: str) -> Structure | None:
        """Return the structure of a drug's folded name, or None."""
        smiles = self._smiles.get(folded) or self._smiles.get(_BOTH_FORMS.sub("", folded))
        return read_structure(smiles, self._inchikeys[smiles]) if smiles else None

    def find_inchikey(self, inchikey: str) -> Match | None:
        """Return what an InChIKey without its structure is to a controlled drug, or None."""
        return next(iter(self._controls.match_inchikey(inchikey)), None)

    def find(self, structure: Structure, name: str, said: frozenset[str] = frozenset()) -> Match | None:
        """Return what a structure is to a controlled drug, or None; of several that are drawn alike, the one named.

        Parameters
        ----------
        structure : Structure
        name : str
            As it was read.
        said : frozenset of str
            Forms that the words beside the structure state, e.g. ``salt``.
        """
        skeletons = {structure.skeleton, *(parent.skeleton for parent in structure.parents)}
        if self._skeletons.isdisjoint(skeletons):
            return None
        matches = self._controls.match_structure(structure, said)
        return max(
            matches, key=lambda match: len(match.entry_name) if match.entry_name in name.lower() else 0, default=None
        )
