"""A word for a family of chemicals is read as such, one for goods is no chemical, and neither hides a listed name."""

import pytest


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("bromides", "clear", id="salts of an element"),
        pytest.param("phosphite esters and their salts", "clear", id="esters"),
        pytest.param("poly(ethylene terephthalate)", "clear", id="a polymer"),
        pytest.param("polytetrafluoroethylene", "clear", id="a polymer in one word"),
        pytest.param("mono- and diglycerides of fatty acids", "clear", id="fats"),
        pytest.param("ketone peroxides", "clear", id="peroxides"),
        pytest.param("oleostearin", "no_chemical", id="goods"),
        pytest.param("wood carbonisation furnaces", "no_chemical", id="what is done to goods"),
        pytest.param("permanganates", "listed", id="a family with listed members"),
        pytest.param("phosphorous acid esters and toluene", "listed", id="a listed name beside"),
    ],
)
def test_outcome(screener, text: str, outcome: str) -> None:
    assert outcome in screener.screen([text])["outcome"].tolist()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("ethyl phenylacetoacetate", "resembles", id="OPSIN is sure of another isomer"),
        pytest.param("ethyl 4-phenylacetoacetate", "clear", id="the position is said"),
        pytest.param("N-(3-oxathramyl)oxiranecarbonate", "unresolved", id="made up, and no SMILES"),
        pytest.param("3-chloroquabenzethanamide", "unresolved", id="made up of parts"),
        pytest.param("N,N-dimethylzantrylethanamide", "unresolved", id="made up, with two locants"),
        pytest.param("3-piece garden furniture", "no_chemical", id="no locant"),
        pytest.param("CAS 492-", "unresolved", id="a CAS RN of which one group is left"),
        pytest.param("powder CAS:705-60 25kg", "listed", id="a cut CAS RN before an amount"),
        pytest.param("pipeï¿½ridine 5 kg", "listed", id="a lost letter decoded twice"),
        pytest.param("NPP 25kg plastic parts", "listed", id="an amount of two figures behind a short name"),
        pytest.param("NPP plastic parts 25kg", "no_chemical", id="the amount of the other goods"),
        pytest.param("cetil éter", "no_chemical", id="an alkyl of cosmetics is no slip of a solvent"),
        pytest.param("粪臭素", "no_chemical", id="a character more makes another compound"),
        pytest.param("сложные эфиры этилового спирта", "no_chemical", id="esters are no ether"),
        pytest.param("acetylacetate", "clear", id="one word is not the ester of two"),
    ],
)
def test_kinds_of_names(screener, text: str, outcome: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == [outcome]
