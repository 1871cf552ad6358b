"""Declared codes against the substance, by the tariff of the day."""

from datetime import date

import pytest

from riskscan.features.declared_codes import judge_declared_code
from riskscan.tables.substances import Substance, load_substances

SUBSTANCES = {substance.substance_id: substance for substance in load_substances()}
IN_2022, IN_2028 = date(2026, 1, 1), date(2028, 1, 1)


@pytest.mark.parametrize(
    ("substance_id", "relation", "declared", "day", "code"),
    [
        pytest.param("anpp", "identical", "293336", IN_2022, None, id="its subheading"),
        pytest.param("anpp", "identical", "2933369000", IN_2022, None, id="a national line of it"),
        pytest.param("anpp", "identical", "2933", IN_2022, None, id="its heading alone"),
        pytest.param("anpp", "identical", "29", IN_2022, None, id="its chapter alone"),
        pytest.param("anpp", "identical", "293339", IN_2022, "HS_SUBHEADING", id="an ended edition"),
        pytest.param("anpp", "salt", "293339", IN_2022, None, id="salts are elsewhere"),
        pytest.param("anpp", "salt", "293339", IN_2028, "HS_SUBHEADING", id="salts move"),
        pytest.param("npp", "identical", "293337", IN_2028, "HS_SUBHEADING", id="a subheading that ended"),
        pytest.param("npp", "identical", "29333990", IN_2022, None, id="another national line"),
        pytest.param("4-ap", "identical", "293336", IN_2022, "HS_SUBHEADING", id="a subheading to come"),
        pytest.param("4-ap", "identical", "293336", IN_2028, None, id="has come"),
        pytest.param("4-ap", "identical", "293332", IN_2022, "HS_SUBHEADING", id="of another"),
        pytest.param("4-ap", "identical", "230910", IN_2022, "CONFLICT_HS", id="another heading"),
    ],
)
def test_codes(substance_id, relation, declared, day, code):
    reason = judge_declared_code(SUBSTANCES[substance_id], relation, declared, day)
    assert (reason.code if reason else None) == code


@pytest.mark.parametrize(
    ("places", "code"),
    [
        pytest.param(None, None, id="not known where"),
        pytest.param({"UN", "VN"}, None, id="there"),
        pytest.param({"UN", "US"}, "HS_SUBHEADING", id="elsewhere"),
    ],
)
def test_a_national_line_counts_where_it_is_that_of_a_country_the_goods_touch(places, code):
    reason = judge_declared_code(SUBSTANCES["npp"], "identical", "29333990", IN_2022, places)
    assert (reason.code if reason else None) == code


def test_the_reason_names_the_edition():
    reason = judge_declared_code(SUBSTANCES["npp"], "identical", "293337", IN_2028)
    assert reason.sentence == (
        "N-phenethyl-4-piperidone (NPP): the declared 2933.37 is in the right heading but in its subheading of HS "
        "2022, until 2027-12-31; on the day of the row it belongs under HS 2933.36."
    )
    assert reason.strength < judge_declared_code(SUBSTANCES["npp"], "identical", "230910", IN_2028).strength


@pytest.mark.parametrize(
    ("codes", "code"),
    [((), None), (("293930",), None), (("2939",), None), (("293920",), "HS_SUBHEADING"), (("29",), None)],
)
def test_a_substance_of_the_users_own_has_no_editions(codes, code):
    own = Substance("own-1", "caffeine", "precursor", "", "", "", "", codes, "own", "V", "")
    reason = judge_declared_code(own, "identical", "293930", IN_2022)
    assert (reason.code if reason else None) == code
