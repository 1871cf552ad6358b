"""A CAS RN that no table has, beside a name."""

import pytest


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param(
            "4-(Difluoromethoxy)-3-hydroxybenzaldehyde (CAS RN 151103-08-1), 98 % or more", "clear", id="of its name"
        ),
        pytest.param("glucose (CAS RN 151103-08-1)", "unresolved", id="not that of a known compound"),
        pytest.param(
            "4-(Difluoromethoxy)-3-hydroxybenzaldehyde 5 kg, CAS RN 151103-08-1", "unresolved", id="not beside"
        ),
        pytest.param("acetone (CAS RN 151103-08-1)", "listed", id="beside a listed name"),
        pytest.param("CAS RN 151103-08-1", "unresolved", id="alone"),
    ],
)
def test_number_beside_a_name(screener, text: str, outcome: str) -> None:
    assert screener.screen([text]).loc[0, "outcome"] == outcome


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MÉTHYL-1 PIPÉRIDINE", id="a position behind its part, in French"),
        pytest.param("trifluorométhyl-3 aniline", id="the same of a longer part"),
        pytest.param("ETERE DIMETILICO", id="an ether by its adjective"),
        pytest.param("m-Фениленбис (метиламин)", id="twice, in Bulgarian"),
        pytest.param("ацетон оксим", id="an oxime in Bulgarian"),
        pytest.param("нонафлуорбутил етилов етер", id="an ether with a group before it"),
        pytest.param("ETILENE GLICOLE DIETIL ETERE", id="the ether of a glycol"),
        pytest.param("ETERE ETILICO METILICO", id="a mixed ether"),
        pytest.param("à l'exclusion de l'acétone et de l'éther éthylique", id="excluded behind an article"),
        pytest.param("autres que l'acétone", id="the same"),
        pytest.param("senza l'acetone", id="the same in Italian"),
    ],
)
def test_other_compounds_are_no_hits(screener, text: str) -> None:
    assert not screener.screen([text])["outcome"].isin(["listed", "covered"]).any()
