"""A misleading name is read by what it means: goods, another chemical, or something that a chemist must tell."""

import pytest

from riskscan.tables.misleading_names import load_misleading_names


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("vitamin l", "no_chemical", id="goods"),
        pytest.param("triaminic syrup", "no_chemical", id="goods of several substances"),
        pytest.param("dextromethorphan", "clear", id="excepted by the convention"),
        pytest.param("white emulsion bowl cleaner", "no_chemical", id="goods of several words"),
        pytest.param("oil of bitter almond", "no_chemical", id="a natural oil"),
        pytest.param("methyl acetone", "unresolved", id="a mixture of the trade that may hold a listed one"),
        pytest.param("sulfate ester", "unresolved", id="a class"),
        pytest.param("dimethylformaldehyde", "unresolved", id="OPSIN reads the listed one"),
        pytest.param("ethyl iso-butyl ketone", "clear", id="another compound, which OPSIN reads"),
        pytest.param("piperidine, polymer-bound", "clear", id="a polymer is a chemical, and not listed"),
        pytest.param("chlorotoluene", "resembles", id="isomers of which one is listed"),
    ],
)
def test_outcome(screener, text: str, outcome: str) -> None:
    assert screener.screen([text])["outcome"].tolist() == [outcome]


def test_an_unclear_name_says_why(screener) -> None:
    from datetime import date

    [found] = screener.find("methyl acetone", date(2026, 11, 1), frozenset({"UN"}))
    assert found.note == "the name does not say which chemical is meant"


def test_none_is_a_hit(screener) -> None:
    found = screener.screen([row.name for row in load_misleading_names()])
    assert found.loc[found["outcome"].isin(["listed", "covered"]), "text"].tolist() == []


def test_goods_are_no_chemical_wherever_they_stand_alone(screener) -> None:
    goods = [row.name for row in load_misleading_names() if row.meaning == "goods"]
    found = screener.screen(goods)
    assert set(found["outcome"]) == {"no_chemical"}, found.loc[found["outcome"] != "no_chemical", "text"].tolist()
