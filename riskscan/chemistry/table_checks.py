"""Check the tables against themselves: what the tests demand, for users who change them."""

from collections import Counter
from collections.abc import Iterator

from riskscan.chemistry.legal_classes import find_classes
from riskscan.chemistry.nomenclature import parse_systematic_name
from riskscan.chemistry.structures import read_structure
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.tables.classes import load_classes
from riskscan.tables.listings import load_listings
from riskscan.tables.reading import MARKS
from riskscan.tables.substances import Substance, load_forms, load_substances, load_synonyms

__all__ = ["check_tables"]


def check_tables() -> list[str]:
    """Return what is wrong with the tables, one sentence each; empty where nothing is."""
    substances = load_substances()
    issues = [issue for substance in substances for issue in _check_substance(substance)]
    issues += _check_references({substance.substance_id for substance in substances})
    issues += _check_classes()
    numbers = Counter([row.cas_rn for row in substances] + [form.cas_rn for form in load_forms()])
    del numbers[""]
    issues += [f"CAS {number} stands in {count} rows" for number, count in numbers.items() if count > 1]
    return issues


def _check_substance(substance: Substance) -> Iterator[str]:
    where = f"substance {substance.substance_id}"
    if substance.cas_rn and not has_valid_check_digit(substance.cas_rn):
        yield f"{where}: CAS {substance.cas_rn} has a wrong check digit"
    if substance.mark not in MARKS:
        yield f"{where}: unknown mark {substance.mark!r}"
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


def _check_references(known: set[str]) -> Iterator[str]:
    classes = {legal_class.class_id for legal_class in load_classes()}
    listed = {listing.subject for listing in load_listings()}
    yield from (f"listing of unknown subject {subject}" for subject in sorted(listed - known - classes))
    yield from (f"{subject} has no listing" for subject in sorted((known | classes) - listed))
    named = {synonym.substance_id for synonym in load_synonyms()} | {form.substance_id for form in load_forms()}
    orphans = named - known
    yield from (f"name or form of unknown substance {orphan}" for orphan in sorted(orphans))


def _check_classes() -> Iterator[str]:
    for legal_class in load_classes():
        for examples, expected in ((legal_class.positives, True), (legal_class.negatives, False)):
            for example in examples:
                structure = read_structure(example.smiles)
                covering = [
                    found.class_id
                    for parent in (structure.parents if structure else ())
                    for found in find_classes(parent.molecule)
                ]
                if (legal_class.class_id in covering) is not expected:
                    yield f"class {legal_class.class_id}: worked example {example.name!r} is not as stated"
