"""InChIKeys: a hash of the skeleton, a hash of the rest, a letter of protonation.

References
----------
Heller et al., "InChI, the IUPAC International Chemical Identifier", J. Cheminform. 7, 23 (2015),
https://doi.org/10.1186/s13321-015-0068-4
"""

import re

from riskscan.identifiers.characters import to_plain
from riskscan.identifiers.errors import IdentifierError

__all__ = ["inchikey_skeleton", "normalize_inchikey", "parse_inchikey"]

_DRESSED = re.compile(
    r"(?:(?:standard\s+)?inchi[\s-]?key\s*[:=]?\s*)?([a-z]{14})\s*-\s*([a-z]{8}[sn][a-z])\s*-\s*([a-z])", re.IGNORECASE
)


def normalize_inchikey(text: str | None) -> str | None:
    """Return the InChIKey in capitals that a cell holds and nothing else, or None.

    Parameters
    ----------
    text : str or None
        A cell.

    Returns
    -------
    str or None
        The InChIKey; None where the cell holds none.

    Examples
    --------
    >>> normalize_inchikey("InChIKey=lfqscwfljhtthz-uhfffaoysa-n")
    'LFQSCWFLJHTTHZ-UHFFFAOYSA-N'
    """
    dressed = _DRESSED.fullmatch(to_plain(text)) if text else None
    return "-".join(dressed.groups()).upper() if dressed else None


def parse_inchikey(text: str) -> str:
    """Return the InChIKey that a text holds.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        The InChIKey.

    Raises
    ------
    IdentifierError
        Where the text is not an InChIKey.
    """
    inchikey = normalize_inchikey(text)
    if inchikey is None:
        raise IdentifierError(f"{text!r} is not an InChIKey: it has 14, 10 and 1 letters, joined by hyphens.")
    return inchikey


def inchikey_skeleton(inchikey: str) -> str:
    """Return the first block: equal for stereoisomers and isotopologues of one skeleton.

    Examples
    --------
    >>> inchikey_skeleton("LFQSCWFLJHTTHZ-UHFFFAOYSA-N")
    'LFQSCWFLJHTTHZ'
    """
    return inchikey[:14]
