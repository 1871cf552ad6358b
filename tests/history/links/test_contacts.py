"""Cells of parties: what is told apart, and what stays part of the name."""

import pytest

from riskscan.history.links.contacts import PartyCell, normalize_email, normalize_phone, read_party_cell
from riskscan.tables.contact_words import load_contact_words


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        pytest.param(
            "Brass & Bolt Ltd., 9 Mill Road, Leeds", "", PartyCell("Brass & Bolt Ltd.", "9 Mill Road, Leeds"),
            id="address behind the name",
        ),
        pytest.param(
            "NINGBO TOY CO.,LTD NO.5 ZHONGSHAN ROAD NINGBO TEL:0574-87654321", "",
            PartyCell("NINGBO TOY CO.", "NO.5 ZHONGSHAN ROAD NINGBO", phones=("487654321",)), id="form and telephone",
        ),
        pytest.param("Tuna y Sal\n22 Calle Sol\nVigo", "", PartyCell("Tuna y Sal", "22 Calle Sol Vigo"), id="lines"),
        pytest.param(
            "Ann Roe", "9 Elm St, Mesa, e-mail: Ann.Roe@Example.org",
            PartyCell("Ann Roe", "9 Elm St, Mesa", emails=("ann.roe@example.org",)), id="mail in the address",
        ),
        pytest.param(
            "Ann Roe", "c/o Quick Parcels, 9 Elm St", PartyCell("Ann Roe", "9 Elm St", care_of="Quick Parcels"),
            id="who acts for it",
        ),
        pytest.param("上海玩具有限公司, 中山路5号", "", PartyCell("上海玩具有限公司", "中山路5号"), id="Chinese"),
        pytest.param(
            "Ann Roe, 1 Elm St", "9 Oak St", PartyCell("Ann Roe", "9 Oak St"), id="the cell of the address goes before",
        ),
    ],
)  # fmt: skip
def test_cells_that_hold_more(name: str, address: str, expected: PartyCell) -> None:
    assert read_party_cell(name, address) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Studio 54 Fashion", "Kaiser, John 3rd", "Roe, Ann", "3M Company", "A/S Norsk 2000", "Tel Aviv Motors",
        "7-Eleven, Inc.", "Route 66 Diner, LLC", "", "VAT 123456789",
    ],
)  # fmt: skip
def test_plain_names_stay_whole(name: str) -> None:
    assert read_party_cell(name) == PartyCell(name)


@pytest.mark.parametrize("text", ["000-000-0000", "1234567", "123456789", "999 999 9999", "12345", "1" * 30, ""])
def test_no_telephone(text: str) -> None:
    assert normalize_phone(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+86 574 8765 4321", "0574-87654321"),
        ("+1 (480) 555-0133", "480.555.0133"),
        ("0044 20 7946 0958", "020 79460958"),
    ],
)
def test_spellings_of_a_telephone_meet(one: str, other: str) -> None:
    assert normalize_phone(one) == normalize_phone(other) is not None


@pytest.mark.parametrize("text", ["noemail@example.com", "n/a", "a@b", "@example.com", "na@example.com"])
def test_nobodys_box(text: str) -> None:
    assert normalize_email(text) is None


def test_a_cell_of_any_length_is_read_soon() -> None:
    assert read_party_cell("tel 1 2 3 4 " * 5_000 + "a@" * 5_000, "+1 (2) - / " * 5_000).phones == ()


def test_the_table_of_words() -> None:
    entries = load_contact_words()
    assert len({(entry.word, entry.kind) for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.word == entry.word.casefold() and entry.source and entry.mark in "VSMD", entry
        assert bool(entry.stands_for) == (entry.kind == "column")
        assert entry.stands_for in ("", "phone", "email", "agent", "vessel")
