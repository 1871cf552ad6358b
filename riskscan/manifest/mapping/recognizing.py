"""What one header claims to be, from its own words alone."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from riskscan.identifiers.characters import fold
from riskscan.manifest.cells.units import lookup_unit
from riskscan.manifest.encoding.repairing import repair_text
from riskscan.manifest.mapping.columns import Basis
from riskscan.manifest.mapping.words import UNKNOWN, HeaderWords, read_header_words, without_box
from riskscan.manifest.schema import MASSES, SCHEMA
from riskscan.tables.headers import ColumnReading, load_column_readings
from riskscan.tables.languages import load_column_aliases

__all__ = ["AUXILIARY", "Claim", "count_known_headers", "header_key", "recognize", "stated_unit"]

AUXILIARY = (
    "quantity",
    "quantity_unit",
    "package_kind",
    "local_port",
    "foreign_port",
    "foreign_party",
    "own_party",
    "own_address",
    "party_address",
    "origin_or_destination",
    "export_or_destination",
)
"""Targets of readings that only serve to understand the columns beside them."""

_ELEMENT_PATH = re.compile(r"[a-z_]+:[A-Z]\w*(?:/\w+)+$")
"""What a message of a customs format says beside its fields: the field map has decided what it is not."""
_LONGEST_HEADER = 120
_BRACKETS = re.compile(r"^(?P<head>.*?)[(\[{<（【［](?P<inside>[^()\[\]{}<>（）【】［］]*)[)\]}>）】］](?P<tail>.*)$")
_SEPARATORS = re.compile(r"[\s_.,;:/|-]+")
_PATH = re.compile(r"\s*(?:>|\.|::|/)\s*|:\s+|\s+-\s+")
_OF_MEASURE = re.compile(r"(?P<head>.+?)(?:\.|/|::)(?:value|amount|measure|#text|\$)", re.IGNORECASE)
"""Where a document keeps the number of a mass beside its unit: ``weight.value`` and ``weight.unit``."""
_BARE = {"in", "link", "number", "code"}
"""Words that, alone, do not say that a header was understood."""

_TOLERANT = {
    "goods_description": {"description"},
    "net_mass_kg": {"weight"},
    "gross_mass_kg": {"weight", "gross"},
    "consignor_name": {"name"},
    "consignee_name": {"name"},
    "consignor_address": {"address"},
    "consignee_address": {"address"},
    "origin_country": {"country"},
    "export_country": {"country"},
    "destination_country": {"country"},
    "consignor_country": {"country"},
    "consignee_country": {"country"},
    "port_of_loading": {"port"},
    "port_of_discharge": {"port"},
}
"""Targets of headers that may hold one unknown word, with the concepts that must then be there: mostly the word tells
the language or the source. A day, number, code or amount with an unknown word is another one."""

_LINKS = {"in", "en", "em", "de", "of", "per"}
_OF_PARTS = {UNKNOWN, "item", "goods", "shipment", "declaration", "transport_document", "total", "packages", "customs"}
"""What the general parts of a path may say: in ``insurance.value`` and ``vehicle.weight`` the first word changes the
last."""

_PREFIXES = ("content", "item", "goods", "line", "shipment", "parcel", "consignment", "declaration")
"""Words in front that change nothing: ``parcel_weight`` is the weight. Not all words of their concepts are such: a
shipping amount is a charge."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A header and what it claims to be.

    Attributes
    ----------
    target : str
        Canonical column, helper, or one of `AUXILIARY`.
    header : str
        As in the file.
    unit : str
        That the header states, empty for none.
    basis : str
        How it was recognized.
    traits : frozenset of str
        Concepts of its words and what else distinguishes it from others.
    is_weak : bool
        Whether the cells must bear the name out.
    ordinal : int or None
        Number of a part.
    """

    target: str
    header: str
    unit: str = ""
    basis: Basis = "alias"
    traits: frozenset[str] = frozenset()
    is_weak: bool = False
    ordinal: int | None = None

    def having(self, traits: Set[str]) -> "Claim":
        """Return the claim with further traits."""
        return self if traits <= self.traits else replace(self, traits=self.traits | traits)


def header_key(header: str) -> str:
    """Return a key for comparing headers: without case, accents, punctuation and spaces."""
    return fold(header.replace(".", " ").replace("#", " no ")).replace(" ", "")


def count_known_headers(headers: Iterable[str]) -> int:
    """Return how many headers stand for a canonical column or a helper."""
    claims = (recognize(header) for header in headers)
    return sum(claim is not None and _is_certain(claim) for claim in claims)


def _is_certain(claim: Claim) -> bool:
    """A weak name stands in cells as well as in headers: it counts where it is written as headers write it."""
    return claim.target not in AUXILIARY and (not claim.is_weak or claim.basis in ("name", "alias"))


@lru_cache(maxsize=20_000)
def recognize(header: str) -> Claim | None:
    """Return what a header claims to be: by the aliases, by its words, by an alias beside a unit or a general word."""
    if not 1 <= len(header.strip()) <= _LONGEST_HEADER or _ELEMENT_PATH.match(header):
        return None
    if (repaired := repair_text(header)).kinds:
        claim = recognize(repaired.text)
        return replace(claim, header=header) if claim else None
    words = read_header_words(header)
    reading = _best_reading(words)
    if alias := _aliases().get(header_key(header)) or _aliases().get(header_key(without_box(header))):
        return _claim(alias, header, words, reading)
    if reading:
        return _by_words(header, words, reading)
    if mass := _number_of_mass(header):
        return mass
    if words.is_understood and not words.concepts <= _BARE:
        return _within_path(header)
    return _beside_unit(header, words) or _within_path(header) or _beside_unknown_word(header, words)


def _claim(alias: Claim, header: str, words: HeaderWords, reading: ColumnReading | None) -> Claim:
    traits, is_weak, unit, basis = words.concepts, False, alias.unit, alias.basis
    if reading and reading.target == alias.target:
        traits, is_weak = traits | reading.traits, reading.weak and alias.basis != "name"
    kind = SCHEMA[alias.target].dimension if alias.target in SCHEMA else None
    if not unit and (stated := _unit(words, kind)):  # a sign such as €, which no key of an alias has
        unit, basis = stated, "header unit"
    return Claim(alias.target, header, unit, basis, traits, is_weak, words.ordinal)


def _by_words(header: str, words: HeaderWords, reading: ColumnReading) -> Claim:
    unit = _unit(words, reading.unit)
    basis: Basis = "header unit" if unit else "words"
    return Claim(reading.target, header, unit, basis, words.concepts | reading.traits, reading.weak, words.ordinal)


def _unit(words: HeaderWords, kind: str | None) -> str:
    if kind != "currency":
        return words.mass_unit if kind == "mass" else ""
    unit = words.currency or ("USD" if "us" in words.concepts else "")
    return f"1000 {unit}" if unit and "thousand" in words.concepts and " " not in unit else unit


def _best_reading(words: HeaderWords) -> ColumnReading | None:
    """Return the reading that explains every word; of several the one with most needs, then the first."""
    readings, always = load_column_readings()
    if not words.is_understood:
        return None
    best, most = None, 0
    for reading in readings:
        if len(reading.needs) > most and _holds(reading, words, always):
            best, most = reading, len(reading.needs)
    return best


def _holds(reading: ColumnReading, words: HeaderWords, always: frozenset[str]) -> bool:
    met: set[str] = set()
    for need in reading.needs:
        meeting = {concept for concept in words.concepts if _is_among(concept, need)}
        if not meeting:
            return False
        met |= meeting
    if (words.currency and reading.unit != "currency") or (words.mass_unit and reading.unit != "mass"):
        return False
    if (reading.needs_unit and not _unit(words, reading.unit)) or (reading.weak and words.is_repaired):
        return False
    scale = {"thousand"} if reading.unit == "currency" else set()
    rest = words.concepts - met - always - scale
    return all(_is_among(concept, reading.allows) for concept in rest)


def _is_among(concept: str, concepts: Iterable[str]) -> bool:
    return concept in concepts or concept.partition(".")[0] in concepts


@cache
def _aliases() -> dict[str, Claim]:
    index = {}
    for alias in load_column_aliases():
        basis: Basis = "header unit" if alias.unit else "alias"
        index[header_key(alias.alias)] = Claim(alias.target, alias.alias, alias.unit, basis)
    for column in SCHEMA.values():
        index[header_key(column.name)] = Claim(column.name, column.name, column.unit, "name")
    return index


def _beside_unit(header: str, words: HeaderWords) -> Claim | None:
    """Look up what is left beside a unit or a remark in brackets."""
    for name, unit in _unit_splits(without_box(header)):
        alias = _aliases().get(header_key(name))
        if alias and (fitting := _fitting_unit(unit, alias.target)) is not None:
            basis: Basis = "header unit" if fitting else alias.basis
            return Claim(alias.target, header, fitting or alias.unit, basis, words.concepts, ordinal=words.ordinal)
    return None


def _beside_unknown_word(header: str, words: HeaderWords) -> Claim | None:
    known = replace(words, concepts=words.concepts - {UNKNOWN})
    reading = _best_reading(known) if words.n_unknown == 1 else None
    if reading is None or len(known.concepts) < 2 or not _TOLERANT.get(reading.target, {UNKNOWN}) <= known.concepts:
        return None
    claim = _by_words(header, known, reading)
    return replace(claim, is_weak=True, traits=claim.traits | {"unknown_word"})


def _within_path(header: str) -> Claim | None:
    """Recognize what stands behind the general first part of a path (``item.declared.value``)."""
    parts = [part for part in _PATH.split(header.strip()) if part]
    first, *rest = _SEPARATORS.split(header.strip(), maxsplit=1)
    tails = [header.strip()[-len(".".join(parts[1:])) :]] if len(parts) > 1 else []
    tails += rest if rest and fold(first) in _PREFIXES else []
    for tail in tails:
        if not tail or tail == header or not _is_general(header.strip().removesuffix(tail)):
            continue
        if claim := recognize(tail):
            return Claim(claim.target, header, claim.unit, claim.basis, claim.traits, claim.is_weak, claim.ordinal)
    return None


def _number_of_mass(header: str) -> Claim | None:
    """Recognize the number of a mass whose unit stands beside it: ``weight.value`` is what ``weight`` is."""
    path = _OF_MEASURE.fullmatch(header.strip())
    claim = recognize(path["head"]) if path else None
    return replace(claim, header=header) if claim and claim.target in MASSES else None


def _is_general(head: str) -> bool:
    return read_header_words(head).concepts - load_column_readings()[1] <= _OF_PARTS


def stated_unit(header: str, target: str) -> str:
    """Return the unit that a header states for a target that the user took it for, empty for none."""
    claim = recognize(header)
    if claim and claim.target == target:
        return claim.unit
    return next((unit for _, symbol in _unit_splits(header) if symbol and (unit := _fitting_unit(symbol, target))), "")


def _fitting_unit(symbol: str, target: str) -> str | None:
    """Return the unit's usual symbol, empty for a remark in brackets, None for a unit of the wrong kind."""
    if not symbol:
        return ""
    dimension = SCHEMA[target].dimension if target in SCHEMA else None
    unit = lookup_unit(symbol, dimension) if dimension else None
    return unit.unit if unit else None


def _unit_splits(header: str) -> list[tuple[str, str]]:
    """Return the ways to take a header apart into a name and a unit (empty for a remark in brackets)."""
    splits = []
    if bracket := _BRACKETS.match(header):
        name = f"{bracket['head']} {bracket['tail']}"
        splits += [(name, bracket["inside"]), (name, "")]
    words = [word for word in _SEPARATORS.split(header.strip()) if word]
    if len(words) > 1:
        rest = words[:-2] if len(words) > 2 and words[-2].casefold() in _LINKS else words[:-1]
        splits += [(" ".join(rest), words[-1]), (" ".join(words[1:]), words[0])]
    return splits
