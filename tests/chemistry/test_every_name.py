"""Every name of the tables is found in lines as traders write them, each in another dress."""

import pytest

from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.tables.substances import load_synonyms

DRESSES = (
    "{name}{context}",
    "25 kg {name}, 99%, tech grade{context}",
    "Chemical raw material: {name}; cotton shirts{context}",
    "Organic chemical intermediate ({name}) 5 drums{context}",
    "Chemicals:{name}/25kg{context}",
    "1) borax 2) {name}; 3) laboratory glass{context}",
    "borax\t{name}\tchemicals{context}",
    "FREE SAMPLE OF CHEMICAL {upper} 100 G{context}",
)
SHARED = {
    "BMK glycidate", "PMK glycidate",  # names of several substances; the likeliest is answered
    "jod only amounts",  # three letters, which a line of nothing else does not make a chemical
    "нітроетан", "нітрометан",  # in capitals among Latin words all its letters are taken for Latin ones
    "ανυδρίτης του οξικού οξέος",  # among more Latin letters than Greek ones, those of its article are taken for Latin
}  # fmt: skip
REPEALED = {"n-ethylephedrine", "n-ethylpseudoephedrine"}
FOUND = {"listed", "covered", "watched"}
WHERE = parse_jurisdictions(None)


@pytest.mark.parametrize("shift", range(2))
def test_every_name_is_found_in_a_line(screener, shift):
    missed = []
    for number, synonym in enumerate(load_synonyms()):
        dress = DRESSES[(number * 3 + shift) % len(DRESSES)]
        context = f" {synonym.context[0]}" if synonym.context else ""
        text = dress.format(name=synonym.name, upper=synonym.name.upper(), context=context)
        day = parse_as_of("1993-01-01" if synonym.substance_id in REPEALED else "2026-11-01")
        found = {finding.substance_id for finding in screener.find(text, day, WHERE) if finding.outcome in FOUND}
        if synonym.substance_id not in found and not {synonym.name, text} & SHARED:
            missed.append((synonym.substance_id, text, found))
    assert missed == []
