"""Cells of every kind: clean value, null, issue."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskscan.manifest import CANONICAL, SCHEMA, CleanManifest, ColumnRules, clean_manifest


def _clean(rules: ColumnRules | None = None, **columns: Sequence[object]) -> CleanManifest:
    n_rows = len(next(iter(columns.values())))
    frame = pd.DataFrame({"goods_description": ["goods"] * n_rows} | columns, dtype=object)
    return clean_manifest(frame, columns=rules)


def _values(clean: CleanManifest, column: str) -> list[object]:
    return [None if pd.isna(cell) else cell for cell in clean.frame[column].tolist()]


def _issues(clean: CleanManifest) -> list[str]:
    return clean.issues.as_text(clean.frame.index).tolist()


@pytest.mark.parametrize(
    ("cell", "kilograms"),
    [
        pytest.param("12.5", 12.5, id="point"),
        pytest.param("12,5", 12.5, id="comma"),
        pytest.param("1,234.5", 1234.5, id="thousands comma"),
        pytest.param("1.234,5", 1234.5, id="thousands point"),
        pytest.param("1 234,5", 1234.5, id="thousands space"),
        pytest.param("1\u202f234,5", 1234.5, id="narrow space"),
        pytest.param("1'234.5", 1234.5, id="apostrophe"),
        pytest.param("1,00,000.5", 100000.5, id="Indian groups"),
        pytest.param("12.345.678", 12345678.0, id="points only"),
        pytest.param("0,250", 0.25, id="zero before the comma"),
        pytest.param("１２．５", 12.5, id="full width"),
        pytest.param("12.5 kg", 12.5, id="unit"),
        pytest.param("2 LB", 0.90718474, id="other unit"),
        pytest.param("500g", 0.5, id="glued unit"),
        pytest.param("1.5e2", 150.0, id="exponent"),
        pytest.param(".5", 0.5, id="no zero"),
        pytest.param(7, 7.0, id="a number"),
        pytest.param(np.float64(7.25), 7.25, id="a float"),
        pytest.param("n/a", None, id="null word"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="None"),
        pytest.param(math.nan, None, id="NaN"),
    ],
)
def test_masses(cell: object, kilograms: float | None) -> None:
    clean = _clean(gross_mass_kg=[cell])
    assert _values(clean, "gross_mass_kg") == [kilograms]
    assert _issues(clean) == [""]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        pytest.param("heavy", "bad_number", id="word"),
        pytest.param("1e309", "bad_number", id="overflow"),
        pytest.param("inf", "bad_number", id="infinity"),
        pytest.param("1-2", "bad_number", id="range"),
        pytest.param("1,2,3", "bad_number", id="list"),
        pytest.param("12 34", "bad_number", id="two numbers"),
        pytest.param("9" * 400, "bad_number", id="endless"),
        pytest.param("-3", "negative_number", id="minus"),
        pytest.param("3-", "negative_number", id="minus behind"),
        pytest.param("(3)", "negative_number", id="brackets"),
        pytest.param("3 boxes", "unknown_unit", id="unit that is none"),
        pytest.param(math.inf, "bad_number", id="infinite float"),
    ],
)
def test_bad_masses(cell: object, kind: str) -> None:
    clean = _clean(gross_mass_kg=[cell])
    assert _values(clean, "gross_mass_kg") == [None]
    assert _issues(clean)[0].startswith(f"{kind}: gross_mass_kg ")


def test_clear_cells_settle_the_unclear_ones() -> None:
    assert _values(_clean(gross_mass_kg=["1.250", "12,5"]), "gross_mass_kg") == [1250.0, 12.5]
    assert _values(_clean(gross_mass_kg=["1.250", "12.5"]), "gross_mass_kg") == [1.25, 12.5]
    other = _clean(gross_mass_kg=["1.250"], customs_value_usd=["10,50"])
    assert _values(other, "gross_mass_kg") == [1250.0]
    assert _issues(other) == [""]


def test_unclear_number_without_any_clear_one_is_told() -> None:
    clean = _clean(gross_mass_kg=["1.250"])
    assert _values(clean, "gross_mass_kg") == [1.25]
    assert _issues(clean) == ["ambiguous_number: gross_mass_kg '1.250'"]
    assert _issues(_clean(ColumnRules(decimal=","), gross_mass_kg=["1.250"])) == [""]


def test_packages_are_whole() -> None:
    clean = _clean(package_count=["1.200", "1,200", "40 CTN", "3.0"])
    assert _values(clean, "package_count") == [1200.0, 1200.0, 40.0, 3.0]


def test_values_need_a_rate() -> None:
    clean = _clean(
        ColumnRules(rates={"EUR": 1.5}),
        value=["10", "$10", "10 €", "10", "10", None],
        currency=["USD", "USD", "EUR", "XAF", None, None],
    )
    assert _values(clean, "customs_value_usd") == [10.0, 10.0, 15.0, None, None, None]
    assert _issues(clean)[3:] == [
        "no_rate: customs_value_usd '10 XAF'",
        "no_rate: customs_value_usd '10 without unit'",
        "",
    ]


def test_canonical_value_is_in_usd_whatever_a_currency_column_says() -> None:
    clean = _clean(customs_value_usd=["10"], currency=["EUR"])
    assert _values(clean, "customs_value_usd") == [10.0]


def test_mass_unit_column() -> None:
    clean = _clean(**{"weight": ["2", "2", "2"], "weight unit": ["LBR", "kg", "ell"]})
    assert _values(clean, "gross_mass_kg") == [0.90718474, 2.0, None]
    assert _issues(clean)[2] == "unknown_unit: gross_mass_kg '2 ELL'"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("2026-02-03", id="ISO"),
        pytest.param("2026-02-03T23:59:00Z", id="with time"),
        pytest.param("2026/2/3", id="slashes"),
        pytest.param("20260203", id="compact"),
        pytest.param("2026年02月03日", id="Chinese"),
        pytest.param("3 Feb 2026", id="English month"),
        pytest.param("Feb 3, 2026", id="American month"),
        pytest.param("03-FEB-26", id="capitals, two-digit year"),
        pytest.param("3 de febrero de 2026", id="Spanish month"),
        pytest.param("3. März 2026".replace("März", "Februar"), id="German month"),
        pytest.param("03.02.2026", id="points are day first"),
        pytest.param("46056", id="Excel day number"),
        pytest.param(pd.Timestamp("2026-02-03 10:00"), id="time stamp"),
    ],
)
def test_dates(cell: object) -> None:
    clean = _clean(lodged_on=[cell])
    assert _values(clean, "lodged_on") == [pd.Timestamp("2026-02-03")]
    assert _issues(clean) == [""]


def test_day_and_month_are_told_apart_by_column() -> None:
    day_first = _clean(lodged_on=["03/02/2026", "25/02/2026"])
    assert [day.day for day in _values(day_first, "lodged_on")] == [3, 25]
    assert day_first.conventions["lodged_on"] == "day first (1 clear cells)"
    month_first = _clean(lodged_on=["03/02/2026", "02/25/2026"])
    assert [day.day for day in _values(month_first, "lodged_on")] == [2, 25]
    assert _issues(day_first) == _issues(month_first) == ["", ""]


def test_unclear_dates_are_told() -> None:
    clean = _clean(lodged_on=["03/02/2026", "04/04/2026"])
    assert _issues(clean) == ["ambiguous_date: lodged_on '03/02/2026'", ""]
    both = _clean(lodged_on=["03/02/2026", "25/02/2026", "02/25/2026"])
    assert _issues(both) == ["ambiguous_date: lodged_on '03/02/2026'", "", ""]
    told = _clean(ColumnRules(dates={"lodged_on": "%m/%d/%Y"}), lodged_on=["03/02/2026"])
    assert _values(told, "lodged_on") == [pd.Timestamp("2026-03-02")]
    assert _issues(told) == [""]


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-45", "0000-01-01", "soon", "13/13/2026", "9999999999", "5"])
def test_no_dates(cell: str) -> None:
    clean = _clean(lodged_on=[cell])
    assert _values(clean, "lodged_on") == [None]
    assert _issues(clean) == [f"bad_date: lodged_on {cell!r}"]


@pytest.mark.parametrize(
    ("column", "cell", "value", "kind"),
    [
        pytest.param("origin_country", "Viet Nam", "VN", "", id="country"),
        pytest.param("origin_country", "NA", "NA", "", id="Namibia is not null"),
        pytest.param("origin_country", "Narnia", None, "unknown_country", id="no country"),
        pytest.param("transit_countries", "KR / Singapore, KR", "KR;SG", "", id="list of countries"),
        pytest.param("transit_countries", "Hong Kong, China", "HK", "", id="one country with a comma"),
        pytest.param("transit_countries", "KR;Narnia", "KR", "unknown_country", id="list with a stranger"),
        pytest.param("hs_code", "2933.37", "293337", "", id="HS code"),
        pytest.param("hs_code", 90121.0, "090121", "hs_lost_zero", id="HS code as a number"),
        pytest.param("hs_code", "various", None, "bad_hs_code", id="no HS code"),
        pytest.param("un_number", "UN 1090", "UN1090", "", id="UN number"),
        pytest.param("un_number", "class 3", None, "bad_un_number", id="no UN number"),
        pytest.param("cas_rn", "CAS 67-64-1", "67-64-1", "", id="CAS RN"),
        pytest.param("cas_rn", "67-64-1; 64-17-5", "67-64-1;64-17-5", "", id="two CAS RNs"),
        pytest.param("cas_rn", "67-64-2", "67-64-2", "bad_cas_check_digit", id="wrong check digit"),
        pytest.param("cas_rn", "67-64", "67-64", "bad_cas_rn", id="part of a CAS RN"),
        pytest.param("transport_mode", "空运", "air", "", id="mode in Chinese"),
        pytest.param("transport_mode", "Vía Marítima", "sea", "", id="mode in Spanish"),
        pytest.param("transport_mode", "Balloon", "Balloon", "", id="unknown mode stays"),
        pytest.param("goods_description", " a\r\nb ", "a\nb", "", id="line ends"),
        pytest.param("goods_description", "N/A", None, "no_goods_text", id="null word"),
        pytest.param("goods_description", "=1+1", "=1+1", "formula_cell", id="formula"),
        pytest.param("goods_description", "a\ud800", "a\ufffd", "undecodable_text", id="half a character"),
        pytest.param("goods_description", "- cotton", "- cotton", "", id="list dash is no formula"),
        pytest.param("goods_description", "a\u200bb", "a\u200bb", "hidden_characters", id="zero width"),
        pytest.param("goods_description", "ph\u0435nyl", "ph\u0435nyl", "mixed_scripts", id="Cyrillic in Latin"),
        pytest.param("goods_description", "Nα-acetyl, α-pinene", "Nα-acetyl, α-pinene", "", id="Greek locants"),
    ],
)
def test_codes_and_texts(column: str, cell: object, value: object, kind: str) -> None:
    clean = _clean(**{column: [cell]})
    assert _values(clean, column) == [value]
    assert _issues(clean)[0].split(":")[0] == kind


def test_whole_row_issues() -> None:
    clean = _clean(
        goods_description=["a", "a", None, ""],
        net_mass_kg=["5", "5", "1", ""],
        gross_mass_kg=["4", "4", "1", ""],
    )
    assert [text.split(":")[0] for text in _issues(clean)] == [
        "net_over_gross",
        "net_over_gross",
        "no_goods_text",
        "empty_row",
    ]
    assert "duplicate_row" in _issues(clean)[1]


def test_items_of_one_consignment_are_no_duplicates() -> None:
    items = _clean(goods_description=["a", "b"], consignment_id=["1", "1"], consignee_name=["x", "x"])
    assert _issues(items) == ["", ""]
    clash = _clean(goods_description=["a", "b"], consignment_id=["1", "1"], consignee_name=["x", "y"])
    assert _issues(clash) == ["duplicate_id: consignment_id '1'"] * 2


def test_all_columns_in_order_with_their_types() -> None:
    frame = _clean(goods_description=["a"]).frame
    assert tuple(frame.columns) == CANONICAL
    for name, column in SCHEMA.items():
        expected = {"number": "float64", "date": "datetime64[s]"}.get(column.kind, "object")
        assert str(frame[name].dtype) == expected
    assert frame.loc[0, "cas_rn"] is None


def test_index_order_and_caller_stay() -> None:
    frame = pd.DataFrame({"Description": ["b", "a"], "x": [1, 2]}, index=["r9", "r1"])
    before = frame.copy()
    clean = clean_manifest(frame)
    assert clean.frame.index.tolist() == ["r9", "r1"]
    assert clean.issues.as_text(frame.index).index.tolist() == ["r9", "r1"]
    pd.testing.assert_frame_equal(frame, before)


def test_cells_that_are_lists() -> None:
    clean = _clean(transit_countries=[["KR", "China"], ("SG",), None, np.array(["US"])], note=[{}, [], 1, "x"])
    assert _values(clean, "transit_countries") == ["KR;CN", "SG", None, "US"]


def test_empty_frame() -> None:
    assert len(clean_manifest(pd.DataFrame({"goods_description": []})).frame) == 0


CELLS = (
    st.none()
    | st.text(max_size=12)
    | st.floats()
    | st.integers()
    | st.sampled_from(
        ["1.250,5", "2026-02-03", "03/02/2026", "CN", "China;KR", "67-64-1", "2933.37", "UN 1090", "5 LB", "10 EUR"]
    )
)


@given(st.dictionaries(st.sampled_from(CANONICAL), st.lists(CELLS, min_size=3, max_size=3), min_size=1))
def test_cleaning_is_total_and_idempotent(columns: dict[str, list[object]]) -> None:
    frame = pd.DataFrame(columns, dtype=object)
    once = clean_manifest(frame, require_text=False)
    again = clean_manifest(once.frame, require_text=False)
    pd.testing.assert_frame_equal(once.frame, again.frame)
    assert len(once.issues.as_text(frame.index)) == 3


@given(st.permutations(range(4)))
def test_row_order_does_not_matter(order: list[int]) -> None:
    frame = pd.DataFrame(
        {"goods": list("abcd"), "date": ["03/02/2026", "25/02/2026", "x", None], "weight": ["1.250", "2,5", "-1", "7"]}
    )
    straight = clean_manifest(frame)
    mixed = clean_manifest(frame.iloc[order])
    pd.testing.assert_frame_equal(mixed.frame, straight.frame.iloc[order])


def test_a_text_alone_may_go_on_from_the_row_above() -> None:
    texts = ["copper wire on", "drums", None, "green tea"]
    codes, masses, origins = ["7408", None, None, "0902"], ["2", " ", None, "N/A"], ["CN", "", None, ""]
    clean = _clean(goods_description=texts, hs_code=codes, net_weight=masses, origin=origins)
    assert _issues(clean) == ["", "text_alone", "empty_row", ""]
    clean = _clean(goods_description=texts, hs_code=codes, net_weight=masses, origin=origins, source_sheet=["May"] * 4)
    assert _issues(clean)[:2] == ["", "text_alone"]
    assert _values(clean, "goods_description") == texts


@pytest.mark.parametrize(
    ("codes", "n_columns"),
    [
        pytest.param(["7408", None, None], 3, id="most rows are texts alone"),
        pytest.param(["7408", "0902", None], 2, id="hardly another column"),
    ],
)
def test_texts_that_may_stand_alone_go_on_from_none(codes: list[str | None], n_columns: int) -> None:
    others = {name: [None] * 3 for name in ("origin", "net_weight")[: n_columns - 1]}
    assert "text_alone" not in "".join(_issues(_clean(hs_code=codes, **others)))
