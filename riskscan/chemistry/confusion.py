"""Letters and figures that scanners and hasty readers take for each other."""

import re
from collections.abc import Iterator

__all__ = ["OCR_COST", "ocr_key", "shapes_undone"]

OCR_COST = 0.34
"""What a scanner's confusion costs, an edit being 1."""

# Longer shapes first: what a scanner splits ("m" -> "rn") comes back before single letters are merged.
_SHAPES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ri", "n"), ("ii", "u"), ("li", "h"), ("lj", "h"))
_SPLIT = re.compile("|".join(shape for shape, _ in _SHAPES))
_MERGED = dict(_SHAPES)
_SINGLE = str.maketrans({
    "0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "c": "e", "b": "h", "v": "y", "f": "t", "q": "g",
})  # fmt: skip


def ocr_key(squeezed: str) -> str:
    """Return a key that is equal for texts that look alike on a bad scan.

    Examples
    --------
    >>> ocr_key("phenvlpiperidin4onc") == ocr_key("phenylpiperidin4one")
    True
    >>> ocr_key("3piperidone") == ocr_key("4piperidone")
    False
    """
    return _SPLIT.sub(lambda shape: _MERGED[shape.group()], squeezed).translate(_SINGLE)


def shapes_undone(text: str) -> Iterator[str]:
    """Yield a text with one letter put back for each pair of letters that a scanner may have made of it.

    Examples
    --------
    >>> list(shapes_undone("etharie"))
    ['ethane']
    """
    for shape, letter in _SHAPES:
        place = text.find(shape)
        while place >= 0:
            yield text[:place] + letter + text[place + len(shape) :]
            place = text.find(shape, place + 1)
