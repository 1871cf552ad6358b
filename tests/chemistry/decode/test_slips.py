"""One slip in a short listed name: found alone and beside amounts, a hint among other words, nothing in plain goods."""

import pytest


def _first(screener, text: str) -> tuple[str, str | None]:
    first = screener.screen([text]).iloc[0]
    return first["outcome"], first["substance_id"]


@pytest.mark.parametrize("line", ["{}", "{} 25 kg", "4 drums {}", "{} in drums", "XINDA-{} 99%"])
@pytest.mark.parametrize(
    ("word", "substance_id"),
    [
        ("acetne", "acetone"),
        ("accetone", "acetone"),
        ("acetome", "acetone"),
        ("tolune", "toluene"),
        ("safrle", "safrole"),
    ],
)
def test_one_slip_in_seven_letters(screener, line: str, word: str, substance_id: str) -> None:
    assert _first(screener, line.format(word)) == ("listed", substance_id)


@pytest.mark.parametrize(
    ("word", "substance_id"),
    [pytest.param("ephedrne", "ephedrine", id="ephedrone"), pytest.param("actone", "acetone", id="lactone")],
)
def test_as_near_to_another_name(screener, word: str, substance_id: str) -> None:
    [row] = screener.screen([f"{word} 25 kg"]).to_dict("records")
    assert (row["outcome"], row["substance_id"]) == ("resembles", substance_id)
    assert row["relation"].startswith("one slip away, as ")


@pytest.mark.parametrize("word", ["acetne", "safrle", "ephedrne", "piperidn", "kloroofrm", "efedrinna"])
def test_among_other_words_it_is_a_hint(screener, word: str) -> None:
    assert _first(screener, f"XINDA {word} blue 5 m")[0] == "resembles"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("OLEO ESSENCIAL TRIEX LAVANDA 120 ML", id="a plant, no slip of a brand"),
        pytest.param("lactone 25 kg", id="right as it stands"),
        pytest.param("acetals", id="plural of another name"),
        pytest.param("calcium tablets", id="an element"),
    ],
)
def test_no_slip_of_a_listed_name(screener, text: str) -> None:
    assert _first(screener, text)[0] in ("no_chemical", "clear", "unresolved")
