"""The mutants of a module: its source with one small fault each, made by the operators of mutmut.

mutmut's own run is not used: it leaves functions with decorators alone (all that is cached, all properties) and the
constants of a module, and it knows nothing of a Java machine that must not be forked.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_dict_arguments, operator_string

__all__ = ["Mutant", "mutants_of"]

_NOT_USED = (operator_string, operator_dict_arguments)
"""Words and patterns are data: a test that only repeats them would say nothing."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault.

    Attributes
    ----------
    function : str
        With its class; empty for a constant of the module.
    first, last : int
        Lines that the fault lies in.
    before, after : str
        The lines as they stand, and with the fault; joined, without the spaces before each.
    source : str
        The whole module with the fault.
    """

    function: str
    first: int
    last: int
    before: str
    after: str
    source: str


def mutants_of(path: Path, most: int | None = None, seed: int = 1) -> list[Mutant]:
    """Return the mutants of a module, in the order of its lines, no source twice.

    Parameters
    ----------
    path : Path
    most : int, optional
        Where there are more, so many are chosen at random by `seed`.
    """
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Faults()
    wrapper.visit(visitor)
    faults = visitor.faults
    if most is not None and most < len(faults):
        faults = random.Random(seed).sample(faults, most)
    found: dict[str, Mutant] = {}
    for node, changed, function, first, last in faults:
        code = wrapper.module.deep_replace(node, changed).code
        before, after = _difference(source.splitlines(), code.splitlines())
        found.setdefault(code, Mutant(function, first, last, before, after, code))
    found.pop(source, None)
    return sorted(found.values(), key=lambda mutant: mutant.first)


class _Faults(cst.CSTVisitor):
    """Collects what can be changed where: (node, changed node, function, first line, last line)."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[cst.CSTNode, cst.CSTNode, str, int, int]] = []
        self._inside: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom) or self._is_fixed(node):
            return False
        place = self.get_metadata(PositionProvider, node, None)
        if place is not None:
            names = [one.name.value for one in self._inside if isinstance(one, cst.FunctionDef | cst.ClassDef)]
            function = ".".join(names) if self._in_function() else ""
            for changed in self._changes(node):
                self.faults.append((node, changed, function, place.start.line, place.end.line))
        self._inside.append(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self._inside and self._inside[-1] is original_node:
            self._inside.pop()

    def _in_function(self) -> bool:
        return any(isinstance(one, cst.FunctionDef) for one in self._inside)

    def _is_fixed(self, node: cst.CSTNode) -> bool:
        """Whether a statement is carried out once, when the module is loaded, so that a fault could not be put in."""
        if self._in_function() or not isinstance(node, cst.SimpleStatementLine):
            return False
        return any(isinstance(one, cst.ClassDef) for one in self._inside) or "__all__" in cst.Module([node]).code

    def _changes(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        if isinstance(node, cst.BooleanOperation):
            yield from (_bracketed(node.left), _bracketed(node.right))
        for kind, operator in mutation_operators:
            if isinstance(node, kind) and operator not in _NOT_USED:
                if isinstance(node, cst.Assign) and not self._in_function():
                    continue  # without a constant nothing runs at all
                yield from (changed for changed in operator(node) if not _lacks_argument(node, changed))


def _lacks_argument(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Whether a call has lost an argument: it fails at once or does what it does with None in that place."""
    return isinstance(node, cst.Call) and isinstance(changed, cst.Call) and len(changed.args) < len(node.args)


def _bracketed(node: cst.BaseExpression) -> cst.BaseExpression:
    """Return one condition of two, in brackets: the line may have gone on inside those of the whole."""
    if node.lpar:
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return the lines in which two sources differ."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return tuple(" ".join(line.strip() for line in lines[start : len(lines) - end]) for lines in (before, after))
