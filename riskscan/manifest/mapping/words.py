"""The words of a header: what each says, and the unit that the header states."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from riskscan.identifiers.characters import to_plain
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.mapping.header_units import read_currency, read_mass_unit
from riskscan.manifest.mapping.vocabulary import (
    UNSPACED,
    find_word,
    repair_word,
    script_of,
    split_glued,
    split_tokens,
)  # fmt: skip
from riskscan.tables.headers import load_header_words
from riskscan.tables.small_words import load_small_words

__all__ = ["UNKNOWN", "HeaderWords", "read_header_words", "without_box"]

UNKNOWN = "?"
"""Concept of a word that no table knows; no column allows it."""

_ABBREVIATION = re.compile(r"(?<![^\W\d_])([^\W\d_])[.](?=[^\W\d_](?![^\W\d_]))")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{2})")
_BRACKET = re.compile(r"[(\[{<（【［](?P<inside>[^()\[\]{}<>（）【】［］]*)[)\]}>）】］]")
_LONGEST_PHRASE = 5

_IN_THOUSANDS = "1000 "
_MASSES = frozenset(("weight", "gross", "net"))
_AMOUNTS = frozenset(("value", "amount", "cif", "fob"))


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """What a header says.

    Attributes
    ----------
    concepts : frozenset of str
        Of its words (see `riskscan.tables.headers.load_header_words`); `UNKNOWN` among them where a word is not known.
    ordinal : int or None
        Small number behind the words: of a part, or of digits.
    currency : str
        ISO 4217 code that the header states, empty for none.
    mass_unit : str
        Usual symbol of the unit of mass that it states, empty for none.
    n_unknown : int
        Words that are not known.
    is_repaired : bool
        Whether a word was read as the one that it is cut from or misspells.
    """

    concepts: frozenset[str] = frozenset()
    ordinal: int | None = None
    currency: str = ""
    mass_unit: str = ""
    n_unknown: int = 0
    is_repaired: bool = False

    @property
    def is_understood(self) -> bool:
        """Whether every word is known."""
        return bool(self.concepts) and UNKNOWN not in self.concepts


@dataclass(slots=True)
class _Found:
    concepts: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    known_scripts: set[str] = field(default_factory=set)
    ordinal: int | None = None
    currency: str = ""
    mass_unit: str = ""
    is_repaired: bool = False


@lru_cache(maxsize=20_000)
def read_header_words(header: str) -> HeaderWords:
    """Read a header word by word: in any case, glued or cut, in one language or two.

    Examples
    --------
    >>> sorted(read_header_words("GROSS_WEIGHT_IN_KG").concepts), read_header_words("GROSS_WEIGHT_IN_KG").mass_unit
    (['gross', 'in', 'weight'], 'kg')
    >>> sorted(read_header_words("G_WEIGHT").concepts), sorted(read_header_words("exporterName").concepts)
    (['gross', 'weight'], ['name', 'sender.exporter'])
    >>> sorted(read_header_words("PRODUCT_DESCRIPTION_2").concepts), read_header_words("Cost centre").is_understood
    (['description', 'goods', 'ordinal'], False)
    """
    plain = without_box(header)[:200]
    found = _Found()
    remarks = _BRACKET.findall(plain)
    _read_tokens(_BRACKET.sub(" ", plain), found)
    for remark in remarks:
        _read_remark(remark, found, is_only=len(remarks) == 1)
    # Words of a second language that are not known say nothing against those of the first that are.
    if any(script_of(word) in found.known_scripts or not found.known_scripts for word in found.unknown):
        found.concepts.add(UNKNOWN)
    currency = found.currency
    if currency.startswith(_IN_THOUSANDS):
        currency = currency.removeprefix(_IN_THOUSANDS)
        found.concepts.add("thousand")
    return HeaderWords(
        frozenset(found.concepts), found.ordinal, currency, found.mass_unit, len(found.unknown), found.is_repaired
    )


def without_box(header: str) -> str:
    """Return a header, plain, without the number of its box in a form before it.

    Examples
    --------
    >>> [without_box(header) for header in ("31 Description of goods", "Feld 35: Rohmasse", "6/8 Warenbezeichnung")]
    ['Description of goods', 'Rohmasse', 'Warenbezeichnung']
    >>> without_box("㉛품명"), without_box("18 05 000 000 Warenbezeichnung")
    ('품명', 'Warenbezeichnung')
    """
    return _box().sub("", to_plain(header))


@cache
def _box() -> re.Pattern[str]:
    """A number as in 2, 15a, 6/8, 18 05 000 000, behind the word for a box or not, before letters."""
    words = "|".join(re.escape(word) for word in load_small_words("box"))
    number = r"\d{1,2}(?:[a-z]|/\d{1,2}|(?:\s\d\d){1,2}(?:\s\d{3})*)?"
    return re.compile(
        rf"^\s*\(?(?:{words})?\s*{number}(?:\)?\s*[.:)/-]\s*|\s+|(?=[{UNSPACED}]))(?=[^\W\d_](?:[^\W\d_]|\.))",
        re.IGNORECASE,
    )


def _read_remark(remark: str, found: _Found, *, is_only: bool) -> None:
    """Read what stands in brackets: a unit, words, or a remark, which says nothing."""
    if mass_unit := read_mass_unit(remark):
        found.mass_unit = mass_unit
    elif currency := read_currency(remark):
        found.currency = currency
    else:
        inside = _Found()
        _read_tokens(remark, inside)
        if inside.concepts - {UNKNOWN} or not is_only:
            found.concepts |= inside.concepts
            found.unknown += inside.unknown
            found.known_scripts |= inside.known_scripts
            found.currency = found.currency or inside.currency
            found.mass_unit = found.mass_unit or inside.mass_unit


def _read_tokens(text: str, found: _Found) -> None:
    tokens = _tokens(text)
    place = 0
    while place < len(tokens):
        place += _read_phrase(tokens, place, found) or _read_one(tokens, place, found)


def _tokens(text: str) -> list[str]:
    text = _ABBREVIATION.sub(
        r"\1", text.replace("'s ", " ").replace("№", " no ").replace("nº", " no ").replace("N°", " no ")
    )
    return split_tokens(_CAMEL.sub(" ", text))


def _read_phrase(tokens: list[str], place: int, found: _Found) -> int:
    """Take the longest known phrase that begins here; return how many tokens it has."""
    for length in range(min(_LONGEST_PHRASE, len(tokens) - place), 0, -1):
        phrase = " ".join(tokens[place : place + length])
        if concepts := find_word(phrase):
            found.concepts.update(concepts)
            found.known_scripts.add(script_of(phrase))
            return length
        is_free = not found.currency and _may_be_currency(tokens[place : place + length])
        if is_free and (currency := read_currency(phrase)):
            found.currency = currency
            return length
    return 0


def _may_be_currency(tokens: list[str]) -> bool:
    """Whether no word of a phrase says anything else: neither a known word nor a unit of mass such as ``KGS``."""
    return all(find_word(token) in ((), ("us",)) for token in tokens) and not read_mass_unit(" ".join(tokens))


def _read_one(tokens: list[str], place: int, found: _Found) -> int:
    token = tokens[place]
    if token.isdecimal():
        _read_number(token, place, found)
    elif mass_unit := read_mass_unit(token):
        found.mass_unit = found.mass_unit or mass_unit
    elif parted := _split_unit(token):
        concepts, mass_unit, currency = parted
        found.concepts.update(concepts)
        found.known_scripts.add(script_of(token))
        found.mass_unit, found.currency = found.mass_unit or mass_unit, found.currency or currency
    elif not found.currency and "in" in found.concepts and (currency := read_currency(token, of_country=True)):
        found.currency = currency
    elif concepts := split_glued(token) or repair_word(token, has_neighbors=len(tokens) > 1):
        found.is_repaired |= not split_glued(token)
        found.concepts.update(concepts)
        found.known_scripts.add(script_of(token))
    elif "in" in found.concepts and place + 1 < len(tokens) and read_currency(tokens[-1]):
        pass  # an adjective before the name of a currency: IN_BOTSWANAN_PULA
    else:
        found.unknown.append(token)
    return 1


def _split_unit(token: str) -> tuple[tuple[str, ...], str, str] | None:
    """Take the unit off an amount or a mass that is glued to it: ``weightkg``, ``fobinusd``, ``usdcif``."""
    parts = [(token[:-length], token[-length:]) for length in (3, 2)]
    parts += [(head.removesuffix(link), unit) for head, unit in parts for link in _links() if head.endswith(link)]
    for head, unit in (*parts, (token[3:], token[:3])):
        concepts = find_word(head) or split_glued(head)
        if _MASSES.intersection(concepts) and (mass_unit := read_mass_unit(unit)):
            return concepts, mass_unit, ""
        # Only what units are written as: more codes of ISO 4217 are ends of words ("amountall").
        if _AMOUNTS.intersection(concepts) and (currency := lookup_unit(unit, "currency")):
            return concepts, "", currency.unit
    return None


@cache
def _links() -> tuple[str, ...]:
    """Return the words for "in"."""
    return tuple({word.spelling: None for word in load_header_words() if "in" in word.concepts})


def _read_number(token: str, place: int, found: _Found) -> None:
    if token in ("000", "1000"):
        found.concepts.add("thousand")
    elif place and len(token) <= 2:
        found.ordinal = int(token)
        found.concepts.add("ordinal")
    else:
        found.unknown.append(token)
