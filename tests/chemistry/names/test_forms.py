import pytest

from riskscan.chemistry.names.forms import says_isotopes, set_forms_aside


@pytest.mark.parametrize(
    ("name", "bare", "forms"),
    [
        pytest.param("toluene-d8", "toluene", {"isotopologue"}, id="label behind"),
        pytest.param("(2h6)acetone", "acetone", {"isotopologue"}, id="label in front"),
        pytest.param("(1r,2s)-ephedrine hydrochloride", "ephedrine", {"salt"}, id="stereoisomer and salt"),
        pytest.param("(3aR,8bS)-cocaine", "cocaine", set(), id="letters of ring positions"),
        pytest.param("(1RS,2SR)-ephedrine", "ephedrine", set(), id="a racemate"),
        pytest.param("(vanilline), acetone", "(vanilline), acetone", set(), id="a word in brackets is no stereoisomer"),
        pytest.param("n-butyl acetate", "butyl acetate", set(), id="straight chain"),
        pytest.param("N-butyl acetate", "n-butyl acetate", set(), id="a position on nitrogen stays"),
        pytest.param("acetone", "acetone", set(), id="nothing said"),
        pytest.param("abc-d6", "abc-d6", set(), id="what would be left is no name"),
    ],
)
def test_forms_are_set_aside(name, bare, forms):
    assert set_forms_aside(name, name.lower()) == (bare, frozenset(forms))


@pytest.mark.parametrize(("folded", "says"), [("acetone-d6", True), ("acetone", False), ("d-glucose", False)])
def test_isotopes(folded, says):
    assert says_isotopes(folded) is says
