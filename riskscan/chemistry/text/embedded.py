"""Find identifiers that stand in a text: CAS RNs in any dress, InChI, InChIKey, SMILES.

Each is returned with the place where it stands, so that the rest of the text can be read without it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from riskscan.chemistry.text.confusion import LETTER_FIGURES, figures_for_letters
from riskscan.identifiers.cas_rn import cas_label, has_valid_check_digit

__all__ = ["Identifier", "find_identifiers", "may_be_labelled"]

Kind = Literal[
    "cas_rn",
    "bad_cas_rn",
    "partial_cas_rn",
    "unlabelled",
    "bare",
    "ec",
    "un",
    "fema",
    "cus",
    "inchi",
    "inchikey",
    "smiles",
]

_HYPHENATED = re.compile(r"(?<!\d)(?<!\d[-./])0{0,8}(\d{2,7})\s*-\s*(\d{2})\s*-\s*(\d)(?![\d])(?!-\d)")
_LABELLED_BEHIND = re.compile(r"(?<![\d.,/-])(\d{2,7})[ ./](\d{2})[ ./](\d)[\s(]{1,2}CAS\b", re.IGNORECASE)
_INCHI = re.compile(r"(?:InChI=)?1S?/[A-Za-z0-9.]+(?:/[a-z][\dHDTmnu+\-,;()*?.]*)+", re.IGNORECASE)
_INCHIKEY = re.compile(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b")
_INCHIKEY_ANY_CASE = re.compile(r"\b[A-Za-z]{14}-[A-Za-z]{10}-[A-Za-z]\b")
_SMILES = re.compile(r"(?<!\S)[A-Za-z0-9@+\-\[\]()=#$:.%/\\*~]{5,2000}(?!\S)")
_SMILES_ATOMS = re.compile(r"(?:\[[^\[\]\s]{1,12}\]|Br|Cl|[BCNOPSFIbcnops]|[-=#$:.()/\\~]|%\d\d|\d)+")
_SMILES_SHAPE = re.compile(r"[=()\[\]#]|[cno]\d|[CP]\d")
_SMILES_GROUPS = re.compile(r"\s{0,3}\|\s{0,3}((?:[&o]\d{1,3}:\d{1,3}(?:,\d{1,3}){0,20},?){1,9})\s{0,3}\|")
"""What may follow a SMILES: ``|&1:2,4|``, that the configuration of these atoms is that of both mirror images."""
_SMILES_LABEL = re.compile(r"\bsmiles\b\s*[:=]?\s*(\S{1,2000})", re.IGNORECASE)
# Only with their label: bare digits may be anything (those of a CAS RN are a hint, see `Identifier`).
_OTHER_NUMBERS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    (
        "ec",
        "",
        re.compile(
            r"\b(?:EC|EG|CE|EINECS|EEC)[\s-]*(?:no|nr|number|index|n[°º])?[\s.:#-]*(\d{3}-\d{3}-\d)(?!\d)",
            re.IGNORECASE,
        ),
    ),
    ("un", "UN", re.compile(r"\bUN[\s#:-]*(?:no\.?|nr\.?|number|id)?[\s:#]*(\d{4})(?![\w-])", re.IGNORECASE)),
    ("cus", "", re.compile(r"\bCUS[\s-]*(?:no|nr|number|code|n[°º])?[\s.:#]*(\d{7}-\d)(?![\w-])", re.IGNORECASE)),
    ("fema", "", re.compile(r"\bFEMA\s*(?:no\.?|number)?[\s:#]*(\d{4})(?!\d)", re.IGNORECASE)),
)
_MAY_BE_LABELLED = re.compile(r"(?:un|e[cg]|ce|eec|einecs|cus|fema)[\s.:#°ºa-z-]*\d{3}", re.IGNORECASE)
"""Stands in all that these find: a quick look that spares most texts the others."""
_MAY_BE_NUMBER = re.compile(r"\d(?:\d\d|\d?\s*-\s*\d\d)|[Cc]\.?[Aa]\.?[Ss]")
"""A quick look that spares most names the slow ones."""
_MIN_PARTIAL = 5
_CUT_SHORT = re.compile(r"\d{2,4}-\d{2}")
_CUT_BEFORE_AMOUNT = re.compile(r"\d{2,7}-\d{2}(?=\s)")
_CUT = re.compile(r"(?<![\d.,/-])(\d{4,7})-(\d{2})(?![\d.,/-])")
_BARE = re.compile(r"(?<![\w.,/-])(\d{4,7})(\d{2})(\d)(?![\w/-]|[.,]\d)")
_SPACED = re.compile(r"(?<![\d.,/_-])(\d{4,7})(?P<part>[ ._/])(\d{2})(?P=part)(\d)(?![\d.,/_-])")
_HALF_HYPHENATED = re.compile(r"(?<![\w.,/-])(\d{4,7})(?:-(\d{2})|(\d{2})-)(\d)(?![\w/-]|[.,]\d)")
_IN_LETTERS = re.compile(
    rf"(?<![^\W_])(?<![.,/-])(?=[\d-]*[{LETTER_FIGURES}])([\d{LETTER_FIGURES}]{{2,7}})-([\d{LETTER_FIGURES}]{{2}})-([\d{LETTER_FIGURES}])"
    r"(?![\w/-])"
)
"""With its hyphens, though one of its figures is the letter like it."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in a text.

    Attributes
    ----------
    kind : {"cas_rn", "bad_cas_rn", "partial_cas_rn", "unlabelled", "ec", ...}
        A ``bad_cas_rn`` has a wrong check digit; a ``partial_cas_rn`` is labelled CAS but too short; ``unlabelled``
        digits have the shape of a CAS RN with blanks or strokes for hyphens, letters for figures or without its last
        digit, and mean something only where they fit a listed number; ``bare`` digits lack a label and a hyphen.
    value : str
        Normal form: a hyphenated CAS RN, ``200-662-2``, ``UN1090``, ``InChI=...``, upper-case InChIKey, SMILES;
        the groups of digits of a partial CAS RN.
    start, end : int
        Place in the text.
    """

    kind: Kind
    value: str
    start: int
    end: int


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a cleaned text, in order, none overlapping another.

    Examples
    --------
    >>> [(found.kind, found.value) for found in find_identifiers("CAS No. 39742604, ref 64-19-7")]
    [('cas_rn', '39742-60-4'), ('cas_rn', '64-19-7')]
    >>> find_identifiers("size 4-26-11 x 12, 2026-01-03")
    []
    """
    found: list[Identifier] = []
    taken: list[tuple[int, int]] = []
    numbers = (_find_labelled_in_letters, _find_labelled, _find_labelled_behind, _find_other_numbers, _find_hyphenated)
    for finder in (_find_structures, *(numbers if _MAY_BE_NUMBER.search(text) else ())):
        for identifier in finder(text):
            if all(identifier.end <= start or end <= identifier.start for start, end in taken):
                found.append(identifier)
                taken.append((identifier.start, identifier.end))
    return sorted(found, key=lambda identifier: identifier.start)


