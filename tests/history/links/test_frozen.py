"""Ties of rows, point in time: the same however rows are cut and ordered, and none from later days."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from riskscan.history.links import LINK_COLUMNS, FrozenLinks, LinkRows
from riskscan.simulation import simulate

_DAY = pd.Timestamp("2026-01-05")


def _row(day: int, **cells: Any) -> dict[str, Any]:
    usual = {
        "consignment_id": f"C{day}-{sorted(map(str, cells.values()))}", "lodged_on": _DAY + pd.Timedelta(days=day),
        "goods_description": "steel screws", "gross_mass_kg": 12.5, "export_country": "CN", "destination_country": "US",
        "consignor_name": "Bolt Works", "consignor_address": "1 Lake Road, Wuhan", "consignee_name": "Ann Roe",
        "consignee_address": "9 Elm St, Mesa",
    }  # fmt: skip
    return usual | cells


def _ties(rows: list[dict[str, Any]], labels: list[float] | None = None) -> pd.DataFrame:
    given = None if labels is None else np.array(labels)
    keys = LinkRows.of(pd.DataFrame(rows), given)
    return FrozenLinks.of(keys).as_of(keys)


@pytest.mark.parametrize("size", [1, 7, 400])
def test_the_same_however_rows_are_cut_and_ordered(size: int) -> None:
    frame = simulate(400, seed=5, violation_share=0.1)
    whole = LinkRows.of(frame)
    expected = FrozenLinks.of(whole).as_of(whole)
    parts = [LinkRows.of(frame.iloc[start : start + size]) for start in range(0, len(frame), size)]
    frozen = FrozenLinks.of(LinkRows.join(parts[::-1]))
    found = pd.concat([frozen.as_of(part) for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(found, expected)
    assert list(expected.columns) == list(LINK_COLUMNS)


def test_later_rows_change_nothing_and_rows_of_a_day_know_each_other() -> None:
    rows = [_row(0, consignee_name=f"Person {number}") for number in range(4)]
    early = _ties(rows)
    assert early["to_names"].tolist() == [3, 3, 3, 3]
    later = _ties([*rows, *(_row(9, consignee_name=f"Later {number}") for number in range(5))])
    pd.testing.assert_frame_equal(later.iloc[:4], early)
    assert later["to_names"].iloc[-1] == 8


def test_names_are_forgotten_after_twenty_days() -> None:
    rows = [_row(0, consignee_name="Old Name"), _row(19), _row(20), _row(45)]
    assert _ties(rows)["to_names"].tolist() == [0, 1, 0, 0]


def test_a_name_met_again_counts_once() -> None:
    rows = [*(_row(day, consignee_name="Same Name") for day in range(0, 30, 3)), _row(29)]
    assert _ties(rows)["to_names"].tolist() == [0] * 10 + [1]


def test_an_address_in_the_cell_of_the_name_is_the_same_address() -> None:
    rows = [_row(0), _row(1, consignee_name="Bob Poe, 9 ELM ST, MESA", consignee_address=None)]
    assert _ties(rows)["to_names"].tolist() == [0, 1]


def test_a_telephone_ties_names_at_different_addresses() -> None:
    rows = [
        _row(0, consignee_name="Bob Poe tel 480-555-0133"),
        _row(3, consignee_name="Cy Moe", consignee_address="4 Oak Ave, Reno, Phone: +1 480 555 0133"),
        _row(4, consignee_name="Di Foe", consignee_address="6 Oak Ave, Reno"),
    ]
    assert _ties(rows)["contact_names"].fillna(-1).tolist() == [0, 1, -1]


def test_a_hub_is_not_rare_and_a_drop_off_is() -> None:
    """A third of all rows are a hub's; firms get as many consignments as the drop-off, each under one name."""
    rows = []
    for day in range(30):
        rows += [_row(day, consignee_name=f"P {day} {one}", consignee_address="1 Depot Road") for one in range(12)]
        rows += [_row(day, consignee_name=f"Firm {one}", consignee_address=f"{one} Elm St") for one in range(24)]
    rows += [_row(29, consignee_name=f"Drop {one}", consignee_address="5 Drop Lane") for one in range(16)]
    ties = _ties(rows)
    late = ties[[row["lodged_on"] == _DAY + pd.Timedelta(days=29) for row in rows]]
    hub, drop = late[late["to_names"] > 100], late[late["to_names"] == 15]
    assert len(hub) == 12 and len(drop) == 16
    assert hub["to_names_rare"].max() < 0.5 and hub["to_names_rare_for_volume"].max() < 0.5
    assert drop["to_names_rare_for_volume"].min() > 0.8


