"""Mend the punctuation of a name: hyphens, spaces and brackets lost, added or replaced."""

import re
from collections.abc import Iterator

from riskscan.chemistry.text.confusion import letters_for_figures

__all__ = ["respellings", "tidy_punctuation"]

_STEREO = re.compile(r"^\((?=[^)]*[RSrs\d])(?:\d?[a-zA-Z]{0,2},?){1,3}\)-(?=[\da-z(])")
"""Of what stands there to say the form of a name in space nothing is left that can be read: ``(1S,2)-``, ``(2SS)-``."""
_OUTSIDE = " \t\r\n\f\v\"'"


def respellings(name: str) -> Iterator[str]:
    """Yield the name with its punctuation mended, likeliest first, each once.

    Examples
    --------
    >>> "1-cyano-1-piperidinocyclohexane" in respellings("1cyano1piperidinocyclohexane")
    True
    >>> "3-oxo-2-phenylbutanamide" in respellings("3_oxo_2 -phenylbutanamide")
    True
    """
    seen = {name}
    for spelling in _all_respellings(name):
        if spelling not in seen and len(spelling) > 2:
            seen.add(spelling)
            yield spelling


def tidy_punctuation(name: str) -> str:
    """Return the name with the punctuation of chemical names: hyphens for their stand-ins, no spaces round them.

    Examples
    --------
    >>> tidy_punctuation("1.4~butan ediol - (0ne)")
    '1,4-butan ediol-(one)'
    """
    tidy = re.sub(r"[_~/\\]|-{2,}|(?<=\w)\.(?=[a-z])", "-", " ".join(name.split()).strip(_OUTSIDE))
    tidy = re.sub(r"(?<=\d)\.(?=\d)", ",", tidy)
    tidy = re.sub(r"(?<![0-9A-Za-z])0(?=[a-z]{2})", "o", tidy)
    tidy = re.sub(r"\s*([-,()\[\]{}])\s*", r"\1", tidy)
    return re.sub(r"-{2,}", "-", " ".join(tidy.split()))


def _all_respellings(name: str) -> Iterator[str]:
    tidy = tidy_punctuation(name)
    yield tidy
    yield name.replace("_", " ")
    if tidy.isupper():
        yield tidy.lower()  # "N-BUTYL" is no butyl group on nitrogen
    locants = re.sub(r"(?<![a-zA-Z])[lI|](?=-)|(?<=-)[lI|](?=-)|(?<=,)[lI|](?=[-,])", "1", tidy)
    yield locants
    yield letters_for_figures(locants, before_two=True)
    brackets = locants.translate(str.maketrans("{}[]<>", "()()()"))
    yield brackets
    yield re.sub(r"(?<![a-zA-Z])n(?=[-,(])", "N", brackets)  # a locant in small letters reads as "normal"
    yield re.sub(r"(?<=[a-z])(\d)(?=[-(a-z,])", r" \1", brackets)
    hyphens = re.sub(r"(?<=[\d)])(?=[a-zA-Z]{2})", "-", re.sub(r"(?<=[a-z]{3})(?=\d)", "-", brackets))
    yield hyphens
    yield re.sub(r"(?<=\d) (?=[a-zA-Z(])|(?<=[a-z]) (?=\d)", "-", brackets)
    yield re.sub(r"(?<=\d)[ -](?=\d)", ",", re.sub(r"(?<=\d) (?=[a-zA-Z(])|(?<=[a-z]) (?=\d)", "-", brackets))
    for spelling in (tidy, hyphens):
        yield re.sub(r"(?<=[a-z])(?=(?:acid|ester|ether|ketone|chloride|hydrochloride)\b)", " ", spelling)
        yield re.sub(r"(?<=yl)(?=\d|\()", " ", spelling)
    yield re.sub(r",(?=[a-z]+ esters?$)", ", ", brackets)
    yield _STEREO.sub("", brackets)
    yield brackets.replace(" ", "")
    spaces = [place for place, letter in enumerate(brackets) if letter == " "]
    for place in spaces[:8]:
        yield brackets[:place] + brackets[place + 1 :]
    breaks = [match.start() for match in re.finditer(r"(?<=[a-z])-(?=[a-z])", brackets)]
    for place in breaks[:6]:
        yield brackets[:place] + brackets[place + 1 :]
