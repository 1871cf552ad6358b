"""Free text and codes: what is seen stays, what is not seen is named."""

import re
from functools import cache

from riskscan.identifiers.cas_rn import has_valid_check_digit, normalize_cas_rn
from riskscan.identifiers.characters import HIDDEN, fold, to_plain
from riskscan.identifiers.country import normalize_country
from riskscan.identifiers.hs_code import has_lost_zero, normalize_hs_code
from riskscan.identifiers.un_number import normalize_un_number
from riskscan.manifest.cells.columns import Reading
from riskscan.manifest.encoding.repairing import repair_text
from riskscan.manifest.issues import IssueKind
from riskscan.tables.transport import load_transport_mode_names

__all__ = [
    "LONG_TEXT",
    "read_cas_rn",
    "read_countries",
    "read_country",
    "read_hs_code",
    "read_text",
    "read_transport_mode",
    "read_un_number",
]

LONG_TEXT = 10_000
"""Characters from which a cell is reported as long."""

_HIDDEN = re.compile(f"[{HIDDEN}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
_FORMULA = re.compile(r"\s*(?:=|@[A-Za-z]|[+-]\s*[A-Za-z]+\s*[(!|])")
_MIXED = re.compile(r"[A-Za-z](?=[\u0370-\u03ff\u0400-\u04ff])|[\u0400-\u04ff\u0391-\u03ab](?=[A-Za-z])")
_GREEK_PREFIX = re.compile(r"[A-Za-z](?=[\u03b1-\u03c9])")
_LIST = re.compile(r"[;,|/+、，；&]+|\s+-\s+|->|>|→")


def read_text(text: str) -> Reading:
    """Return a free text as it was meant, stripped, control characters as spaces; hidden ones stay as evidence."""
    if (repaired := repair_text(text)).kinds:
        reading = read_text(repaired.text)
        return Reading(reading.value, (*repaired.kinds, *reading.kinds))
    if text.isascii() and text.isprintable() and len(text) <= LONG_TEXT:
        return Reading(text.strip() or None, (IssueKind.FORMULA_CELL,) if _FORMULA.match(text) else ())
    kinds = tuple(
        kind
        for kind, is_so in (
            (IssueKind.NUL_CHARACTER, "\x00" in text),
            (IssueKind.UNDECODABLE_TEXT, _SURROGATE.search(text)),
            (IssueKind.FORMULA_CELL, _FORMULA.match(text)),
            (IssueKind.HIDDEN_CHARACTERS, _HIDDEN.search(text)),
            (IssueKind.MIXED_SCRIPTS, _has_mixed_word(text)),
            (IssueKind.LONG_TEXT, len(text) > LONG_TEXT),
        )
        if is_so
    )
    seen = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _LINE_END.sub("\n", text)))
    return Reading(seen.strip() or None, kinds)


def _has_mixed_word(text: str) -> bool:
    """A Greek letter after a Latin one is common in chemistry only where it is a small one (``Nα``)."""
    return any(not _GREEK_PREFIX.match(text, match.start()) for match in _MIXED.finditer(text))


def read_transport_mode(text: str) -> Reading:
    """Return ``air``, ``sea``, ``road``, ``rail``, ``express`` or ``post``, else the text as `read_text` does."""
    mode = _modes().get(fold(text)) if len(text) < 100 else None
    return Reading(mode) if mode else read_text(text)


@cache
def _modes() -> dict[str, str]:
    return {fold(name.name): name.mode for name in load_transport_mode_names()}


def read_country(text: str) -> Reading:
    """Return the alpha-2 code of a country."""
    country = normalize_country(text) or normalize_country(repair_text(text).text)
    return Reading(country, () if country else (IssueKind.UNKNOWN_COUNTRY,))


def read_countries(text: str) -> Reading:
    """Return the alpha-2 codes of a list of countries, joined by ``;``, each once, in order."""
    if whole := normalize_country(text):
        return Reading(whole)
    parts = [part for part in _LIST.split(to_plain(text)) if part.strip()]
    countries = [normalize_country(part) for part in parts]
    known = ";".join(dict.fromkeys(country for country in countries if country))
    return Reading(known or None, () if all(countries) and countries else (IssueKind.UNKNOWN_COUNTRY,))


def read_hs_code(text: str) -> Reading:
    """Return the digits of an HS code."""
    hs_code = normalize_hs_code(text)
    if hs_code is None:
        return Reading(None, (IssueKind.BAD_HS_CODE,))
    return Reading(hs_code, (IssueKind.HS_LOST_ZERO,) if has_lost_zero(text) else ())


def read_un_number(text: str) -> Reading:
    """Return a UN number."""
    un_number = normalize_un_number(text)
    return Reading(un_number, () if un_number else (IssueKind.BAD_UN_NUMBER,))


def read_cas_rn(text: str) -> Reading:
    """Return a CAS RN, several joined by ``;``, or the plain text where it is none."""
    parts = [part for part in re.split(r"[;,|、\n]+", text) if part.strip()]
    numbers = [normalize_cas_rn(part) for part in parts]
    known = [number for number in numbers if number]
    if not known or len(known) < len(parts):
        return Reading(to_plain(text) or None, (IssueKind.BAD_CAS_RN,))
    is_right = all(map(has_valid_check_digit, known))
    return Reading(";".join(dict.fromkeys(known)), () if is_right else (IssueKind.BAD_CAS_CHECK_DIGIT,))
