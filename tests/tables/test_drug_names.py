"""Names of controlled drugs in other languages: by table, and by the spelling of the international name."""

import pytest

from riskscan.tables.controlled_drugs import load_controlled_drugs
from riskscan.tables.drug_names import load_drug_names, spelled_names
from riskscan.tables.medicines import load_medicines
from riskscan.tables.reading import DATA, MARKS, read_rows

NAMES = {row.name: row.drug for row in load_drug_names()}


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        pytest.param("oxicodona", "oxycodone", id="Spanish"),
        pytest.param("metanfetamina", "metamfetamine", id="Portuguese, n before f"),
        pytest.param("ossicodone", "oxycodone", id="Italian"),
        pytest.param("idromorfone", "hydromorphone", id="Italian without h"),
        pytest.param("methylphenidat", "methylphenidate", id="German"),
        pytest.param("methylfenidaat", "methylphenidate", id="Dutch"),
        pytest.param("metylfenidat", "methylphenidate", id="Swedish"),
        pytest.param("kodeiini", "codeine", id="Finnish"),
        pytest.param("petydyna", "pethidine", id="Polish"),
        pytest.param("klordiazepoksid", "chlordiazepoxide", id="Turkish"),
        pytest.param("метамфетамин", "metamfetamine", id="Russian"),
        pytest.param("морфина", "morphine", id="Russian genitive"),
        pytest.param("кодеїну", "codeine", id="Ukrainian genitive"),
        pytest.param("хидроморфон", "hydromorphone", id="Bulgarian"),
        pytest.param("羟考酮", "oxycodone", id="Chinese"),
        pytest.param("フルニトラゼパム", "flunitrazepam", id="Japanese"),
        pytest.param("졸피뎀", "zolpidem", id="Korean"),
        pytest.param("ديازيبام", "diazepam", id="Arabic"),
    ],
)
def test_a_drug_has_names_in_many_languages(name: str, drug: str) -> None:
    assert NAMES[name] == drug


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("catina", id="sea buckthorn, in Romanian"),
        pytest.param("heroina", id="a heroine, in Spanish"),
        pytest.param("diazepam", id="the name itself"),
    ],
)
def test_other_words_are_no_names(word: str) -> None:
    assert word not in NAMES


def test_a_name_means_one_drug_and_no_other_of_the_table() -> None:
    own = {name: row.name for row in load_controlled_drugs() for name in (row.name, *row.other_names)}
    assert NAMES.keys().isdisjoint(own)
    assert len(NAMES) == len(load_drug_names()) > 1_500


def test_rows_have_a_source() -> None:
    for row in read_rows(DATA / "drug_names.csv", ("drug", "language", "name", "source", "mark")):
        assert row["name"] and row["language"] and row["source"] and row["mark"] in MARKS, row


def test_spelling_leaves_no_name_out_of_shape() -> None:
    assert [name for name in spelled_names("morphine") if not name.isalpha()] == []


def test_published_russian_names_are_among_them() -> None:
    drugs = {row.name for row in load_controlled_drugs()}
    published = {row.russian.lower() for row in load_medicines() if row.inn in drugs and row.russian}
    assert published - NAMES.keys() <= {"катин"}  # which is another word as well
