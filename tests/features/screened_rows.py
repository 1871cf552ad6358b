"""One row, screened: for tests."""

import pandas as pd

from riskscan.features.row_screening import screen_rows

DAY = pd.Timestamp("2026-06-01")


def frame_of_row(**cells):
    row = {"chemical_name": None, "goods_description": None, "cas_rn": None, "hs_code": None, "lodged_on": DAY} | cells
    return pd.DataFrame([row])


def screened_row(screener, **cells):
    return screen_rows(frame_of_row(**cells), screener).iloc[0]


def reason_codes(row):
    return [reason.code for reason in row.screening_reasons]


def sentences_of(row, code):
    return [reason.sentence for reason in row.screening_reasons if reason.code == code]
