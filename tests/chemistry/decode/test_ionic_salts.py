"""Salts in lines of goods: read by their ions, and never instead of what is listed or of what nobody could read."""

import pytest


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        pytest.param("agenti lievitanti: difosfato disodico, aroma", "difosfato disodico", id="Italian"),
        pytest.param("mąka, difosforany, sól", "difosforany", id="whichever metal"),
        pytest.param("biscuits (carbonates d'ammonium)", "carbonates d'ammonium", id="French"),
        pytest.param("dicalcium phosphate feed grade", "dicalcium phosphate", id="English"),
        pytest.param("acetato de cobre 25 kg", "acetato de cobre", id="Spanish"),
    ],
)
def test_a_salt_is_clear(screener, text: str, mention: str) -> None:
    found = screener.screen([text])
    assert found.loc[found["outcome"] == "clear", "mention"].tolist() == [mention]
    assert not set(found["outcome"]) - {"clear"}


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        pytest.param("kaliumpermanganaat en natriumcarbonaat", "potassium-permanganate", id="a listed salt"),
        pytest.param("ioduro di potassio", "hydriodic-acid", id="a salt that is listed with its acid"),
        pytest.param("acetone, natriumcarbonaat", "acetone", id="a listed name beside one"),
        pytest.param("fenilacetato de sodio", "phenylacetic-acid", id="a salt of a listed acid"),
    ],
)
def test_what_is_listed_stays(screener, text: str, substance: str) -> None:
    found = screener.screen([text])
    assert substance in found.loc[found["outcome"] == "listed", "substance_id"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("difosfato di 3-chloroquabenzethanamide", id="beside a salt"),
        pytest.param("methadne hydrochloride", id="a salt word is no salt"),
    ],
)
def test_what_nobody_reads_stays_unresolved(screener, text: str) -> None:
    assert "unresolved" in screener.screen([text])["outcome"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("eau, sucre, gaz carbonique, ferments lactiques", id="adjectives without an acid"),
        pytest.param("Kohlenhydrate/carbohydrate 12 g", id="a table of nutrients"),
        pytest.param("paper sulfate grade", id="a salt word alone"),
    ],
)
def test_words_that_name_nothing_alone(screener, text: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == ["no_chemical"]


def test_a_salt_that_a_table_knows_is_read_from_it(screener) -> None:
    [known, drawn] = screener.screen(["natriumcarbonaat", "difosfato disodico"]).itertuples()
    assert (known.method, known.confidence) == ("known name, translated", 0.9)
    assert drawn.confidence == 0.9
