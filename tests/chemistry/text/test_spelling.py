import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.chemistry.text.spelling import clean_characters, fold_name, join_line_breaks, squeeze_name, strip_accents

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("toluene", "toluene", id="nothing to do"),
        pytest.param("ｐｉｐｅｒｉｄｉｎｅ", "piperidine", id="full width"),
        pytest.param("４－ｐｉｐｅｒｉｄｏｎｅ", "4-piperidone", id="full width digits and hyphen"),
        pytest.param("nor\u00adephe\u200bdrine\ufeff", "norephedrine", id="soft hyphen, zero width, BOM"),
        pytest.param("\u202enorephedrine\u202c", "norephedrine", id="direction marks"),
        pytest.param("4\u2011piperidone", "4-piperidone", id="non-breaking hyphen"),
        pytest.param("1\u2212boc", "1-boc", id="minus sign"),
        pytest.param("3\u2032-chloro", "3'-chloro", id="prime"),
        pytest.param("sаfrоlе", "safrole", id="Cyrillic a, o, e"),
        pytest.param("tοluene", "toluene", id="Greek omicron"),
        pytest.param("𝐚𝐜𝐞𝐭𝐨𝐧𝐞", "acetone", id="mathematical bold"),
        pytest.param("H₂SO₄", "H2SO4", id="subscripts"),
        pytest.param("эфедрин", "эфедрин", id="Russian stays"),
        pytest.param("эфeдpин", "эфедрин", id="Latin e, p in a Russian word"),
        pytest.param("ТOЛУОЛ", "ТОЛУОЛ", id="a Latin capital in a Russian word"),
        pytest.param("эфедринHCl", "эфедринHCl", id="Latin letters that look like no Russian one"),
        pytest.param("ацетон", "ацетон", id="Russian of look-alikes only stays"),
        pytest.param("丙酮", "丙酮", id="Chinese stays"),
        pytest.param("a\x00b\x07c", "a b c", id="control characters"),
        pytest.param("\ud800acetone\udfff", "acetone", id="lone surrogates"),
        pytest.param("acé\u0301tone", "acétone", id="a mark too many"),
        pytest.param("a\nb", "a\nb", id="line break stays"),
    ],
)
def test_clean_characters(dirty, clean):
    assert clean_characters(dirty) == clean


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param("Piperidine", "piperidine", id="case"),
        pytest.param("Ácido fenilacético", "acido fenilacetico", id="accents"),
        pytest.param("α-phenylacetoacetonitrile", "alpha-phenylacetoacetonitrile", id="Greek letter"),
        pytest.param("γ-Butyrolactone", "gamma-butyrolactone", id="Greek capital of a name"),
        pytest.param("1 - boc - 4 - piperidone", "1-boc-4-piperidone", id="spaces round hyphens"),
        pytest.param("4-[phenyl]{amino}", "4-(phenyl)(amino)", id="brackets of one kind"),
        pytest.param("  acetic   anhydride ", "acetic anhydride", id="spaces"),
    ],
)
def test_fold_name(name, folded):
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        pytest.param("4-piperidone", ("4-piperidone",), id="one line"),
        pytest.param("nor-\r\nephedrine", ("nor-ephedrine", "norephedrine"), id="break at a hyphen"),
        pytest.param("acetic\nanhydride", ("acetic anhydride",), id="break between words"),
    ],
)
def test_join_line_breaks(text, readings):
    assert join_line_breaks(text) == readings


def test_squeeze_name_keeps_letters_and_digits_of_every_script():
    assert squeeze_name("n-苯乙基-4-哌啶酮") == "n苯乙基4哌啶酮"


def test_strip_accents_leaves_other_scripts():
    assert strip_accents("phénéthyl йод ガ") == "phenethyl йод ガ"


@given(ANY_TEXT)
def test_clean_characters_is_total_and_idempotent(text):
    once = clean_characters(text)
    assert clean_characters(once) == once
    once.encode("utf-8")  # no lone surrogate is left


@given(ANY_TEXT)
def test_fold_name_is_total_and_idempotent(text):
    once = fold_name(clean_characters(text))
    assert fold_name(once) == once


@given(ANY_TEXT)
def test_squeeze_name_is_total_and_idempotent(text):
    once = squeeze_name(fold_name(clean_characters(text)))
    assert squeeze_name(once) == once


@given(st.text(alphabet="abcehiop-1,()[] '", max_size=40))
def test_folding_does_not_depend_on_case(text):
    assert fold_name(text.upper()) == fold_name(text)


@pytest.mark.parametrize("filler", ["a", "é", "а", "\u200b", "\ud800", "(", "-", "丙", "\u0301", "\n"])
def test_a_megabyte_is_cleaned(filler):
    text = filler * (1 << 20)
    assert len(clean_characters(text)) <= len(text)