def may_be_labelled(text: str) -> bool:
    """Whether a number of a substance other than its CAS RN may stand in a text with its label."""
    return _MAY_BE_LABELLED.search(text) is not None and any(pattern.search(text) for _, _, pattern in _OTHER_NUMBERS)


def _find_structures(text: str) -> Iterator[Identifier]:
    if "1S/" in text or "1s/" in text or "nchi" in text.lower():
        for match in _INCHI.finditer(text):
            value = match.group().rstrip(".,")
            if value.count(")") > value.count("("):
                value = value.rstrip(")")
            whole = "InChI=" + re.sub("^inchi=", "", value, flags=re.I)
            yield Identifier("inchi", whole, match.start(), match.start() + len(value))
        for match in _INCHIKEY_ANY_CASE.finditer(text):
            yield Identifier("inchikey", match.group().upper(), match.start(), match.end())
    for match in _INCHIKEY.finditer(text):
        yield Identifier("inchikey", match.group(), match.start(), match.end())
    for match in _SMILES_LABEL.finditer(text):
        yield _with_groups(text, match.group(1).strip("\"'"), match)
    for match in _SMILES.finditer(text):
        value = match.group().strip(".")
        if _SMILES_SHAPE.search(value) and _SMILES_ATOMS.fullmatch(value) and sum(map(str.isalpha, value)) >= 4:
            yield _with_groups(text, value, match)


def _with_groups(text: str, smiles: str, match: re.Match[str]) -> Identifier:
    groups = _SMILES_GROUPS.match(text, match.end())
    if groups is None:
        return Identifier("smiles", smiles, match.start(), match.end())
    return Identifier("smiles", f"{smiles} |{groups.group(1)}|", match.start(), groups.end())


@cache
def _labelled() -> re.Pattern[str]:
    figure = rf"[\d{LETTER_FIGURES}]"
    return re.compile(
        rf"\b{cas_label()}[\s.:#=№_*\[(-]{{0,4}}(?=[{LETTER_FIGURES}]?\d)"
        rf"({figure}{{0,9}}\d(?:[\s./_,:*~-]{{0,3}}{figure}{{0,6}}\d){{0,2}})(?!\d)",
        re.IGNORECASE,
    )


