"""A sheet of structures to put before a colleague: each mention beside the listed structure, as SVG or PNG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from rdkit import Chem
from rdkit.Chem.Draw import rdMolDraw2D

from riskscan.chemistry.drawing import Aligned, Drawing, align, draw_beside
from riskscan.unseen import escape_unseen

__all__ = ["SheetRow", "draw_png", "draw_svg"]

_WIDTH, _HEIGHT, _TEXT = 360, 240, 44
_LARGEST_SCALE = 2.0
_LONGEST = 52
_SHARED = (1.0, 0.82, 0.55)
_STYLE = """
.page{fill:#fff}.bond{fill:none;stroke:#222;stroke-width:1.2}.wedge{fill:#222;stroke:#222}
.shared{fill:#ffd18c;stroke:none}.atom{fill:#222;font:10px sans-serif}.title{fill:#222;font:bold 14px sans-serif}
.said{fill:#555;font:12px sans-serif}
"""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Two structures side by side.

    Attributes
    ----------
    smiles : str
        Of the mention.
    title, said : str
        The mention, and how it was read.
    listed_smiles : str
        Of the entry of the list; empty where there is none, or it has no structure.
    listed_title, listed_said : str
        The entry, and what the mention is to it.
    """

    smiles: str
    title: str
    said: str = ""
    listed_smiles: str = ""
    listed_title: str = ""
    listed_said: str = ""


def draw_svg(rows: Sequence[SheetRow]) -> str:
    """Return a sheet as one SVG file without scripts, links or fonts of its own.

    Parameters
    ----------
    rows : sequence of SheetRow
        Those of which the structure cannot be drawn show their words alone.

    Returns
    -------
    str
        The file.

    Examples
    --------
    >>> sheet = draw_svg([SheetRow("O=C1CCN(C(=O)OC(C)(C)C)CC1", "1-boc-4-piperidone", listed_smiles="O=C1CCNCC1")])
    >>> sheet.startswith("<svg"), 'class="shared"' in sheet
    (True, True)
    """
    width, height = 2 * _WIDTH, max(1, len(rows)) * (_HEIGHT + _TEXT)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<style>{_STYLE}</style><rect class="page" width="{width}" height="{height}"/>',
    ]
    for number, row in enumerate(rows):
        top = number * (_HEIGHT + _TEXT)
        pair = draw_beside(row.smiles, row.listed_smiles or None) if row.smiles else None
        parts.append(_cell(0, top, pair.mention if pair else None, row.title, row.said))
        if row.listed_title:
            listed = None if pair is None else pair.listed or (pair.mention if pair.n_shared else None)
            parts.append(_cell(_WIDTH, top, listed, row.listed_title, row.listed_said))
    return "\n".join([*parts, "</svg>", ""])


def draw_png(rows: Sequence[SheetRow]) -> bytes:
    """Return a sheet as PNG; letters beyond Latin ones may lack in its font, SVG has all.

    Parameters
    ----------
    rows : sequence of SheetRow
        As for `draw_svg`.

    Returns
    -------
    bytes
        The file.
    """
    molecules, legends, shared = [], [], []
    for row in rows:
        both = (align(row.smiles, row.listed_smiles or None) if row.smiles else None) or Aligned(Chem.Mol(), None)
        listed = both.listed or (both.mention if both.n_shared else None)
        molecules += [both.mention, listed if listed is not None and row.listed_title else Chem.Mol()]
        legends += [_line(row.title), _line(row.listed_title)]
        shared += [list(both.in_mention), list(both.in_listed)]
    canvas = rdMolDraw2D.MolDraw2DCairo(2 * _WIDTH, max(1, len(rows)) * (_HEIGHT + _TEXT), _WIDTH, _HEIGHT + _TEXT)
    options: Any = canvas.drawOptions()
    options.useBWAtomPalette()
    options.legendFontSize = 16
    options.setHighlightColour(_SHARED)
    canvas.DrawMolecules(molecules, legends=legends, highlightAtoms=shared)
    canvas.FinishDrawing()
    return bytes(canvas.GetDrawingText())


def _cell(left: int, top: int, drawing: Drawing | None, title: str, said: str) -> str:
    lines = [
        f'<text class="{style}" x="{left + 12}" y="{top + _HEIGHT + place}">{escape(_line(text))}</text>'
        for style, place, text in (("title", 14, title), ("said", 32, said))
        if text
    ]
    if drawing is None:
        return "".join(lines)
    scale = min(_LARGEST_SCALE, (_WIDTH - 24) / drawing.width, (_HEIGHT - 24) / drawing.height)
    x, y = left + (_WIDTH - drawing.width * scale) / 2, top + (_HEIGHT - drawing.height * scale) / 2
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.3f})">{drawing.content}</g>' + "".join(lines)


def _line(text: str) -> str:
    line = escape_unseen(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
