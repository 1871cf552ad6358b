from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

from riskscan.exceptions import TableError
from riskscan.identifiers.characters import fold
from riskscan.manifest.mapping import HELPERS, count_known_headers, map_columns
from riskscan.manifest.schema import CANONICAL
from riskscan.tables import languages
from riskscan.tables.languages import Language, Section, load_column_aliases, load_languages, word_groups
from riskscan.tables.reading import MARKS

ALIASES = load_column_aliases()
NEEDED = {
    "goods_description", "hs_code", "net_mass_kg", "gross_mass_kg", "customs_value_usd", "lodged_on", "origin_country",
    "destination_country", "consignor_name", "consignee_name",
}  # fmt: skip
ASKED_FOR = {"ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "vi", "zh"}


def _key(header: str) -> str:
    return fold(header.replace(".", " ")).replace(" ", "")


def test_every_language_is_a_file_of_its_code() -> None:
    codes = [language.code for language in load_languages()]
    assert len(codes) == len(set(codes))
    assert set(codes) >= ASKED_FOR
    assert all(language.name for language in load_languages())


@pytest.mark.parametrize("language", load_languages(), ids=lambda language: language.code)
def test_every_language_has_what_a_manifest_needs(language: Language) -> None:
    """Of a language without headers only words and names are known."""
    assert not language.headers or {alias.target for alias in language.headers} >= NEEDED


def test_the_languages_asked_for_have_headers() -> None:
    assert {language.code for language in load_languages() if language.headers} >= ASKED_FOR


@pytest.mark.parametrize("language", load_languages(), ids=lambda language: language.code)
def test_every_header_stands_for_its_own_column(language: Language) -> None:
    for alias in language.headers:
        assert alias.target in {*CANONICAL, *HELPERS}
        assert alias.mark in MARKS
        assert alias.source
        mapped = map_columns([alias.alias], require_text=False)
        assert mapped.source(alias.target) == alias.alias, alias
        assert mapped.columns[alias.target].unit == alias.unit or not alias.unit


def test_no_header_stands_for_two_columns_or_two_units() -> None:
    meanings = defaultdict(set)
    for alias in ALIASES:
        meanings[_key(alias.alias)].add((alias.target, alias.unit))
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("header", "target", "unit"),
    [
        pytest.param("Empfaenger", "consignee_name", "", id="German without its letters"),
        pytest.param("Versendungs-/Ausfuhrland", "export_country", "", id="German SAD"),
        pytest.param("BRÜT AĞIRLIK (KG)", "gross_mass_kg", "kg", id="Turkish capitals"),
        pytest.param("G.T.İ.P.", "hs_code", "", id="Turkish with points"),
        pytest.param("Маса, нетто, кг", "net_mass_kg", "kg", id="Ukrainian with commas"),
        pytest.param("MASA NETTO [kg]", "net_mass_kg", "kg", id="Polish"),
        pytest.param("Mo ta hang hoa", "goods_description", "", id="Vietnamese without accents"),
        pytest.param("الوزن الاجمالى", "gross_mass_kg", "", id="Arabic without hamza, Egyptian ya"),
        pytest.param("ﺍﻟﻮﺯﻥ ﺍﻟﺼﺎﻓﻲ", "net_mass_kg", "", id="Arabic in presentation forms"),
        pytest.param("과세가격(미화)", "customs_value_usd", "USD", id="Korean value in dollars"),
        pytest.param("貨物重量（グロス）", "gross_mass_kg", "", id="Japanese, full-width brackets"),
        pytest.param("VL_FOB", "customs_value_usd", "USD", id="Brazilian open data"),
        pytest.param("Pos Tarif/HS", "hs_code", "", id="Indonesian"),
        pytest.param("Massa lorda (kg)", "gross_mass_kg", "kg", id="Italian SAD"),
    ],
)
def test_headers_as_files_write_them(header: str, target: str, unit: str) -> None:
    mapping = map_columns([header], require_text=False)
    assert mapping.source(target) == header
    assert not unit or mapping.columns[target].unit == unit


