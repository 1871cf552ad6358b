import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.features.row_screening import SCREENING_COLUMNS, screen_rows
from tests.features.screened_rows import DAY, reason_codes, screened_row, sentences_of

MANIFEST = pd.DataFrame(
    {
        "chemical_name": ["toluene", None, "N-phenethyl-4-piperidone", "caffeine", None],
        "goods_description": ["solvent", "cotton shirts", "dog food", None, "BMK oil 20 L"],
        "cas_rn": ["108-88-3", None, "108-88-3", None, None],
        "hs_code": ["290230", "610910", "230910", "293930", None],
        "lodged_on": [DAY, DAY, DAY, DAY, pd.NaT],
        "destination_country": ["US", "DE", "MX", None, "NL"],
    },
    index=["a", "b", "c", "d", "e"],
)


def test_columns_and_index_are_kept(screener):
    found = screen_rows(MANIFEST, screener)
    assert tuple(found.columns) == SCREENING_COLUMNS
    assert found.index.tolist() == MANIFEST.index.tolist()


def test_the_callers_frame_is_unchanged(screener):
    before = MANIFEST.copy(deep=True)
    screen_rows(MANIFEST, screener)
    pd.testing.assert_frame_equal(MANIFEST, before)


@pytest.mark.parametrize("columns", [[], ["hs_code"], ["goods_description"], ["lodged_on"]])
def test_missing_columns_are_no_matter(screener, columns):
    found = screen_rows(MANIFEST[columns], screener)
    assert len(found) == len(MANIFEST)


def test_all_null_columns_have_no_chemical(screener):
    frame = MANIFEST.copy()
    for column in frame:
        frame[column] = None
    found = screen_rows(frame, screener)
    assert set(found.screening_outcome) == {"no_chemical"}
    assert found.confidence.eq(0).all() and found.severity.eq(0).all() and found.n_mentions.eq(0).all()
    assert not found[["conflict_identifiers", "conflict_hs", "conflict_goods"]].any(axis=None)


def test_an_empty_frame(screener):
    found = screen_rows(MANIFEST.iloc[:0], screener)
    assert tuple(found.columns) == SCREENING_COLUMNS
    assert found.empty


@pytest.mark.parametrize("label", ["same", 7])
def test_an_index_with_duplicates_is_kept(screener, label):
    frame = MANIFEST.set_axis([label] * len(MANIFEST))
    assert screen_rows(frame, screener).index.tolist() == [label] * len(MANIFEST)


def test_a_hit_says_what_and_why(screener):
    row = screened_row(screener, chemical_name="N-phenethyl-4-piperidone")
    assert (row.screening_outcome, row.substance_id, row.relation) == ("listed", "npp", "identical")
    assert row.confidence > 0.9 and row.severity > 0 and row.n_hits == 1
    assert row.substance_cas_rn == "39742-60-4"
    [reason] = row.screening_reasons
    assert reason.code == "LISTED" and "39742-60-4" in reason.sentence


def test_ordinary_goods_have_no_reasons(screener):
    row = screened_row(screener, goods_description="cotton shirts", hs_code="610910")
    assert (row.screening_outcome, row.n_mentions, row.screening_reasons) == ("no_chemical", 0, ())


def test_goods_that_had_to_be_read_are_as_ordinary_as_others(screener):
    texts = [
        "benzyl alcohol tech grade",
        "p2p network camera 148pcs",
        "toluene, technical",
        "epoxy resin liquid 99.5% purity",
    ]
    telling = [text for text, is_ordinary in zip(texts, screener.are_ordinary(texts), strict=True) if not is_ordinary]
    said = screener.tell(telling)
    assert screener.tell(telling) == said, "remembered ones"
    silent = set(telling) - said
    assert silent and "toluene, technical" in said
    frame = pd.DataFrame({"goods_description": [*silent, "cotton shirts", "toluene, technical"]})
    found = screen_rows(frame, screener)
    assert found["screening_outcome"].tolist() == [*["no_chemical"] * (len(silent) + 1), "listed"]
    assert not found["n_mentions"].iloc[:-1].any()


def test_name_and_number_that_disagree(screener):
    row = screened_row(screener, chemical_name="N-phenethyl-4-piperidone", cas_rn="108-88-3")
    assert row.conflict_identifiers and "CONFLICT_IDENTIFIERS" in reason_codes(row)


