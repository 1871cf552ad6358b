"""The oxo form behind its tautomer (the ketone of an enol, the phosphinic of a phosphonous acid) or behind its hydrate.

InChI sees through most tautomers by itself, but not through these, and lists name the oxo forms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdkit import Chem
from rdkit.Chem import rdChemReactions

from riskscan.chemistry.law.structures import Parent

__all__ = ["OxoForm", "oxo_forms"]

_RULES = (
    ("tautomer", "[OX2H1:1][CX3:2]=[CX3:3]>>[O:1]=[C:2][C:3]"),
    ("tautomer", "[OX2H1:1][PX3H1:2]>>[O:1]=[PH2:2]"),
    ("hydrate", "[OX2H1:1][CX4:2][OX2H1]>>[O:1]=[C:2]"),
)

_MOST_PRODUCTS = 20
"""No listed substance has so many such forms; a polymer drawn to slow us down may."""


@dataclass(frozen=True, slots=True)
class OxoForm:
    """An oxo form and what the other structure is to it: ``tautomer`` or ``hydrate``."""

    parent: Parent
    relation: str


def oxo_forms(molecule: Chem.Mol) -> Iterator[OxoForm]:
    """Yield the oxo forms that a neutral molecule is the tautomer or the hydrate of.

    Examples
    --------
    >>> enol = Chem.MolFromSmiles("CC(O)=Cc1ccccc1")
    >>> [(found.relation, Chem.MolToSmiles(found.parent.molecule)) for found in oxo_forms(enol)]
    [('tautomer', 'CC(=O)Cc1ccccc1')]
    """
    for relation, reaction in _reactions():
        if not molecule.HasSubstructMatch(reaction.GetReactantTemplate(0)):
            continue
        products = reaction.RunReactants((molecule,), maxProducts=_MOST_PRODUCTS)
        for smiles in sorted({Chem.MolToSmiles(product) for (product,) in products}):
            oxo_form = Chem.MolFromSmiles(smiles)
            if oxo_form is not None:
                inchikey = str(Chem.MolToInchiKey(oxo_form))  # type: ignore[no-untyped-call]
                yield OxoForm(Parent(oxo_form, inchikey, is_charged=False), relation)


@cache
def _reactions() -> tuple[tuple[str, rdChemReactions.ChemicalReaction], ...]:
    reactions = tuple((relation, rdChemReactions.ReactionFromSmarts(smarts)) for relation, smarts in _RULES)
    for _, reaction in reactions:
        reaction.Initialize()
    return reactions
