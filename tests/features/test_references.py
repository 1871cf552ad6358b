"""References add up exactly, and a row is compared with the others only."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from riskscan.features.columns import Rows
from riskscan.features.comparing import RELATIVE_COLUMNS, compare_rows
from riskscan.features.counts import CountTable
from riskscan.features.reference_store import learn_references, read_references
from riskscan.features.references import ROW_KEYS, References, RowKeys, row_keys
from riskscan.history.store import HistoryStore


def _rows(n_rows: int) -> pd.DataFrame:
    chance = np.random.default_rng(4)
    return pd.DataFrame(
        {
            "lodged_on": pd.Timestamp("2026-01-05") + pd.to_timedelta(np.arange(n_rows) % 30, unit="D"),
            "goods_description": np.where(np.arange(n_rows) % 2, "cotton shirts", "steel screws"),
            "hs_code": np.where(np.arange(n_rows) % 2, "610910", "731815"),
            "net_mass_kg": np.round(10 * np.exp(0.2 * chance.standard_normal(n_rows)), 2),
            "customs_value_usd": np.round(150 * np.exp(0.2 * chance.standard_normal(n_rows)), 2),
            "package_count": 3.0,
            "export_country": "CN",
            "destination_country": "US",
            "transit_countries": None,
            "consignor_name": [f"Firm {number % 7}" for number in range(n_rows)],
            "consignee_name": [f"Buyer {number % 5}" for number in range(n_rows)],
            "consignee_address": [f"{number % 5} Elm Street" for number in range(n_rows)],
        }
    )


def _with(rows: pd.DataFrame, **cells: object) -> pd.DataFrame:
    changed = rows.copy()
    for name, value in cells.items():
        changed.loc[0, name] = value
    return changed


def _first(rows: pd.DataFrame) -> "pd.Series[float]":
    return compare_rows(rows, References.of(rows).freeze()).iloc[0]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_references_are_the_same_however_the_rows_are_cut(size: int) -> None:
    rows = _rows(203)
    parts = [References.of(rows.iloc[start : start + size]) for start in range(0, len(rows), size)]
    total = References.empty()
    for part in reversed(parts):
        total = part + total
    whole = References.of(rows)
    assert total.n_rows == whole.n_rows
    pd.testing.assert_frame_equal(compare_rows(rows, total.freeze()), compare_rows(rows, whole.freeze()))


def test_a_row_is_described_alike_alone_and_among_others() -> None:
    rows = _rows(120)
    frozen = References.of(rows).freeze()
    alone = pd.concat([compare_rows(rows.iloc[[place]], frozen) for place in range(len(rows))])
    pd.testing.assert_frame_equal(alone, compare_rows(rows, frozen))


def test_a_strange_value_is_odd_on_its_own_side_only() -> None:
    rows = _rows(200)
    dear, cheap = _first(_with(rows, customs_value_usd=9e5)), _first(_with(rows, customs_value_usd=0.5))
    usual = _first(_with(rows, customs_value_usd=150.0, net_mass_kg=10.0))
    assert dear["value_per_kg_line_high"] > 1.5 > 0.3 > usual["value_per_kg_line_high"]
    assert cheap["value_per_kg_line_low"] > 1.5 and cheap["value_per_kg_line_high"] == 0
    assert dear["value_per_kg_word_high"] > 1.5 and dear["mass_per_package_line_high"] < 1


def test_few_rows_say_less() -> None:
    odd = [_first(_with(_rows(n_rows), customs_value_usd=9e5))["value_per_kg_line_high"] for n_rows in (4, 10, 40, 400)]
    assert odd == sorted(odd)
    assert odd[0] < 0.5 < odd[-1]
    assert _first(_rows(1))[list(RELATIVE_COLUMNS)].fillna(0)["value_per_kg_line_high"] == 0


def test_a_text_under_the_code_of_other_goods_fits_ill() -> None:
    rows = _rows(200)
    wrong, right = _first(_with(rows, hs_code="610910")), _first(rows)
    assert right["chapter_word_gap"] <= 0 < wrong["chapter_word_gap"]
    assert wrong["chapter_word_fit"] < right["chapter_word_fit"]


def test_one_address_of_many_is_told() -> None:
    rows = _rows(200)
    rows.loc[:40, "consignee_address"] = "PO Box 7, Mesa"
    rows.loc[:40, "consignee_name"] = [f"Person {number}" for number in range(41)]
    found = compare_rows(rows, References.of(rows).freeze())
    assert found["address_receivers"][:41].min() > found["address_receivers"][41:].max()


def test_null_columns_are_unknown() -> None:
    rows = pd.DataFrame({"goods_description": ["cotton shirts"] * 30})
    found = compare_rows(rows, References.of(rows).freeze())
    assert found["value_per_kg_line_high"].isna().all() and found["chapter_word_fit"].isna().all()
    assert compare_rows(rows, References.empty().freeze()).shape == found.shape


def test_counts_answer_like_a_list() -> None:
    keys = np.array([3, 3, 3, 9, 0], dtype=np.uint64)
    frozen = (CountTable.of(keys[:2], np.array([5, -2])) + CountTable.of(keys[2:], np.array([5, 7, 1]))).freeze()
    place = frozen.place(np.array([3, 9, 4], dtype=np.uint64))
    assert frozen.rows(place).tolist() == [3, 1, 0]
    below, same = frozen.below_and_at(place, np.array([5, 8, 1]))
    assert below.tolist() == [1, 1, 0]
    assert same.tolist() == frozen.same(place, np.array([5, 8, 1])).tolist()
    assert frozen.same(place, np.array([5, 5, 5])).tolist() == [2, 0, 0]
    assert frozen.different(place).tolist() == [2, 1, 0]
    assert -2 <= frozen.quantile(place, 0.5)[0] <= 6 and np.isnan(frozen.quantile(place, 0.5)[2])


def test_counts_are_spread_over_the_values_asked_for() -> None:
    distinct, codes = np.array([9, 3], dtype=np.uint64), np.array([1, 1, 0, 1])
    table = CountTable.of_coded(distinct, codes, np.array([5, -2, 7, 5]))
    assert table.keys.tolist() == [3, 3, 9] and table.counts.tolist() == [1, 2, 1]
    frozen = table.freeze()
    place = frozen.place(np.array([9, 3], dtype=np.uint64))
    assert frozen.spread(place, np.array([-2, 5, 7])).tolist() == [[0, 0, 1], [1, 2, 0]]
    assert frozen.spread(place, np.array([-2, 6])).tolist() == [[0, 0], [1, 0]]


def test_past_manifests_are_learned_once_and_add_up(tmp_path: Path) -> None:
    rows = _rows(90).assign(consignment_id=[f"C{number}" for number in range(90)])
    store = HistoryStore(tmp_path / "history.db")
    assert read_references(store).n_rows == 0
    first, again = learn_references(store, rows.iloc[:40]), learn_references(store, rows)
    assert (first.added, first.known, again.added, again.known) == (40, 0, 50, 40)
    learned, whole = read_references(store), References.of(rows)
    assert learned.n_rows == 90 and store.summarize().rows == 0
    pd.testing.assert_frame_equal(compare_rows(rows, learned.freeze()), compare_rows(rows, whole.freeze()))


@pytest.mark.parametrize("text", ["", "12 34", "-"])
def test_rows_without_a_word_are_compared_by_what_they_have(text: str) -> None:
    rows = _rows(40).assign(goods_description=text)
    compared = compare_rows(rows, References.of(rows).freeze())
    assert compared["value_per_kg_word_high"].isna().all() and compared["value_per_kg_line_high"].notna().any()


def test_references_are_kept_as_plain_arrays() -> None:
    first = References.of(_rows(120))
    kept = References.from_dict(first.to_dict())
    assert kept.n_rows == first.n_rows and set(kept.tables) == set(first.tables)
    for name, table in first.tables.items():
        np.testing.assert_array_equal(kept.tables[name].keys, table.keys)
        np.testing.assert_array_equal(kept.tables[name].values, table.values)
        np.testing.assert_array_equal(kept.tables[name].counts, table.counts)
    assert References.from_dict(None).n_rows == 0


def test_references_on_disk_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows(150)
    references = References.of(rows) + References.of(rows.iloc[:70])
    monkeypatch.setattr("riskscan.features.references._IN_MEMORY_ENTRIES", 0)
    in_memory, on_disk = references.freeze(), references.freeze(is_local=True)
    assert not isinstance(on_disk.tables, dict) and len(on_disk.tables) == len(in_memory.tables)
    pd.testing.assert_frame_equal(compare_rows(rows, on_disk), compare_rows(rows, in_memory), check_exact=True)
    assert on_disk.table("never counted").mean_rows == 1.0


@pytest.mark.parametrize("at_a_time", [7, 250_000])
@pytest.mark.parametrize("n_rows", [0, 1, 400])
def test_tables_add_up_like_the_rows_of_both(n_rows: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskscan.features.counts._AT_A_TIME", at_a_time)
    chance = np.random.default_rng(n_rows)
    keys = chance.choice(chance.integers(0, 2**64, 60, dtype=np.uint64), n_rows + 90)
    values = chance.integers(-4, 4, n_rows + 90)
    whole = CountTable.of(keys, values)
    added = CountTable.of(keys[:n_rows], values[:n_rows]) + CountTable.of(keys[n_rows:], values[n_rows:])
    for found, wanted in zip(added, whole, strict=True):
        assert found.dtype == wanted.dtype and found.tolist() == wanted.tolist()


def test_a_sum_of_references_leaves_its_parts_as_they_are() -> None:
    parts = [References.of(_rows(30).iloc[start : start + 10].reset_index(drop=True)) for start in range(0, 30, 10)]
    total, whole = References.sum(parts), References.of(_rows(30))
    assert total.n_rows == 30 and References.sum([]).n_rows == 0
    for name, table in whole.tables.items():
        assert all(np.array_equal(found, wanted) for found, wanted in zip(total.tables[name], table, strict=True))
    assert all(len(part.tables["chapter/all"].keys) for part in parts)


@pytest.mark.parametrize(
    ("texts", "is_known"),
    [
        pytest.param(["tea", "ink", None, None], True, id="same"),
        pytest.param(["tea", "ink", "tea", None], False, id="other rows of the same texts"),
        pytest.param(["tea", "ink", "salt", None], False, id="another text"),
    ],
)
def test_keys_of_an_earlier_pass_count_while_the_texts_are_the_same(texts, is_known):
    codes = ["0902", "3215", "2501", "2501"]
    before = Rows(pd.DataFrame({"goods_description": ["tea", "ink", None, None], "hs_code": codes}))
    known = row_keys(before)
    now = pd.DataFrame({"goods_description": texts, "hs_code": codes})
    found = row_keys(Rows(now, {ROW_KEYS: before.memory[ROW_KEYS]}))
    assert (found is known) == is_known
    anew = RowKeys.of(now)
    np.testing.assert_array_equal(found.word_rows, anew.word_rows)
    np.testing.assert_array_equal(found.words[found.word_codes], anew.words[anew.word_codes])
