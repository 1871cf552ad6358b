"""Which legal classes take in a structure."""

from dataclasses import dataclass
from functools import cache

from rdkit import Chem

from riskscan.exceptions import TableError
from riskscan.tables.classes import LegalClass, load_classes

__all__ = ["find_classes"]


@dataclass(frozen=True, slots=True)
class _CompiledClass:
    legal_class: LegalClass
    any_of: tuple[Chem.Mol, ...]
    none_of: tuple[Chem.Mol, ...]

    def covers(self, parent: Chem.Mol) -> bool:
        return any(parent.HasSubstructMatch(query) for query in self.any_of) and not any(
            parent.HasSubstructMatch(query) for query in self.none_of
        )


def find_classes(parent: Chem.Mol) -> tuple[LegalClass, ...]:
    """Return the legal classes whose wording covers a neutral parent structure.

    Parameters
    ----------
    parent : rdkit.Chem.Mol
        As of `riskscan.chemistry.law.structures.Parent`.

    Returns
    -------
    tuple of LegalClass

    Examples
    --------
    >>> from riskscan.chemistry.law.structures import read_structure
    >>> [parent] = read_structure("COC(=O)c1ccccc1N").parents
    >>> [found.class_id for found in find_classes(parent.molecule)]
    ['us-anthranilic-acid-esters']
    """
    classes, frames = _compiled_classes()
    present = {smarts for smarts, frame in frames.items() if parent.HasSubstructMatch(frame)}
    return tuple(
        compiled.legal_class
        for compiled in classes
        if (compiled.legal_class.frame in present or not compiled.legal_class.frame) and compiled.covers(parent)
    )


@cache
def _compiled_classes() -> tuple[tuple[_CompiledClass, ...], dict[str, Chem.Mol]]:
    """Return the classes and, by SMARTS, their frames: several classes share one, which is then tested once."""
    classes = load_classes()
    frames = {found.frame: _compile(found, found.frame) for found in classes if found.frame}
    compiled = tuple(
        _CompiledClass(
            found,
            tuple(_compile(found, pattern.smarts) for pattern in found.any_of),
            tuple(_compile(found, pattern.smarts) for pattern in found.none_of),
        )
        for found in classes
    )
    return compiled, frames


def _compile(legal_class: LegalClass, smarts: str) -> Chem.Mol:
    query = Chem.MolFromSmarts(smarts)
    if query is None:
        raise TableError(f"classes/{legal_class.class_id}.toml: {smarts!r} is not a SMARTS pattern.")
    return query
