"""Which legal classes take in a structure."""

from dataclasses import dataclass
from functools import cache

from rdkit import Chem

from riskscan.exceptions import TableError
from riskscan.tables.classes import LegalClass, Pattern, load_classes

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
        As of `riskscan.chemistry.structures.Parent`.

    Returns
    -------
    tuple of LegalClass

    Examples
    --------
    >>> from riskscan.chemistry.structures import read_structure
    >>> [parent] = read_structure("COC(=O)c1ccccc1N").parents
    >>> [found.class_id for found in find_classes(parent.molecule)]
    ['us-anthranilic-acid-esters']
    """
    return tuple(compiled.legal_class for compiled in _compiled_classes() if compiled.covers(parent))


@cache
def _compiled_classes() -> tuple[_CompiledClass, ...]:
    return tuple(
        _CompiledClass(
            legal_class, _compile(legal_class, legal_class.any_of), _compile(legal_class, legal_class.none_of)
        )
        for legal_class in load_classes()
    )


def _compile(legal_class: LegalClass, patterns: tuple[Pattern, ...]) -> tuple[Chem.Mol, ...]:
    queries = tuple(Chem.MolFromSmarts(pattern.smarts) for pattern in patterns)
    for query, pattern in zip(queries, patterns, strict=True):
        if query is None:
            raise TableError(f"classes/{legal_class.class_id}.toml: {pattern.smarts!r} is not a SMARTS pattern.")
    return queries
