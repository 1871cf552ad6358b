import pycountry
import pytest

from riskscan.identifiers.characters import fold
from riskscan.identifiers.country import normalize_country
from riskscan.tables.countries import load_country_names
from riskscan.tables.reading import MARKS


@pytest.mark.parametrize(
    ("text", "alpha_2"),
    [
        pytest.param("cn", "CN", id="alpha-2"),
        pytest.param("Chn", "CN", id="alpha-3"),
        pytest.param("156", "CN", id="numeric"),
        pytest.param("P.R. China", "CN", id="abbreviation with points"),
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
        pytest.param("インド", "IN", id="Japanese"),
        pytest.param("Korea", "KR", id="Korea"),
        pytest.param("Korea, Dem. People's Rep. of", None, id="unknown abbreviation"),
        pytest.param("Korea, Democratic People's Republic of", "KP", id="inverted ISO name"),
        pytest.param("Democratic People's Republic of Korea", "KP", id="straight ISO name"),
        pytest.param("Hong Kong, China", "HK", id="Hong Kong, China"),
        pytest.param("COTE D IVOIRE", "CI", id="lost apostrophe"),
        pytest.param("CN - China", "CN", id="code and name"),
        pytest.param("US/Mexico", None, id="two countries"),
        pytest.param("Shenzhen, China", None, id="town and country"),
        pytest.param("Atlantis", None, id="no country"),
        pytest.param("ＣＮ", "CN", id="full width"),
    ],
)
def test_countries(text: str, alpha_2: str | None) -> None:
    assert normalize_country(text) == alpha_2


def test_every_iso_code_and_name_gives_its_own_country() -> None:
    for country in pycountry.countries:
        for text in (country.alpha_2, country.alpha_3, country.name):
            assert normalize_country(text) == country.alpha_2


def test_table_rows() -> None:
    names = load_country_names()
    assert len({fold(name.name) for name in names}) == len(names)
    known = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert all(name.alpha_2 in known and name.source and name.mark in MARKS for name in names)
