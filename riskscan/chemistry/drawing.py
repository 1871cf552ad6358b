"""Structures as small drawings: a mention beside the listed structure, with the part that both share marked.

A drawing is SVG without styles, colors or links of its own: its parts have classes (``bond``, ``wedge``, ``shared``,
``atom``), so that a page draws it in its own colors, light or dark, and under the strictest policy for its content.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rdkit import Chem
from rdkit.Chem import rdDepictor, rdFMCS
from rdkit.Chem.Draw import rdMolDraw2D

__all__ = ["Aligned", "Drawing", "Pair", "align", "draw_beside"]

_LARGEST = 90
_SECONDS = 1
_BOND = 18.0
_PATH = re.compile(r"<path (?:class='([^']*)' )?d='([^']*)' style='([^']*)'")
_ROUND = re.compile(r"<ellipse cx='([\d.-]+)' cy='([\d.-]+)'")
_TEXT = re.compile(r"<text x='([\d.-]+)' y='([\d.-]+)'[^>]*?style='([^']*)'[^>]*>([^<]*)</text>")
_NUMBER = re.compile(r"-?\d+\.?\d*")
_VIEW = re.compile(r"viewBox='0 0 (\d+) (\d+)'")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn structure.

    Attributes
    ----------
    width, height : int
        Of its view box, in pixels.
    content : str
        What stands inside the ``<svg>``.
    """

    width: int
    height: int
    content: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention and the listed structure, side by side.

    Attributes
    ----------
    mention : Drawing
        What stands in the text.
    listed : Drawing or None
        None where the mention is the listed structure itself.
    n_shared : int
        Atoms that both have in common.
    """

    mention: Drawing
    listed: Drawing | None
    n_shared: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """A mention and the listed structure as molecules, laid out alike.

    Attributes
    ----------
    mention : rdkit.Chem.Mol
        What stands in the text.
    listed : rdkit.Chem.Mol or None
        None where the mention is the listed structure itself, or that has no structure.
    in_mention, in_listed : tuple of int
        Atoms that both share.
    n_shared : int
        How many they are; all of the mention where it is the listed structure itself.
    """

    mention: Any
    listed: Any
    in_mention: tuple[int, ...] = ()
    in_listed: tuple[int, ...] = ()
    n_shared: int = 0


@lru_cache(maxsize=2_000)
def draw_beside(smiles: str, listed_smiles: str | None, *, seeks_part: bool = True) -> Pair | None:
    """Draw a structure beside the listed one.

    Parameters
    ----------
    smiles : str
        Of the mention.
    listed_smiles : str or None
        As listed; None where the entry has no structure.
    seeks_part : bool, default True
        Whether the largest common part is sought where the mention does not hold the whole listed structure: up to a
        second for large ones.

    Returns
    -------
    Pair or None
        None where the structure cannot be read, or is too large for a small drawing.

    Examples
    --------
    >>> pair = draw_beside("O=C1CCN(C(=O)OC(C)(C)C)CC1", "O=C1CCNCC1")
    >>> pair.n_shared, "shared" in pair.mention.content
    (7, True)
    """
    both = align(smiles, listed_smiles, seeks_part=seeks_part)
    if both is None:
        return None
    listed = None if both.listed is None else _draw(both.listed, both.in_listed)
    return Pair(_draw(both.mention, both.in_mention), listed, both.n_shared)


def align(smiles: str, listed_smiles: str | None, *, seeks_part: bool = True) -> "Aligned | None":
    """Lay a structure out as the listed one is, where it holds that whole; parameters as of `draw_beside`.

    Parameters
    ----------
    smiles : str
        Of the mention.
    listed_smiles : str or None
        As listed.
    seeks_part : bool, default True
        Whether the largest common part is sought.

    Returns
    -------
    Aligned or None
        None where the structure cannot be read, or is too large for a small drawing.
    """
    mention = _read(smiles)
    listed = _read(listed_smiles) if listed_smiles else None
    if mention is None:
        return None
    if listed is None:
        return Aligned(mention, None)
    if Chem.MolToSmiles(mention) == Chem.MolToSmiles(listed):
        return Aligned(mention, None, n_shared=mention.GetNumAtoms())
    in_mention, in_listed = _shared(mention, listed, seeks_part)
    rdDepictor.Compute2DCoords(listed)
    if len(in_listed) == listed.GetNumAtoms():
        rdDepictor.GenerateDepictionMatching2DStructure(mention, listed, list(zip(in_listed, in_mention, strict=True)))
    return Aligned(mention, listed, in_mention, in_listed, len(in_listed))


def _read(smiles: str) -> Any:
    mol = Chem.MolFromSmiles(smiles) if len(smiles) < 4 * _LARGEST else None
    return mol if mol is not None and 0 < mol.GetNumAtoms() <= _LARGEST else None


def _shared(mention: Any, listed: Any, seeks_part: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the atoms of each that both share: all of the listed one, or the largest part found in bounded time."""
    whole = mention.GetSubstructMatch(listed)
    if whole:
        return tuple(whole), tuple(range(listed.GetNumAtoms()))
    if not seeks_part:
        return (), ()
    found = rdFMCS.FindMCS([mention, listed], timeout=_SECONDS, ringMatchesRingOnly=True, completeRingsOnly=True)
    part = Chem.MolFromSmarts(found.smartsString) if found.numAtoms else None
    if part is None:
        return (), ()
    return tuple(mention.GetSubstructMatch(part)), tuple(listed.GetSubstructMatch(part))


