"""Rows that are taken apart once are cleaned as often as is asked, each time alike."""

import numpy as np
import pandas as pd

from riskscan.manifest.cleaning import clean_columns, clean_manifest
from riskscan.manifest.mapping import map_columns
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.surveying import count_votes
from riskscan.manifest.taken_rows import TakenRows

RAW = pd.DataFrame(
    {
        "No": ["1", "2", "Total"],
        "Description of goods": ["acetone", None, None],
        "HS code": ["291411", "6103.x", None],
        "HS description": ["Acetone", "Garments, knitted", None],
        "Net weight (kg)": ["1.200", "12,5", "2"],
    }
)


def test_cleaned_again() -> None:
    rules = ColumnRules()
    mapping = map_columns(list(RAW), rules)
    rows = TakenRows.of(RAW, mapping, rules)
    conventions = count_votes(rows.columns, is_whole=True).freeze(mapping, rules)
    before = clean_columns(rows, {"goods_description"}, conventions, is_kept=True)["goods_description"].tolist()
    plain = clean_manifest(RAW, mapping=mapping, conventions=conventions)
    for _ in range(2):
        found = clean_manifest(rows.raw, mapping=mapping, conventions=conventions, taken=rows)
        pd.testing.assert_frame_equal(found.frame, plain.frame)
        assert list(found.issues) == list(plain.issues)
    assert before == ["acetone", None, None]  # its own column alone, whatever was read for it elsewhere
    assert found.frame["goods_description"].tolist() == ["acetone", "Garments, knitted", None]
    again = clean_columns(rows, {"goods_description"}, conventions, is_kept=True)
    assert again["goods_description"].tolist() == before
    alone = clean_columns(rows, {"goods_description"}, conventions)
    assert alone["goods_description"].tolist() == before and np.isnan(alone["net_mass_kg"]).all()