SECTIONS: dict[Section, tuple[str, ...]] = {
    "small": ("kind",), "context": ("place", "effect"), "compounds": ("kind",), "packing": ("kind",),
    "salts": ("form",), "everyday": (), "vague": ("kind",), "transport": ("mode",), "parties": ("kind",),
}  # fmt: skip
OPTIONAL: dict[str, tuple[str, ...]] = {
    "context": ("substance_id",), "compounds": ("place",), "packing": ("label",), "parties": ("stands_for", "anywhere"),
}  # fmt: skip


@pytest.mark.parametrize("section", get_args(Section))
def test_no_word_stands_twice_in_a_group_and_each_has_a_source(section: Section) -> None:
    for group in word_groups(section, SECTIONS[section], OPTIONAL.get(section, ())):
        assert len(group.words) == len(set(group.words)), group
        assert all(word == word.strip() and word for word in group.words), group
        assert group.source


def test_words_come_in_the_order_of_the_simulation() -> None:
    codes = [language.code for language in load_languages()]
    assert codes[:9] == ["en", "es", "fr", "de", "pt", "it", "ru", "zh", "ja"]
    assert codes[9:] == sorted(codes[9:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('code = "xx"', 'must begin with code = "qq" and a name', id="code"),
        pytest.param(
            'code = "qq"\nname = "Q"\n[[contexts]]', "contexts is none of code, compounds, context", id="section"
        ),
        pytest.param(
            'code = "qq"\nname = "Q"\n[[packing]]\nsource = "s"\nmark = "M"\nwords = ["w"]',
            "has source, mark, words; it must have kind, mark, source, words",
            id="key left out",
        ),
        pytest.param(
            'code = "qq"\nname = "Q"\n[[packing]]\nsource = "s"\nmark = "X"\nkind = "unit"\nwords = ["w"]',
            "the mark one of V, S, M, D",
            id="mark",
        ),
        pytest.param(
            'code = "qq"\nname = "Q"\n[[packing]]\nsource = "s"\nmark = "M"\nkind = "unit"\nwords = []',
            "some words",
            id="no words",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "qq.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    monkeypatch.setattr(languages, "language_tables", languages.language_tables.__wrapped__)
    with pytest.raises(TableError, match=said):
        list(word_groups("packing", ("kind",)))


UNIT_PRICES = ["Einzelpreis", "prezzo unitario", "preço unitário", "cena jednostkowa", "birim fiyat", "ціна за одиницю",
               "단가", "単価", "đơn giá", "سعر الوحدة", "harga satuan", "eenheidsprijs"]  # fmt: skip
DUTIES = ["Zollbetrag", "dazio", "imposto de importação", "cło", "gümrük vergisi", "мито", "관세", "関税",
          "thuế nhập khẩu", "الرسوم الجمركية", "bea masuk", "invoerrechten"]  # fmt: skip
FREIGHTS = ["Frachtkosten", "nolo", "frete", "fracht", "navlun", "вартість перевезення", "운임", "運賃",
            "phí vận chuyển", "أجور الشحن", "ongkos kirim", "vrachtkosten"]  # fmt: skip
OTHERS = ["Anmelder", "dichiarante", "despachante aduaneiro", "zgłaszający", "beyan sahibi", "декларант", "신고인",
          "通関業者", "người khai hải quan", "المخلص الجمركي", "PPJK", "aangever"]  # fmt: skip
MAKERS = ["Hersteller", "produttore", "fabricante", "producent", "üretici firma", "виробник", "제조자", "製造者",
          "nhà sản xuất", "الشركة المصنعة", "produsen", "fabrikant"]  # fmt: skip


@pytest.mark.parametrize("headers", [UNIT_PRICES, DUTIES, FREIGHTS, OTHERS, MAKERS],
                         ids=["unit price", "duty", "freight", "declarant or broker", "maker"])  # fmt: skip
def test_what_no_column_stands_for_is_left_alone(headers: list[str]) -> None:
    assert [header for header in headers if count_known_headers([header])] == []
