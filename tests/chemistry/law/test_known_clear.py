"""What is answered without its structure must be what its structure answers."""

from riskscan.chemistry.decode.evidence import Evidence, Source
from riskscan.chemistry.decode.resolving import Resolver

KNOWN = Evidence(Source.KNOWN)


def test_agrees_with_the_structures(screener, names, lexicon):
    quick, slow = (Resolver(screener.controls, names, lexicon) for _ in range(2))
    quick.learn_known_clear()
    clear = 0
    for number in range(0, len(lexicon), 300):
        compound = lexicon[number]
        answer, expected = (resolver.from_compound(compound.name, compound, KNOWN, 0.9) for resolver in (quick, slow))
        assert (answer.matches, answer.near, answer.inchikey) == (expected.matches, expected.near, expected.inchikey)
        clear += not expected.matches
    assert clear > 200


def test_listed_and_covered_compounds_are_looked_into(screener, names, lexicon):
    resolver = Resolver(screener.controls, names, lexicon)
    resolver.learn_known_clear()
    for cas_rn in ("103-79-7", "108-88-3", "134-20-3", "437-38-7"):  # P-2-P, toluene, methyl anthranilate, fentanyl
        compound = lexicon.find_cas_rn(cas_rn)
        assert resolver.from_compound(compound.name, compound, KNOWN, 1.0).matches, cas_rn
