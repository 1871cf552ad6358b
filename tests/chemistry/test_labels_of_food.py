"""Lists of ingredients: amounts, salt and starch beside one another are no slip of a listed name."""

import pytest

HIT = {"listed", "covered", "controlled_drug"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("farine de blé (14 %), lactose, beurre", id="an amount is no locant"),
        pytest.param("flour (1.4%), LACTOSE, yeast", id="nor is another"),
        pytest.param("sea salt, lathin, farming", id="salt before a comma is no form of what follows"),
        pytest.param("lait (41 %)-amidon - sel", id="starch in French is no drug"),
        pytest.param("poudre, (vanilline), amidon", id="nor behind a word in brackets"),
        pytest.param("levure, sel. amidon", id="nor behind a full stop"),
        pytest.param("(levure - amidon') sel", id="nor in front of a bracket"),
        pytest.param("farine, amidonde maïs", id="no slip of a drug"),
        pytest.param("água, POLVO DE LIMA, sal", id="an abbreviation bears no slips"),
        pytest.param("socker, bakpulver (E 575)", id="nor one that is written together with a word"),
        pytest.param("soy sauce, iodine salt", id="iodine in salt, English"),
        pytest.param("HI-CHU 50 g", id="a short name glued to a word needs its context"),
        pytest.param("tomates (99 %), sel iodé", id="iodine in salt, French"),
        pytest.param("mjöl, salt med jod, ägg", id="Swedish"),
        pytest.param("sare fara adaos de iod", id="Romanian"),
    ],
)
def test_no_hit(screener, text: str) -> None:
    assert not HIT.intersection(screener.screen([text])["outcome"])


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        pytest.param("1.4-lactone 25 kg", "gbl", id="locants"),
        pytest.param("BMK powdr 5 kg", "p2p", id="a slip beside the abbreviation"),
        pytest.param("ephedrine, hydrochloride salt", "ephedrine", id="salt behind a comma"),
        pytest.param("yodo metálico 25 kg", "iodine", id="iodine that is traded"),
        pytest.param("HI 57% drum", "hydriodic-acid", id="a short name with its context"),
    ],
)
def test_hit(screener, text: str, substance: str) -> None:
    found = screener.screen([text])
    assert substance in found.loc[found["outcome"].isin(HIT), "substance_id"].tolist()
