"""One slip in a short listed name: found alone and beside amounts, a hint among other words, nothing in plain goods."""

from datetime import date

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


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("N-bpc-4-AP", "listed", id="a code with a slip, alone"),
        pytest.param("FINE CHEMICALS (3,4-McP-2-P) 2 CTNS", "listed", id="beside a sign of chemistry"),
        pytest.param("1-bodc-4-AP 25 kg drum", "listed", id="beside packing"),
        pytest.param("N-box-4-AP wifi", "unresolved", id="beside other goods"),
        pytest.param("A-bos-4-TP cable", "no_chemical", id="another code"),
        pytest.param("M-12-4-AP sensor", "no_chemical", id="a plug"),
        pytest.param("1-(rtrt-butoxycarbonyl)-4-anilinopiperidine", "listed", id="tert with two letters swapped"),
    ],
)
def test_codes_with_a_slip(screener, text, outcome):
    day = date(2026, 6, 1)
    assert screener.find(text, day, frozenset({"UN", "US", "EU"}))[0].outcome == outcome
