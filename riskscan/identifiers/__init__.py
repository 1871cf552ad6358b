"""Identifiers of substances, goods and countries: ``normalize_*`` gives a value or None, ``parse_*`` raises."""

from riskscan.identifiers.cas_rn import has_valid_check_digit, normalize_cas_rn, parse_cas_rn
from riskscan.identifiers.country import normalize_country, parse_country
from riskscan.identifiers.errors import IdentifierError
from riskscan.identifiers.hs_code import normalize_hs_code, parse_hs_code
from riskscan.identifiers.inchikey import normalize_inchikey, parse_inchikey
from riskscan.identifiers.un_number import normalize_un_number, parse_un_number

__all__ = [
    "IdentifierError",
    "has_valid_check_digit",
    "normalize_cas_rn",
    "normalize_country",
    "normalize_hs_code",
    "normalize_inchikey",
    "normalize_un_number",
    "parse_cas_rn",
    "parse_country",
    "parse_hs_code",
    "parse_inchikey",
    "parse_un_number",
]
