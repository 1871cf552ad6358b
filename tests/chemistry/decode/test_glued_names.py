"""What is glued to a name in any language is set apart; what belongs to a name is not."""

import pytest

from riskscan.chemistry.decode.glued_names import GluedNames
from riskscan.chemistry.gate.tokens import TokenJudge

HIT = {"listed", "covered"}


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        pytest.param("Zhuoer-benzaldehyd", "benzaldehyde", id="Polish, a brand before"),
        pytest.param("benzylcyanide_XT88", "benzyl-cyanide", id="Dutch, a code behind"),
        pytest.param("SINO/kwas fenylooctowy", "phenylacetic-acid", id="the first of two words"),
        pytest.param("kwas fenylooctowy-KMR", "phenylacetic-acid", id="the second of two words"),
        pytest.param("KMR-нітроетан", "nitroethane", id="Ukrainian"),
        pytest.param("HP-إفدرين", "ephedrine", id="Arabic: two capitals are no locant"),
        pytest.param("XT88-คลอโรฟอร์ม", "chloroform", id="Thai"),
        pytest.param("HONGDA-HP-acetone", "acetone", id="two brands"),
        pytest.param(
            "1.2-фенілоцтова кислота 2.bags", "phenylacetic-acid", id="an item number that looks like a locant"
        ),
        pytest.param("CHEMPLUS-bezwodnik octowy", "acetic-anhydride", id="a word that names nothing alone"),
        pytest.param("benzil klorida-HONGDA", "benzyl-chloride", id="the last such word"),
        pytest.param("HONGDA-GBL wheel cleaner", "gbl", id="an abbreviation behind a brand"),
        pytest.param("acettone/HP 25 kg", "acetone", id="a slip and an amount"),
        pytest.param("KMR-fentanyl", "fentanyl", id="no slip of a longer name"),
        pytest.param("1)safrole 2)toys", "safrole", id="item numbers in brackets"),
    ],
)
def test_is_found(screener, text: str, substance: str) -> None:
    found = screener.screen([text])
    assert substance in found.loc[found["outcome"].isin(HIT), "substance_id"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("di-isocianatos de tolueno", id="a word that counts"),
        pytest.param("DI-ISOCIANATOS DE TOLUENO", id="the same in capitals"),
        pytest.param("acetone-free", id="absent"),
        pytest.param("non-acetone", id="absent before"),
        pytest.param("N-ethylmaleimide", id="a locant"),
        pytest.param("toluene-sulfonamide", id="a part of another name"),
        pytest.param("HONGDA-HP-XT88", id="brands only"),
        pytest.param("Salzsäure-Tabletten", id="goods that are named after it"),
    ],
)
def test_is_no_hit(screener, text: str) -> None:
    assert not HIT.intersection(screener.screen([text])["outcome"])


def test_the_mention_is_the_name_alone(screener) -> None:
    assert screener.screen(["HONGDA-acetone"])["mention"].tolist() == ["acetone"]


@pytest.fixture(scope="module")
def glued(resolver, names) -> GluedNames:
    return GluedNames(resolver, TokenJudge(folded for folded, _ in names.items()))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        pytest.param("HONGDA-HP-acetone-XT88-SINO", "acetone", id="several on both sides"),
        pytest.param("benzaldehyd-Zhuoer", "benzaldehyd", id="a brand behind"),
        pytest.param("acetone-drum", "acetone-drum", id="an everyday word behind a hyphen"),
        pytest.param("acetone-DRUM", "acetone", id="the same as a code"),
        pytest.param("acetone/drum", "acetone", id="the same behind a stroke"),
        pytest.param("2.acetone", "2. acetone", id="an item number"),
        pytest.param("HP-XT88", "HP-XT88", id="brands only"),
        pytest.param("povidone-iodine", "povidone-iodine", id="a medicine is no brand"),
        pytest.param("cotton t-shirt", "cotton t-shirt", id="a letter is no brand"),
    ],
)
def test_set_apart(glued: GluedNames, text: str, apart: str) -> None:
    assert glued.set_apart(text, []).strip() == apart


def test_what_is_left_stands_where_it_stood(glued: GluedNames) -> None:
    text = "drum HONGDA-HP-acetone-XT88 25 kg"
    assert glued.set_apart(text, []) == "drum           acetone      25 kg"


def test_what_was_read_as_it_stands_is_left(glued: GluedNames) -> None:
    assert glued.set_apart("HONGDA-acetone", ["HONGDA-acetone"]) == "HONGDA-acetone"
