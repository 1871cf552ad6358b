import io

import numpy as np
import pandas as pd
import pytest

from riskscan.features.columns import Rows
from riskscan.features.rarity import RarityFeatures
from riskscan.features.saying import ShownRow, TrainingRows
from riskscan.modelling.plain_state import read_plain, write_plain

_PRICES = {"dog food": 2.0, "silk scarves": 150.0}


def _rows(n_rows: int = 600) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    goods = np.array(list(_PRICES))[rng.integers(0, 2, n_rows)]
    mass = np.exp(rng.normal(5, 0.5, n_rows))
    prices = np.array([_PRICES[one] for one in goods]) * np.exp(rng.normal(0, 0.3, n_rows))
    return pd.DataFrame(
        {
            "goods_description": goods, "hs_code": "999999", "net_mass_kg": mass,
            "package_count": np.where(goods == "dog food", 40.0, 2.0), "customs_value_usd": mass * prices,
        }
    )  # fmt: skip


def _row(goods: str, price: float, packages: float = 40.0) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "goods_description": [goods], "net_mass_kg": [100.0], "package_count": [packages],
            "customs_value_usd": [100.0 * price],
        }
    )  # fmt: skip


def test_a_price_is_rare_for_the_words_it_stands_with() -> None:
    fitted = RarityFeatures().fit(_rows())
    gain = {goods: fitted.transform(_row(goods, 150.0))["value_per_kg_gain"].item() for goods in _PRICES}
    assert gain["dog food"] > 2 > 0 > gain["silk scarves"]


def test_words_that_say_nothing_leave_a_price_as_likely_as_anywhere() -> None:
    rows = _rows()
    fitted = RarityFeatures().fit(rows.assign(goods_description=rows["goods_description"] + " new"))
    found = fitted.transform(_row("new", 150.0))
    assert abs(found["value_per_kg_gain"].item()) < 0.2
    assert fitted.transform(_row("never met", 150.0))["value_per_kg_gain"].item() == pytest.approx(0, abs=1e-6)


def test_a_name_outweighs_words_that_stand_everywhere() -> None:
    rows = _rows()
    fitted = RarityFeatures().fit(rows.assign(goods_description="new " + rows["goods_description"] + " cartons"))
    assert fitted.transform(_row("new dog food cartons", 150.0))["value_per_kg_gain"].item() > 1.5


def test_amounts_that_are_none_are_null() -> None:
    found = RarityFeatures().fit(_rows()).transform(_row("dog food", -1.0, 0.0))
    assert found.filter(regex="value_per_kg|packages").isna().all(axis=None)


def test_few_rows_teach_nothing() -> None:
    assert RarityFeatures().fit(_rows(150)).transform(_rows(20)).isna().all(axis=None)


def _said(row: pd.DataFrame) -> list[tuple[str, dict[str, object]]]:
    fitted = RarityFeatures().fit(_rows())
    facts = {name: next(iter(values)) for name, values in fitted.facts(Rows(row)).items()}
    cells = {str(name): cell for name, cell in row.iloc[0].items()}
    features = {str(name): float(value) for name, value in fitted.transform(row).iloc[0].items()}
    return list(fitted.say(ShownRow(cells, features, facts, TrainingRows(600, 600))))


def test_a_rare_price_is_said_with_what_such_goods_cost() -> None:
    ((code, facts),) = _said(_row("dog food", 150.0))
    assert code == "RARITY_QUANTITY"
    assert (facts["value"], facts["goods"], facts["rows"]) == ("150 USD/kg", "dog food", "600")
    assert 1 < float(str(facts["low"])) < 2 < float(str(facts["high"])) < 4


def test_of_usual_and_of_unknown_goods_nothing_is_said() -> None:
    assert not _said(_row("dog food", 2.0))
    assert not _said(_row("never met", 150.0))


def test_a_stored_family_says_the_same() -> None:
    rows = _rows()
    fitted, kept = RarityFeatures().fit(rows), io.BytesIO()
    before = fitted.transform(rows)
    write_plain(fitted, kept)
    kept.seek(0)
    pd.testing.assert_frame_equal(read_plain(kept).transform(rows), before)


def test_a_row_alone_says_what_it_says_among_others() -> None:
    rows = _rows()
    fitted = RarityFeatures().fit(rows)
    alone = pd.concat([fitted.transform(rows.iloc[[place]]) for place in range(40)])
    pd.testing.assert_frame_equal(alone, fitted.transform(rows).head(40), check_exact=True)
