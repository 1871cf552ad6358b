"""Letters and figures that scanners and hasty readers take for each other."""

import re
from collections.abc import Iterator

__all__ = [
    "FIGURE_LETTERS", "LETTER_FIGURES", "OCR_COST", "figures_for_letters", "letters_for_figures", "letters_for_shapes",
    "ocr_key", "shapes_undone",
]  # fmt: skip

OCR_COST = 0.34
"""What a scanner's confusion costs, an edit being 1."""

# What a scanner splits ("m" -> "rn") comes back before single letters are merged. Replaced one after the other in this
# order, shapes that share a letter ("rii", "lii") give what one pass from left to right would give.
_SHAPES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ri", "n"), ("li", "h"), ("lj", "h"), ("ii", "u"))
_AS_LETTER = {"0": "o", "1": "l", "5": "s"}
_STROKES = {"|": "l", "!": "l"}
_AS_LETTERS = str.maketrans(_AS_LETTER | _STROKES)
_AS_FIGURES = str.maketrans("OoIl", "0011")
_SINGLE = str.maketrans(_AS_LETTER | _STROKES | {"i": "l", "c": "e", "b": "h", "v": "y", "f": "t", "q": "g"})

FIGURE_LETTERS = "".join(_AS_LETTER | _STROKES)
"""Inside of a character class: figures and strokes that stand for letters in a word."""

LETTER_FIGURES = "OoIl"
"""Inside of a character class: letters that stand for figures in a number."""

_IN_WORD, _BEFORE_TWO = (re.compile(rf"(?<=[a-z])[{''.join(_AS_LETTER)}](?=[a-z]{{{size}}})") for size in (1, 2))


def ocr_key(squeezed: str) -> str:
    """Return a key that is equal for texts that look alike on a bad scan.

    Examples
    --------
    >>> ocr_key("phenvlpiperidin4onc") == ocr_key("phenylpiperidin4one")
    True
    >>> ocr_key("3piperidone") == ocr_key("4piperidone")
    False
    """
    for shape, letter in _SHAPES:
        if shape in squeezed:
            squeezed = squeezed.replace(shape, letter)
    return squeezed.translate(_SINGLE)


def letters_for_figures(folded: str, *, before_two: bool = False) -> str:
    """Return a text in small letters with the figures inside its words turned back into letters.

    Parameters
    ----------
    folded : str
    before_two : bool, default False
        Whether two letters must follow a figure.

    Examples
    --------
    >>> letters_for_figures("p1peridone, t0luene, 4-pr0pyl")
    'plperidone, toluene, 4-propyl'
    """
    inside = _BEFORE_TWO if before_two else _IN_WORD
    return inside.sub(lambda figure: _AS_LETTER[figure.group()], folded)


def letters_for_shapes(word: str) -> str:
    """Return a word with every figure and stroke turned into the letter that it looks like."""
    return word.translate(_AS_LETTERS)


def figures_for_letters(number: str) -> str:
    """Return a number with the letters turned into the figures that they look like.

    Examples
    --------
    >>> figures_for_letters("5O-OO-O"), figures_for_letters("64-l9-7")
    ('50-00-0', '64-19-7')
    """
    return number.translate(_AS_FIGURES)


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
