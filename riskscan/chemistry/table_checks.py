"""Check the tables against themselves: what the tests demand, for users who change them.

Each check takes rows and yields sentences that say what is wrong with them; `check_tables` runs all on the packaged
tables.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, combinations

from riskscan.chemistry.law.legal_classes import find_classes
from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.identifiers.country import normalize_country
from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.tables.classes import LegalClass, load_classes
from riskscan.tables.listings import Listing, load_listings
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import (
    Substance,
    SubstanceForm,
    Synonym,
    load_forms,
    load_substances,
    load_synonyms,
)  # fmt: skip
from riskscan.tables.tariff_codes import TariffCode, load_tariff_codes

__all__ = [
    "check_class", "check_form", "check_listings", "check_numbers", "check_substance", "check_tables",
    "check_tariff_codes", "check_uniqueness",
]  # fmt: skip

_FEWEST_EXAMPLES = 4
_IN_EDITIONS = (date(2018, 1, 1), date(2024, 1, 1), date(2029, 1, 1))
"""A day in each edition of the Harmonized System that the tables know."""


def check_tables() -> list[str]:
    """Return what is wrong with the packaged tables, one sentence each; empty where nothing is."""
    substances, forms, classes = load_substances(), load_forms(), load_classes()
    ids = {substance.substance_id for substance in substances}
    issues = [issue for substance in substances for issue in check_substance(substance)]
    issues += [issue for form in forms for issue in check_form(form, ids)]
    issues += [issue for legal_class in classes for issue in check_class(legal_class)]
    issues += check_uniqueness(substances, forms)
    issues += check_listings(load_listings(), ids | {legal_class.class_id for legal_class in classes})
    issues += check_tariff_codes(chain.from_iterable(load_tariff_codes().values()), ids)
    issues += _check_names(load_synonyms(), ids)
    return issues


def check_substance(substance: Substance) -> Iterator[str]:
    """Yield what is wrong with a row: identifiers, structure and systematic name must agree."""
    where = f"substance {substance.substance_id}"
    yield from check_numbers(where, substance.cas_rn, substance.mark, substance.source)
    if not substance.smiles:
        return
    structure = read_structure(substance.smiles)
    if structure is None:
        yield f"{where}: the SMILES cannot be read"
        return
    if structure.inchikey != substance.inchikey:
        yield f"{where}: the InChIKey of the SMILES is {structure.inchikey}"
    named = read_structure(parse_systematic_name(substance.systematic_name) or "")
    if substance.systematic_name and (named is None or named.inchikey != structure.inchikey):
        yield f"{where}: the systematic name is another structure"


def check_form(form: SubstanceForm, known: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a form of one of the `known` substances."""
    where = f"form {form.name}"
    yield from check_numbers(where, form.cas_rn, form.mark, form.source)
    if form.substance_id not in set(known):
        yield f"{where}: unknown substance {form.substance_id}"
    if read_structure(form.smiles) is None:
        yield f"{where}: the SMILES cannot be read"


def check_class(legal_class: LegalClass) -> Iterator[str]:
    """Yield what is wrong with a class: its worked examples must come out as stated."""
    where = f"class {legal_class.class_id}"
    yield from check_numbers(where, "", legal_class.mark, legal_class.source)
    if not legal_class.citation or not legal_class.wording.strip():
        yield f"{where}: no citation or wording"
    for examples, expected in ((legal_class.positives, True), (legal_class.negatives, False)):
        if len(examples) < _FEWEST_EXAMPLES:
            yield f"{where}: fewer than {_FEWEST_EXAMPLES} worked {'positives' if expected else 'negatives'}"
        for example in examples:
            structure = read_structure(example.smiles)
            covering = {
                found.class_id
                for parent in (structure.parents if structure else ())
                for found in find_classes(parent.molecule)
            }
            if structure is None or (legal_class.class_id in covering) is not expected:
                yield f"{where}: worked example {example.name!r} is not as stated"


