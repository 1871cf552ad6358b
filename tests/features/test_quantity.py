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
