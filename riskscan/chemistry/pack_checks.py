"""Check the tables of a pack as the packaged ones are checked, and that its names are not found everywhere."""

from collections.abc import Iterator

from riskscan.chemistry.law.own_lists import unknown_subjects
from riskscan.chemistry.law_checks import check_listings, check_numbers
from riskscan.chemistry.table_checks import check_substance, check_uniqueness
from riskscan.chemistry.text.other_words import is_everyday_word
from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.identifiers.hs_code import normalize_hs_code
from riskscan.tables.classes import load_classes
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.substances import load_substances

__all__ = ["check_pack"]

_SHORTEST = 3
"""Letters and figures of a name that is found without words of context."""


def check_pack(rows: OwnRows) -> list[str]:
    """Return what is wrong with the tables of a pack, one sentence each; empty where nothing is."""
    own = {substance.substance_id for substance in rows.substances}
    packaged = {substance.substance_id for substance in load_substances()}
    packaged |= {legal_class.class_id for legal_class in load_classes()}
    issues = [issue for substance in rows.substances for issue in check_substance(substance)]
    issues += check_uniqueness(rows.substances, ())
    issues += check_listings(rows.listings, own, packaged)
    issues += (f"name of unknown substance {subject}" for subject in unknown_subjects(rows) if subject not in packaged)
    issues += _check_names(rows)
    issues += (
        f"substance {substance.substance_id}: {code} is no HS code"
        for substance in rows.substances
        for code in substance.hs_codes
        if normalize_hs_code(code) is None
    )
    return list(dict.fromkeys(issues))


def _check_names(rows: OwnRows) -> Iterator[str]:
    for synonym in rows.synonyms:
        yield from check_numbers(f"name {synonym.name!r}", "", synonym.mark, synonym.source)
    bare = [(synonym.name, synonym.kind) for synonym in rows.synonyms if not synonym.context]
    bare += [(substance.name, "common" if substance.smiles else "trade") for substance in rows.substances]
    for name, kind in bare:
        folded = fold_name(clean_characters(name))
        if len(squeeze_name(folded)) < _SHORTEST:
            yield f"name {name!r}: too short to be found without words of context"
        elif kind in ("trade", "abbreviation") and is_everyday_word(folded):
            yield f"name {name!r}: an everyday word, which ordinary goods have; give more words, or words of context"
