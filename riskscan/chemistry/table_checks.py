"""Check the tables against themselves: what the tests demand, for users who change them.

Each check takes rows and yields sentences that say what is wrong with them; `check_tables` runs all on the packaged
tables.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from riskscan.chemistry.law.legal_classes import find_classes
from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.law_checks import check_listings, check_lists, check_numbers, check_tariff_codes
from riskscan.chemistry.names.nomenclature import parse_systematic_name
from riskscan.tables.classes import LegalClass, load_classes
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import load_lists
from riskscan.tables.substances import (
    Substance,
    SubstanceForm,
    Synonym,
    load_forms,
    load_substances,
    load_synonyms,
)  # fmt: skip
from riskscan.tables.tariff_codes import load_tariff_codes

__all__ = ["check_class", "check_form", "check_substance", "check_tables", "check_uniqueness"]

_FEWEST_EXAMPLES = 4


def check_tables() -> list[str]:
    """Return what is wrong with the packaged tables, one sentence each; empty where nothing is."""
    substances, forms, classes = load_substances(), load_forms(), load_classes()
    ids = {substance.substance_id for substance in substances}
    issues = [issue for substance in substances for issue in check_substance(substance)]
    issues += [issue for form in forms for issue in check_form(form, ids)]
    issues += [issue for legal_class in classes for issue in check_class(legal_class)]
    issues += check_uniqueness(substances, forms)
    issues += check_listings(load_listings(), ids | {legal_class.class_id for legal_class in classes})
    issues += check_lists(load_lists().values(), load_listings())
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


def _check_names(synonyms: Iterable[Synonym], known: set[str]) -> Iterator[str]:
    orphans = {synonym.substance_id for synonym in synonyms} - known
    yield from (f"name of unknown substance {orphan}" for orphan in sorted(orphans))