@cache
def _labelled_in_letters() -> re.Pattern[str]:
    """Return the pattern of a labelled CAS RN with its hyphens, any of whose figures may be the letter like it."""
    figure = rf"[\d{LETTER_FIGURES}]"
    return re.compile(
        rf"\b{cas_label()}[\s.:#=№_*\[(-]{{1,4}}({figure}{{2,7}})-({figure}{{2}})-({figure})(?![^\W_])", re.IGNORECASE
    )


def _find_labelled_in_letters(text: str) -> Iterator[Identifier]:
    for match in _labelled_in_letters().finditer(text):
        cas_rn = "-".join(map(figures_for_letters, match.groups()))
        if has_valid_check_digit(cas_rn):
            yield Identifier("cas_rn", cas_rn, match.start(), match.end())


def _find_labelled(text: str) -> Iterator[Identifier]:
    for match in _labelled().finditer(text):
        groups = re.findall(r"\d+", figures_for_letters(match.group(1)))
        counts = (len(groups), 1) if _is_one_number(groups) else (1,)
        for count in counts:  # the digits after the first group may be a quantity
            digits = "".join(groups[:count])
            end = match.end() if count == len(groups) else match.start(1) + len(groups[0])
            cas_rn = f"{digits[:-3].lstrip('0')}-{digits[-3:-1]}-{digits[-1:]}"
            if 5 <= len(digits) <= 10 and has_valid_check_digit(cas_rn):
                yield Identifier("cas_rn", cas_rn, match.start(), end)
                break
        else:
            if len(groups) == 3 and [len(group) for group in groups[1:]] == [2, 1]:
                yield Identifier("bad_cas_rn", "-".join(groups), match.start(), match.end())
            elif len(groups) <= 2 and (len(groups[0]) >= _MIN_PARTIAL or _CUT_SHORT.fullmatch(match.group(1))):
                yield Identifier("partial_cas_rn", "-".join(groups), match.start(), match.end())
            elif cut := _CUT_BEFORE_AMOUNT.match(match.group(1)):
                yield Identifier("partial_cas_rn", cut.group(), match.start(), match.start(1) + cut.end())
            elif len(groups) == 1 and text.startswith("-", match.end()):
                yield Identifier("partial_cas_rn", f"{groups[0]}-", match.start(), match.end() + 1)


def _is_one_number(groups: list[str]) -> bool:
    """Whether groups of digits may be one CAS RN, which ends in two digits and one: ``7723140 97`` is two numbers."""
    ends = [len(group) for group in groups[1:]]
    return ends in ([], [1], [3], [2, 1]) or len("".join(groups)) < _MIN_PARTIAL


def _find_labelled_behind(text: str) -> Iterator[Identifier]:
    for match in _LABELLED_BEHIND.finditer(text):
        if has_valid_check_digit(cas_rn := "-".join(match.groups())):
            yield Identifier("cas_rn", cas_rn, match.start(), match.end())


def _find_other_numbers(text: str) -> Iterator[Identifier]:
    for kind, prefix, pattern in _OTHER_NUMBERS:
        for match in pattern.finditer(text):
            yield Identifier(kind, prefix + match.group(1), match.start(), match.end())


def _find_hyphenated(text: str) -> Iterator[Identifier]:
    for match in _HYPHENATED.finditer(text):
        cas_rn = "-".join(match.groups())
        kind: Kind = "cas_rn" if has_valid_check_digit(cas_rn) else "bad_cas_rn"
        if kind == "cas_rn" or len(match.group(1)) >= _MIN_PARTIAL:
            yield Identifier(kind, cas_rn, match.start(), match.end())
    for match in _IN_LETTERS.finditer(text):
        if has_valid_check_digit(cas_rn := "-".join(map(figures_for_letters, match.groups()))):
            yield Identifier("unlabelled", cas_rn, match.start(), match.end())
    for match in _SPACED.finditer(text):
        if has_valid_check_digit(cas_rn := "-".join(match.group(1, 3, 4))):
            yield Identifier("unlabelled", cas_rn, match.start(), match.end())
    for pattern in (_BARE, _HALF_HYPHENATED):
        for match in pattern.finditer(text):
            if has_valid_check_digit(cas_rn := "-".join(filter(None, match.groups()))):
                yield Identifier("bare", cas_rn, match.start(), match.end())
    for match in _CUT.finditer(text):
        yield Identifier("unlabelled", "-".join(match.groups()), match.start(), match.end())
