"""Structures that are close to a listed precursor without being covered: a hint for a chemist, never a hit.

Closeness is the Tanimoto similarity of Morgan fingerprints (radius 2) [1]_. Small molecules are left out, where a high
similarity says nothing.

References
----------
.. [1] D. Rogers, M. Hahn, "Extended-Connectivity Fingerprints", J. Chem. Inf. Model. 50 (2010) 742-754,
   doi:10.1021/ci100050t.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rdkit.Chem import rdFingerprintGenerator
from rdkit.DataStructs import BulkTanimotoSimilarity

from riskscan.chemistry.law.structures import Structure, read_structure
from riskscan.tables.substances import Substance

__all__ = ["Near", "Resemblance"]

_LEAST_SIMILARITY = 0.6
_LEAST_ATOMS = 11


@dataclass(frozen=True, slots=True)
class Near:
    """A listed substance that a name or structure comes close to, and how.

    Attributes
    ----------
    substance_id : str
    similarity : float
        Tanimoto similarity in [0, 1]; 1 where the name may mean that very substance.
    relation : str
        How, for a reader.
    """

    substance_id: str
    similarity: float
    relation: str


class Resemblance:
    """Find the listed structure nearest to another.

    Parameters
    ----------
    substances : iterable of Substance
        Those without a structure and those of fewer than 11 heavy atoms are left out.
    """

    def __init__(self, substances: Iterable[Substance]) -> None:
        self._substances = tuple(substance for substance in substances if substance.smiles)

    def nearest(self, structure: Structure) -> Near | None:
        """Return the nearest listed structure where it is close enough, else None."""
        ids, fingerprints = self._listed
        best: Near | None = None
        for parent in structure.parents:
            if parent.molecule.GetNumHeavyAtoms() < _LEAST_ATOMS:
                continue
            similarities = BulkTanimotoSimilarity(_generator.GetFingerprint(parent.molecule), fingerprints)
            similarity = max(similarities)
            if similarity >= max(_LEAST_SIMILARITY, best.similarity if best else 0.0):
                best = Near(ids[similarities.index(similarity)], similarity, f"similar structure ({similarity:.2f})")
        return best

    @cached_property
    def _listed(self) -> tuple[list[str], list[Any]]:
        ids, fingerprints = [], []
        for substance in self._substances:
            structure = read_structure(substance.smiles, substance.inchikey)
            if structure is not None and len(structure.parents) == 1:
                [parent] = structure.parents
                if parent.molecule.GetNumHeavyAtoms() >= _LEAST_ATOMS:
                    ids.append(substance.substance_id)
                    fingerprints.append(_generator.GetFingerprint(parent.molecule))
        return ids, fingerprints


_generator = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
