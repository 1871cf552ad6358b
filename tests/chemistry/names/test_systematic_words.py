import pytest

from riskscan.chemistry.names.nomenclature import parse_name
from riskscan.chemistry.names.systematic_words import may_be_systematic
from riskscan.chemistry.text.spelling import fold_name


@pytest.mark.parametrize(
    "name",
    [
        "butan-2-one", "butan 2 one", "propane-1,2-diol", "trans but-2-ene", "acetic acid compd. with ethanamine",
        "glutamic acid", "copper oxide", "sodium chloride", "tert butyl acetate", "per chloric acid", "para xylene",
        "acetic acid, ethyl ester", "methyl alcohol", "beta-naphthylamine", "N-(1-phenethylpiperidin-4-yl)aniline",
    ],
)  # fmt: skip
def test_what_opsin_reads_is_handed_on(name):
    assert parse_name(name) is not None
    assert may_be_systematic(fold_name(name))


@pytest.mark.parametrize(
    "name", ["acids other than benzoic acid", "of ethylene", "loose-fitting", "drum acid", "de sodio"]
)
def test_what_opsin_cannot_read_is_not(name):
    assert parse_name(name) is None
    assert not may_be_systematic(name)


def test_no_words_may_be_anything():
    assert may_be_systematic("") and may_be_systematic("4-")