@pytest.mark.parametrize("number", ["39742-60-4", "CAS 39742-60-4"])
def test_name_and_number_that_agree(screener, number):
    assert not screened_row(screener, chemical_name="N-phenethyl-4-piperidone", cas_rn=number).conflict_identifiers


def test_benign_name_and_number_that_disagree_are_none_of_our_business(screener):
    assert not screened_row(screener, chemical_name="caffeine", cas_rn="64-17-5").conflict_identifiers


@pytest.mark.parametrize(
    ("hs_code", "conflict"),
    [
        pytest.param("230910", True, id="animal feed"),
        pytest.param("293337", False, id="its own line"),
        pytest.param("2933390000", False, id="national line of its heading"),
        pytest.param(None, False, id="no code"),
        pytest.param("23", True, id="another chapter"),
        pytest.param("29", False, id="its chapter"),
    ],
)
def test_substance_under_another_heading(screener, hs_code, conflict):
    row = screened_row(screener, chemical_name="N-phenethyl-4-piperidone", hs_code=hs_code)
    assert bool(row.conflict_hs) == conflict
    assert ("CONFLICT_HS" in reason_codes(row)) == conflict


def test_substance_beside_everyday_goods(screener):
    assert screened_row(screener, chemical_name="N-phenethyl-4-piperidone", goods_description="dog food").conflict_goods
    row = screened_row(screener, chemical_name="toluene", goods_description="toluene, technical, 200 L drums")
    assert not row.conflict_goods


def test_counts(screener):
    row = screened_row(screener, goods_description="toluene, acetone; CAS 39742-60-5", chemical_name="caffeine")
    assert (row.n_hits, row.n_unresolved, row.n_mentions) == (2, 1, 4)


def test_reasons_are_strongest_first_and_distinct(screener):
    row = screened_row(
        screener, chemical_name="N-phenethyl-4-piperidone", goods_description="dog food", hs_code="230910"
    )
    strengths = [reason.strength for reason in row.screening_reasons]
    assert strengths == sorted(strengths, reverse=True)
    assert len(set(row.screening_reasons)) == len(row.screening_reasons) >= 3


@given(st.permutations(range(len(MANIFEST))))
@settings(max_examples=15)
def test_permuted_rows_give_permuted_results(screener, order):
    shuffled = screen_rows(MANIFEST.iloc[list(order)], screener)
    pd.testing.assert_frame_equal(shuffled, screen_rows(MANIFEST, screener).iloc[list(order)])


def test_a_wrong_check_digit_in_the_column_of_numbers_is_reported(screener):
    row = screened_row(screener, chemical_name="ethanol", cas_rn="103-79-8")
    assert "CAS_CHECK_DIGIT" in {reason.code for reason in row.screening_reasons}


@pytest.mark.parametrize(("goods", "conflict"), [("dog food", True), ("solvent for laboratory", False)])
def test_goods_that_speak_of_chemistry_contradict_no_chemical(screener, goods, conflict):
    assert screened_row(screener, chemical_name="acetone", goods_description=goods).conflict_goods == conflict


def test_a_controlled_drug_is_a_reason_and_no_hit(screener):
    row = screened_row(screener, goods_description="diazepam tablets 5 mg")
    assert row.screening_outcome == "controlled_drug"
    assert [reason.sentence for reason in row.screening_reasons] == [
        "'diazepam' is the controlled drug diazepam, 1971 Convention Schedule IV; no listed precursor."
    ]
    assert (row.severity, row.confidence, row.n_hits, row.n_unresolved) == (0.0, 0.0, 0, 0)
    assert row.substance_name is None and row.listings is None


def test_a_precursor_beside_a_controlled_drug_leads(screener):
    row = screened_row(screener, goods_description="diazepam tablets", chemical_name="ephedrine hydrochloride")
    assert row.screening_outcome == "listed"
    assert reason_codes(row)[0] == "LISTED" and "CONTROLLED_DRUG" in reason_codes(row)


def test_the_severest_hit_leads(screener):
    row = screened_row(screener, chemical_name="toluene", goods_description="acetone and N-phenethyl-4-piperidone")
    assert (row.substance_id, row.severity, row.n_hits) == ("npp", 3.0, 3)
    assert row.method == "listed name"


