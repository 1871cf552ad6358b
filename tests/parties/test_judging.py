"""A name alone is seldom enough; with the country or the address it is."""

import pickle
from datetime import date

import pytest

from riskscan.parties import ListedParty, PartyIndex, SanctionsList
from riskscan.parties.judging import MatchLevel, match_party
from riskscan.parties.listed import ListedName
from riskscan.parties.naming import name_words


def _party(number: int, kind: str, *names: str, countries: str = "", address: str = "") -> ListedParty:
    return ListedParty(
        str(number), kind, tuple(ListedName(name.rstrip("*"), name.endswith("*")) for name in names),  # type: ignore[arg-type]
        frozenset(countries.split()), (address,) if address else (), ("TEST",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    parties = (
        _party(1, "firm", "Zorvik Chemie GmbH", "Зорвик Хеми", "Zorvel*", countries="AT",
               address="Beispielweg 4, 1010 Wien, Austria"),
        _party(2, "firm", "Golden Star Trading", countries="KP"),
        _party(3, "person", "Quendrik Halvorsenius", countries="AT"),
        _party(4, "person", "Quendrik Ole Tramvold Halvorsenius"),
        _party(5, "firm", "测试化工有限公司", countries="CN"),
        _party(6, "person", "خالد الزرقوني", countries="XA"),
        _party(7, "firm", "Plant 17 Zuberkombinat"),
    )  # fmt: skip
    return PartyIndex([SanctionsList("Test", date(2026, 1, 2), "stated", parties)])


@pytest.mark.parametrize(
    ("name", "country", "address", "level"),
    [
        pytest.param("ZORVIK CHEMIE", "AT", "", MatchLevel.STRONG, id="name and country"),
        pytest.param("Chemie Zorvik Ltd.", "AT", "", MatchLevel.STRONG, id="another form, another order"),
        pytest.param("Zorvik Chemie GmbH", "", "", MatchLevel.NAME, id="a rare name alone"),
        pytest.param("Zorvik Chemie GmbH", "BR", "", MatchLevel.NAME, id="a rare name elsewhere"),
        pytest.param("Zorvik Chemie", "BR", "Beispielweg 4, Wien 1010", MatchLevel.STRONG, id="name and address"),
        pytest.param("Zorvik Chemi", "", "", MatchLevel.WEAK, id="a slip alone"),
        pytest.param("Zorvik Chemi", "AT", "", MatchLevel.NAME, id="a slip and the country"),
        pytest.param("Zorvel", "AT", "", MatchLevel.WEAK, id="an alias that the list calls weak"),
        pytest.param("Golden Star Trading", "", "", MatchLevel.WEAK, id="everyday words alone"),
        pytest.param("Golden Star Trading Co., Ltd.", "US", "", MatchLevel.WEAK, id="everyday words elsewhere"),
        pytest.param("Golden Star Trading", "KP", "", MatchLevel.NAME, id="everyday words and the country"),
        pytest.param("Quendrik Halvorsenius", "", "", MatchLevel.WEAK, id="a person by two names"),
        pytest.param("Halvorsenius, Quendrik Ole Tramvold", "", "", MatchLevel.NAME, id="a person by four"),
        pytest.param("ЗОРВИК ХЕМИ ООО", "AT", "", MatchLevel.STRONG, id="cyrillic"),
        pytest.param("测试化工", "CN", "", MatchLevel.STRONG, id="chinese"),
        pytest.param("Ceshi Huagong", "CN", "", MatchLevel.NAME, id="chinese by its sound"),
        pytest.param("خَالد الزَّرقوني", "XA", "", MatchLevel.WEAK, id="arabic with vowel signs, a person by two names"),
        pytest.param("Zorvik Pharma", "AT", "", None, id="another firm of like name"),
        pytest.param("Golden Moon Trading", "KP", "", None, id="another everyday name"),
        pytest.param("试测化工", "CN", "", None, id="the same syllables in another order"),
        pytest.param("化工测试", "CN", "", None, id="the same words without spaces in another order"),
        pytest.param("测测试化工", "CN", "", MatchLevel.WEAK, id="a doubled syllable is a slip"),
        pytest.param("Plant 18 Zuberkombinat", "", "", None, id="another number"),
        pytest.param("GmbH", "AT", "", None, id="a form alone"),
        pytest.param("", "AT", "", None, id="no name"),
    ],
)
def test_levels(index: PartyIndex, name: str, country: str, address: str, level: MatchLevel | None) -> None:
    match = match_party(index, name, country, address)
    assert (match and match.level) == level


def test_the_grounds_are_said(index: PartyIndex) -> None:
    match = match_party(index, "Zorvik Chemie", "AT", "Beispielweg 4, Wien 1010")
    assert match is not None
    assert match.grounds == ("same name", "same address", "same country")
    assert match.found.source.day == date(2026, 1, 2)


def test_an_index_travels(index: PartyIndex) -> None:
    index.find("Zorvik Chemie")
    there = pickle.loads(pickle.dumps(index))  # noqa: S301
    assert [found.party for found in there.find("Zorvik Chemie")] == [
        found.party for found in index.find("Zorvik Chemie")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Химреактив ООО", "Khimreaktiv LLC", id="cyrillic"),
        pytest.param("上海测试化工有限公司", "Shanghai Ceshi Huagong", id="chinese"),
        pytest.param("Ñandú S.A. de C.V.", "NANDU", id="accents"),
        pytest.param("O'Brien & Co. KG", "OBrien", id="apostrophe"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_words(one).joined == name_words(other).joined