def check_uniqueness(substances: Iterable[Substance], forms: Iterable[SubstanceForm]) -> Iterator[str]:
    """Yield the identifiers that stand in more than one row."""
    substances = tuple(substances)
    kinds = {
        "substance": [row.substance_id for row in substances],
        "name": [row.name for row in substances],
        "InChIKey": [row.inchikey for row in substances],
        "CAS": [row.cas_rn for row in substances] + [form.cas_rn for form in forms],
    }
    for kind, values in kinds.items():
        counts = Counter(filter(None, values))
        yield from (f"{kind} {value} stands in {count} rows" for value, count in counts.items() if count > 1)


def check_listings(
    listings: Iterable[Listing], subjects: Iterable[str], listed_elsewhere: Iterable[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with listings: each subject is listed, each listing cited, none overlaps another.

    Parameters
    ----------
    listings : iterable of Listing
    subjects : iterable of str
        What must be listed.
    listed_elsewhere : iterable of str
        What may be.
    """
    listings, known = tuple(listings), set(subjects)
    listed = {listing.subject for listing in listings}
    unknown = listed - known - set(listed_elsewhere)
    yield from (f"listing of unknown subject {subject}" for subject in sorted(unknown))
    yield from (f"{subject} has no listing" for subject in sorted(known - listed))
    for listing in listings:
        where = f"listing of {listing.subject} by {listing.jurisdiction}"
        yield from check_numbers(where, "", listing.mark, listing.source)
        if not listing.citation:
            yield f"{where}: no citation"
        if listing.not_before and listing.effective_from:
            yield f"{where}: a bound beside its first day"
        if listing.status == "repealed" and listing.effective_to is None:
            yield f"{where}: repealed, but no last day"
        if listing.effective_to and listing.effective_from and listing.effective_to < listing.effective_from:
            yield f"{where}: ends before it begins"
        if listing.status == "temporary" and listing.effective_to is None:
            yield f"{where}: temporary, but no last day"
        partners = listing.applies_to.partners if listing.applies_to else ()
        yield from (f"{where}: {one} is no country" for one in partners if normalize_country(one) != one)
    in_effect = [listing for listing in listings if listing.status != "proposed"]
    places = sorted({_place(listing) for listing in in_effect})
    for place in places:
        rows = [row for row in in_effect if _place(row) == place]
        if any(_overlap(one, other) for one, other in combinations(rows, 2)):
            yield f"listings of {place[2]} on {place[1]} ({place[0]}) overlap"


def _place(listing: Listing) -> tuple[str, str, str, str]:
    return listing.jurisdiction, listing.list, listing.subject, str(listing.applies_to or "")


def check_tariff_codes(codes: Iterable[TariffCode], known: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with tariff codes: each of the `known` substances has some in every edition, each is one."""
    codes, known = tuple(codes), set(known)
    for row in codes:
        where = f"tariff code {row.code} of {row.substance_id} in {row.edition}"
        yield from check_numbers(where, "", row.mark, row.source)
        if row.substance_id not in known:
            yield f"{where}: unknown substance"
        if normalize_hs_code(row.code) is None:
            yield f"{where}: no HS code"
        if row.effective_from and row.effective_to and row.effective_to < row.effective_from:
            yield f"{where}: ends before it begins"
    for day in _IN_EDITIONS:
        for form in ("base", "salt"):
            named = {row.substance_id for row in codes if row.is_effective(day) and row.form in ("", form)}
            yield from (f"{one} has no tariff code ({form}) on {day.isoformat()}" for one in sorted(known - named))


def _check_names(synonyms: Iterable[Synonym], known: set[str]) -> Iterator[str]:
    orphans = {synonym.substance_id for synonym in synonyms} - known
    yield from (f"name of unknown substance {orphan}" for orphan in sorted(orphans))


def check_numbers(where: str, cas_rn: str, mark: str, source: str) -> Iterator[str]:
    """Yield what is wrong with the CAS RN, the mark and the source of a row; `where` names it."""
    if cas_rn and not has_valid_check_digit(cas_rn):
        yield f"{where}: CAS {cas_rn} has a wrong check digit"
    if mark not in MARKS:
        yield f"{where}: unknown mark {mark!r}"
    if not source:
        yield f"{where}: no source"


def _overlap(one: Listing, other: Listing) -> bool:
    return _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _begin(listing: Listing) -> date:
    return listing.effective_from or listing.not_before or date.min


def _end(listing: Listing) -> date:
    return listing.effective_to or date.max
