import numpy as np
import pandas as pd

from riskscan.features.quantity import QuantityFeatures


def _rows(n_rows: int = 400) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    mass = np.exp(rng.normal(5, 0.5, n_rows))
    return pd.DataFrame(
        {
            "goods_description": "dog food",
            "hs_code": "230910",
            "net_mass_kg": mass,
            "gross_mass_kg": mass * 1.1,
            "package_count": 10.0,
            "customs_value_usd": mass * np.exp(rng.normal(1, 0.3, n_rows)),
        }
    )


def test_goods_that_cost_like_a_chemical_stand_out() -> None:
    rows = _rows()
    odd = rows.head(1).assign(customs_value_usd=rows["net_mass_kg"].iloc[0] * 80)
    found = QuantityFeatures().fit(rows).transform(odd)
    assert found["value_per_kg_line_z"].item() > 5
    assert found["value_per_kg_text_z"].item() > 5


def test_gross_mass_stands_in_for_net_mass() -> None:
    rows = _rows()
    fitted = QuantityFeatures().fit(rows)
    without = rows.assign(net_mass_kg=np.nan)
    assert fitted.transform(without)["log_net_mass"].notna().all()


def test_zero_and_negative_amounts_are_null() -> None:
    rows = _rows().head(2).assign(net_mass_kg=[0.0, -5.0], gross_mass_kg=np.nan)
    assert QuantityFeatures().fit(_rows()).transform(rows)["log_value_per_kg"].isna().all()


def test_how_odd_a_value_is_depends_on_the_goods() -> None:
    rng = np.random.default_rng(2)
    even = _rows().assign(customs_value_usd=lambda rows: rows["net_mass_kg"] * np.exp(rng.normal(1, 0.1, len(rows))))
    wide = _rows().assign(
        goods_description="spare parts",
        customs_value_usd=lambda rows: rows["net_mass_kg"] * np.exp(rng.normal(1, 1.0, len(rows))),
    )
    fitted = QuantityFeatures().fit(pd.concat([even, wide], ignore_index=True))
    six_times = [rows.head(1).assign(customs_value_usd=rows["net_mass_kg"].iloc[0] * 16) for rows in (even, wide)]
    flour, parts = (fitted.transform(one)["value_per_kg_text_z"].item() for one in six_times)
    assert flour > 6 and parts < 3


def test_a_model_of_before_spreads_were_learned_has_one_spread_for_all() -> None:
    rows = _rows()
    fitted = QuantityFeatures().fit(rows)
    expectation = fitted.expectations_["value_per_kg"]
    del expectation.log_spread_, expectation.spread_coefficients_
    expectation.spread_ = 0.5
    away = np.log10(rows["customs_value_usd"] / rows["net_mass_kg"]) - expectation.center_
    expected = (away - fitted.transform(rows)["value_per_kg_text_z"] * 0.5).to_numpy()
    np.testing.assert_allclose(expected, expected[0], atol=1e-6)
