"""Lists of ingredients: what is no reason to look there, and what still is."""

from datetime import date

import pytest

from riskscan.chemistry.decode.ingredients import lists_ingredients

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CA", "MX"})


def _outcome(screener, text):
    return screener.find(text, DAY, WHERE)[0].outcome


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        pytest.param("sugar, cocoa, milk, salt, flavour", True, id="five members"),
        pytest.param("sugar, cocoa, milk, salt", False, id="four"),
        pytest.param("sugar; cocoa; milk; salt; flavour", True, id="semicolons"),
        pytest.param("sugar,cocoa,milk,salt,flavour", True, id="without spaces"),
        pytest.param("水、糖、盐、醋、油", True, id="Chinese"),
        pytest.param("sugar, cocoa, milk, salt, flavour 25 kg", False, id="an amount of trade"),
        pytest.param("sugar, cocoa, milk, salt, flavour 2 drums", False, id="drums"),
        pytest.param("sugar, cocoa, milk, salt 5 g, flavour", True, id="grams of a label"),
        pytest.param("sugar, cocoa, milk, iodide 30 mg/kg, flavour", True, id="milligrams a kilogram"),
    ],
)
def test_lists(text, is_list):
    assert lists_ingredients(text) is is_list


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("water, sugar, propylquinoxal, wax, salt, oil", "no_chemical", id="a word without positions"),
        pytest.param("propylquinoxal", "unresolved", id="the same word alone"),
        pytest.param("water, sugar, propylquinoxal, wax, salt, oil 200 kg", "unresolved", id="an amount of trade"),
        pytest.param("butylquinoxal, propylquinoxal, wax, salt, oil", "unresolved", id="too many that were not read"),
        pytest.param("water, sugar, 3-propylquinoxal, wax, salt, oil", "unresolved", id="a position"),
        pytest.param("water, sugar, propylquinoxal, acetone, wax, salt", "listed", id="beside a listed name"),
        pytest.param("water, sugar, quinoxalephedrinate, wax, salt, oil", "unresolved", id="holds a listed name"),
        pytest.param("Aqua, Wax, Butylene Glycol, Parfum, Limonene", "clear", id="an isomer that is traded so"),
        pytest.param("butylene glycol 200 kg", "resembles", id="the same name alone"),
    ],
)
def test_words_in_lists(screener, text, outcome):
    assert _outcome(screener, text) == outcome


@pytest.mark.parametrize(
    ("text", "is_hit"),
    [
        pytest.param("sal, magnesio, zinc, yodo", False, id="metals that food is enriched with"),
        pytest.param("iodine, zinc, magnesium 25 kg", True, id="an amount of trade"),
        pytest.param("red phosphorus, zinc, calcium", True, id="no label calls it red"),
        pytest.param("iodine, zinc, calcium", True, id="elements alone are goods"),
        pytest.param("zinc, iodine, magnesium", True, id="elements alone, behind a metal"),
        pytest.param("vitamin D, zinc, iodine, calcium", False, id="a vitamin says that it is a label"),
        pytest.param("iodine crystals, potassium, zinc", True, id="crystals are goods"),
        pytest.param("potassium iodine 25 kg", True, id="an element behind a metal, in an amount of trade"),
        pytest.param("150 µg de yodo", False, id="micrograms"),
        pytest.param("150 kg de yodo", True, id="kilograms"),
        pytest.param("sel de mer, iodure de potassium", False, id="salt for the table"),
        pytest.param("sare de masă, iodură de potasiu", False, id="salt for the table, Romanian"),
        pytest.param("iodure de potassium 25 kg", True, id="the salt itself"),
        pytest.param("vitamins, potassium iodine, sugar", False, id="an element behind a metal is its salt"),
        pytest.param("iodum pour préparations homéopathiques", False, id="a dilution for homoeopathy"),
    ],
)
def test_nutrients(screener, text, is_hit):
    assert any(found.is_hit for found in screener.find(text, DAY, WHERE)) is is_hit