def test_of_hits_equally_severe_the_surest_leads(screener):
    row = screened_row(screener, chemical_name="N-phenethyl-4-piperidnoe", goods_description="phenylacetone 5 l")
    assert (row.substance_id, row.confidence) == ("p2p", 0.99)
    names = [reason.sentence.partition("'")[2].partition("'")[0] for reason in row.screening_reasons]
    assert names[:2] == ["phenylacetone", "N-phenethyl-4-piperidnoe"]


def test_a_hit_leads_before_what_was_not_read(screener):
    row = screened_row(screener, chemical_name="CAS 39742-60-5", goods_description="chlorotoluene, toluene, caffeine")
    assert (row.screening_outcome, row.substance_id, row.n_hits, row.n_unresolved) == ("listed", "toluene", 1, 1)
    assert reason_codes(row) == ["LISTED", "CAS_CHECK_DIGIT", "RESEMBLES"]


@pytest.mark.parametrize(
    ("cells", "code", "sentence"),
    [
        pytest.param(
            {"goods_description": "CAS 397426"}, "PARTIAL_CAS",
            "'CAS 397426' is a cut CAS number; it fits N-phenethyl-4-piperidone (NPP) (CAS 39742-60-4).", id="cut",
        ),
        pytest.param(
            {"goods_description": "N-phenethyl-4-piperidnoe"}, "NAME_REPAIRED",
            "'N-phenethyl-4-piperidnoe' was read as 'N-phenethyl-4-piperidone' after mending its spelling.",
            id="mended",
        ),
        pytest.param(
            {"goods_description": "N-ph\u0435nethyl-4-piperid\u043ene"}, "LOOK_ALIKES",
            "'N-ph\u0435nethyl-4-piperid\u043ene' is 'N-phenethyl-4-piperidone' with characters that only look like "
            "it, or that nobody sees: cyrillic small letter ie, cyrillic small letter o.", id="look-alikes",
        ),
        pytest.param(
            {"goods_description": "N\u2011phen\u200bethyl\u20114\u2013piperid\u043ene"}, "LOOK_ALIKES",
            "'N\u2011phen\u200bethyl\u20114\u2013piperid\u043ene' is 'N-phenethyl-4-piperidone' with characters that "
            "only look like it, or that nobody sees: non-breaking hyphen, zero width space, en dash and 1 more.",
            id="dashes and what nobody sees",
        ),
        pytest.param(
            {"goods_description": "N\u2011phenethyl-4-piperidnoe"}, "NAME_REPAIRED",
            "'N\u2011phenethyl-4-piperidnoe' was read as 'N-phenethyl-4-piperidone' after mending its spelling.",
            id="mended, with a dash of print",
        ),
        pytest.param(
            {"goods_description": "CAS 39742-60-5"}, "CAS_CHECK_DIGIT",
            "'CAS 39742-60-5' has the form of a CAS number but its check digit is wrong.", id="check digit",
        ),
        pytest.param(
            {"goods_description": "4-(zorbylamino)fluxoperidine-3-carboxylate"}, "UNRESOLVED",
            "'4-(zorbylamino)fluxoperidine-3-carboxylate' looks like a chemical name but could not be read; not found "
            "is not clean.", id="not read",
        ),
        pytest.param(
            {"chemical_name": "methyl anthranilate", "hs_code": "230910"}, "CONFLICT_HS",
            "anthranilic acid belongs under HS 2922.43; the row declares 2309.10.", id="HS code",
        ),
        pytest.param(
            {"chemical_name": "toluene", "goods_description": "dog food " * 20}, "CONFLICT_GOODS",
            f"The row names toluene beside goods described as '{('dog food ' * 20)[:80]}'.", id="long goods are cut",
        ),
        pytest.param(
            {"chemical_name": "N-phenethyl-4-piperidone", "cas_rn": "108-88-3"}, "CONFLICT_IDENTIFIERS",
            "The identifiers disagree: CAS 108-88-3 is not 'N-phenethyl-4-piperidone'.", id="identifiers",
        ),
        pytest.param(
            {"goods_description": "N-phenethyl-4-piperidone, CAS 108-88-3"}, "CONFLICT_IDENTIFIERS",
            "The identifiers disagree: CAS 108-88-3 is not 'N-phenethyl-4-piperidone'.", id="identifiers in one text",
        ),
    ],
)  # fmt: skip
def test_sentences(screener, cells, code, sentence):
    assert sentences_of(screened_row(screener, **cells), code) == [sentence]


