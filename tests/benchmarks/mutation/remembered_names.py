"""OPSIN's answers, remembered: a process in which a Java machine runs must not be forked; mutants run without one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from riskscan.chemistry.names import nomenclature

__all__ = ["RememberedNames"]

_start = nomenclature.start_opsin


@dataclass(frozen=True, slots=True)
class _Result:
    smiles: str | None
    is_ambiguous: bool

    def getSmiles(self) -> str | None:  # noqa: N802  # OPSIN's own names
        return self.smiles

    def nameAppearsToBeAmbiguous(self) -> bool:  # noqa: N802
        return self.is_ambiguous


class RememberedNames:
    """Stands in OPSIN's place; starts it for the first name that is not remembered.

    Attributes
    ----------
    answers : dict of str to (str or None, bool)
        SMILES, and whether the name is ambiguous.
    """

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str | None, bool]] = {}
        stand_in: Callable[[], tuple[Any, Any]] = lambda: (self, None)  # noqa: E731
        nomenclature.start_opsin = stand_in

    def parseChemicalName(self, name: str, config: object) -> _Result:  # noqa: N802
        """Return OPSIN's answer."""
        if name not in self.answers:
            parser, config = _start()
            result = parser.parseChemicalName(name, config)
            smiles = result.getSmiles()
            self.answers[name] = (None if smiles is None else str(smiles), bool(result.nameAppearsToBeAmbiguous()))
        return _Result(*self.answers[name])
