import pytest

from riskscan.tables.reasons import Reason, load_reason_kinds, make_reason, pack_reasons, parse_reasons

HIT = make_reason("LISTED", 0.97, mention='B "M" K | x', substance="a", cas_rn="-", relation="r", listings="UN I [c]")


def test_reasons_come_back_from_text_equal() -> None:
    reasons = (HIT, make_reason("COMMODITY_VAGUE", 0.1234567890123, goods="parts"))
    assert parse_reasons(pack_reasons(reasons)) == reasons
    assert pack_reasons(()) is None and parse_reasons(None) == ()


def test_a_reason_knows_its_facts_and_where_it_comes_from() -> None:
    assert HIT.fact("substance") == "a" and HIT.fact("none") == ""
    assert (HIT.source, make_reason("COMMODITY_VAGUE", goods="parts").source) == ("screening", "model")
    assert HIT.to_dict()["facts"][0] == {"name": "mention", "value": 'B "M" K | x'}  # type: ignore[index]


def test_a_fact_that_is_missing_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        _ = Reason("LISTED", (), 1.0).sentence


def test_codes_are_one_set() -> None:
    kinds = load_reason_kinds()
    assert {kind.source for kind in kinds.values()} == {"screening", "model", "policy"}
    assert all(code == kind.code for code, kind in kinds.items())


def test_the_brief_form_says_whose_lists_and_cites_nothing() -> None:
    hit = make_reason("LISTED", mention="bmk", substance="P2P", cas_rn="-", relation="ester", listings="UN I [c]",
                      jurisdictions="UN, US")  # fmt: skip
    assert hit.brief == "'bmk': ester, listed by UN, US."
    vague = make_reason("COMMODITY_VAGUE", goods="parts [x]")
    assert vague.brief == vague.sentence
