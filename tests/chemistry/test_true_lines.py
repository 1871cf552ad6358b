"""No false all-clear: a listed name among amounts, packing, grades and papers is never "no chemical" and never "clear".

Every name of the tables stands in some lines of its language (`true_lines.toml`), drawn by a hash so that each run asks
the same; over all names every line is asked many times.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest

from riskscan.tables.languages import load_languages
from riskscan.tables.substances import Synonym, load_synonyms

DAY, WHERE = date(2026, 6, 1), frozenset({"UN", "US", "EU", "CN", "MX", "IN", "CA"})
LINES = {
    code: tuple(group["lines"])
    for code, group in tomllib.loads(Path(__file__).with_name("true_lines.toml").read_text(encoding="utf-8")).items()
}
LINES_A_NAME = 1.6
SHORT = {"Iod", "Jod", "P-2-P"}
"""Of three letters: they need a sign of chemistry beside them, or nothing but amounts and packing."""
VOWELS = frozenset("aeiouyhàâéèêëîïôûü")
"""Before them French and Italian write the article without its own: ``fûts d'acétone``."""
MOST_SILENT = 0.0006
"""Of all lines: what is left are index names that end in a hyphen and signs that OPSIN reads as a part of them."""


def _lines_of(synonym: Synonym) -> Iterator[tuple[str, str]]:
    begins_with_vowel = synonym.name[0].lower() in VOWELS
    own = (line for line in LINES.get(synonym.language, ()) if begins_with_vowel or "'{}" not in line)
    lines = LINES["any"] + tuple(own)
    for line in lines:
        if crc32(f"{synonym.language}|{synonym.name}|{line}".encode()) < LINES_A_NAME / len(lines) * 2**32:
            yield line, line.replace("{}", synonym.name)


def test_every_language_has_lines() -> None:
    codes = {language.code for language in load_languages()}
    assert set(LINES) - {"any"} <= codes
    assert {synonym.language for synonym in load_synonyms()} <= set(LINES)
    assert all("{}" in line and len(set(lines)) == len(lines) for lines in LINES.values() for line in lines)


