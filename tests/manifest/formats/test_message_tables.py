"""Rows of messages as tables: parts, columns, and which of several values an item has."""

import pandas as pd

from riskscan.manifest.formats.message_parts import Found, Part
from riskscan.manifest.formats.message_rows import MessageRow, merge_parts
from riskscan.manifest.formats.message_tables import message_tables
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.notes import Note, NoteKind
from riskscan.tables.field_maps import load_field_map

ITEM, CONSIGNMENT = reversed(load_field_map("cuscar").levels[-2:])


def _part(n_rows: int = 1, **columns: str | Found) -> Part:
    found = {column: [one if isinstance(one, Found) else Found(one, f"x:{column}")] for column, one in columns.items()}
    return Part(ITEM if n_rows == 1 else CONSIGNMENT, found, n_rows=n_rows)


class _Reading:
    """Five rows; the last one has a column of its own."""

    encoding = "utf-8"
    n_passes = 0

    def __init__(self) -> None:
        _Reading.n_passes += 1
        self.notes = [Note(NoteKind.UNREAD_PARTS, {"count": "1", "examples": "x"})]

    def rows(self):
        for number in range(5):
            part = _part(goods_description=f"goods {number}")
            part.others = {"x:late": "y"} if number == 4 else {}
            row = MessageRow([part])
            if number % 2:
                row.problems.append((IssueKind.DAMAGED_PART, "", f"p{number}"))
            yield row


def test_parts_have_one_header_and_all_rows_in_order():
    _Reading.n_passes = 0
    tables = list(message_tables(_Reading, part_rows=2))
    assert [len(table.frame) for table in tables] == [2, 2, 1]
    assert {tuple(table.frame) for table in tables} == {("goods_description", "x:late")}
    whole = pd.concat([table.frame for table in tables])["goods_description"].tolist()
    assert whole == [f"goods {number}" for number in range(5)]
    assert [[(issue.row, issue.value) for issue in table.issues] for table in tables] == [[(1, "p1")], [(1, "p3")], []]
    assert [len(table.notes) for table in tables] == [1, 0, 0]
    assert _Reading.n_passes == 2


def test_few_rows_are_read_once():
    _Reading.n_passes = 0
    (table,) = message_tables(_Reading, part_rows=5)
    assert len(table.frame) == 5
    assert _Reading.n_passes == 1


def test_the_item_counts_more_than_what_holds_it():
    cells = merge_parts([_part(origin_country="CN"), _part(2, origin_country="VN", export_country="VN")], set())
    assert cells == {"origin_country": "CN", "export_country": "VN", "x:origin_country": "VN"}


def test_mass_of_the_whole_is_the_items_only_where_it_is_the_only_one():
    whole = {"gross_mass_kg": "90", "package_count": "3"}
    assert merge_parts([_part(), _part(1, **whole)], set()) == whole
    assert merge_parts([_part(), _part(2, **whole)], set()) == {"x:gross_mass_kg": "90 kg", "x:package_count": "3"}


def test_all_of_a_party_comes_from_one():
    cells = merge_parts(
        [_part(consignee_name="Moabi"), _part(2, consignee_name="Bank", consignee_country="CH", carrier="Orrin")], set()
    )
    assert cells == {
        "consignee_name": "Moabi", "carrier": "Orrin", "x:consignee_name": "Bank", "x:consignee_country": "CH",
    }  # fmt: skip


def test_goods_of_every_level_come_together_once_each():
    parts = [_part(goods_description="acetone"), _part(2, goods_description="chemicals")]
    assert merge_parts([*parts, _part(2, goods_description="acetone")], set()) == {
        "goods_description": "acetone | chemicals"
    }


def test_weak_values_count_where_there_is_no_other():
    weak = Found("MASTER", "x:master", is_weak=True)
    assert merge_parts([_part(), _part(2, consignment_id=weak)], set()) == {"consignment_id": "MASTER"}
    assert merge_parts([_part(consignment_id=weak), _part(2, consignment_id="HOUSE")], set()) == {
        "consignment_id": "HOUSE", "x:master": "MASTER",
    }  # fmt: skip


def test_amount_in_a_stated_currency_counts_more_than_one_in_none():
    stated = Found("40", "x:value", currency="EUR")
    assert merge_parts([_part(customs_value="44"), _part(1, customs_value=stated)], set()) == {
        "customs_value": "40", "currency": "EUR", "amount_without_currency": "44",
    }  # fmt: skip


def test_amounts_without_currency_have_an_empty_currency_beside_them():
    class Reading(_Reading):
        def rows(self):
            yield MessageRow([_part(customs_value="44")])

    (table,) = message_tables(Reading)
    assert table.frame.columns.tolist() == ["customs_value", "currency"]
    assert table.frame["currency"].isna().all()


def test_country_of_a_place_is_noted():
    places: set[str] = set()
    merge_parts([_part(export_country=Found("CN", "x:place", is_of_place=True))], places)
    assert places == {"export_country"}


def test_more_columns_than_a_table_holds_come_together_in_one():
    class Reading(_Reading):
        def rows(self):
            part = _part(goods_description="a")
            part.others = {f"x:{number}": str(number) for number in range(1_010)} | {"x:" + "long" * 50: "z"}
            yield MessageRow([part])

    (table,) = message_tables(Reading)
    assert len(table.frame.columns) == 1_002
    further = table.frame["further_parts"].iloc[0]
    assert further.startswith("x:1000=1000; ")
    assert further.endswith("=z")
