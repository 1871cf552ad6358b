"""Lists of what goods are not, and lists that only look so."""

import pytest

from riskscan.chemistry.decode.exclusions import is_excluded


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("other than ephedrine or ", " or their salts", id="last of two"),
        pytest.param("other than ephedrine, ", " (inn) or norephedrine", id="between, with brackets behind"),
        pytest.param("lak bez acetonu i ", "", id="Polish"),
        pytest.param("exempt d'acetone et de ", "", id="of behind the joint"),
        pytest.param("растворители, кроме ацетона и ", "", id="Russian"),
        pytest.param("", " and toluene free thinner", id="free behind the last"),
    ],
)
def test_members_of_such_a_list(head: str, tail: str) -> None:
    assert is_excluded(head, tail)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("solvents excluding acetone, ", " 99% 200 l", id="no word joins the list"),
        pytest.param("invoice no 12345 solvent and ", " 200 l", id="number of a paper"),
        pytest.param("other than acetone; ", " and gloves", id="the clause has ended"),
        pytest.param("paint other than acetone and 5 kg ", "", id="an amount begins other goods"),
        pytest.param("", " and toluene free sample", id="free of charge"),
        pytest.param("acetone and ", "", id="nothing is excluded"),
    ],
)
def test_other_lists(head: str, tail: str) -> None:
    assert not is_excluded(head, tail)
