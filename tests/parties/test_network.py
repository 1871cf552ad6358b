"""The graph of parties: who is connected by what, and what is not followed."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from riskscan.exceptions import OptionError
from riskscan.history.store import HistoryStore
from riskscan.parties.mentions import TieKind, read_mentions
from riskscan.parties.neighborhood import Neighborhood, find_neighborhood
from riskscan.parties.network import Followed, Network


def _frame(*rows: dict[str, Any]) -> pd.DataFrame:
    usual = {
        "lodged_on": "2026-01-05", "goods_description": "steel screws", "gross_mass_kg": 12.5, "export_country": "CN",
        "destination_country": "US", "consignor_name": None, "consignor_address": None, "consignee_name": None,
        "consignee_address": None,
    }  # fmt: skip
    frame = pd.DataFrame([usual | row for row in rows])
    return frame.assign(
        lodged_on=pd.to_datetime(frame["lodged_on"]), consignment_id=[f"C{n}" for n in range(len(frame))]
    )


def _by(found: Neighborhood) -> dict[str, set[str]]:
    return {one.name: {tie.kind.value for tie in one.ties} for one in found.connections}


_CHAIN = (
    {"consignee_name": "Ann Roe", "consignee_address": "9 Elm St, Mesa"},
    {"consignee_name": "Bob Poe tel 480-555-0133", "consignee_address": "9 ELM ST MESA", "lodged_on": "2026-02-01"},
    {"consignee_name": "Cy Moe, phone +1 480 555 0133", "lodged_on": "2026-03-01"},
    {"consignee_name": "Di Foe, ph 480.555.0133 ext", "lodged_on": "2026-03-02"},
    {"consignee_name": "Far Away", "consignee_address": "1 Oak St, Reno"},
)


def test_steps_and_days() -> None:
    found = find_neighborhood(_frame(*_CHAIN), "ANN ROE")
    assert [(one.name, one.steps, one.through) for one in found.connections] == [
        ("Bob Poe", 1, ""), ("Cy Moe", 2, "Bob Poe"), ("Di Foe, ext", 2, "Bob Poe"),
    ]  # fmt: skip
    tie = found.connections[0].ties[0]
    assert (tie.kind, tie.text, tie.names, tie.rows, tie.since) == (
        TieKind.ADDRESS, "9 Elm St, Mesa", 2, 2, "2026-02-01",
    )  # fmt: skip
    assert found.component_size == 4 and found.n_parties == 5
    assert _by(find_neighborhood(_frame(*_CHAIN), "ann roe", steps=1)) == {"Bob Poe": {"same address"}}


def test_rows_after_the_day_do_not_count() -> None:
    assert find_neighborhood(_frame(*_CHAIN), "Ann Roe", as_of=date(2026, 1, 31)).connections == ()
    early = find_neighborhood(_frame(*_CHAIN), "Ann Roe", as_of=date(2026, 2, 1))
    assert _by(early) == {"Bob Poe": {"same address"}} and early.component_size == 2
    with pytest.raises(OptionError, match="No row counts"):
        find_neighborhood(_frame(*_CHAIN), "Ann Roe", as_of=date(2025, 1, 1))


def test_a_hub_is_shown_and_not_followed() -> None:
    rows = [{"consignee_name": f"Person {n}", "consignee_address": "1 Depot Road"} for n in range(30)]
    found = find_neighborhood(_frame(*rows), "Person 3", most_names=20)
    assert found.connections == () and found.component_size == 1
    (hub,) = found.ties
    assert hub.names == 30 and hub.followed == Followed.TOO_MANY
    assert len(find_neighborhood(_frame(*rows), "Person 3", most_names=30).connections) == 29


def test_nobody_is_followed_through_a_party_of_very_many_ties() -> None:
    rows = [{"consignor_name": "Big Shop", "consignee_name": f"Person {n}"} for n in range(30)]
    found = find_neighborhood(_frame(*rows), "Person 3", most_names=20)
    assert _by(found) == {"Big Shop": {"trade"}}


def test_missing_names_and_addresses_tie_nobody() -> None:
    rows = [{"consignee_name": f"Person {n}", "consignor_name": name} for n, name in enumerate(["N/A", None, "-", ""])]
    network = Network(
        read_mentions(_frame(*rows, {"consignee_address": "9 Elm St"}, {"consignee_address": "9 Elm St"}))
    )
    assert network.n_parties == 4
    assert all(not network.connections(place) for place in range(4))


def test_further_columns_tell_of_contacts_agents_and_vessels() -> None:
    frame = _frame({"consignee_name": "Ann Roe"}, {"consignee_name": "Bob Poe"}, {"consignor_name": "Cy Moe"}).assign(
        **{
            "Consignee Phone": ["480 555 0133", "(480) 555-0133", "480 555 0133"],
            "Forwarder": ["Quick Parcels Ltd", "QUICK PARCELS", "Quick Parcels"],
            "Vessel Name": ["Sea Star", "SEA STAR", None],
        }
    )
    assert _by(find_neighborhood(frame, "Ann Roe")) == {
        "Bob Poe": {"same phone", "same agent", "same vessel"}, "Cy Moe": {"same agent"},
    }  # fmt: skip


def test_an_agent_and_a_vessel_of_one_row_connect_nobody_further() -> None:
    frame = _frame({"consignor_name": "Ann Roe", "consignee_name": "Bob Poe"}).assign(agent="Quick", vessel="Sea Star")
    assert _by(find_neighborhood(frame, "Ann Roe")) == {"Bob Poe": {"trade"}}


def test_names_in_another_order_or_script_are_told() -> None:
    frame = _frame(
        {"consignee_name": "Severnyi Put LLC"}, {"consignee_name": "ООО «Северный Путь»"}, {"consignee_name": "Put Ltd"}
    )
    assert _by(find_neighborhood(frame, "SEVERNYI PUT")) == {"ООО «Северный Путь»": {"same name"}}


@pytest.mark.parametrize("asked", ["bolt works", "BOLT WORKS LTD", "Works Bolt", "Bolt-Works, Ltd."])
def test_a_party_is_found_in_usual_spellings(asked: str) -> None:
    assert find_neighborhood(_frame({"consignor_name": "Bolt Works Ltd"}), asked).name == "Bolt Works Ltd"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Bolt Workz", "like it: 'Bolt Works Ltd'"),
        ("Quince & Quince", "no name is like it"),
        ("", "no name is like it"),
    ],
)
def test_an_unknown_party_is_refused_with_those_like_it(asked: str, words: str) -> None:
    with pytest.raises(OptionError, match=words):
        find_neighborhood(_frame({"consignor_name": "Bolt Works Ltd"}), asked)


def test_goods_that_went_on() -> None:
    first = {
        "gross_mass_kg": 481.37,
        "destination_country": "AE",
        "consignee_name": "Gulf Star",
        "goods_description": "tiles",
    }
    second = {
        "gross_mass_kg": 481.37, "export_country": "AE", "destination_country": "MX", "consignor_name": "Gulf Star",
        "consignee_name": "Luz Diaz", "goods_description": "pool cleaner", "lodged_on": "2026-01-12",
    }  # fmt: skip
    rows = _frame(first, second, {"consignee_name": "Ann Roe"})
    for party in ("Luz Diaz", "Gulf Star"):
        (leg,) = find_neighborhood(rows, party).legs
        assert (leg.mass_kg, leg.country, leg.came_as, leg.left_as, leg.alike) == (
            481.37,
            "AE",
            "tiles",
            "pool cleaner",
            0,
        )
    assert find_neighborhood(rows, "Ann Roe").legs == ()
    assert find_neighborhood(_frame(second | {"lodged_on": "2026-01-01"}, first), "Luz Diaz").legs == ()


def test_goods_in_parts() -> None:
    part = {"consignor_name": "Bolt Works", "consignee_name": "Ann Roe"}
    rows = [part | {"lodged_on": f"2026-01-0{day}"} for day in (1, 2, 4)]
    (split,) = find_neighborhood(_frame(*rows, part | {"lodged_on": "2026-01-20"}), "Ann Roe").splits
    assert (split.consignments, split.since, split.until, split.mass_kg) == (3, "2026-01-01", "2026-01-04", 37.5)
    one = _frame(*rows).assign(consignment_id="ONE")
    assert find_neighborhood(one, "Ann Roe").splits == ()


def test_rows_of_a_history_file_count_once(tmp_path: Path) -> None:
    frame = _frame(*_CHAIN)
    store = HistoryStore(tmp_path / "history.db")
    store.add_rows(frame.iloc[:2])
    both = find_neighborhood(frame.iloc[[4]].reset_index(drop=True), "Ann Roe", store=store)
    assert _by(both) == {"Bob Poe": {"same address"}}
    again = find_neighborhood(frame, "Ann Roe", store=store)
    assert again.rows == 1 and again == find_neighborhood(frame, "Ann Roe")