def _draw(mol: Any, atoms: tuple[int, ...]) -> Drawing:
    chosen = set(atoms)
    bonds = [
        bond.GetIdx() for bond in mol.GetBonds() if bond.GetBeginAtomIdx() in chosen and bond.GetEndAtomIdx() in chosen
    ]
    canvas = rdMolDraw2D.MolDraw2DSVG(-1, -1, -1, -1, True)  # no fonts of its own: letters stay text
    options: Any = canvas.drawOptions()
    options.clearBackground = False
    options.useBWAtomPalette()
    options.fixedBondLength = _BOND
    options.bondLineWidth = 1
    options.fixedFontSize = 10
    options.highlightBondWidthMultiplier = 8
    options.padding = 0.02
    rdMolDraw2D.PrepareAndDrawMolecule(canvas, mol, highlightAtoms=list(atoms), highlightBonds=bonds)
    canvas.FinishDrawing()
    return _compact(canvas.GetDrawingText())


def _compact(svg: str) -> Drawing:
    """Keep lines, areas, shared atoms and letters, with classes in place of styles."""
    width, height = map(int, _VIEW.search(svg).groups())  # type: ignore[union-attr]
    shared, lines, areas = [], [], []
    for kind, path, style in _PATH.findall(svg):
        short = _NUMBER.sub(lambda number: f"{float(number[0]):.4g}", path).replace(" L ", "L").replace(" ", "")
        if "fill:#FF7F7F" in style:
            shared.append(short)
        elif "fill:none" in style and kind:  # paths without a class only round the corners
            lines.append(short)
        elif kind:
            areas.append(short)
    parts = []
    if shared:
        parts.append(f'<path class="shared" d="{"".join(shared)}"/>')
    parts += [f'<circle class="shared" cx="{x}" cy="{y}" r="6"/>' for x, y in _ROUND.findall(svg)]
    if lines:
        parts.append(f'<path class="bond" d="{"".join(lines)}"/>')
    if areas:
        parts.append(f'<path class="wedge" d="{"".join(areas)}"/>')
    for x, y, style, letter in _TEXT.findall(svg):
        small = ' font-size="7"' if "font-size:10px" not in style else ""
        parts.append(f'<text class="atom" x="{x}" y="{y}"{small}>{letter}</text>')
    return Drawing(width, height, "".join(parts))
