"""Read systematic names with OPSIN, in process.

`riskscan.chemistry.names.opsin` starts it [1]_ on the first name.

References
----------
.. [1] D. M. Lowe, P. T. Corbett, P. Murray-Rust, R. C. Glen, "Chemical Name to Structure: OPSIN, an Open Source
   Solution", J. Chem. Inf. Model. 51 (2011) 739-753, doi:10.1021/ci100384d.
"""

import re
from dataclasses import dataclass
from math import prod

from riskscan.chemistry.names.opsin import start_opsin

__all__ = ["MAX_NAME_LENGTH", "ParsedName", "parse_name", "parse_systematic_name"]

MAX_NAME_LENGTH = 400
"""Longer texts are not handed to OPSIN: no listed name is near it, and parsing time grows with length."""

_MAX_OPEN_BRACKETS = 40
_MAX_MULTIPLIED = 64
_MULTIPLIERS = {
    "bis": 2, "tris": 3, "tetrakis": 4, "pentakis": 5, "hexakis": 6, "heptakis": 7, "octakis": 8, "nonakis": 9,
    "decakis": 10, "undecakis": 11, "dodecakis": 12, "cosakis": 20, "contakis": 30,
}  # fmt: skip
_MULTIPLIER = re.compile("|".join(sorted(_MULTIPLIERS, key=len, reverse=True)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What OPSIN makes of a name.

    Attributes
    ----------
    smiles : str
        With the stereochemistry and isotopes that the name states.
    is_ambiguous : bool
        Whether the name leaves positions open that matter (``nitrotoluene``): the structure is then only the first of
        several isomers that it may mean.
    """

    smiles: str
    is_ambiguous: bool


def parse_systematic_name(name: str) -> str | None:
    """Return the SMILES of a systematic name, or None where OPSIN cannot read it; see `parse_name`.

    Examples
    --------
    >>> parse_systematic_name("2-methylpropan-1-amine")
    'CC(CN)C'
    >>> parse_systematic_name("dog food") is None
    True
    """
    parsed = parse_name(name)
    return parsed.smiles if parsed else None


def parse_name(name: str) -> ParsedName | None:
    """Read a systematic name, or return None where OPSIN cannot.

    Parameters
    ----------
    name : str
        One name, CAS index inversions and salts included.

    Examples
    --------
    >>> parse_name("4-nitrotoluene").is_ambiguous, parse_name("nitrotoluene").is_ambiguous
    (False, True)
    """
    if len(name) > MAX_NAME_LENGTH or name.count("(") + name.count("[") + name.count("{") > _MAX_OPEN_BRACKETS:
        return None
    if _multiplied(name) > _MAX_MULTIPLIED:
        return None
    parser, config = start_opsin()
    result = parser.parseChemicalName(name, config)
    smiles = result.getSmiles()
    return None if smiles is None else ParsedName(str(smiles), bool(result.nameAppearsToBeAmbiguous()))


def _multiplied(name: str) -> int:
    """Return by how much the multipliers of a name may multiply its parts: nested ones make thousands of atoms.

    Examples
    --------
    >>> _multiplied("tetrakis(tris(hydroxymethyl)methyl)silane")
    12
    """
    return prod(_MULTIPLIERS[found.lower()] for found in _MULTIPLIER.findall(name))