def test_a_listed_substance_without_a_number_has_none_in_its_sentence(screener):
    [sentence] = sentences_of(screened_row(screener, chemical_name="phenylacetyl bromide"), "LISTED")
    assert "(CAS -)" in sentence


def test_a_hint_names_what_it_resembles(screener):
    row = screened_row(screener, chemical_name="chlorotoluene")
    [sentence] = sentences_of(row, "RESEMBLES")
    assert sentence.startswith("'chlorotoluene' is not read as a listed substance but resembles ")
    assert row.substance_name is None and row.method is None and row.severity == 0.0


def test_a_surer_hit_is_a_stronger_reason(screener):
    strengths = [
        screened_row(screener, chemical_name=text).screening_reasons[0].strength
        for text in ("CAS 39742-60-4", "N-phenethyl-4-piperidone", "N-phenethyl-4-piperidnoe", "CAS 397426")
    ]
    assert strengths == sorted(strengths, reverse=True) and len(set(strengths)) == 4
    assert strengths[2] > 0.9 and strengths[0] == 1.0  # above all that is no hit


def test_what_stands_twice_is_one_reason(screener):
    row = screened_row(screener, chemical_name="toluene", goods_description="toluene")
    assert (row.n_hits, reason_codes(row)) == (2, ["LISTED"])


@pytest.mark.parametrize(
    ("name", "number", "conflict"),
    [
        pytest.param("caffeine", "108-88-3", True, id="listed number, harmless name"),
        pytest.param("toluene", "58-08-2", True, id="listed name, harmless number"),
        pytest.param("caffeine and toluene", "108-88-3", False, id="one of two names fits"),
        pytest.param("caffeine and acetone", "108-88-3", True, id="neither of two names fits"),
        pytest.param("pseudoephedrine", "299-42-3", False, id="another stereoisomer"),
        pytest.param("dog food", "108-88-3", False, id="no name"),
        pytest.param("CAS 108-88-3", "58-08-2", False, id="two numbers"),
    ],
)
def test_when_name_and_number_disagree(screener, name, number, conflict):
    assert screened_row(screener, chemical_name=name, cas_rn=number).conflict_identifiers == conflict


def test_two_harmless_identifiers_beside_a_hit_may_disagree(screener):
    row = screened_row(screener, chemical_name="caffeine", cas_rn="64-17-5", goods_description="CAS 108-88-3")
    assert row.n_hits == 1 and "CAS 108-88-3" in sentences_of(row, "CONFLICT_IDENTIFIERS")[0]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"chemical_name": 5, "cas_rn": float("nan"), "goods_description": ""}, id="no text"),
        pytest.param({"chemical_name": None, "hs_code": 230910, "destination_country": 7}, id="numbers for codes"),
    ],
)
def test_cells_that_are_no_text_are_empty(screener, cells):
    row = screened_row(screener, **cells)
    assert (row.screening_outcome, row.n_mentions) == ("no_chemical", 0)


def test_the_un_number_is_read_too(screener):
    row = screened_row(screener, goods_description="paint remover", un_number="UN 1090")
    assert (row.substance_id, row.method) == ("acetone", "UN number")


def test_an_hs_code_of_several_lines_of_a_substance(screener):
    for code in ("281119", "2835"):
        assert not screened_row(screener, chemical_name="hypophosphorous acid", hs_code=code).conflict_hs
    row = screened_row(screener, chemical_name="hypophosphorous acid", hs_code="3004")
    [sentence] = sentences_of(row, "CONFLICT_HS")
    assert sentence.endswith("belongs under HS 2811.19, 2835.10; the row declares 3004.")


def test_a_right_number_is_shown_as_it_stands(screener):
    [sentence] = sentences_of(screened_row(screener, cas_rn="108-88-3"), "LISTED")
    assert sentence.startswith("'108-88-3' is toluene (CAS 108-88-3)")