def test_lines_with_listed_names_are_not_silent(screener) -> None:
    synonyms = [one for one in load_synonyms() if not one.context and one.name not in SHORT]
    asked, silent = 0, []
    for synonym in synonyms:
        lines = list(_lines_of(synonym))
        if not lines or not any(found.is_hit for found in screener.find(synonym.name, DAY, WHERE)):
            continue  # of a substance that is on no list on that day, or only on a watching one
        for line, text in lines:
            asked += 1
            outcome = screener.find(text, DAY, WHERE)[0].outcome
            if outcome in ("no_chemical", "clear", "controlled_drug"):
                silent.append(f"{outcome}: {text} ({line})")
    assert asked > 15_000
    assert len(silent) <= MOST_SILENT * asked, "\n".join(silent)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nitroéthane en solution", id="a small word that OPSIN joins to a name"),
        pytest.param("Phenylpropanolamin in Säcken", id="the same in German"),
        pytest.param("butane-1,4-diol on silica", id="the same in English"),
        pytest.param("toluidine, potassium permanganate, glycerol 25 kg each", id="two names read as one salt"),
        pytest.param("acetone iron drum", id="a metal of the packing"),
        pytest.param("sulfato de hidrógeno anhidro", id="a word that says nothing of the substance"),
        pytest.param("hydrochloric acid bath salt", id="a salt of nothing"),
        pytest.param("1,4-butanediol laminate", id="a word of goods that ends as esters do"),
        pytest.param("dietil éter de alta calidad", id="of a quality"),
        pytest.param("eter dietylowy destylowany", id="distilled, where a small word begins the next"),
        pytest.param("varil etil metil keton", id="a barrel that ends as groups do"),
        pytest.param("4 drums dihydrogen sulfate", id="drums are no base"),
        pytest.param("acetone brand new stock", id="brand new"),
        pytest.param("acetone free on board", id="free on board"),
        pytest.param("batch no acetone", id="the number of a batch"),
        pytest.param("item no 3 safrole", id="the number of an item"),
        pytest.param("pos no 4 piperidine 25 kg", id="the number of a place in a list"),
        pytest.param("KMnO4-25kg", id="a formula joined to an amount"),
        pytest.param("MEK-drum 200L", id="an abbreviation joined to its packing"),
        pytest.param("4-AP-powder", id="a code joined to its form"),
        pytest.param("toluene water free", id="free of water"),
        pytest.param("10 L d'acide sulfurique", id="an article without its vowel"),
        pytest.param("solution contenant 4 % d’acide chlorhydrique", id="the same with another apostrophe"),
        pytest.param("10 kg d'iode", id="the same before a short name beside an amount"),
        pytest.param("fusti dell'acetone", id="the same in Italian"),
        pytest.param("oleum 25 kg", id="a short name beside an amount"),
        pytest.param("διάλυμα θειικού οξέος", id="a genitive in Greek"),
        pytest.param("rikkihappoa 25 l", id="a partitive in Finnish"),
        pytest.param("rikkihapon liuos", id="a genitive in Finnish"),
        pytest.param("kénsavat 25 l", id="an object in Hungarian"),
        pytest.param("acidului sulfuric", id="a genitive in Romanian"),
        pytest.param("200 L asetonu", id="an object in Turkish"),
        pytest.param("сярната киселина 25 кг", id="an article in Bulgarian"),
        pytest.param("Schwefelsäurelösung 10%", id="a solution in one word"),
        pytest.param("acetonen 200 l", id="an article in Swedish"),
        pytest.param("methyl magnesium bromide in ethyl ether", id="what a known compound is dissolved in"),
        pytest.param("Methane, nitro- anhydrous", id="an index name before a word of its form"),
        pytest.param("1,4-BDO/NaCl", id="an abbreviation before a stroke"),
        pytest.param("éther éthylique 200 L", id="an ether by its adjective"),
        pytest.param("етилов етер 5 л", id="an ether in Bulgarian"),
        pytest.param("dietil etere 5 L", id="an ether in Italian"),
        pytest.param("chloorwaterstof, sterk gekoeld", id="a gas in Dutch"),
        pytest.param("甲基碘化铵 5kg", id="a salt by its ions in Chinese"),
        pytest.param("4-哌啶酮 (哌啶-4-酮)", id="a name and another one in brackets"),
        pytest.param("nail polish remover acetone 500 ml", id="what it is made of"),
        pytest.param("nail polish remover - acetone", id="the same behind a dash"),
        pytest.param("アセトンドラム", id="drum in Japanese"),
        pytest.param("アセトン一斗缶", id="a numeral of the packing"),
        pytest.param("丙酮三桶", id="counted drums in Chinese"),
        pytest.param("丙酮-25kg", id="an amount behind a hyphen"),
        pytest.param("25kg-丙酮", id="an amount before a hyphen"),
        pytest.param("HONGDA-丙酮", id="a brand before a hyphen"),
        pytest.param("丙酮AR-500ml", id="a grade with an amount"),
        pytest.param("有机溶剂α-苯基乙酰乙腈", id="a Greek letter behind Chinese"),
        pytest.param("盐酸电子级", id="an acid before its grade"),
    ],
)
def test_kinds_that_were_silent(screener, text: str) -> None:
    assert any(found.is_hit for found in screener.find(text, DAY, WHERE))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲苯-2,4-二异氰酸酯", id="a longer name behind a hyphen"),
        pytest.param("甲苯過濾器", id="a filter, in traditional characters"),
        pytest.param("甲苯閥", id="a valve, in traditional characters"),
        pytest.param("acetone sodium bisulfite", id="another compound"),
        pytest.param("1,4-butanediol bisdecanoate", id="an ester"),
        pytest.param("Éter etílico do butilenoglicol", id="an ether of another alcohol"),
        pytest.param("dibehenyl methylamine", id="a group before an amine"),
        pytest.param("contains no acetone", id="no that denies"),
    ],
)
def test_others_are_still_none(screener, text: str) -> None:
    assert not any(found.is_hit for found in screener.find(text, DAY, WHERE))
