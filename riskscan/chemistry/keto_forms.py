"""The ketone behind an enol (its tautomer) or behind a geminal diol (its hydrate).

InChI sees through most tautomers by itself, but not through keto-enol pairs, and lists name ketones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdkit import Chem
from rdkit.Chem import rdChemReactions

from riskscan.chemistry.structures import Parent

__all__ = ["KetoForm", "keto_forms"]

_RULES = {
    "tautomer": "[OX2H1:1][CX3:2]=[CX3:3]>>[O:1]=[C:2][C:3]",
    "hydrate": "[OX2H1:1][CX4:2][OX2H1]>>[O:1]=[C:2]",
}

_MOST_PRODUCTS = 20
"""No listed ketone has so many enols; a polymer drawn to slow us down may."""


@dataclass(frozen=True, slots=True)
class KetoForm:
    """A ketone and what the other structure is to it: ``tautomer`` or ``hydrate``."""

    parent: Parent
    relation: str


def keto_forms(molecule: Chem.Mol) -> Iterator[KetoForm]:
    """Yield the ketones that a neutral molecule is the enol or the hydrate of.

    Examples
    --------
    >>> enol = Chem.MolFromSmiles("CC(O)=Cc1ccccc1")
    >>> [(found.relation, Chem.MolToSmiles(found.parent.molecule)) for found in keto_forms(enol)]
    [('tautomer', 'CC(=O)Cc1ccccc1')]
    """
    for relation, reaction in _reactions().items():
        if not molecule.HasSubstructMatch(reaction.GetReactantTemplate(0)):
            continue
        products = reaction.RunReactants((molecule,), maxProducts=_MOST_PRODUCTS)
        for smiles in sorted({Chem.MolToSmiles(product) for (product,) in products}):
            ketone = Chem.MolFromSmiles(smiles)
            if ketone is not None:
                inchikey = str(Chem.MolToInchiKey(ketone))  # type: ignore[no-untyped-call]
                yield KetoForm(Parent(ketone, inchikey, is_charged=False), relation)


@cache
def _reactions() -> dict[str, rdChemReactions.ChemicalReaction]:
    reactions = {}
    for relation, smarts in _RULES.items():
        reaction = rdChemReactions.ReactionFromSmarts(smarts)
        reaction.Initialize()
        reactions[relation] = reaction
    return reactions
