"""Point in time: a row knows what came before its day, and nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskscan.exceptions import ModelError
from riskscan.history import HISTORY_COLUMNS, TraderHistory

FIRST = pd.Timestamp("2026-01-01")
PARTIES = ["Ann Ltd", "Bob Inc", "Cho Co", None]


def make_rows(days: list[int | None], **columns: list[object]) -> pd.DataFrame:
    dates = [pd.NaT if day is None else FIRST + pd.Timedelta(days=day) for day in days]
    return pd.DataFrame({"lodged_on": pd.to_datetime(dates), **columns})


rows_strategy = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 60)),
        st.sampled_from(PARTIES),
        st.sampled_from(PARTIES),
        st.sampled_from(["1 Elm St", "PO Box 2", None]),
        st.sampled_from(["9 Quay Rd", None]),
        st.sampled_from([0.5, 30.0, np.nan]),
        st.sampled_from(["293337", "610910", None]),
        st.sampled_from(["LIC-1", None]),
        st.sampled_from([0.0, 1.0, np.nan]),
    ),
    min_size=1,
    max_size=25,
)


def frame_of(rows: list[tuple[object, ...]]) -> tuple[pd.DataFrame, pd.Series]:
    names = ["day", "consignor_name", "consignee_name", "consignee_address", "consignor_address", "gross_mass_kg",
             "hs_code", "permit_reference", "label"]  # fmt: skip
    columns = {name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}
    labels = pd.Series(columns.pop("label"), dtype=float)
    return make_rows(columns.pop("day"), **columns), labels  # type: ignore[arg-type]


def test_counts_of_one_consignor() -> None:
    frame = make_rows(
        [0, 1, 1, 40, 41],
        consignor_name=["Ann Ltd", "ANN LTD.", "Ann", "ann limited", "Bob Inc"],
        consignee_name=["x", "y", "y", "z", "z"],
    )
    known = TraderHistory.empty().as_of(frame)
    assert known["consignor_rows_before"].tolist() == [0, 1, 1, 3, 0]
    assert known["consignor_rows_30d"].tolist() == [0, 1, 1, 0, 0]
    assert known["consignor_first_seen"].tolist() == [1, 0, 0, 0, 1]
    assert known["consignor_days_since_first_seen"].tolist()[1:4] == [1, 1, 40]
    assert known["consignor_days_since_last_seen"].tolist()[1:4] == [1, 1, 39]
    assert known["consignor_consignees_before"].tolist() == [0, 1, 1, 2, 0]
    assert known["consignor_new_consignees_30d"].tolist() == [0, 1, 1, 0, 0]
    assert known["consignee_consignors_before"].tolist() == [0, 0, 0, 0, 1]


def test_a_run_of_small_parcels_to_one_address() -> None:
    frame = make_rows(
        [0, 1, 2, 3, 3],
        consignor_name=["a", "b", "c", "c", "c"],
        consignee_address=["PO Box 7, Tucson", "P.O. BOX 7 Tucson", "po box 7, tucson", "POBox 7 Tucson", "8 Elm"],
        gross_mass_kg=[0.4, 1.9, 50.0, 0.5, 0.5],
    )
    known = TraderHistory.empty().as_of(frame)
    assert known["address_small_parcels_7d"].tolist() == [0, 1, 2, 2, 0]
    assert known["address_rows_7d"].tolist() == [0, 1, 2, 3, 0]
    assert known["address_consignors_before"].tolist() == [0, 1, 2, 3, 0]
    assert known["address_new_consignors_30d"].tolist() == [0, 1, 2, 3, 0]


def test_one_return_address_on_many_parcels() -> None:
    frame = make_rows(
        [0, 1, 1, 20],
        consignor_name=["a", "b", "b", "c"],
        consignor_address=["9 Quay Rd, Kowloon", "9 QUAY ROAD KOWLOON", "9 Quay Rd. Kowloon", "9 quay rd kowloon"],
        consignee_name=["x", "y", "z", "x"],
        gross_mass_kg=[0.4, 0.5, 0.6, 0.7],
    )
    known = TraderHistory.empty().as_of(frame)
    assert known["return_address_rows_before"].tolist() == [0, 1, 1, 3]
    assert known["return_address_consignors_before"].tolist() == [0, 1, 1, 2]
    assert known["return_address_consignees_before"].tolist() == [0, 1, 1, 3]
    assert known["return_address_small_parcels_7d"].tolist() == [0, 1, 1, 0]
    assert known["return_address_small_parcels_30d"].tolist() == [0, 1, 1, 3]


def test_goods_and_permits_of_a_consignor() -> None:
    frame = make_rows(
        [0, 1, 2],
        consignor_name=["Ann"] * 3,
        hs_code=["291411", "2914110000", "610910"],
        permit_reference=["LIC-1", None, None],
    )
    known = TraderHistory.empty().as_of(frame)
    assert known["consignor_chapter_rows_before"].tolist() == [0, 1, 0]
    assert known["consignor_permit_share"].tolist()[1:] == [1.0, 0.5]


def test_labels_count_only_once_known() -> None:
    frame = make_rows([0, 10, 14, 15], consignor_name=["Ann"] * 4)
    history = TraderHistory.from_rows(frame, pd.Series([1.0, 0.0, np.nan, np.nan]), label_delay_days=14)
    known = history.as_of(frame, within=False)
    assert known["consignor_labeled_before"].tolist() == [0, 0, 0, 1]
    assert known["consignor_violations_before"].tolist() == [0, 0, 0, 1]
    assert known["consignor_violation_rate"].isna().tolist() == [True, True, True, False]


def test_rate_is_drawn_towards_the_general_rate() -> None:
    frame = make_rows([0] * 20 + [5, 5], consignor_name=["Ann"] * 19 + ["Bob"] + ["Bob", "Cho"])
    history = TraderHistory.from_rows(frame, pd.Series([0.0] * 19 + [1.0] + [np.nan] * 2))
    rates = history.as_of(frame, within=False)["consignor_violation_rate"].tolist()
    assert rates[-1] == pytest.approx(0.05)  # a newcomer
    assert 0.05 < rates[-2] < 0.2


def test_rows_without_date_or_party_are_null_and_not_counted() -> None:
    frame = make_rows([None, 3, 4], consignor_name=["Ann", "Ann", None])
    known = TraderHistory.empty().as_of(frame)
    assert known.iloc[0].isna().all()
    assert known["consignor_rows_before"].tolist()[1] == 0
    assert np.isnan(known["consignor_rows_before"].tolist()[2])


def test_missing_columns_and_empty_frames() -> None:
    known = TraderHistory.empty().as_of(pd.DataFrame({"goods_description": ["a", "b"]}, index=[7, 3]))
    assert known.index.tolist() == [7, 3]
    assert known.isna().all(axis=None)
    assert TraderHistory.empty().as_of(pd.DataFrame()).shape == (0, len(HISTORY_COLUMNS))


@settings(max_examples=40, deadline=None)
@given(rows_strategy, st.integers(0, 60))
def test_later_rows_change_nothing_earlier(rows: list[tuple[object, ...]], day: int) -> None:
    frame, labels = frame_of(rows)
    before = (frame["lodged_on"] <= FIRST + pd.Timedelta(days=day)).to_numpy()
    altered, other = frame.copy(), labels.copy()
    altered.loc[~before, ["consignor_name", "consignee_name"]] = "Ann Ltd"
    other[~before] = 1.0
    kept = altered.loc[before | (np.arange(len(frame)) % 2 == 0)]
    known, known_after = (
        TraderHistory.from_rows(table, marks).as_of(table, within=False)
        for table, marks in ((frame, labels), (kept, other.loc[kept.index]))
    )
    pd.testing.assert_frame_equal(known[before], known_after.loc[known.index[before]])


@settings(max_examples=40, deadline=None)
@given(rows_strategy, st.randoms(use_true_random=False), st.integers(0, 25))
def test_order_and_chunks_change_nothing(rows: list[tuple[object, ...]], random: object, cut: int) -> None:
    frame, labels = frame_of(rows)
    whole = TraderHistory.from_rows(frame, labels).as_of(frame, within=False)
    order = list(range(len(frame)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled, marks = frame.iloc[order], labels.iloc[order]
    pd.testing.assert_frame_equal(
        TraderHistory.from_rows(shuffled, marks).as_of(shuffled, within=False).loc[frame.index], whole
    )
    parts = (slice(None, cut), slice(cut, None))
    first, second = (TraderHistory.from_rows(frame.iloc[part], labels.iloc[part]) for part in parts)
    merged = first.merge(second)
    chunks = [merged.as_of(frame.iloc[part], within=False) for part in parts]
    pd.testing.assert_frame_equal(pd.concat([chunk for chunk in chunks if len(chunk)]), whole)
    counted = TraderHistory.from_chunks(frame.iloc[part] for part in parts).as_of(frame, within=False)
    pd.testing.assert_frame_equal(counted, TraderHistory.empty().as_of(frame))


@settings(max_examples=40, deadline=None)
@given(rows_strategy, st.integers(0, 60))
def test_condensed_history_answers_alike_from_its_cutoff_on(rows: list[tuple[object, ...]], day: int) -> None:
    frame, labels = frame_of(rows)
    cutoff = FIRST + pd.Timedelta(days=day)
    history = TraderHistory.from_rows(frame, labels)
    later = frame[frame["lodged_on"] >= cutoff]
    expected = history.as_of(later, within=False)
    pd.testing.assert_frame_equal(history.condense(cutoff).as_of(later, within=False), expected)


@settings(max_examples=20, deadline=None)
@given(rows_strategy)
def test_dict_and_back(rows: list[tuple[object, ...]]) -> None:
    frame, labels = frame_of(rows)
    history = TraderHistory.from_rows(frame, labels)
    again = TraderHistory.from_dict(history.to_dict())
    pd.testing.assert_frame_equal(again.as_of(frame), history.as_of(frame))


def test_other_format_is_refused() -> None:
    with pytest.raises(ModelError, match="another format"):
        TraderHistory.from_dict({"format": np.array([99])})


def test_the_callers_frame_is_unchanged() -> None:
    frame = make_rows([0, 1], consignor_name=["Ann", None])
    copy = frame.copy()
    TraderHistory.empty().as_of(frame)
    pd.testing.assert_frame_equal(frame, copy)
