from pathlib import Path

import pycountry
import pytest

from riskscan.exceptions import CacheError
from riskscan.identifiers import country_names
from riskscan.identifiers.country import normalize_country
from riskscan.identifiers.country_names import country_codes, name_index, name_keys
from riskscan.identifiers.spelling import fold_name


@pytest.mark.parametrize(
    ("text", "alpha_2"),
    [
        pytest.param("cn", "CN", id="alpha-2"),
        pytest.param("Chn", "CN", id="alpha-3"),
        pytest.param("156", "CN", id="numeric"),
        pytest.param("842", "US", id="number of Comtrade"),
        pytest.param("5700", "CN", id="Schedule C"),
        pytest.param("P.R. China", "CN", id="abbreviation with points"),
        pytest.param("China, P.R.", "CN", id="inverted abbreviation"),
        pytest.param("CHINA (MAINLAND)", "CN", id="brackets"),
        pytest.param("UK", "GB", id="UK"),
        pytest.param("U.S.A.", "US", id="USA"),
        pytest.param("ESTADOS UNIDOS", "US", id="Spanish"),
        pytest.param("États-Unis", "US", id="French"),
        pytest.param("Deutschland", "DE", id="German"),
        pytest.param("墨西哥", "MX", id="Chinese"),
        pytest.param("Brasil", "BR", id="Portuguese"),
        pytest.param("Corea del Sud", "KR", id="Italian"),
        pytest.param("Китай", "CN", id="Russian"),
        pytest.param("АРМЕHИЯ", "AM", id="Russian with a Latin letter"),
        pytest.param("インド", "IN", id="Japanese"),
        pytest.param("النَّمسا", "AT", id="Arabic with vowel signs"),
        pytest.param("ЭНЭТХЭГ", "IN", id="Mongolian"),
        pytest.param("Bỉ", "BE", id="a Vietnamese name is no code"),
        pytest.param("Nga", "RU", id="a name written like one goes before the code"),
        pytest.param("NGA", "NG", id="a code in capitals"),
        pytest.param("Korea", "KR", id="Korea"),
        pytest.param("КОРЕЯ", "KR", id="Korea in Russian"),
        pytest.param("Korea, Rep. of", "KR", id="abbreviated form of the state"),
        pytest.param("Rep. de Corea", "KR", id="the same in Spanish"),
        pytest.param("Korea, Dem. People's Rep. of", "KP", id="all of it abbreviated"),
        pytest.param("КОРЕЯ, НАРОДНО-ДЕМОКРАТИЧЕСКАЯ РЕСПУБЛИКА", "KP", id="the form tells the Koreas apart"),
        pytest.param("Corea (Republica Popular Democratica de)", "KP", id="in Spanish"),
        pytest.param("Congo, Dem. Rep.", "CD", id="Kinshasa"),
        pytest.param("CONGO, THE DEMOCRATIC REPUBLIC OF", "CD", id="cut short"),
        pytest.param("Congo (Republica del)", "CG", id="Brazzaville"),
        pytest.param("Iran, Islamic Rep.", "IR", id="Iran"),
        pytest.param("Czech Rep.", "CZ", id="Czechia"),
        pytest.param("TURKIYE", "TR", id="Turkey"),
        pytest.param("VIRGIN ISLANDS, UNITED STATES", "VI", id="American Virgin Islands"),
        pytest.param("Virgin Is. (Br.)", "VG", id="British Virgin Islands"),
        pytest.param("St.Kitts & Nevis", "KN", id="saint"),
        pytest.param("COTE D IVOIRE", "CI", id="lost apostrophe"),
        pytest.param("Ivory Coast", "CI", id="translated"),
        pytest.param("Burma", "MM", id="former name"),
        pytest.param("ESPA?A", "ES", id="lost letter"),
        pytest.param("CN - China", "CN", id="code and name"),
        pytest.param("Hong Kong, China", "HK", id="territory and state"),
        pytest.param("China, Hong Kong SAR", "HK", id="state and territory"),
        pytest.param("CHINA(TAIWAN)", "TW", id="glued bracket"),
        pytest.param("Groenlandia (Dinamarca)", "GL", id="territory in Spanish"),
        pytest.param("EU", "EU", id="European Union"),
        pytest.param("Unión Europea", "EU", id="European Union in Spanish"),
        pytest.param("EL", "GR", id="code of the European Commission"),
        pytest.param("ＣＮ", "CN", id="full width"),
        pytest.param("US/Mexico", None, id="two countries"),
        pytest.param("Shenzhen, China", None, id="town and country"),
        pytest.param("Kongo - Brazza", None, id="unknown part"),
        pytest.param("Virgin Islands", None, id="of whom"),
        pytest.param("Republic of China", None, id="which China"),
        pytest.param("Czechoslovakia", None, id="two countries of today"),
        pytest.param("Norfolk", None, id="a county, a port, an island"),
        pytest.param("Thai", None, id="a part of a name in another language"),
        pytest.param("A?B", None, id="too few letters"),
        pytest.param("Atlantis", None, id="no country"),
        pytest.param("Republic of", None, id="only a form"),
        pytest.param("", None, id="empty"),
        pytest.param("x" * 300, None, id="too long"),
    ],
)
def test_countries(text: str, alpha_2: str | None) -> None:
    assert normalize_country(text) == alpha_2


def test_every_iso_code_and_name_gives_its_own_country() -> None:
    for country in pycountry.countries:
        for text in (country.alpha_2, country.alpha_3, country.numeric, country.name):
            assert normalize_country(text) == country.alpha_2


def test_forms_of_one_name_have_one_key() -> None:
    assert name_keys("Congo, Dem. Rep. of the") == name_keys("República Democrática del Congo")
    assert name_keys("Guinea") != name_keys("Guinea Ecuatorial")
    assert len(name_keys("Faroe Isl.")) == 2
    assert name_keys("भारत") == ()


def test_no_name_of_one_country_is_read_as_another() -> None:
    for known in (name_index().folded, name_index().exact, country_codes()):
        for key, alpha_2 in list(known.items())[::7]:
            is_name = len(key) > 3 or not key.isascii() or key.isupper()  # "nga" is a code before it is a name
            assert not is_name or normalize_country(key) in (alpha_2 or None, None), key


def test_letters_of_two_scripts() -> None:
    assert fold_name("KИТAЙ") == fold_name("КИТАЙ")
    assert fold_name("СHINA") == "china"
    assert fold_name("ΑΘΗΝΑ") != "athena"


def test_kept_indexes_are_those_that_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKSCAN_CACHE", str(tmp_path))
    for cached in (country_names.name_index, country_names.word_index):
        cached.cache_clear()
    assert country_names.name_index() == country_names._make_name_index()
    assert country_names.word_index() == country_names._make_word_index()
    assert [path.name for path in tmp_path.glob("countries-*/*.json")] != []


def test_indexes_are_made_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> Path:
        raise CacheError("nothing can be written")

    monkeypatch.setattr(country_names, "compile_once", refuse)
    monkeypatch.setattr(country_names, "name_index", country_names.name_index.__wrapped__)
    assert country_names.name_index().folded["germany"] == "DE"
