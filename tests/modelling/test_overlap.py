import numpy as np
import pandas as pd

from riskscan.modelling.overlap import audit_overlap, count_contradictions, row_keys


def _row(**cells: object) -> dict[str, object]:
    base: dict[str, object] = {
        "goods_description": "Dog food 15 kg",
        "hs_code": "230910",
        "net_mass_kg": 15.0,
        "customs_value_usd": 40.0,
        "consignor_name": "Firm",
        "consignee_name": "Buyer",
    }
    return base | cells


def _keys(*rows: dict[str, object]):
    return row_keys(pd.DataFrame(list(rows)))


def test_equal_rows_repeat_exactly_whatever_case_and_small_rounding() -> None:
    audit = audit_overlap(_keys(_row(goods_description="DOG FOOD 15 KG", net_mass_kg=15.001)), _keys(_row()))
    assert (audit.n_exact, audit.n_near) == (1, 1)


def test_other_numbers_repeat_nearly() -> None:
    audit = audit_overlap(_keys(_row(goods_description="dog food 20 kg", net_mass_kg=20.0)), _keys(_row()))
    assert (audit.n_exact, audit.n_near) == (0, 1)


def test_another_party_does_not_repeat() -> None:
    assert audit_overlap(_keys(_row(consignor_name="Other")), _keys(_row())).n_near == 0


def test_large_overlap_is_said_in_words() -> None:
    audit = audit_overlap(_keys(_row(), _row(consignor_name="Other")), _keys(_row()))
    assert "measure memory" in audit.note
    np.testing.assert_array_equal(audit.repeats, [True, False])


def test_own_columns_belong_to_a_row() -> None:
    first, second = pd.DataFrame([{"office": "10"}]), pd.DataFrame([{"office": "20"}])
    assert row_keys(first, ("office",)).exact[0] != row_keys(second, ("office",)).exact[0]


def test_contradictions_are_counted() -> None:
    keys = _keys(_row(), _row(), _row(consignor_name="Other"))
    assert count_contradictions(keys, np.array([1.0, 0.0, 1.0])) == 2
    assert count_contradictions(keys, np.array([1.0, np.nan, 1.0])) == 0