def _legs(**second: Any) -> "pd.Series[float]":
    others = [_row(day % 9, consignment_id=f"O{day}", gross_mass_kg=10.0 + day / 7) for day in range(60)]
    first = _row(
        2, gross_mass_kg=481.37, destination_country="AE", consignee_name="Gulf Star", goods_description="tiles"
    )
    onward = _row(
        8, **({"gross_mass_kg": 481.37, "export_country": "AE", "destination_country": "MX",
               "consignor_name": "Gulf Star", "goods_description": "pool cleaner"} | second)
    )  # fmt: skip
    return _ties([*others, first, onward]).iloc[-1]


def test_two_legs_of_one_mass() -> None:
    found = _legs()
    assert found["legs"] == 1 and found["leg_party"] == 1 and found["leg_rare"] > 1


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"goods_description": "tiles"}, id="same goods"),
        pytest.param({"gross_mass_kg": 481.36}, id="another mass"),
        pytest.param({"export_country": "IN"}, id="starts elsewhere"),
        pytest.param({"lodged_on": _DAY + pd.Timedelta(days=1)}, id="before the first"),
        pytest.param({"lodged_on": _DAY + pd.Timedelta(days=60)}, id="long after"),
        pytest.param({"destination_country": "AE"}, id="crosses no border"),
    ],
)
def test_no_two_legs(cells: dict[str, Any]) -> None:
    assert not _legs(**cells)["legs"] > 0


def test_a_usual_mass_is_no_sign() -> None:
    rows = [_row(day % 9, consignment_id=f"O{day}", gross_mass_kg=25.0, destination_country="AE") for day in range(60)]
    rows.append(_row(8, gross_mass_kg=25.0, export_country="AE", goods_description="pool cleaner"))
    found = _ties(rows).iloc[-1]
    assert found["legs"] > 50 and found["leg_rare"] < 0.5


def test_items_of_one_consignment_are_no_split() -> None:
    items = [_row(0, consignment_id="ONE", gross_mass_kg=mass) for mass in (3.0, 4.0, 5.0)]
    parts = [_row(number, consignment_id=f"P{number}", consignor_name="Nut Works") for number in range(3)]
    assert _ties([*items, *parts])["splits"].tolist() == [0, 0, 0, 0, 1, 2]


def test_new_firms_near_known_violators() -> None:
    rows = [
        _row(0, consignor_name="Caught Ltd"),
        _row(1, consignor_name="Fresh Ltd"),
        _row(2, consignor_name="Caught Ltd"),
    ]
    found = _ties(rows, [1, np.nan, np.nan])
    assert found["near_violators"].tolist() == [0, 1, 0]  # its own do not count
    assert found["new_near_violators"].tolist() == [0, 1, 0]


def test_rows_without_day_or_parties_say_nothing() -> None:
    found = _ties([_row(0), _row(1, lodged_on=pd.NaT), _row(1, consignee_name=None, consignee_address="N/A")])
    assert found.iloc[1].isna().all()
    assert np.isnan(found["to_names"].iloc[2])
    empty = LinkRows.of(pd.DataFrame({"goods_description": ["tea"]}))
    assert FrozenLinks.of(empty).as_of(empty).isna().all(axis=None)
    assert len(FrozenLinks.of(LinkRows.empty()).as_of(LinkRows.empty())) == 0
